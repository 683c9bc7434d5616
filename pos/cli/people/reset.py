"""`vendwatt operators reset`: a PIN where no supervisor is at hand."""

from pathlib import Path

import click
import msgspec

from pos.app.people.reset_pin import ask_head_office, reset_by_head_office, reset_by_recovery_code
from pos.cli.asking import ask_secret
from pos.cli.named_file import NAMED_FILE, read_named, write_named
from pos.cli.options import shared_options
from pos.cli.session import Session, read_secret_file
from pos.cli.signers import keep_training_pin, new_pin
from pos.domain.errors.office import PinResetMalformed
from pos.wire.pin_reset import (
    PIN_RESET_BYTES_MAX,
    SignedPinReset,
    pin_reset_code,
    read_pin_reset,
)


@click.command("reset")
@click.argument("name")
@click.option("--recovery-code-file", "code_file", type=NAMED_FILE, help="Asked for without it.")
@click.option("--ask", type=NAMED_FILE, help="Write a request for head office, good for a day.")
@click.option("--signed", type=NAMED_FILE, help="What head office made of the request.")
@click.option("--supervisor", is_flag=True, help="They become a supervisor; may be new here.")
@click.option("--new-pin-file", type=NAMED_FILE, help="Their PIN; asked for without it.")
@shared_options
@click.pass_obj
def reset(
    session: Session,
    *,
    name: str,
    code_file: Path | None,
    ask: Path | None,
    signed: Path | None,
    supervisor: bool,
    new_pin_file: Path | None,
) -> None:
    """Give a person a PIN where no supervisor can: by the recovery code, or by head office.

    Head office's way takes two steps: --ask FILE here, `headoffice reset-pin` there, --signed FILE
    here.
    """
    if [code_file, ask, signed].count(None) < 2:  # noqa: PLR2004 - at most one of the three.
        raise click.UsageError("give one of --recovery-code-file, --ask, --signed")
    with session.opened() as terminal:
        ports = terminal.ports
        if signed is not None:
            reset_by_head_office(ports, name, _answer_in(signed), supervisor=supervisor)
            session.answer({"name": name, "pin": "reset"}, f"{name} has the PIN that was asked.")
            return
        code = _code(session, code_file) if ask is None else b""
        pin, kept = new_pin(session, name, new_pin_file)
        if ask is None:
            reset_by_recovery_code(ports, name, pin, code, supervisor=supervisor)
            _answer(session, name, kept)
        else:
            request = ask_head_office(ports, name, pin, supervisor=supervisor)
            write_named(ask, msgspec.json.encode(request))
            _answer(session, name, kept, ask, pin_reset_code(request.body))
        keep_training_pin(kept, pin)


def _answer(
    session: Session, name: str, kept: Path | None, asked: Path | None = None, code: str = ""
) -> None:
    facts = {"name": name, "pin": "reset" if asked is None else "asked"}
    facts |= {"pin_file": str(kept)} if kept else {}
    text = f"{name} has another PIN."
    if asked is not None:
        facts |= {"file": str(asked.absolute()), "code": code}
        text = f"Bring {asked} to head office within a day; what comes back goes to --signed.\n"
        text += f"Tell them this code by telephone: {code}"
    session.answer(facts, text)


def _answer_in(file: Path) -> SignedPinReset:
    answer = read_pin_reset(read_named(file, PIN_RESET_BYTES_MAX))
    if answer is None:
        raise PinResetMalformed
    return answer


def _code(session: Session, file: Path | None) -> bytes:
    if file is None:
        return ask_secret("Recovery code").encode()
    return read_secret_file(file, others_may_read=session.training)
