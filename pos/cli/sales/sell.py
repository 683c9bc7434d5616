"""`vendwatt sell`: one sale, from meter to token."""

import sys
from dataclasses import dataclass, replace

import click

from pos.app.ports import Ports
from pos.app.selling.quoting import terminal_of
from pos.app.selling.sell import sell as make_sale
from pos.cli.answers import answer_sale
from pos.cli.options import shared_options
from pos.cli.session import Session
from pos.cli.signers import second_person
from pos.domain.errors import (
    FileNotRead,
    MoneyStands,
    PosError,
    SaleRepeats,
    SecretFileUnsafe,
)
from pos.domain.meter import parse_meter_number
from pos.domain.money import parse_positive_money
from pos.domain.operator import MAY_SELL
from pos.domain.sale import SaleRequest, SaleResult, parse_sale_id
from pos.domain.tender import parse_tenders
from pos.receipts.address import printer_must_be_an_address


@click.command
@click.option("--meter", required=True, help="Meter number, 11, 13 or 18 digits.")
@click.option("--amount", required=True, help="What the customer pays, e.g. 100.00.")
@click.option(
    "--tender",
    "tenders",
    required=True,
    multiple=True,
    help="What is handed over: cash:200.00; again for a second kind: card:50.00.",
)
@click.option("--sale-id", help="UUID; the same id and content gives the same sale.")
@click.option("--printer", default="", help="Printer's address for this receipt.")
@click.option(
    "--repeat",
    type=click.Choice(["ask", "allow", "refuse"]),
    default="ask",
    show_default=True,
    help="What if the meter bought for this amount minutes ago. Where nobody can be asked, `ask` "
    "sells and the answer names the sale in `repeats`.",
)
@shared_options
@click.pass_obj
def sell(
    session: Session,
    /,
    *,
    meter: str,
    tenders: tuple[str, ...],
    sale_id: str | None,
    printer: str,
    **typed: str,
) -> None:
    """Sell electricity to a meter; committed sales exit 0 whatever the printer does.

    A script that may have to call again gives --sale-id: the same id is never sold twice.
    """
    pan = parse_meter_number(meter).digits
    printer_must_be_an_address(printer, session.data)
    known_id = "" if sale_id is None else parse_sale_id(sale_id)
    wish = _Wish(pan, typed["amount"], tenders, known_id, printer)
    refuses_repeat = typed["repeat"] == "refuse"
    asks_repeat = typed["repeat"] == "ask" and sys.stdin.isatty()
    # Until it was looked up, an earlier call may have made this very sale.
    is_fresh = not known_id
    try:
        with session.opened() as terminal:
            ports = terminal.ports
            with ports.store.read() as reads:
                is_fresh = reads.sale(known_id) is None
            operator = session.signed_in(ports, *MAY_SELL)
            request = _request(ports, wish, refuses_repeat=refuses_repeat or asks_repeat)
            is_fresh = True
            sell_it = _sell_or_ask if asks_repeat else _sell
            answer_sale(session, ports, sell_it(session, ports, request, operator=operator.name))
    except PosError as error:
        if not is_fresh:
            error.with_money(MoneyStands.NOT_KNOWN)
        elif isinstance(error, FileNotRead | SecretFileUnsafe):
            # PINs and passphrases are read before anything else is done.
            error.with_money(MoneyStands.NOTHING_CHARGED)
        raise


def _sell(session: Session, ports: Ports, request: SaleRequest, *, operator: str) -> SaleResult:
    second = second_person(session)
    session.money = MoneyStands.NOT_KNOWN
    return make_sale(ports, request, operator=operator, second=second)


def _sell_or_ask(
    session: Session, ports: Ports, request: SaleRequest, *, operator: str
) -> SaleResult:
    """Sell, and ask whoever types where the same was sold minutes ago."""
    try:
        return _sell(session, ports, request, operator=operator)
    except SaleRepeats as error:
        # Imported here: a sale that goes well needs no words for what went wrong.
        from pos.presenters.problems import problem_of  # noqa: PLC0415 - see above.

        session.money = MoneyStands.NOTHING_CHARGED
        click.confirm(f"{problem_of(error).happened} Sell again?", abort=True, err=True)
    meant = replace(request, refuses_repeat=False)
    return _sell(session, ports, meant, operator=operator)


@dataclass(frozen=True, slots=True)
class _Wish:
    """The options as they were typed."""

    pan: str
    amount: str
    tenders: tuple[str, ...]
    sale_id: str
    printer: str


def _request(ports: Ports, wish: _Wish, *, refuses_repeat: bool) -> SaleRequest:
    with ports.store.read() as reads:
        currency = terminal_of(reads).currency
    return SaleRequest(
        sale_id=wish.sale_id or ports.new_id(),
        pan=wish.pan,
        amount=parse_positive_money(wish.amount, currency),
        tenders=parse_tenders(wish.tenders, currency),
        printer=wish.printer,
        refuses_repeat=refuses_repeat,
    )
