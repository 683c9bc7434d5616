"""`vendwatt lease`: what this terminal may still sell."""

import click

from pos.app.quoting import terminal_of
from pos.cli.options import shared_options
from pos.cli.session import Session
from pos.domain.energy import format_units
from pos.domain.errors import LeaseMissing
from pos.domain.money import decimals_of, format_minor


@click.group
def lease() -> None:
    """See what this terminal may still sell."""


@lease.command("show")
@shared_options
@click.pass_obj
def show(session: Session) -> None:
    """Show the lease and what is left of it."""
    with session.opened(settled=False) as terminal:
        found = terminal.keys.status().lease
        with terminal.ports.store.read() as reads:
            currency = terminal_of(reads).currency
    if found is None:
        raise LeaseMissing
    decimals = decimals_of(currency)
    money_left = found.money_may_reach - found.money_issued
    energy_left = found.energy_may_reach_milli - found.energy_issued_milli
    facts = {
        "serial": found.serial,
        "not_before": found.not_before,
        "until": found.until,
        "currency": currency,
        "money_issued": format_minor(found.money_issued, decimals),
        "money_may_reach": format_minor(found.money_may_reach, decimals),
        "money_left": format_minor(money_left, decimals),
        "kwh_issued": format_units(found.energy_issued_milli),
        "kwh_may_reach": format_units(found.energy_may_reach_milli),
        "kwh_left": format_units(energy_left),
        "kwh_per_meter_day": format_units(found.energy_per_meter_day_milli),
        "lane": found.lane,
        "lanes": found.lanes,
    }
    text = (
        f"Lease {found.serial} until {found.until}: {currency} "
        f"{format_minor(money_left, decimals)} and {format_units(energy_left)} kWh left"
    )
    session.answer(facts, text)
