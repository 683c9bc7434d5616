"""`vendwatt headoffice reset-pin`: a PIN for somebody at a terminal without a supervisor."""

from pathlib import Path

import click
import msgspec

from pos.cli.named_file import NAMED_FILE, read_named, write_named
from pos.cli.office.options import database_options, office_of
from pos.cli.options import office_options
from pos.cli.session import Session
from pos.domain.errors.office import PinResetMalformed
from pos.wire.pin_reset import PIN_RESET_BYTES_MAX, pin_reset_code, read_pin_reset_request


@click.command("reset-pin")
@database_options
@click.option("--request", "asked", type=NAMED_FILE, required=True, help="`operators reset --ask`")
@click.option("--root-key", type=NAMED_FILE, required=True, help="Keep it off-line between uses.")
@click.option("--out", type=NAMED_FILE, required=True, help="For `operators reset --signed`.")
@office_options
@click.pass_obj
def reset_pin(
    session: Session,
    *,
    database: str,
    database_file: Path | None,
    asked: Path,
    root_key: Path,
    out: Path,
) -> None:
    """Let one person at a terminal have the PIN they asked for, once; the root key says so.

    Have the person tell the code by telephone first: the same one is shown here.
    """
    request = read_pin_reset_request(read_named(asked, PIN_RESET_BYTES_MAX))
    if request is None:
        raise PinResetMalformed
    with office_of(session, database, database_file) as office:
        terms, answer = office.allow_pin_reset(request, root_key)
    write_named(out, msgspec.json.encode(answer))
    facts = {
        "terminal": terms.terminal,
        "name": terms.operator,
        "role": terms.role,
        "until": terms.until,
        "code": pin_reset_code(request.body),
        "file": str(out.absolute()),
    }
    text = f"{terms.operator} at {terms.terminal}, as {terms.role}, may have a new PIN"
    text = f"{text} until {terms.until}: {out}\nOnly if they told this code: {facts['code']}"
    session.answer(facts, text)
