"""`vendwatt init`: make a terminal."""

from pathlib import Path
from zoneinfo import available_timezones

import click

from pos.cli.options import shared_options
from pos.cli.session import (
    PASSPHRASE_FILE,
    SECRETS_FOLDER,
    Session,
    WantedTerminal,
    read_secret_file,
)
from pos.domain.operator import Role

DEFAULT_CURRENCY = "ZAR"
_LOCAL_TIME = Path("/etc/localtime")
_ZONES = "zoneinfo"


@click.command
@click.option("--training", is_flag=True, help="A complete terminal to learn on.")
@click.option(
    "--components-ok", is_flag=True, help="With --training: it takes test keys by keys load."
)
@click.option("--terminal", "terminal_id", default="", help="Id of a real terminal.")
@click.option(
    "--currency", default="", help=f"ISO 4217 code; {DEFAULT_CURRENCY} for training if not given."
)
@click.option("--time-zone", default="", help="IANA name; this machine's if not given.")
@click.option("--first-supervisor", default="", help="Who adds the others; PIN by --pin-file.")
@shared_options
@click.pass_obj
def init(
    session: Session,
    *,
    training: bool,
    components_ok: bool,
    terminal_id: str,
    currency: str,
    time_zone: str,
    first_supervisor: str,
) -> None:
    """Make a terminal in a folder that does not exist or is empty.

    A real one (--terminal, --currency, --first-supervisor) begins empty: keys, tariffs, meters and
    a lease are brought to it. Its recovery code is shown once and kept nowhere.
    """
    if training:
        if terminal_id or first_supervisor:
            raise click.UsageError("--training makes up its own terminal and people")
        _init_training(session, currency or DEFAULT_CURRENCY, components_ok=components_ok)
        return
    if components_ok:
        raise click.UsageError("--components-ok is for --training")
    if not (terminal_id and currency and first_supervisor):
        needed = "--terminal, --currency and --first-supervisor"
        raise click.UsageError(f"a real terminal needs {needed}; or use --training")
    _init_real(session, terminal_id, currency, _zone(time_zone), first_supervisor)


def _init_training(session: Session, currency: str, *, components_ok: bool) -> None:
    given = session.passphrase_file
    passphrase = None if given is None else read_secret_file(given, others_may_read=True)
    made = session.terminals.create_training(
        session.data, currency, components_ok=components_ok, passphrase=passphrase
    )
    secrets = session.data.absolute() / SECRETS_FOLDER
    operators = [
        {"name": name, "role": role.value, "pin_file": str(secrets / f"{name}.pin")}
        for name, role in made.operators
    ]
    facts = {
        "data": str(session.data.absolute()),
        "terminal": made.terminal,
        "operators": operators,
        "passphrase_file": str(secrets / PASSPHRASE_FILE),
        "meters": list(made.meters),
        "headoffice": None,
    }
    lines = [
        f"Training terminal {made.terminal} in {session.data.absolute()}",
        "Operators: " + ", ".join(f"{name} ({role})" for name, role in made.operators),
        "Meters to try: " + ", ".join(made.meters[:3]),
        f"Try: vendwatt sell --meter {made.meters[0]} --amount 50 --tender cash:100",
    ]
    session.answer(facts, "\n".join(lines))


def _init_real(
    session: Session, terminal: str, currency: str, time_zone: str, supervisor: str
) -> None:
    wanted = WantedTerminal(
        terminal=terminal,
        currency=currency,
        time_zone=time_zone,
        supervisor=supervisor,
        passphrase=session.new_secret("Passphrase of the key store", session.passphrase_file),
        pin=session.new_secret(f"PIN of {supervisor}", session.pin_file),
    )
    code = session.terminals.create_real(session.data, wanted)
    facts = {
        "data": str(session.data.absolute()),
        "terminal": terminal,
        "currency": currency,
        "time_zone": time_zone,
        "operators": [{"name": supervisor, "role": Role.SUPERVISOR.value}],
        "recovery_code": code,
        "meters": [],
        "headoffice": None,
    }
    lines = [
        f"Terminal {terminal} in {session.data.absolute()}; {supervisor} is its supervisor.",
        f"Recovery code: {code}",
        "Write it down and lock it away from this machine: it is shown this once, and opens the",
        "key store and the backups when the passphrase or the machine is lost.",
        "Next: tariffs load, meters import, keys load, enrol, lease install, shift open.",
    ]
    session.answer(facts, "\n".join(lines))


def _zone(given: str) -> str:
    """Return a time zone that is known here, this machine's for an empty text."""
    name = given or _machine_zone()
    if name not in available_timezones():
        raise click.BadParameter(f"{name} is no time zone", param_hint="--time-zone")
    return name


def _machine_zone() -> str:
    parts = _LOCAL_TIME.resolve().parts
    return "/".join(parts[parts.index(_ZONES) + 1 :]) if _ZONES in parts else "UTC"
