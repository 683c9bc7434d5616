"""`vendwatt enrol`: join a head office with a one-time code."""

from pathlib import Path

import click

from pos.app.enrol import enrol as join_head_office
from pos.cli.options import shared_options
from pos.cli.session import Session, read_secret_file
from pos.domain.errors import EnrolCodeMalformed
from pos.sync.address import parse_url
from pos.wire.uplink_enrolment import read_code


@click.command
@click.option("--url", required=True, help="Address of head office: https://HOST[:PORT].")
@click.option(
    "--code-file", type=click.Path(path_type=Path), default=None, help="The one-time code."
)
@click.option("--code", default="", help="The one-time code itself; training terminals only.")
@shared_options
@click.pass_obj
def enrol(session: Session, *, url: str, code_file: Path | None, code: str) -> None:
    """Join a head office; compare both fingerprints with those it shows."""
    address = parse_url(url)
    with session.opened() as terminal:
        if code and not terminal.training:
            raise click.UsageError("a real terminal takes --code-file, or asks")
        typed = code or _secret_code(code_file, training=terminal.training)
        known = read_code(typed)
        if known is None:
            raise EnrolCodeMalformed
        line = session.terminals.offices().open_enrolment_line(terminal.ports, address)
        try:
            joined = join_head_office(terminal.ports, terminal.keys, line, url=address, code=known)
        finally:
            line.close()
    facts = {
        "terminal": joined.terminal,
        "headoffice": address,
        "terminal_fingerprint": joined.device_fingerprint,
        "headoffice_fingerprint": joined.office_fingerprint,
    }
    lines = [
        f"Terminal {joined.terminal} has joined {address}.",
        f"This terminal: {joined.device_fingerprint}",
        f"Head office:   {joined.office_fingerprint}",
        "Both must read the same at head office (vendwatt headoffice terminals).",
    ]
    session.answer(facts, "\n".join(lines))


def _secret_code(code_file: Path | None, *, training: bool) -> str:
    if code_file is None:
        return str(click.prompt("One-time code", hide_input=True, err=True))
    return read_secret_file(code_file, others_may_read=training).decode("ascii", "replace")
