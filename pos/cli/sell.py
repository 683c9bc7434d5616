"""`vendwatt sell`: one sale, from meter to token."""

import click

from pos.app.quoting import terminal_of
from pos.app.sell import sell as make_sale
from pos.cli.answers import answer_sale
from pos.cli.options import shared_options
from pos.cli.session import Session
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
    printer_must_be_an_address(printer)
    known_id = parse_sale_id(sale_id) if sale_id else ""
    with session.selling(*MAY_SELL) as (ports, operator):
        with ports.store.read() as reads:
            currency = terminal_of(reads).currency
        request = SaleRequest(
            sale_id=known_id or ports.new_id(),
            pan=pan,
            amount=parse_positive_money(amount, currency),
            tender=parse_tender(tender, currency),
            printer=printer,
        )
        result = make_sale(ports, request, operator=operator.name)
        answer_sale(session, ports, result)
