"""`vendwatt sales reissue`: the codes of a sale once more, under the other key."""

import click

from pos.app.codes.ask_tokens import MAY_ASK
from pos.app.codes.reissue_sale import WhichKey, reissue_sale
from pos.app.sold.find_sales import sale_named
from pos.cli.answers import answer_sale
from pos.cli.options import shared_options
from pos.cli.sales.tokens import ask_of, id_option, printer_option, reason_option
from pos.cli.session import Session
from pos.cli.signers import second_person


@click.command
@click.argument("sale")
@click.option(
    "--key", type=click.Choice([key.value for key in WhichKey]), required=True, help="Meter's key."
)
@reason_option
@id_option
@printer_option
@shared_options
@click.pass_obj
def reissue(
    session: Session, *, sale: str, key: str, reason: str, sale_id: str, printer: str
) -> None:
    """Make the codes of a sale again when a key change crossed it; needs --approver."""
    with session.selling(*MAY_ASK) as (ports, operator):
        with ports.store.read() as reads:
            named = sale_named(reads, sale)
        of_sale = named.sale_id
        ask = ask_of(session, ports, named.pan, reason=reason, sale_id=sale_id, printer=printer)
        second = second_person(session)
        result = reissue_sale(ports, ask, of_sale, WhichKey(key), operator=operator, second=second)
        answer_sale(session, ports, result)
