"""`vendwatt tariffs`: the terminal's tariffs, and a look at a file before it is used."""

import sys
from pathlib import Path
from typing import Final

import click

from pos.app.reports.report_period import period_of
from pos.app.selling.quoting import terminal_of
from pos.app.tariffs.load_tariff import load_tariff
from pos.app.tariffs.rehearse_tariff import Rehearsal, RehearsalWish, rehearse_tariff
from pos.cli.named_file import NAMED_FILE, read_named
from pos.cli.options import shared_options
from pos.cli.sales.quote_file import read_tariff_file
from pos.cli.session import Session
from pos.domain.energy import format_units
from pos.domain.errors import ResourceNotSold, TariffMalformed
from pos.domain.money import format_minor
from pos.domain.operator import Role
from pos.domain.quote.findings import Finding, FindingKind
from pos.domain.quote.tariff_check import check_tariff
from pos.domain.tariff import Tariff, read_tariff
from pos.domain.tariff.file import TARIFF_BYTES_MAX
from pos.presenters.problems import problem_of

_FIRST_DAY: Final = "1990-01-01"


@click.group
def tariffs() -> None:
    """List tariffs; check, rehearse and load tariff files."""


@tariffs.command("list")
@shared_options
@click.pass_obj
def list_tariffs(session: Session) -> None:
    """List the tariffs of this terminal, one a line."""
    with session.opened(settled=False) as terminal, terminal.ports.store.read() as reads:
        for row in reads.tariffs():
            tariff = read_tariff(reads.kept_file(row.digest))
            facts = {
                "id": tariff.id,
                "name": tariff.name,
                "currency": tariff.currency,
                "valid_from": tariff.valid_from.isoformat(),
                "valid_until": tariff.valid_until.isoformat() if tariff.valid_until else None,
                "digest": row.digest,
            }
            session.answer(facts, f"{tariff.id:40} {tariff.currency}  {tariff.name}")


@tariffs.command("load")
@click.argument("file", type=NAMED_FILE)
@shared_options
@click.pass_obj
def load(session: Session, *, file: Path) -> None:
    """Take in a tariff file; it replaces the one with its id. Needs a supervisor."""
    content = read_named(file, TARIFF_BYTES_MAX)
    with session.selling(Role.SUPERVISOR) as (ports, operator):
        tariff = load_tariff(ports, content, operator=operator.name)
    lines = [f"Tariff {tariff.id} is loaded.", *_not_sold(tariff)]
    session.answer({"id": tariff.id, "resource": tariff.resource.value}, "\n".join(lines))


@tariffs.command("check")
@click.argument("file", type=NAMED_FILE)
@shared_options
@click.pass_obj
def check(session: Session, *, file: Path) -> None:
    """Read a tariff file strictly and say whether more money ever buys fewer units."""
    tariff = read_tariff_file(file)
    findings = check_tariff(tariff)
    for finding in findings:
        if finding.kind is FindingKind.UNUSABLE:
            raise TariffMalformed(where="adjustments", why=finding.why)
    facts = {
        "id": tariff.id,
        "name": tariff.name,
        "currency": tariff.currency,
        "resource": tariff.resource.value,
        "valid_from": tariff.valid_from.isoformat(),
        "valid_until": tariff.valid_until.isoformat() if tariff.valid_until else None,
        "monotone": not findings,
        "findings": [_finding_facts(tariff, finding) for finding in findings],
    }
    verdict = "More money never buys fewer units."
    lines = [_finding_text(tariff, finding) for finding in findings] or [verdict]
    lines += _not_sold(tariff)
    session.answer(facts, "\n".join([f"{tariff.id} ({tariff.name}) is well formed.", *lines]))


@tariffs.command("rehearse")
@click.argument("file", type=NAMED_FILE)
@click.option("--tariff", default="", help="Only sales made under this tariff.")
@click.option("--from", "first", default="", help="First day, 2026-11-01; all sales unless given.")
@click.option("--to", "last", default="", help="Last day, included; today unless given.")
@shared_options
@click.pass_obj
def rehearse(session: Session, *, file: Path, tariff: str, first: str, last: str) -> None:
    """Say what past sales would have bought under a tariff that is not live yet."""
    candidate = read_tariff_file(file)
    candidate.must_be_sold()
    with session.opened(settled=False) as terminal:
        with terminal.ports.store.read() as reads:
            zone, newest = terminal_of(reads).time_zone, reads.head().seq
        period = None
        if first or last:
            period = period_of(first or _FIRST_DAY, last, zone=zone, now=terminal.ports.clock.now())
        wish = RehearsalWish(tariff, period)
        told = Rehearsal()
        for told in rehearse_tariff(terminal.ports.store, candidate, wish):
            if sys.stderr.isatty():
                click.echo(f"\r{told.entries} of {newest} entries", nl=False, err=True)
        if sys.stderr.isatty():
            # Behind the count, which has no line end of its own.
            click.echo(err=True)
    session.answer(_rehearsal_facts(candidate, told), _rehearsal_text(candidate, told))


def _not_sold(tariff: Tariff) -> list[str]:
    """Say of a tariff for anything but electricity that its meters are refused, for now."""
    try:
        tariff.must_be_sold()
    except ResourceNotSold as error:
        return [f"{problem_of(error).happened} Its meters can be taken in and are refused."]
    return []


def _rehearsal_facts(tariff: Tariff, told: Rehearsal) -> dict[str, object]:
    return {
        "id": tariff.id,
        "sales": told.sales,
        "total": format_minor(told.total, tariff.decimals),
        "refused": dict(told.refused),
        "units_then": format_units(told.units_milli_then),
        "units_now": format_units(told.units_milli_now),
        "fewer": told.fewer,
        "more": told.more,
        "worst_sale": told.worst_sale,
        "worst_units": format_units(told.worst_milli),
    }


def _rehearsal_text(tariff: Tariff, told: Rehearsal) -> str:
    facts = _rehearsal_facts(tariff, told)
    refused = sum(told.refused.values())
    lines = [
        f"{told.sales} sales for {tariff.currency} {facts['total']} under {tariff.id}:",
        f"{facts['units_then']} kWh then, {facts['units_now']} kWh now",
        f"{told.fewer} buy fewer units, {told.more} more",
    ]
    if told.worst_sale:
        lines.append(f"Sale {told.worst_sale} loses most: {facts['worst_units']} kWh")
    if refused:
        codes = ", ".join(f"{code} {count}" for code, count in sorted(told.refused.items()))
        lines.append(f"{refused} would be refused ({codes})")
    return "\n".join(lines)


def _finding_facts(tariff: Tariff, finding: Finding) -> dict[str, str | bool]:
    return {
        "kind": finding.kind.value,
        "amount": format_minor(finding.amount, tariff.decimals),
        "units": format_units(finding.units_milli),
        "units_after": format_units(finding.units_milli_after),
        "amount_again": format_minor(finding.amount_again, tariff.decimals),
        "owing": finding.is_owing,
    }


def _finding_text(tariff: Tariff, finding: Finding) -> str:
    facts = _finding_facts(tariff, finding)
    whose = " for a meter that owes money" if finding.is_owing else ""
    return (
        f"Not monotone{whose}: {tariff.currency} {facts['amount']} buys {facts['units']} units, "
        f"a little more only {facts['units_after']}, until {facts['amount_again']} buys as many."
    )
