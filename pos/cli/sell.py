"""`vendwatt sell`: one sale, from meter to token."""

from dataclasses import dataclass

import click

from pos.app.ports import Ports
from pos.app.quoting import terminal_of
from pos.app.sell import sell as make_sale
from pos.cli.answers import answer_sale
from pos.cli.options import shared_options
from pos.cli.session import Session
from pos.domain.errors import MoneyStands, PosError
from pos.domain.meter import parse_meter_number
from pos.domain.money import parse_positive_money
from pos.domain.operator import MAY_SELL
from pos.domain.sale import SaleRequest, parse_sale_id, parse_tender
from pos.receipts.address import printer_must_be_an_address


@click.command
@click.option("--meter", required=True, help="Meter number, 11, 13 or 18 digits.")
@click.option("--amount", required=True, help="What the customer pays, e.g. 100.00.")
@click.option("--tender", required=True, help="What is handed over: cash:200.00.")
@click.option("--sale-id", default="", help="UUID; the same id and content gives the same sale.")
@click.option("--printer", default="", help="Printer's address for this receipt.")
@shared_options
@click.pass_obj
def sell(
    session: Session, *, meter: str, amount: str, tender: str, sale_id: str, printer: str
) -> None:
    """Sell electricity to a meter; committed sales exit 0 whatever the printer does."""
    pan = parse_meter_number(meter).digits
    printer_must_be_an_address(printer, session.data)
    known_id = parse_sale_id(sale_id) if sale_id else ""
    wish = _Wish(pan, amount, tender, known_id, printer)
    # Until it was looked up, an earlier call may have made this very sale.
    is_fresh = not known_id
    try:
        with session.opened() as terminal:
            ports = terminal.ports
            with ports.store.read() as reads:
                is_fresh = reads.sale(known_id) is None
            operator = session.signed_in(ports, *MAY_SELL)
            request = _request(ports, wish)
            session.money = MoneyStands.NOT_KNOWN
            is_fresh = True
            result = make_sale(ports, request, operator=operator.name)
            answer_sale(session, ports, result)
    except PosError as error:
        if not is_fresh:
            error.with_money(MoneyStands.NOT_KNOWN)
        raise


@dataclass(frozen=True, slots=True)
class _Wish:
    """The options as they were typed."""

    pan: str
    amount: str
    tender: str
    sale_id: str
    printer: str


def _request(ports: Ports, wish: _Wish) -> SaleRequest:
    with ports.store.read() as reads:
        currency = terminal_of(reads).currency
    return SaleRequest(
        sale_id=wish.sale_id or ports.new_id(),
        pan=wish.pan,
        amount=parse_positive_money(wish.amount, currency),
        tender=parse_tender(wish.tender, currency),
        printer=wish.printer,
    )
