"""`vendwatt backup` and `vendwatt restore`: journal and settings in one sealed file, and back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import click

from pos.app.terminal.restore import Restored
from pos.cli.asking import ask_secret
from pos.cli.named_file import NAMED_FILE, open_named
from pos.cli.options import shared_options
from pos.cli.session import (
    RECOVERY_CODE_FILE,
    SECRETS_FOLDER,
    OpenTerminal,
    Session,
    read_secret_file,
)
from pos.domain.errors import AgentStateDamaged
from pos.domain.journal import Head


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup that was written and read back: the end of the journal in it, its size in bytes."""

    head: Head
    size: int


@dataclass(frozen=True, slots=True)
class MadeAgain:
    """A restored terminal.

    Attributes:
        code: its recovery code, to be shown once; older backups still open with the older one.
        old_folder: where the terminal that was there before lies now, None for none.
    """

    restored: Restored
    code: str = field(repr=False)
    old_folder: Path | None


@dataclass(frozen=True, slots=True, repr=False)
class RestoreSecrets:
    """What a restored real terminal begins with: a passphrase, and a supervisor's name and PIN."""

    passphrase: bytes
    supervisor: tuple[str, bytes]


class Backups(Protocol):
    """Backs terminals up and restores them; the composition root gives one."""

    def back_up(self, folder: Path, terminal: OpenTerminal, to: Path) -> BackupMade:
        """Seal journal and settings for the recovery code."""

    def rescue(self, folder: Path, passphrase: bytes, to: Path) -> BackupMade:
        """Back up a terminal whose key agent has lost its own records."""

    def restore(
        self,
        folder: Path,
        source: Path,
        code: str,
        ask: Callable[[], RestoreSecrets],
        *,
        replace: bool,
    ) -> MadeAgain:
        """Make a new incarnation out of a backup."""


@click.command
@click.argument("to", type=NAMED_FILE)
@shared_options
@click.pass_obj
def backup(session: Session, *, to: Path) -> None:
    """Write journal and settings to a file that only the recovery code opens.

    Keys and the counters of the key store stay on this machine. Where these counters are lost or
    damaged, the journal is saved all the same.
    """
    backups = session.terminals.backups()
    try:
        with session.opened(settled=False) as terminal:
            made = backups.back_up(session.data, terminal, to)
    except AgentStateDamaged:
        made = backups.rescue(session.data, session.passphrase(training=session.training), to)
    facts = {
        "file": str(to),
        "bytes": made.size,
        "terminal": made.head.terminal,
        "incarnation": made.head.incarnation,
        "entries": made.head.seq,
        "head_hash": made.head.hash,
    }
    text = f"{to}: terminal {made.head.terminal} up to entry {made.head.seq}, written and read back"
    session.answer(facts, text)


@click.command
@click.argument("source", metavar="FROM", type=NAMED_FILE)
@click.option("--code-file", type=NAMED_FILE, default=None, help="The recovery code of the backup.")
@click.option("--first-supervisor", default="", help="Who lets the others in; PIN by --pin-file.")
@click.option(
    "--replace", is_flag=True, help="Move a terminal that is in the folder aside, beside it."
)
@shared_options
@click.pass_obj
def restore(
    session: Session,
    *,
    source: Path,
    code_file: Path | None,
    first_supervisor: str,
    replace: bool,
) -> None:
    """Make a new incarnation of a terminal out of its backup.

    It has a new device key: it joins its head office again and gets a lease there, and vending keys
    are loaded again. Whoever cannot sign in gets a new PIN from the supervisor.
    """

    def ask() -> RestoreSecrets:
        if not first_supervisor:
            raise click.UsageError("a real terminal needs --first-supervisor")
        pin = session.new_secret(f"PIN of {first_supervisor}", session.pin_file)
        passphrase = session.new_secret("Passphrase of the key store", session.passphrase_file)
        return RestoreSecrets(passphrase, (first_supervisor, pin))

    # Nobody types a recovery code for a file that is not there.
    open_named(source).close()
    code = _recovery_code(session.data, code_file)
    made = session.terminals.backups().restore(session.data, source, code, ask, replace=replace)
    _answer(session, made)


def _recovery_code(folder: Path, given: Path | None) -> str:
    """Return a code from a file or a prompt; a training terminal's lies beside it."""
    kept = folder / SECRETS_FOLDER / RECOVERY_CODE_FILE
    file = kept if given is None and kept.is_file() else given
    if file is not None:
        return read_secret_file(file, others_may_read=file == kept).decode("ascii", "replace")
    return ask_secret("Recovery code")


def _answer(session: Session, made: MadeAgain) -> None:
    restored = made.restored
    facts: dict[str, object] = {
        "data": str(session.data.absolute()),
        "terminal": restored.terminal,
        "training": restored.training,
        "incarnation": restored.incarnation,
        "left_shift": restored.left_shift,
        "left_sales": list(restored.left_sales),
        "kept_issues": list(restored.kept_issues),
        "without_pin": list(restored.without_pin),
        "was_enrolled": restored.was_enrolled,
        "old_folder": None if made.old_folder is None else str(made.old_folder),
    }
    lines = [f"Terminal {restored.terminal} is back as incarnation {restored.incarnation}."]
    if made.old_folder is not None:
        lines.append(f"What was here before lies in {made.old_folder}; it must not sell again.")
    if restored.left_shift:
        lines.append(
            f"Shift {restored.left_shift} ended uncounted: count the drawer and open a new one."
        )
    lines += [
        f"Sale {sale} was open: ask head office whether its code was issued; never sell it again."
        for sale in restored.left_sales
    ]
    lines += [
        f"Sale {sale} was issued and not in the journal: it is written down, for people to settle."
        for sale in restored.kept_issues
    ]
    if restored.was_enrolled:
        lines.append("Next: a new code at head office, enrol, and a lease that names this device.")
    if restored.without_pin:
        lines.append(f"New PINs are needed for: {', '.join(restored.without_pin)}.")
    if not restored.training:
        facts["recovery_code"] = made.code
        lines += [
            f"New recovery code: {made.code}",
            "Write it down and lock it away, it is shown once; older backups need the old one.",
            "Vending keys are loaded again (keys load).",
        ]
    session.answer(facts, "\n".join(lines))
