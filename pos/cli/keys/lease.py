"""`vendwatt lease`: what this terminal may still sell."""

from datetime import datetime
from pathlib import Path

import click

from pos.app.custody.receive_lease import install_lease_file
from pos.app.journal.journal_heads import sign_newest_head
from pos.app.people.sign_in import sign_in
from pos.app.ports import LeaseStatus
from pos.app.selling.quoting import terminal_of
from pos.cli.keys.lease_limits import limits_facts
from pos.cli.named_file import NAMED_FILE, read_named
from pos.cli.options import shared_options
from pos.cli.session import Session
from pos.domain.energy import format_units
from pos.domain.errors import LeaseFileMalformed, LeaseMissing
from pos.domain.journal import format_time, parse_time
from pos.domain.money import decimals_of, format_minor
from pos.wire.uplink_lease import LEASE_BYTES_MAX, read_lease_file


@click.group
def lease() -> None:
    """See what this terminal may still sell, and take in what head office grants."""


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
    days_left = max((parse_time(found.until) - terminal.ports.clock.now()).days, 0)
    counts = limits_facts(found.limits, found.day_issued, decimals)
    facts = {
        "serial": found.serial,
        "days_left": days_left,
        "not_before": found.not_before,
        "until": found.until,
        "currency": currency,
        "money_issued": format_minor(found.money_issued, decimals),
        "money_forfeited": format_minor(found.money_forfeited, decimals),
        "money_may_reach": format_minor(found.money_may_reach, decimals),
        "money_left": format_minor(money_left, decimals),
        "kwh_issued": format_units(found.energy_issued_milli),
        "kwh_forfeited": format_units(found.energy_forfeited_milli),
        "kwh_may_reach": format_units(found.energy_may_reach_milli),
        "kwh_left": format_units(energy_left),
        "kwh_per_meter_day": format_units(found.energy_per_meter_day_milli),
        "lane": found.lane,
        "lanes": found.lanes,
        **counts,
    }
    left = found.limits.day_limits.less(found.day_issued)
    text = (
        f"Lease {found.serial} {_times(found)} (days left: {days_left}): {currency} "
        f"{format_minor(money_left, decimals)} and {format_units(energy_left)} kWh left; today "
        f"{left.free} free, {left.engineering} engineering and {left.key_change} key-change tokens"
    )
    if found.money_forfeited or found.energy_forfeited_milli:
        text += (
            f"; crashes forfeited {format_minor(found.money_forfeited, decimals)} and "
            f"{format_units(found.energy_forfeited_milli)} kWh for good"
        )
    session.answer(facts, text)


@lease.command("install")
@click.argument("file", type=NAMED_FILE)
@shared_options
@click.pass_obj
def install(session: Session, *, file: Path) -> None:
    """Take in a lease that head office wrote to a file."""
    signed = read_lease_file(read_named(file, LEASE_BYTES_MAX))
    if signed is None:
        raise LeaseFileMalformed(name=file.name)
    with session.opened() as terminal:
        operator = sign_in(terminal.ports, session.operator_name(), session.pin())
        installed = install_lease_file(terminal.ports, signed, operator=operator.name)
        sign_newest_head(terminal.ports)
    facts = {
        "serial": installed.serial,
        "not_before": installed.not_before,
        "until": installed.until,
    }
    session.answer(facts, installed_text(installed, terminal.ports.clock.now()))


def installed_text(lease: LeaseStatus, now: datetime) -> str:
    """Say of a lease that was taken in whether it counts at a moment."""
    at = format_time(now)
    standing = "is in force"
    if at < lease.not_before:
        standing = "has not begun: it counts"
    elif at >= lease.until:
        standing = "has ended: it counted"
    return f"Lease {lease.serial} {standing} {_times(lease)}."


def _times(lease: LeaseStatus) -> str:
    return f"from {lease.not_before} until {lease.until}"
