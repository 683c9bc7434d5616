"""`vendwatt shift drop`, `paid-in`, `paid-out` and `drawer`: cash that no sale moves."""

from collections.abc import Callable

import click

from pos.app.move_cash import CashWish, Moved, drop, open_drawer, pay_in, pay_out
from pos.app.ports import Ports, PrintState
from pos.app.quoting import terminal_of
from pos.app.sign_in import SignedIn
from pos.cli.cash_answers import movement_facts, sign_cash_entry
from pos.cli.options import shared_options
from pos.cli.people import second_person
from pos.cli.session import Session
from pos.domain.cash import Destination, parse_reason, parse_reference
from pos.domain.money import parse_positive_money
from pos.domain.operator import MAY_SELL
from pos.receipts.cash_slip import movement_document
from pos.receipts.languages import ENGLISH
from pos.receipts.render import Form, render_receipt

Act = Callable[[Ports, CashWish, SignedIn], Moved]
_reason = click.option("--reason", required=True, help="Why, in a few words.")
_reference = click.option("--reference", default="", help="Number of the bag or the paper.")


@click.command("drop")
@click.argument("amount")
@_reason
@_reference
@click.option(
    "--to",
    "destination",
    type=click.Choice([each.value for each in Destination]),
    default=Destination.SAFE.value,
    show_default=True,
    help="Where it goes; a deposit goes to the bank.",
)
@shared_options
@click.pass_obj
def drop_cash(
    session: Session, *, amount: str, reason: str, reference: str, destination: str
) -> None:
    """Take cash out of the drawer into the safe or to the bank."""
    goes_to = Destination(destination)
    _move(
        session,
        lambda ports, wish, operator: drop(
            ports, wish, goes_to, operator=operator, second=second_person(session)
        ),
        amount=amount,
        reason=reason,
        reference=reference,
    )


@click.command("paid-in")
@click.argument("amount")
@_reason
@_reference
@shared_options
@click.pass_obj
def paid_in(session: Session, *, amount: str, reason: str, reference: str) -> None:
    """Put cash of no sale into the drawer."""
    _move(
        session,
        lambda ports, wish, operator: pay_in(ports, wish, operator=operator),
        amount=amount,
        reason=reason,
        reference=reference,
    )


@click.command("paid-out")
@click.argument("amount")
@_reason
@_reference
@shared_options
@click.pass_obj
def paid_out(session: Session, *, amount: str, reason: str, reference: str) -> None:
    """Take cash out of the drawer to pay for something."""
    _move(
        session,
        lambda ports, wish, operator: pay_out(
            ports, wish, operator=operator, second=second_person(session)
        ),
        amount=amount,
        reason=reason,
        reference=reference,
    )


@click.command("drawer")
@_reason
@shared_options
@click.pass_obj
def drawer(session: Session, *, reason: str) -> None:
    """Write down why the drawer is opened without a sale, and open it."""
    why = parse_reason(reason)
    with session.selling(*MAY_SELL) as (ports, operator):
        opening = open_drawer(ports, why, operator=operator)
        sign_cash_entry(ports)
        ports.receipts.work_off(first=str(opening.seq))
        with ports.store.read() as reads:
            kick = reads.print_job(opening.job)
    state = kick.state if kick else PrintState.UNKNOWN
    facts = {"journal_seq": opening.seq, "reason": why, "print": {"state": state.value}}
    is_open = state in (PrintState.CONFIRMED, PrintState.HANDED_OVER)
    told = "The printer was told to open the drawer."
    text = told if is_open else "It is written down: open the drawer by hand."
    session.answer(facts, text)


def add_cash_moves(group: click.Group) -> None:
    """Put these commands into a group."""
    for command in (drop_cash, paid_in, paid_out, drawer):
        group.add_command(command)


def _move(session: Session, act: Act, *, amount: str, reason: str, reference: str) -> None:
    why, paper = parse_reason(reason), parse_reference(reference)
    with session.selling(*MAY_SELL) as (ports, operator):
        with ports.store.read() as reads:
            terminal = terminal_of(reads)
        wish = CashWish(parse_positive_money(amount, terminal.currency), why, paper)
        moved = act(ports, wish, operator)
        sign_cash_entry(ports)
    document = movement_document(moved, terminal, ENGLISH)
    text = render_receipt(document, Form.TEXT, 42).decode().rstrip("\n")
    session.answer(movement_facts(moved, terminal.currency), text)
