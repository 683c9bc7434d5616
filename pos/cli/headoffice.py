"""`vendwatt headoffice`: make, serve and steer a head office."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar

import click
import msgspec

from pos.cli.options import shared_options
from pos.cli.quote_file import parse_units
from pos.cli.session import Session, read_secret_file
from pos.domain.energy import format_units
from pos.domain.errors import TimeMalformed
from pos.domain.money import decimals_of, format_minor, parse_money
from pos.headoffice.leases import Grant
from pos.headoffice.report import TerminalReport
from pos.headoffice.serve import Listening, parse_listen
from pos.wire.uplink_keys import fingerprint
from pos.wire.uplink_lease import lease_terms

CODE_HOURS = 24
_FILE = click.Path(path_type=Path, dir_okay=False)
CommandT = TypeVar("CommandT", bound=Callable[..., object])


def _database_options(command: CommandT) -> CommandT:
    text = "sqlite:///FILE"
    with_url = click.option("--database", default="", metavar="URL", help=text)(command)
    with_file = click.option("--database-file", type=_FILE, help="A file that holds the URL.")
    return with_file(with_url)


def _url(database: str, database_file: Path | None) -> str:
    if bool(database) == bool(database_file):
        raise click.UsageError("give --database or --database-file")
    if database_file is None:
        return database
    return read_secret_file(database_file, others_may_read=False).decode("utf-8", "replace")


@click.group
def headoffice() -> None:
    """Make, serve and steer a head office."""


@headoffice.command("init")
@_database_options
@click.option("--training", is_flag=True, help="For training terminals, and only for them.")
@click.option("--root-key-out", type=_FILE, required=True, help="Made here; keep it off-line.")
@shared_options
@click.pass_obj
def init(
    session: Session,
    *,
    database: str,
    database_file: Path | None,
    training: bool,
    root_key_out: Path,
) -> None:
    """Make an empty head office and its root key."""
    url = _url(database, database_file)
    made = session.terminals.offices().create(url, root_key_out, training=training)
    facts = {
        "training": made.training,
        "root_key_file": str(root_key_out.absolute()),
        "root_key": made.root_key,
        "fingerprint": made.fingerprint,
    }
    lines = [
        f"{'Training head' if training else 'Head'} office made. Fingerprint: {made.fingerprint}",
        f"Move {root_key_out} to a safe place off this machine.",
    ]
    session.answer(facts, "\n".join(lines))


@headoffice.command("serve")
@_database_options
@click.option("--listen", default="127.0.0.1:8440", show_default=True, metavar="HOST:PORT")
@click.option("--tls-cert", type=_FILE, default=None, help="PEM; required off this machine.")
@click.option("--tls-key", type=_FILE, default=None, help="PEM.")
@shared_options
@click.pass_obj
def serve(
    session: Session,
    *,
    database: str,
    database_file: Path | None,
    listen: str,
    tls_cert: Path | None,
    tls_key: Path | None,
) -> None:
    """Answer terminals until stopped."""
    host, port = parse_listen(listen)
    where = Listening(host, port, tls_cert, tls_key)
    with session.terminals.offices().opened(_url(database, database_file)) as office:
        office.serve(where, lambda url: session.answer({"listening": url}, f"Listening: {url}"))


@headoffice.command("enrol-code")
@click.argument("terminal")
@_database_options
@click.option("--hours", type=click.IntRange(1, 720), default=CODE_HOURS, show_default=True)
@shared_options
@click.pass_obj
def enrol_code(
    session: Session, *, terminal: str, database: str, database_file: Path | None, hours: int
) -> None:
    """Make a one-time code for a terminal; tell it to the person there and to nobody else."""
    with session.terminals.offices().opened(_url(database, database_file)) as office:
        made = office.enrol_code(terminal, timedelta(hours=hours))
        shown = fingerprint(office.root_key())
    facts = {
        "terminal": made.terminal,
        "code": made.code,
        "expires": made.expires,
        "headoffice_fingerprint": shown,
    }
    lines = [
        f"Code for {made.terminal}, until {made.expires}: {made.code}",
        f"Head office's fingerprint: {shown}",
    ]
    session.answer(facts, "\n".join(lines))


@headoffice.command("grant")
@click.argument("terminal")
@_database_options
@click.option("--money", required=True, help="Further money, in the terminal's currency.")
@click.option("--kwh", required=True, help="Further kWh.")
@click.option("--until", required=True, help="Last day (UTC), YYYY-MM-DD, or moment.")
@click.option("--kwh-per-meter-day", default="20000", show_default=True)
@click.option("--out", type=_FILE, default=None, help="Also write the lease to this file.")
@shared_options
@click.pass_obj
def grant(
    session: Session,
    /,
    *,
    terminal: str,
    database: str,
    database_file: Path | None,
    out: Path | None,
    **wish: str,
) -> None:
    """Grant further money and energy; the terminal takes the lease with its next sync."""
    with session.terminals.offices().opened(_url(database, database_file)) as office:
        currency = office.currency_of(terminal)
        lease = office.grant(
            Grant(
                terminal=terminal,
                money=parse_money(wish["money"], currency).minor,
                energy_milli=parse_units(wish["kwh"]),
                energy_per_meter_day_milli=parse_units(wish["kwh_per_meter_day"]),
                until=_end(wish["until"]),
            )
        )
    if out is not None:
        out.write_bytes(msgspec.json.encode(lease))
    terms = lease_terms(lease)
    assert terms is not None  # noqa: S101 - it was just made here.
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
    text = f"Lease {terms.serial} until {terms.until}: may reach {currency} {money} and {kwh} kWh"
    session.answer(facts, text)


@headoffice.command("revoke")
@click.argument("terminal")
@_database_options
@shared_options
@click.pass_obj
def revoke(session: Session, *, terminal: str, database: str, database_file: Path | None) -> None:
    """Take a terminal out of service; it may still deliver what it sold."""
    with session.terminals.offices().opened(_url(database, database_file)) as office:
        office.revoke(terminal)
    session.answer({"terminal": terminal, "revoked": True}, f"Terminal {terminal} is revoked.")


@headoffice.command("terminals")
@_database_options
@shared_options
@click.pass_obj
def terminals(session: Session, *, database: str, database_file: Path | None) -> None:
    """Show which terminals joined, one a line, with fingerprint, standing and alarms."""
    with session.terminals.offices().opened(_url(database, database_file)) as office:
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
        }
        alarm = "".join(f"  ALARM {kind} at entry {seq}" for kind, seq in one.alarms)
        state = f"revoked {one.revoked_at}" if one.revoked_at else one.standing
        session.answer(facts, f"{one.terminal}  {shown}  seen {one.seen_at}  {state}{alarm}")


@headoffice.command("report")
@_database_options
@shared_options
@click.pass_obj
def report(session: Session, *, database: str, database_file: Path | None) -> None:
    """Show what each terminal sold and how far its journal is here."""
    with session.terminals.offices().opened(_url(database, database_file)) as office:
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
