"""`vendwatt enrol`: join a head office with a one-time code."""

from pathlib import Path

import click

from pos.app.office.enrol import Enrolment
from pos.app.office.enrol import enrol as join_head_office
from pos.app.office.enrol_by_stick import request_file, take_answer_file
from pos.cli.asking import ask_secret
from pos.cli.named_file import NAMED_FILE, read_named, write_named
from pos.cli.options import shared_options
from pos.cli.session import OpenTerminal, Session, read_secret_file
from pos.domain.errors import EnrolCodeMalformed
from pos.sync.address import parse_url
from pos.wire.uplink_enrolment import ENROL_FILE_BYTES_MAX, read_code


@click.command
@click.option("--url", default="", help="Address of head office: https://HOST[:PORT].")
@click.option(
    "--out", type=NAMED_FILE, default=None, help="Without a line: write the request here."
)
@click.option("--answer", type=NAMED_FILE, default=None, help="Without a line: take the answer.")
@click.option("--code-file", type=NAMED_FILE, default=None, help="The one-time code.")
@click.option("--code", default="", help="The one-time code itself; training terminals only.")
@shared_options
@click.pass_obj
def enrol(
    session: Session,
    *,
    url: str,
    out: Path | None,
    answer: Path | None,
    code_file: Path | None,
    code: str,
) -> None:
    """Join a head office; compare both fingerprints with those it shows.

    Over a line with --url. On a stick: --out F here, `vendwatt headoffice admit F --out G` there,
    then --answer G here, with the same code each time.
    """
    if sum(map(bool, (url, out, answer))) != 1:
        raise click.UsageError("give one of --url, --out and --answer")
    address = parse_url(url) if url else ""
    with session.opened() as terminal:
        if code and not terminal.training:
            raise click.UsageError("a real terminal takes --code-file, or asks")
        typed = code or _secret_code(code_file, training=terminal.training)
        known = read_code(typed)
        if known is None:
            raise EnrolCodeMalformed
        if out is not None:
            write_named(out, request_file(terminal.ports, terminal.keys, code=known))
            session.answer({"request": str(out)}, f"Take {out} to head office.")
            return
        if answer is not None:
            content = read_named(answer, ENROL_FILE_BYTES_MAX)
            joined = take_answer_file(terminal.ports, terminal.keys, content, code=known)
        else:
            joined = _over_the_line(session, terminal, address, known)
    facts = {
        "terminal": joined.terminal,
        "headoffice": address,
        "terminal_fingerprint": joined.device_fingerprint,
        "headoffice_fingerprint": joined.office_fingerprint,
    }
    lines = [
        f"Terminal {joined.terminal} has joined {address or 'its head office'}.",
        f"This terminal: {joined.device_fingerprint}",
        f"Head office:   {joined.office_fingerprint}",
        "Both must read the same at head office (vendwatt headoffice terminals).",
    ]
    session.answer(facts, "\n".join(lines))


def _over_the_line(session: Session, terminal: OpenTerminal, url: str, code: str) -> Enrolment:
    line = session.terminals.offices().open_enrolment_line(terminal.ports, url)
    try:
        return join_head_office(terminal.ports, terminal.keys, line, url=url, code=code)
    finally:
        line.close()


def _secret_code(code_file: Path | None, *, training: bool) -> str:
    if code_file is None:
        return ask_secret("One-time code")
    return read_secret_file(code_file, others_may_read=training).decode("ascii", "replace")
