"""`vendwatt headoffice grant`: what a terminal may issue further."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import click
import msgspec

from pos.cli.keys.lease_limits import (
    LimitWishes,
    lane_after,
    limit_options,
    limits_after,
    limits_facts,
)
from pos.cli.named_file import NAMED_FILE, write_named
from pos.cli.office.options import (
    clerk_options,
    credentials,
    database_options,
    office_of,
)
from pos.cli.options import office_options
from pos.cli.session import Session
from pos.domain.energy import format_units, parse_units
from pos.domain.lease import ENERGY_PER_METER_DAY_MILLI, FIRST_LIMITS, NO_COUNTS, ONLY_LANE, Lane
from pos.domain.money import decimals_of, format_minor, parse_money
from pos.headoffice.keys.ceilings import CeilingWish
from pos.headoffice.people.proposals import Proposal
from pos.headoffice.terminals.ends import parse_end
from pos.headoffice.terminals.leases import Grant
from pos.wire.uplink_lease import LeaseTerms, SignedLease, lease_terms


@click.command("grant")
@click.argument("terminal")
@database_options
@click.option("--money", required=True, help="Further money, in the terminal's currency.")
@click.option("--kwh", required=True, help="Further kWh.")
@click.option("--until", required=True, help="Last day (UTC), YYYY-MM-DD, or moment.")
@click.option("--kwh-per-meter-day", default=None, help="20000 in a first lease.")
@click.option("--out", type=NAMED_FILE, default=None, help="Also write the lease to this file.")
@click.option(
    "--rested",
    is_flag=True,
    help="Who had the lane, or the device before a restore, sold nothing for a day; be sure.",
)
@click.option(
    "--request", default="", metavar="ID", help="Yours, 8 to 64 letters; again it grants once."
)
@limit_options
@clerk_options
@office_options
@click.pass_obj
def grant(session: Session, /, **options: Any) -> None:
    """Grant further money and energy; the terminal takes the lease with its next sync.

    What is not given stays as in the terminal's lease before.
    """
    terminal = options["terminal"]
    with office_of(session, options["database"], options["database_file"]) as office:
        currency = office.currency_of(terminal)
        granted = office.grant(
            _wish(options, currency, office.newest_terms(terminal)),
            credentials(options["by"], options["password_file"]),
        )
    answer_granted(session, granted, currency, options["out"])


def _wish(options: dict[str, Any], currency: str, before: LeaseTerms | None) -> Grant:
    wishes = LimitWishes(**{field.name: options[field.name] for field in fields(LimitWishes)})
    per_meter_day = options["kwh_per_meter_day"]
    usual = ENERGY_PER_METER_DAY_MILLI if before is None else before.energy_per_meter_day_milli
    lane = ONLY_LANE if before is None else Lane(before.lane, before.lanes)
    limits = FIRST_LIMITS if before is None else before.limits
    return Grant(
        terminal=options["terminal"],
        money=parse_money(options["money"], currency).minor,
        energy_milli=parse_units(options["kwh"]),
        energy_per_meter_day_milli=usual if per_meter_day is None else parse_units(per_meter_day),
        until=parse_end(options["until"]),
        lane=lane_after(wishes, lane),
        limits=limits_after(wishes, limits, currency),
        rested=options["rested"],
        request=options["request"],
    )


def answer_granted(
    session: Session, granted: SignedLease | Proposal, currency: str, out: Path | None
) -> None:
    """Answer what came of a grant, and write the lease to a file where one was asked for.

    First the answer: whoever only hears that the file could not be written grants it once more.

    Raises:
        FileNotWritten: the lease is granted all the same, and goes along with the next answer.
    """
    if isinstance(granted, Proposal):
        facts = {"proposal": granted.number, "proposed_by": granted.proposed_by, "granted": False}
        command = f"vendwatt headoffice confirm {granted.number}"
        session.answer(facts, f"Not granted yet: a second person confirms with `{command}`.")
        return
    terms = lease_terms(granted)
    assert terms is not None  # noqa: S101 - it was just made here.
    _answer(session, terms, currency)
    if out is not None:
        write_named(out, msgspec.json.encode(granted))


def _answer(session: Session, terms: LeaseTerms, currency: str) -> None:
    decimals = decimals_of(currency)
    money = format_minor(terms.money_may_reach, decimals)
    kwh = format_units(terms.energy_may_reach_milli)
    facts = {
        "terminal": terms.terminal,
        "granted": True,
        "serial": terms.serial,
        "not_before": terms.not_before,
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


@click.command("ceiling")
@click.argument("terminal")
@database_options
@click.option("--money", required=True, help="Most money over the terminal's life.")
@click.option("--kwh", required=True, help="Most kWh over the terminal's life.")
@click.option("--until", required=True, help="Last day (UTC) of any lease, YYYY-MM-DD.")
@click.option("--root-key", type=NAMED_FILE, required=True, help="Keep it off-line between uses.")
@clerk_options
@click.option("--second", default="", metavar="NAME", help="Who does it with them.")
@click.option("--second-password-file", type=NAMED_FILE, help="Holds that person's password.")
@office_options
@click.pass_obj
def ceiling(session: Session, /, **options: Any) -> None:
    """Sign the most that any lease of a terminal may say, with the root key itself.

    Where head office has a limit, an administrator signs it, and two sign one that is higher than
    before.
    """
    with office_of(session, options["database"], options["database_file"]) as office:
        currency = office.currency_of(options["terminal"])
        wish = CeilingWish(
            terminal=options["terminal"],
            money=parse_money(options["money"], currency).minor,
            energy_milli=parse_units(options["kwh"]),
            until=parse_end(options["until"]),
        )
        first = credentials(options["by"], options["password_file"])
        second = credentials(options["second"], options["second_password_file"])
        terms = office.set_ceiling(wish, options["root_key"], first, second)
    money = format_minor(terms.money_may_reach, decimals_of(currency))
    kwh = format_units(terms.energy_may_reach_milli)
    facts = {
        "terminal": terms.terminal,
        "serial": terms.serial,
        "until": terms.until,
        "currency": currency,
        "money_may_reach": money,
        "kwh_may_reach": kwh,
    }
    text = f"Ceiling {terms.serial} of {terms.terminal} until {terms.until}: {currency} {money}"
    session.answer(facts, f"{text} and {kwh} kWh. It travels with the next lease.")
