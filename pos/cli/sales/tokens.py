"""Tokens without a sale: `vendwatt keychange`, `vendwatt engineering`, `vendwatt free`."""

from collections.abc import Callable

import click

from pos.app.codes.ask_tokens import MAY_ASK, Ask
from pos.app.codes.change_key import change_key
from pos.app.codes.give_free_units import give_free_units
from pos.app.codes.set_meter import set_meter
from pos.app.ports import Ports
from pos.cli.answers import answer_sale
from pos.cli.options import shared_options
from pos.cli.session import Session
from pos.cli.signers import second_person
from pos.domain.energy import parse_units
from pos.domain.engineering import EngineeringKind, parse_engineering_kind
from pos.domain.key_due import KeyWish
from pos.domain.meter import parse_meter_number
from pos.domain.sale import parse_sale_id
from pos.receipts.address import printer_must_be_an_address
from pos.sts.attributes import KRN_MAX, KRN_MIN

reason_option = click.option("--reason", default="", help="Why; it stands in the register.")
id_option = click.option("--sale-id", help="UUID; the same id and content gives the same codes.")
printer_option = click.option("--printer", default="", help="Printer's address for the slip.")
_KINDS = ", ".join(EngineeringKind)


def _digits(length: int) -> Callable[[click.Context, click.Parameter, str], str]:
    def check(context: click.Context, parameter: click.Parameter, text: str) -> str:
        del context, parameter
        if text and not (len(text) == length and text.isascii() and text.isdigit()):
            raise click.BadParameter(f"{text[:20]!r} has not {length} digits")
        return text

    return check


@click.command
@click.argument("meter")
@click.option(
    "--sgc", default="", callback=_digits(6), help="Another supply group; as it is unless given."
)
@click.option("--krn", type=click.IntRange(KRN_MIN, KRN_MAX), help="Revision of the key.")
@click.option("--ti", default="", callback=_digits(2), help="Another tariff index, two digits.")
@click.option("--with-sgc", is_flag=True, help="A third code that tells the meter its SGC.")
@reason_option
@id_option
@printer_option
@shared_options
@click.pass_obj
def keychange(
    session: Session,
    *,
    meter: str,
    sgc: str,
    krn: int | None,
    ti: str,
    with_sgc: bool,
    reason: str,
    sale_id: str | None,
    printer: str,
) -> None:
    """Move a meter to the key that its next credit would use; needs --approver."""
    wish = KeyWish(sgc=sgc, krn=krn or 0, tariff_index=ti)
    with session.selling(*MAY_ASK) as (ports, operator):
        ask = ask_of(session, ports, meter, reason=reason, sale_id=sale_id, printer=printer)
        second = second_person(session)
        result = change_key(ports, ask, wish, with_sgc=with_sgc, operator=operator, second=second)
        answer_sale(session, ports, result)


@click.command
@click.argument("meter")
@click.option("--kind", required=True, help=f"One of {_KINDS}.")
@click.option("--value", default="", help="Watts, a register, or tests with commas between.")
@reason_option
@id_option
@printer_option
@shared_options
@click.pass_obj
def engineering(
    session: Session,
    *,
    meter: str,
    kind: str,
    value: str,
    reason: str,
    sale_id: str | None,
    printer: str,
) -> None:
    """Set or test something in a meter; needs --approver."""
    wanted = parse_engineering_kind(kind)
    with session.selling(*MAY_ASK) as (ports, operator):
        ask = ask_of(session, ports, meter, reason=reason, sale_id=sale_id, printer=printer)
        second = second_person(session)
        result = set_meter(ports, ask, wanted, value, operator=operator, second=second)
        answer_sale(session, ports, result)


@click.command
@click.argument("meter")
@click.option("--units", required=True, help="kWh, at most what is due this month.")
@reason_option
@id_option
@printer_option
@shared_options
@click.pass_obj
def free(
    session: Session, *, meter: str, units: str, reason: str, sale_id: str | None, printer: str
) -> None:
    """Give the free units that are due this month; needs --approver."""
    units_milli = parse_units(units)
    with session.selling(*MAY_ASK) as (ports, operator):
        ask = ask_of(session, ports, meter, reason=reason, sale_id=sale_id, printer=printer)
        second = second_person(session)
        result = give_free_units(ports, ask, units_milli, operator=operator, second=second)
        answer_sale(session, ports, result)


def ask_of(
    session: Session, ports: Ports, meter: str, *, reason: str, sale_id: str | None, printer: str
) -> Ask:
    """Read what every request says from its options."""
    pan = parse_meter_number(meter).digits
    printer_must_be_an_address(printer, session.data)
    known_id = ports.new_id() if sale_id is None else parse_sale_id(sale_id)
    return Ask(sale_id=known_id, pan=pan, reason=reason, printer=printer)
