"""`vendwatt keys slots`: the ways to unlock the key store, added, changed and removed."""

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

import click

from pos.app.custody.change_slots import add_slot, change_slot, remove_slot
from pos.app.ports.slots import SlotStatus, UnlockSecret
from pos.cli.named_file import NAMED_FILE
from pos.cli.options import shared_options
from pos.cli.session import Keyring, OpenTerminal, Session, read_secret_file, write_secret_file
from pos.domain.errors import PosError
from pos.domain.operator import Role
from pos.keystore.files.tpm_tools import DEVICE
from pos.keystore.vault.recovery_code import new_recovery_code
from pos.keystore.vault.slots_desk import SYSTEM_SECRET_BYTES

CommandT = TypeVar("CommandT", bound=Callable[..., object])
_KINDS = click.Choice(["passphrase", "recovery", "keyring", "credential", "tpm"])
_new_passphrase = click.option(
    "--new-passphrase-file", type=NAMED_FILE, help="The new passphrase; asked for twice without it."
)


def recovery_code_option(command: CommandT) -> CommandT:
    """Add `--recovery-code-file`, which opens in place of the passphrase."""
    text = "Unlock with the recovery code in this file."
    return click.option("--recovery-code-file", "code_file", type=NAMED_FILE, help=text)(command)


def unlock_secret(session: Session, code_file: Path | None, *, training: bool) -> UnlockSecret:
    """Return the recovery code from its file, or the passphrase as for every command."""
    if code_file is not None:
        code = read_secret_file(code_file, others_may_read=training)
        return UnlockSecret("recovery", code)
    return UnlockSecret("passphrase", session.passphrase(training=training))


@click.group
def slots() -> None:
    """See and change the ways to unlock; a supervisor decides (--operator)."""


@slots.command("list")
@shared_options
@click.pass_obj
def list_slots(session: Session) -> None:
    """List the ways to unlock, one a line; anybody may."""
    for slot in session.terminals.open_agent(session.data).slots.slots():
        _answer(session, slot, "")


@slots.command("add")
@click.argument("kind", metavar="KIND", type=_KINDS)
@_new_passphrase
@click.option("--out", type=NAMED_FILE, help="For credential: the file that systemd is given.")
@click.option("--tpm", "way", default=DEVICE, show_default=True, help="For tpm: how it is reached.")
@recovery_code_option
@shared_options
@click.pass_obj
def add(
    session: Session,
    *,
    kind: str,
    new_passphrase_file: Path | None,
    out: Path | None,
    way: str,
    code_file: Path | None,
) -> None:
    """Add a way to unlock; a new recovery code takes the place of the old one.

    keyring, credential and tpm open the terminal without anybody, but not the vending keys.
    """
    if (kind == "credential") != (out is not None):
        raise click.UsageError("--out FILE goes with credential")
    with session.opened() as terminal:
        who = session.signed_in(terminal.ports, Role.SUPERVISOR)
        by = unlock_secret(session, code_file, training=terminal.training)
        if kind == "tpm":
            new = UnlockSecret(kind, way.encode())
        else:
            new = _new_secret(session, kind, new_passphrase_file)
        with ExitStack() as unless_added:
            if kind == "keyring":
                _keep(session.terminals.keyring(session.data), new.secret, unless_added)

            before = _slots(terminal)

            def tell(*, is_sure: bool) -> None:
                if is_sure:
                    unless_added.pop_all()
                added = _added(before, _slots(terminal), kind) if is_sure else None
                _tell(session, added, new, is_sure=is_sure)

            add_slot(terminal.ports, terminal.keys.slots, who, by, new, tell=tell)
        # Not before: in its place may lie the secret of a slot that opens.
        if out is not None:
            write_secret_file(out, new.secret.hex().encode())


@slots.command("change")
@_new_passphrase
@shared_options
@click.pass_obj
def change(session: Session, *, new_passphrase_file: Path | None) -> None:
    """Change the passphrase: the old one opens no more."""
    with session.opened() as terminal:
        who = session.signed_in(terminal.ports, Role.SUPERVISOR)
        by = unlock_secret(session, None, training=terminal.training)
        new = _new_secret(session, "passphrase", new_passphrase_file)
        change_slot(terminal.ports, terminal.keys.slots, who, by, new)
    session.answer({"kind": "passphrase", "changed": True}, "The passphrase is changed.")


@slots.command("remove")
@click.argument("number", type=click.IntRange(1, 16))
@recovery_code_option
@shared_options
@click.pass_obj
def remove(session: Session, *, number: int, code_file: Path | None) -> None:
    """Remove a way to unlock by its number; the last one for the vending keys stays."""
    with session.opened() as terminal:
        who = session.signed_in(terminal.ports, Role.SUPERVISOR)
        by = unlock_secret(session, code_file, training=terminal.training)
        kinds = [slot.kind for slot in terminal.keys.slots.slots()]
        gone = remove_slot(terminal.ports, terminal.keys.slots, who, by, number)
        # Where it was added twice, the one that stays may be the one that its secret opens.
        if gone is not None and gone.kind == "keyring" and kinds.count("keyring") == 1:
            session.terminals.keyring(session.data).forget()
    session.answer({"number": number, "removed": True}, "It opens no more.")


def _new_secret(session: Session, kind: str, passphrase_file: Path | None) -> UnlockSecret:
    match kind:
        case "passphrase":
            typed = session.new_secret("New passphrase of the key store", passphrase_file)
            return UnlockSecret(kind, typed)
        case "recovery":
            return UnlockSecret(kind, new_recovery_code(os.urandom).encode())
        case _:
            return UnlockSecret(kind, os.urandom(SYSTEM_SECRET_BYTES))


def _keep(keyring: Keyring, secret: bytes, unless_added: ExitStack) -> None:
    """Keep a secret before its slot is made; what was there opens the slot from before."""
    before = keyring.secret()
    keyring.keep(secret)
    if before is None:
        unless_added.callback(keyring.forget)
    else:
        unless_added.callback(keyring.keep, before)


def _tell(session: Session, slot: SlotStatus | None, new: UnlockSecret, *, is_sure: bool) -> None:
    """Say that a way to unlock is there; a new recovery code also where nobody knows whether."""
    code = new.secret.decode() if new.kind == "recovery" else ""
    more = {"recovery_code": code} if code else {}
    text = f" Recovery code, shown this once: {code}" if code else ""
    if slot is not None:
        _answer(session, slot, text, more)
    elif is_sure or code:
        session.answer({"kind": new.kind} | more, f"    {new.kind:10}{text}")


def _slots(terminal: OpenTerminal) -> tuple[SlotStatus, ...]:
    """Return the ways to unlock; none where the agent does not say."""
    try:
        return terminal.keys.slots.slots()
    except PosError:
        return ()


def _added(
    before: tuple[SlotStatus, ...], now: tuple[SlotStatus, ...], kind: str
) -> SlotStatus | None:
    """Return the slot that was added; None where it may be one of several, or nobody says."""
    if before and len(now) > len(before):
        return now[-1]
    of_kind = [slot for slot in now if slot.kind == kind]
    return of_kind[0] if len(of_kind) == 1 else None


def _answer(
    session: Session, slot: SlotStatus, text: str, more: dict[str, str] | None = None
) -> None:
    opens = ["identity", "vending"] if slot.opens_vending else ["identity"]
    facts = {"number": slot.number, "kind": slot.kind, "opens": opens} | (more or {})
    session.answer(facts, f"{slot.number:2}  {slot.kind:10}  opens {' and '.join(opens)}{text}")
