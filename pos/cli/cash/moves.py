"""`vendwatt shift drop`, `deposit`, `paid-in`, `paid-out`, `drawer`, `hand-over`."""

from collections.abc import Callable

import click

from pos.app.cash.cash_policy import drawer_is_over_limit
from pos.app.cash.hand_over import hand_over
from pos.app.cash.move_cash import CashWish, Moved, drop, open_drawer, pay_in, pay_out
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports, PrintState
from pos.app.selling.quoting import terminal_of
from pos.cli.answers import DRAWER_ALARM
from pos.cli.cash.answers import (
    hand_over_facts,
    movement_facts,
    printed,
    sign_cash_entry,
)
from pos.cli.options import shared_options
from pos.cli.session import Session
from pos.cli.signers import second_person
from pos.domain.cash import Destination, DifferenceCode, UsualReason, parse_reason, parse_reference
from pos.domain.money import parse_positive_money
from pos.domain.operator import MAY_SELL
from pos.receipts.cash_slip import movement_document
from pos.receipts.languages import ENGLISH
from pos.receipts.render import Form, render_receipt

Act = Callable[[Ports, CashWish, SignedIn], Moved]
difference_code_option = click.option(
    "--reason-code",
    default="",
    metavar="CODE",
    help=f"The same as a code, for the reports: {', '.join(DifferenceCode)}.",
)
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


@click.command("deposit")
@click.argument("amount")
@click.option("--bag", required=True, help="Number of the bag; the bank finds the deposit by it.")
@click.option(
    "--reason",
    default=UsualReason.DAILY_TAKINGS.value,
    show_default=True,
    help="Why, in a few words.",
)
@shared_options
@click.pass_obj
def deposit(session: Session, *, amount: str, bag: str, reason: str) -> None:
    """Take cash out of the drawer to the bank, in a bag with a number of its own."""
    _move(
        session,
        lambda ports, wish, operator: drop(
            ports, wish, Destination.BANK, operator=operator, second=second_person(session)
        ),
        amount=amount,
        reason=reason,
        reference=parse_reason(bag),
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


@click.command("hand-over")
@click.option("--reason", default="", help="Why the drawer is over or short, in a few words.")
@difference_code_option
@shared_options
@click.pass_obj
def hand_over_drawer(session: Session, *, reason: str, reason_code: str) -> None:
    """Hand the counted drawer to somebody else, who signs with their PIN (--approver)."""
    why = parse_reason(reason) if reason else ""
    with session.selling(*MAY_SELL) as (ports, operator):
        taker = second_person(session)
        handed = hand_over(ports, why, operator=operator, taker=taker, code=reason_code)
        sign_cash_entry(ports)
        paper_state = printed(ports, str(handed.seq))
        with ports.store.read() as reads:
            currency = terminal_of(reads).currency
    text = f"{handed.payload.taker} answers for the drawer from now on."
    session.answer(hand_over_facts(handed, currency) | paper_state, text)


def add_cash_moves(group: click.Group) -> None:
    """Put these commands into a group."""
    for command in (drop_cash, deposit, paid_in, paid_out, drawer, hand_over_drawer):
        group.add_command(command)


def _move(session: Session, act: Act, *, amount: str, reason: str, reference: str) -> None:
    why, paper = parse_reason(reason), parse_reference(reference)
    with session.selling(*MAY_SELL) as (ports, operator):
        with ports.store.read() as reads:
            terminal = terminal_of(reads)
        wish = CashWish(parse_positive_money(amount, terminal.currency), why, paper)
        moved = act(ports, wish, operator)
        sign_cash_entry(ports)
        paper_state = printed(ports, str(moved.seq))
        is_over = drawer_is_over_limit(ports)
    facts = movement_facts(moved, terminal.currency) | paper_state | {"over_drawer_limit": is_over}
    document = movement_document(moved, terminal, ENGLISH)
    text = render_receipt(document, Form.TEXT, 42).decode().rstrip("\n")
    session.answer(facts, f"{text}\n{DRAWER_ALARM}" if is_over else text)
