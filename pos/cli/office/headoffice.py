"""`vendwatt headoffice`: make, serve and steer a head office."""

from datetime import timedelta
from pathlib import Path

import click

from pos.cli.logs import log_requests
from pos.cli.named_file import NAMED_FILE, read_named, write_named
from pos.cli.office.bundles import publish
from pos.cli.office.command import this_command
from pos.cli.office.deposits import deposits, match
from pos.cli.office.export import carry, export
from pos.cli.office.grants import ceiling, grant
from pos.cli.office.keys import keys, keys_facts, keys_lines, new_keys_wanted, unlock_to_serve
from pos.cli.office.left import left
from pos.cli.office.options import (
    clerk_options,
    credentials,
    database_options,
    database_url,
    office_of,
)
from pos.cli.office.people import confirm, limit, proposals, reject, user
from pos.cli.office.report import report, terminals
from pos.cli.office.reset_pin import reset_pin
from pos.cli.office.seal_key import seal
from pos.cli.office.stick import receive
from pos.cli.office.texts import texts
from pos.cli.options import office_options
from pos.cli.session import Session
from pos.headoffice.console.desk import ConsoleHouse
from pos.headoffice.server.serve import Listening, parse_listen
from pos.headoffice.server.web import CONSOLE_PATH
from pos.presenters.problems import sentence_of
from pos.wire.uplink_enrolment import ENROL_FILE_BYTES_MAX
from pos.wire.uplink_keys import fingerprint

CODE_HOURS = 24
_HOURS = click.IntRange(1, 720)
STANDINGS_MINUTES = 5


@click.group
def headoffice() -> None:
    """Make, serve and steer a head office."""


_COMMANDS = (
    grant,
    ceiling,
    user,
    limit,
    proposals,
    confirm,
    reject,
    receive,
    reset_pin,
    seal,
    publish,
    carry,
    texts,
    export,
    deposits,
    match,
    keys,
    left,
    terminals,
    report,
)
for _command in _COMMANDS:
    headoffice.add_command(_command)


@headoffice.command("init")
@database_options
@click.option("--training", is_flag=True, help="For training terminals, and only for them.")
@click.option("--root-key-out", type=NAMED_FILE, required=True, help="Made here; keep it off-line.")
@office_options
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
    url = database_url(database, database_file)
    made, kept = session.terminals.offices().create(
        url,
        root_key_out,
        training=training,
        keys=new_keys_wanted(session),
        command=this_command(),
    )
    facts = {
        "training": made.training,
        "root_key_file": str(root_key_out.absolute()),
        "root_key": made.root_key,
        "fingerprint": made.fingerprint,
    } | keys_facts(kept)
    lines = [
        f"{'Training head' if training else 'Head'} office made. Fingerprint: {made.fingerprint}",
        f"Move {root_key_out} to a safe place off this machine.",
        *keys_lines(kept),
    ]
    session.answer(facts, "\n".join(lines))


@headoffice.command("serve")
@database_options
@click.option("--listen", default="127.0.0.1:8440", show_default=True, metavar="HOST:PORT")
@click.option("--tls-cert", type=NAMED_FILE, default=None, help="PEM; required off this machine.")
@click.option("--tls-key", type=NAMED_FILE, default=None, help="PEM.")
@click.option("--metrics", default="", metavar="HOST:PORT", help="Counters for Prometheus.")
@click.option(
    "--standings",
    type=click.FloatRange(0, 24 * 60),
    default=STANDINGS_MINUTES,
    show_default=True,
    metavar="MINUTES",
    help="How often terminals are told what meters bought; 0 for never.",
)
@click.option("--log", is_flag=True, help="One JSON line a request, to standard error.")
@office_options
@click.pass_obj
def serve(
    session: Session,
    *,
    database: str,
    database_file: Path | None,
    listen: str,
    tls_cert: Path | None,
    tls_key: Path | None,
    metrics: str,
    standings: float,
    log: bool,
) -> None:
    """Answer terminals, and people by browser under /console, until stopped.

    While the keys are locked what terminals deliver is kept, and they are told to ask again.
    """
    host, port = parse_listen(listen)
    counters = parse_listen(metrics) if metrics else None
    every = timedelta(minutes=standings) if standings else None
    where = Listening(host, port, tls_cert, tls_key, metrics=counters, standings_every=every)
    if log:
        log_requests()
    with office_of(session, database, database_file, may_ask=False) as office:
        state, text = unlock_to_serve(session, office)
        house = ConsoleHouse(session.terminals.resources(), sentence_of)
        office.serve(where, lambda url: _say_where(session, url, state, text), house)


def _say_where(session: Session, url: str, state: str, text: str) -> None:
    pages = f"{url}{CONSOLE_PATH}/"
    facts = {"listening": url, "console": pages, "keys": state}
    session.answer(facts, f"Listening: {url}  Console: {pages}{text}")


@headoffice.command("enrol-code")
@click.argument("terminal")
@database_options
@click.option(
    "--hours", type=_HOURS, default=CODE_HOURS, help=f"How long: {CODE_HOURS} if not given."
)
@office_options
@click.pass_obj
def enrol_code(
    session: Session, *, terminal: str, database: str, database_file: Path | None, hours: int
) -> None:
    """Make a one-time code for a terminal; tell it to the person there and to nobody else."""
    with office_of(session, database, database_file) as office:
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


@headoffice.command("admit")
@click.argument("file", type=NAMED_FILE)
@database_options
@click.option("--out", type=NAMED_FILE, required=True, help="The answer, for the terminal.")
@office_options
@click.pass_obj
def admit(
    session: Session, *, file: Path, database: str, database_file: Path | None, out: Path
) -> None:
    """Take in a terminal whose request came on a stick (`vendwatt enrol --out`)."""
    with office_of(session, database, database_file) as office:
        answer = office.admit(read_named(file, ENROL_FILE_BYTES_MAX))
        shown = fingerprint(office.root_key())
    write_named(out, answer)
    text = f"Take {out} back to the terminal. Head office's fingerprint: {shown}"
    session.answer({"answer": str(out), "headoffice_fingerprint": shown}, text)


@headoffice.command("revoke")
@click.argument("terminal")
@database_options
@clerk_options
@office_options
@click.pass_obj
def revoke(
    session: Session,
    *,
    terminal: str,
    database: str,
    database_file: Path | None,
    by: str,
    password_file: Path | None,
) -> None:
    """Take a terminal out of service; it may still deliver what it sold."""
    who = credentials(by, password_file)
    with office_of(session, database, database_file) as office:
        office.revoke(terminal, who)
    session.answer({"terminal": terminal, "revoked": True}, f"Terminal {terminal} is revoked.")
