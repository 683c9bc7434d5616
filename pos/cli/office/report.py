"""`vendwatt headoffice terminals|report`: who joined, how they stand, what they sold."""

from pathlib import Path

import click

from pos.cli.office.options import database_options, office_of
from pos.cli.options import office_options
from pos.cli.session import Session
from pos.domain.energy import format_units
from pos.domain.money import decimals_of, format_minor
from pos.headoffice.terminals.report import TerminalReport
from pos.wire.uplink_keys import fingerprint


@click.command("terminals")
@database_options
@office_options
@click.pass_obj
def terminals(session: Session, *, database: str, database_file: Path | None) -> None:
    """Show which terminals joined, one a line, with fingerprint, standing and alarms."""
    with office_of(session, database, database_file) as office:
        found = office.report()
    for one in found:
        shown = fingerprint(one.device_key)
        alarms = [{"kind": kind, "seq": seq} for kind, seq in one.alarms]
        facts = {
            "terminal": one.terminal,
            "terminal_fingerprint": shown,
            "enrolled_at": one.enrolled_at,
            "revoked_at": one.revoked_at,
            "seen_at": one.seen_at,
            "standing": one.standing,
            "lease_serial": one.lease_serial,
            "unsent": max(one.signed_seq - one.entries, 0),
            "exceptions": one.exceptions,
            "alarms": alarms,
            "exposures": [
                {
                    "incarnation": each.incarnation,
                    "money": format_minor(each.money, decimals_of(one.currency)),
                    "kwh": format_units(each.energy_milli),
                    "until": each.until,
                    "replaced_at": each.replaced_at,
                }
                for each in one.exposures
            ],
        }
        alarm = "".join(f"  ALARM {kind} at entry {seq}" for kind, seq in one.alarms)
        state = f"revoked {one.revoked_at}" if one.revoked_at else one.standing
        session.answer(facts, f"{one.terminal}  {shown}  seen {one.seen_at}  {state}{alarm}")


@click.command("report")
@database_options
@office_options
@click.pass_obj
def report(session: Session, *, database: str, database_file: Path | None) -> None:
    """Show what each terminal sold and how far its journal is here."""
    with office_of(session, database, database_file) as office:
        found = office.report()
    lines = [
        f"{one.terminal}  {one.entries} entries  {one.sales} sales  {one.currency} {_total(one)}"
        for one in found
    ]
    facts = {"terminals": [_report_facts(one) for one in found]}
    session.answer(facts, "\n".join(lines) or "No terminal has joined.")


def _report_facts(one: TerminalReport) -> dict[str, object]:
    return {
        "terminal": one.terminal,
        "entries": one.entries,
        "sales": one.sales,
        "total": _total(one),
        "currency": one.currency,
        "head_hash": one.head_hash,
        "other_entries": one.other_entries,
        "exceptions": one.exceptions,
        "alarms": [{"kind": kind, "seq": seq} for kind, seq in one.alarms],
    }


def _total(one: TerminalReport) -> str:
    return format_minor(one.total, decimals_of(one.currency))
