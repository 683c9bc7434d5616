"""`vendwatt reverse`, `refund` and `cases`: a sale that went to the wrong meter."""

import click

from pos.app.selling.quoting import terminal_of
from pos.app.sold.find_sales import sale_named
from pos.app.sold.wrong_meter import CaseWish, close_case, known_case, open_case
from pos.app.sold.wrong_meter import refund as refund_case
from pos.cli.cash.answers import movement_facts, sign_cash_entry
from pos.cli.options import shared_options
from pos.cli.session import Session
from pos.cli.signers import second_person
from pos.domain.cash import parse_reason
from pos.domain.meter import display_number, parse_meter_number
from pos.domain.money import decimals_of, format_minor
from pos.domain.operator import MAY_SELL, Role
from pos.domain.projections import CaseRow
from pos.receipts.cash_slip import movement_document
from pos.receipts.languages import ENGLISH
from pos.receipts.render import Form, render_receipt
from pos.receipts.sheet import reason_told


@click.command
@click.argument("sale")
@click.option("--reason", required=True, help="What went wrong, in a few words.")
@click.option("--meant-for", default="", help="The meter that the customer meant.")
@shared_options
@click.pass_obj
def reverse(session: Session, *, sale: str, reason: str, meant_for: str) -> None:
    """Open a wrong-meter case of a sale or receipt; no token is called back and no money moves."""
    meant_pan = parse_meter_number(meant_for).digits if meant_for else ""
    why = parse_reason(reason)
    with session.selling(*MAY_SELL) as (ports, operator):
        with ports.store.read() as reads:
            sale_id = sale_named(reads, sale).sale_id
        wish = CaseWish(sale_id, why, meant_pan)
        row = open_case(ports, wish, operator=operator)
        ports.receipts.work_off(first=row.case)
        with ports.store.read() as reads:
            currency = terminal_of(reads).currency
    session.answer(_facts(row, currency), _text(row, currency))


@click.command
@click.argument("case")
@shared_options
@click.pass_obj
def refund(session: Session, *, case: str) -> None:
    """Give back in cash what the sale of a case took; needs --approver."""
    with session.selling(*MAY_SELL) as (ports, operator):
        moved = refund_case(ports, case, operator=operator, second=second_person(session))
        sign_cash_entry(ports)
        ports.receipts.work_off(first=str(moved.seq))
        with ports.store.read() as reads:
            terminal, row = terminal_of(reads), known_case(reads, case)
    text = render_receipt(movement_document(moved, terminal, ENGLISH), Form.TEXT, 42).decode()
    facts = movement_facts(moved, terminal.currency) | _facts(row, terminal.currency)
    session.answer(facts, text.rstrip("\n"))


@click.group
def cases() -> None:
    """List cases, close one without a refund."""


@cases.command("list")
@click.option("--open", "only_open", is_flag=True, help="Only cases without an end.")
@click.option(
    "--limit",
    type=click.IntRange(1, 10_000),
    default=50,
    show_default=True,
    help="At most so many.",
)
@shared_options
@click.pass_obj
def list_cases(session: Session, *, only_open: bool, limit: int) -> None:
    """List the newest cases, newest first, one a line."""
    with session.opened(settled=False) as terminal, terminal.ports.store.read() as reads:
        currency = terminal_of(reads).currency
        for row in reads.cases(limit=limit, only_open=only_open):
            session.answer(_facts(row, currency), _text(row, currency))


@cases.command("close")
@click.argument("case")
@click.option("--reason", required=True, help="How it was settled, in a few words.")
@shared_options
@click.pass_obj
def close(session: Session, *, case: str, reason: str) -> None:
    """End a case without giving money back. Needs a supervisor."""
    why = parse_reason(reason)
    with session.selling(Role.SUPERVISOR) as (ports, operator):
        row = close_case(ports, case, why, operator=operator)
        with ports.store.read() as reads:
            currency = terminal_of(reads).currency
    session.answer(_facts(row, currency), _text(row, currency))


def _facts(row: CaseRow, currency: str) -> dict[str, object]:
    return {
        "case": row.case,
        "sale_id": row.sale_id,
        "meter": display_number(row.pan),
        "meant_for": display_number(row.meant_pan) if row.meant_pan else "",
        "state": row.state,
        "reason": row.reason,
        "amount": format_minor(row.amount, decimals_of(currency)),
        "currency": currency,
        "opened_at": row.opened_at,
        "opened_by": row.opened_by,
        "ended_at": row.ended_at,
        "ended_by": row.ended_by,
        "outcome": row.outcome,
        "approver": row.approver,
    }


def _text(row: CaseRow, currency: str) -> str:
    amount = format_minor(row.amount, decimals_of(currency))
    whys = [reason_told(why, ENGLISH) for why in (row.reason, row.outcome) if why]
    meters = f"meter {display_number(row.pan)}"
    if row.meant_pan:
        meters += f" meant for {display_number(row.meant_pan)}"
    return f"{row.case}  {row.state:8}  {currency} {amount:>10}  {meters}  {'; '.join(whys)}"
