"""`vendwatt meters`: find a meter."""

import click

from pos.app.ports import Reads
from pos.app.quoting import known_meter
from pos.cli.options import shared_options
from pos.cli.session import Session
from pos.domain.meter import Meter, display_number, parse_meter_number

_FOUND_MAX = 20


@click.group
def meters() -> None:
    """Find a meter, or show one."""


@meters.command("find")
@click.argument("text")
@shared_options
@click.pass_obj
def find(session: Session, *, text: str) -> None:
    """Find meters by number, account, name, address or phone, best first."""
    with session.opened(settled=False) as terminal, terminal.ports.store.read() as reads:
        for meter in reads.find_meters(text, limit=_FOUND_MAX):
            _answer(session, reads, meter)


@meters.command("show")
@click.argument("meter")
@shared_options
@click.pass_obj
def show(session: Session, *, meter: str) -> None:
    """Show one meter by its number."""
    pan = parse_meter_number(meter).digits
    with session.opened(settled=False) as terminal, terminal.ports.store.read() as reads:
        _answer(session, reads, known_meter(reads, pan))


def _answer(session: Session, reads: Reads, meter: Meter) -> None:
    person = reads.person(meter.person_ref) if meter.person_ref else None
    facts = {
        "meter": display_number(meter.pan),
        "pan": meter.pan,
        "name": person.name if person else "",
        "account": person.account if person else "",
        "address": person.address if person else "",
        "phone": person.phone if person else "",
        "sgc": meter.sgc,
        "krn": meter.krn,
        "ti": meter.tariff_index,
        "kt": meter.key_type,
        "ea": meter.ea,
        "tct": meter.tct,
        "tariff": meter.tariff,
        "status": meter.status,
    }
    text = f"{facts['meter']:13}  {facts['name']}, {facts['address']}  {meter.tariff}"
    session.answer(facts, f"{text}  {meter.status}")
