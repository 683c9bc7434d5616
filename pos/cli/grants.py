"""`vendwatt headoffice grant`: what a terminal may issue further."""

from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import click
import msgspec

from pos.cli.lease_limits import (
    LimitWishes,
    lane_after,
    limit_options,
    limits_after,
    limits_facts,
)
from pos.cli.office_options import OUT_FILE, database_options, database_url
from pos.cli.options import shared_options
from pos.cli.quote_file import parse_units
from pos.cli.session import Session
from pos.domain.energy import format_units
from pos.domain.errors import TimeMalformed
from pos.domain.lease import NO_COUNTS, ONLY_LANE, Lane
from pos.domain.money import decimals_of, format_minor, parse_money
from pos.headoffice.leases import FIRST_LIMITS, Grant
from pos.wire.uplink_lease import LeaseTerms, lease_terms


@click.command("grant")
@click.argument("terminal")
@database_options
@click.option("--money", required=True, help="Further money, in the terminal's currency.")
@click.option("--kwh", required=True, help="Further kWh.")
@click.option("--until", required=True, help="Last day (UTC), YYYY-MM-DD, or moment.")
@click.option("--kwh-per-meter-day", default="20000", show_default=True)
@click.option("--out", type=OUT_FILE, default=None, help="Also write the lease to this file.")
@limit_options
@shared_options
@click.pass_obj
def grant(session: Session, /, **options: Any) -> None:
    """Grant further money and energy; the terminal takes the lease with its next sync.

    What is not given stays as in the terminal's lease before.
    """
    terminal = options["terminal"]
    wishes = LimitWishes(**{field.name: options[field.name] for field in fields(LimitWishes)})
    url = database_url(options["database"], options["database_file"])
    with session.terminals.offices().opened(url) as office:
        currency = office.currency_of(terminal)
        before = office.newest_terms(terminal)
        limits = FIRST_LIMITS if before is None else before.limits
        lane = ONLY_LANE if before is None else Lane(before.lane, before.lanes)
        lease = office.grant(
            Grant(
                terminal=terminal,
                money=parse_money(options["money"], currency).minor,
                energy_milli=parse_units(options["kwh"]),
                energy_per_meter_day_milli=parse_units(options["kwh_per_meter_day"]),
                until=_end(options["until"]),
                lane=lane_after(wishes, lane),
                limits=limits_after(wishes, limits, currency),
            )
        )
    out = options["out"]
    if out is not None:
        out.write_bytes(msgspec.json.encode(lease))
    terms = lease_terms(lease)
    assert terms is not None  # noqa: S101 - it was just made here.
    _answer(session, terms, currency)


def _answer(session: Session, terms: LeaseTerms, currency: str) -> None:
    decimals = decimals_of(currency)
    money = format_minor(terms.money_may_reach, decimals)
    kwh = format_units(terms.energy_may_reach_milli)
    facts = {
        "terminal": terms.terminal,
        "serial": terms.serial,
        "until": terms.until,
        "currency": currency,
        "money_may_reach": money,
        "kwh_may_reach": kwh,
        "lane": terms.lane,
        "lanes": terms.lanes,
        **limits_facts(terms.limits, NO_COUNTS, decimals),
    }
    text = f"Lease {terms.serial} until {terms.until}: may reach {currency} {money} and {kwh} kWh"
    session.answer(facts, text)


def _end(text: str) -> datetime:
    """Read a moment, or a day whose end is meant; UTC."""
    try:
        if len(text) == len("YYYY-MM-DD"):
            day = date.fromisoformat(text) + timedelta(days=1)
            return datetime.combine(day, time(), UTC)
        moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError) as error:
        raise TimeMalformed(text=text[:40]) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
