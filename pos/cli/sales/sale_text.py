"""`vendwatt sales text`: a sale's codes as a text message, sent by head office."""

import click

from pos.app.sold.find_sales import sale_named
from pos.app.sold.text_token import ask_for_text
from pos.cli.options import shared_options
from pos.cli.session import Session
from pos.domain.operator import MAY_SELL


@click.command("text")
@click.argument("sale")
@click.option("--to", "number", required=True, metavar="NUMBER", help="As +27821234567.")
@shared_options
@click.pass_obj
def text(session: Session, *, sale: str, number: str) -> None:
    """Send a sale's codes to the number that the customer gives; it is forgotten once sent."""
    with session.selling(*MAY_SELL) as (ports, operator):
        with ports.store.read() as reads:
            sale_id = sale_named(reads, sale).sale_id
        ask_for_text(ports, sale_id, number, operator=operator)
    facts = {"sale_id": sale_id, "asked": True}
    session.answer(facts, "Head office sends it once this sale has reached it.")
