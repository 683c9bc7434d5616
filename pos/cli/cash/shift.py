"""`vendwatt shift`: the drawer, from its float to its Z report."""

from pathlib import Path
from typing import Any

import click

from pos.app.cash.cash_policy import is_over_drawer_limit, policy_of
from pos.app.cash.cash_slips import CashSlip, CountSlip, FloatSlip, HandOverSlip, slip_of
from pos.app.cash.close_shift import close_shift
from pos.app.cash.count_drawer import count_drawer
from pos.app.cash.move_cash import must_be_open
from pos.app.cash.open_shift import open_shift
from pos.app.cash.shift_reports import MAY_SEE_EXPECTED, x_report, z_report
from pos.app.paper.print_paper import print_paper_again
from pos.app.ports import Ports, PrintKind
from pos.app.selling.quoting import terminal_of
from pos.cli.answers import DRAWER_ALARM
from pos.cli.cash.answers import (
    count_facts,
    float_facts,
    hand_over_facts,
    movement_facts,
    printed,
    sign_cash_entry,
    x_facts,
    z_facts,
)
from pos.cli.cash.moves import add_cash_moves, difference_code_option
from pos.cli.cash.policy import policy
from pos.cli.named_file import out_option, write_named
from pos.cli.options import shared_options
from pos.cli.session import Session
from pos.cli.signers import second_person
from pos.domain.cash import parse_reason
from pos.domain.cash_count import parse_count
from pos.domain.money import decimals_of, format_minor, parse_money
from pos.domain.operator import MAY_SELL
from pos.receipts.cash_papers import cash_document
from pos.receipts.cash_slip import count_document
from pos.receipts.languages import ENGLISH
from pos.receipts.render import Form, render_receipt
from pos.receipts.shift_report import x_document, z_document
from printers.document import Document

_COLUMNS = ("32", "42", "48")
_ON_SCREEN = 42
_form = click.option("--format", "form", type=click.Choice(["text", "escpos"]), default="text")
_columns = click.option("--columns", type=click.Choice(_COLUMNS), default="42", show_default=True)
_again = click.option("--print", "on_paper", is_flag=True, help="Print a marked copy instead.")


@click.group
def shift() -> None:
    """Open, count and close the drawer; move cash in and out of it."""


add_cash_moves(shift)
shift.add_command(policy)


@shift.command("show")
@shared_options
@click.pass_obj
def show(session: Session) -> None:
    """Show the open shift; what the drawer should hold is `shift x`."""
    with session.opened() as terminal, terminal.ports.store.read() as reads:
        row = must_be_open(reads)
        policy = policy_of(reads)
        currency = terminal_of(reads).currency
    opening_float = format_minor(row.opening_float, decimals_of(currency))
    facts = {
        "shift_no": row.shift_no,
        "opener": row.opener,
        "keeper": row.keeper,
        "opened_at": row.opened_at,
        "currency": currency,
        "float": opening_float,
        "sales": row.sales,
        "counted": row.is_counted,
        "over_drawer_limit": is_over_drawer_limit(row, policy),
    }
    text = (
        f"Shift {row.shift_no} since {row.opened_at}, opened by {row.opener} with {currency} "
        f"{opening_float}; sales: {row.sales}"
    )
    if facts["over_drawer_limit"]:
        text += f"\n{DRAWER_ALARM}"
    session.answer(facts, text)


@shift.command("open")
@click.option("--float", "opening_float", required=True, help="Cash counted into the drawer.")
@shared_options
@click.pass_obj
def open_drawer_shift(session: Session, *, opening_float: str) -> None:
    """Open a shift with a counted float."""
    with session.selling(*MAY_SELL) as (ports, operator):
        currency = _currency(ports)
        counted = parse_money(opening_float, currency)
        row = open_shift(ports, counted, operator=operator.name)
        sign_cash_entry(ports)
    facts = {
        "shift_no": row.shift_no,
        "opener": row.opener,
        "opened_at": row.opened_at,
        "currency": currency,
        "float": str(counted),
    }
    session.answer(facts, f"Shift {row.shift_no} is open with {currency} {counted}.")


@shift.command("x")
@click.option("--print", "on_paper", is_flag=True, help="Print it as well.")
@shared_options
@click.pass_obj
def x(session: Session, *, on_paper: bool) -> None:
    """Show what the drawer should hold now; that you looked is written down."""
    with session.selling(*MAY_SEE_EXPECTED) as (ports, operator):
        report = x_report(ports, operator=operator, on_paper=on_paper)
        sign_cash_entry(ports)
        paper_state = printed(ports, str(report.seq)) if on_paper else {}
    session.answer(x_facts(report) | paper_state, _on_screen(x_document(report, ENGLISH)))


@shift.command("count")
@click.argument("count")
@shared_options
@click.pass_obj
def count(session: Session, *, count: str) -> None:
    """Enter a count such as 200x3,100x10,50x0; you are not told what should be there."""
    with session.selling(*MAY_SELL) as (ports, operator):
        currency = _currency(ports)
        counted = count_drawer(ports, parse_count(count, currency), operator=operator)
        sign_cash_entry(ports)
        paper_state = printed(ports, str(counted.seq))
        with ports.store.read() as reads:
            terminal = terminal_of(reads)
    document = count_document(counted, terminal, ENGLISH)
    session.answer(count_facts(counted, currency) | paper_state, _on_screen(document))


@shift.command("close")
@click.option("--reason", default="", help="Why the drawer is over or short, in a few words.")
@difference_code_option
@shared_options
@click.pass_obj
def close(session: Session, *, reason: str, reason_code: str) -> None:
    """Close the shift with its count and a second signature (--approver); gives the Z report."""
    why = parse_reason(reason) if reason else ""
    with session.selling(*MAY_SELL) as (ports, operator):
        # A receipt on its way, or left behind by a power cut, is asked after first.
        ports.receipts.work_off()
        second = second_person(session)
        closed = close_shift(ports, why, operator=operator, second=second, code=reason_code)
        sign_cash_entry(ports)
        paper_state = printed(ports, closed.report.closed.z_no)
    facts = z_facts(closed.report) | {"repeated": closed.repeated} | paper_state
    session.answer(facts, _on_screen(z_document(closed.report, ENGLISH)))


@shift.command("z")
@click.argument("number")
@_form
@_columns
@out_option
@_again
@shared_options
@click.pass_obj
def z(session: Session, /, *, number: str, on_paper: bool, **shape: Any) -> None:
    """Show a closed shift again, byte for byte as it was signed."""
    with session.opened(settled=False) as terminal, terminal.ports.store.read() as reads:
        report = z_report(reads, number)
    if on_paper:
        _print_again(session, PrintKind.Z_REPORT, report.closed.z_no)
    elif session.as_json and shape["form"] == "text":
        session.answer(z_facts(report), "")
    else:
        _write(z_document(report, ENGLISH), **shape)


@shift.command("slip")
@click.argument("entry", type=click.IntRange(1))
@_form
@_columns
@out_option
@_again
@shared_options
@click.pass_obj
def slip(session: Session, /, *, entry: int, on_paper: bool, **shape: Any) -> None:
    """Write the slip of a count, a movement of cash or a hand-over, by its journal entry."""
    with session.opened(settled=False) as terminal, terminal.ports.store.read() as reads:
        found = slip_of(reads, entry)
    if on_paper:
        _print_again(session, PrintKind.CASH_SLIP, str(entry))
    elif session.as_json and shape["form"] == "text":
        session.answer(_slip_facts(found), "")
    else:
        _write(cash_document(found, ENGLISH), **shape)


def _print_again(session: Session, kind: PrintKind, subject: str) -> None:
    """Print a marked, numbered copy; who asked for it is in the journal."""
    with session.selling(*MAY_SEE_EXPECTED) as (ports, operator):
        second = second_person(session)
        job = print_paper_again(ports, kind, subject, operator=operator, second=second)
        sign_cash_entry(ports)
        facts = {"copy": job.copy} | printed(ports, subject)
    session.answer(facts, f"Copy {job.copy} is on its way to the printer.")


def _write(document: Document, *, form: str, columns: str, out: Path) -> None:
    write_named(out, render_receipt(document, Form(form), int(columns)))


def _currency(ports: Ports) -> str:
    with ports.store.read() as reads:
        return terminal_of(reads).currency


def _on_screen(document: Document) -> str:
    return render_receipt(document, Form.TEXT, _ON_SCREEN).decode().rstrip("\n")


def _slip_facts(found: CashSlip) -> dict[str, object]:
    currency = found.terminal.currency
    if isinstance(found, CountSlip):
        return count_facts(found.counted, currency)
    if isinstance(found, FloatSlip):
        return float_facts(found)
    if isinstance(found, HandOverSlip):
        return hand_over_facts(found.handed, currency)
    return movement_facts(found.moved, currency)
