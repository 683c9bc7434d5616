"""Ways to unlock head office's keys: `vendwatt headoffice keys`, its commands that change them."""

import os
from pathlib import Path

import click

from pos.app.custody.change_slots import add_and_tell
from pos.app.ports.slots import KeySlots, UnlockSecret
from pos.cli.asking import ask_secret
from pos.cli.keys.slots import recovery_code_option
from pos.cli.named_file import NAMED_FILE
from pos.cli.office.options import database_options, office_of
from pos.cli.options import office_options
from pos.cli.session import Session, read_secret_file, write_secret_file
from pos.headoffice.administration.office_administration import OfficeAdministration
from pos.keystore.vault.recovery_code import new_recovery_code
from pos.keystore.vault.slots_desk import SYSTEM_SECRET_BYTES


def opener_of(session: Session, code_file: Path | None) -> UnlockSecret:
    """Return the recovery code from its file, or the passphrase from its own or a prompt."""
    if code_file is not None:
        return UnlockSecret("recovery", read_secret_file(code_file, others_may_read=False))
    if session.passphrase_file is not None:
        known = read_secret_file(session.passphrase_file, others_may_read=False)
        return UnlockSecret("passphrase", known)
    return UnlockSecret("passphrase", ask_secret("Passphrase of head office's keys").encode())


def _slots_to_change(office: OfficeAdministration, by: UnlockSecret) -> KeySlots:
    """Return the ways to unlock, once the agent can change them.

    Where it answers already, it can; keys that somebody locked are not opened by the way.
    """
    if not office.signing.status().answers:
        office.signing.slots.unlock(by)
    return office.signing.slots


@click.command("passphrase")
@click.option("--new-passphrase-file", type=NAMED_FILE, help="Asked for twice without it.")
@recovery_code_option
@database_options
@office_options
@click.pass_obj
def passphrase(
    session: Session,
    *,
    new_passphrase_file: Path | None,
    code_file: Path | None,
    database: str,
    database_file: Path | None,
) -> None:
    """Change the passphrase: the old one opens no more. A recovery code adds one."""
    with office_of(session, database, database_file) as office:
        by = opener_of(session, code_file)
        slots = _slots_to_change(office, by)
        typed = session.new_secret("New passphrase of head office's keys", new_passphrase_file)
        is_added = code_file is not None
        (slots.add if is_added else slots.change)(by, UnlockSecret("passphrase", typed))
    # Nobody knows which of them the lost one is.
    text = "is changed"
    if is_added:
        text = "is added; those from before open, too: headoffice keys slots remove NUMBER"
    facts = {"kind": "passphrase", "changed": not is_added, "added": is_added}
    session.answer(facts, f"The passphrase {text}.")


@click.command("recovery-code")
@recovery_code_option
@database_options
@office_options
@click.pass_obj
def recovery_code(
    session: Session, *, code_file: Path | None, database: str, database_file: Path | None
) -> None:
    """Make a new recovery code, shown this once: the old one opens no more."""
    code = new_recovery_code(os.urandom)

    def tell(*, is_sure: bool) -> None:
        text = "" if is_sure else " Whether it opens is not known; the old one may, as well."
        facts = {"recovery_code": code, "sure": is_sure}
        session.answer(facts, f"Recovery code, shown this once: {code}{text}")

    with office_of(session, database, database_file) as office:
        by = opener_of(session, code_file)
        slots = _slots_to_change(office, by)
        add_and_tell(slots, by, UnlockSecret("recovery", code.encode()), tell=tell)


@click.command("credential")
@click.option("--out", type=NAMED_FILE, required=True, help="To be encrypted for the service.")
@database_options
@office_options
@click.pass_obj
def credential(session: Session, *, out: Path, database: str, database_file: Path | None) -> None:
    """Make a secret with which a service answers terminals unattended, and grants nothing."""
    with office_of(session, database, database_file) as office:
        by = opener_of(session, None)
        slots = _slots_to_change(office, by)
        secret = os.urandom(SYSTEM_SECRET_BYTES)
        slots.add(by, UnlockSecret("credential", secret))
    write_secret_file(out, secret.hex().encode())
    text = f"{out} opens what answers terminals. Encrypt it with systemd-creds, then remove it."
    session.answer({"kind": "credential", "file": str(out.absolute())}, text)


@click.group("slots")
def slots() -> None:
    """See the ways to unlock, and remove one."""


@slots.command("list")
@database_options
@office_options
@click.pass_obj
def list_slots(session: Session, *, database: str, database_file: Path | None) -> None:
    """List the ways to unlock, one a line; anybody may."""
    with office_of(session, database, database_file) as office:
        found = office.signing.slots.slots()
    for slot in found:
        opens = ["answers", "grants"] if slot.opens_vending else ["answers"]
        facts = {"number": slot.number, "kind": slot.kind, "opens": opens}
        session.answer(facts, f"{slot.number:2}  {slot.kind:10}  opens {' and '.join(opens)}")


@slots.command("remove")
@click.argument("number", type=click.IntRange(1, 16))
@recovery_code_option
@database_options
@office_options
@click.pass_obj
def remove(
    session: Session,
    *,
    number: int,
    code_file: Path | None,
    database: str,
    database_file: Path | None,
) -> None:
    """Remove a way to unlock by its number; the last one of a person stays."""
    with office_of(session, database, database_file) as office:
        by = opener_of(session, code_file)
        _slots_to_change(office, by).remove(by, number)
    session.answer({"number": number, "removed": True}, "It opens no more.")
