"""`vendwatt sync`: deliver to head office at once, or say how far it is."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click

from pos.app.office.bundles_by_stick import take_carried_bundles
from pos.app.office.sync_by_stick import stick_lines, take_stick_answer
from pos.app.office.sync_journal import SyncStatus, sync_status
from pos.cli.carried_file import write_carried_file
from pos.cli.named_file import NAMED_FILE, open_named
from pos.cli.options import shared_options
from pos.cli.session import OpenTerminal, Session
from pos.domain.errors.bundles import BundleFileBroken
from pos.domain.standing import Standing
from pos.wire.carried_bundles import CARRIED_LINE_BYTES_MAX, read_carried_bundle
from pos.wire.stick import ANSWER_FILE_BYTES_MAX


@click.command
@click.option("--status", "only_status", is_flag=True, help="Ask nobody; say what is known.")
@click.option("--to-file", type=NAMED_FILE, default=None, help="Write it to a file to carry there.")
@click.option("--from-file", type=NAMED_FILE, default=None, help="Read what was carried here.")
@shared_options
@click.pass_obj
def sync(
    session: Session, *, only_status: bool, to_file: Path | None, from_file: Path | None
) -> None:
    """Send what head office has not acknowledged, and take in what it has for this terminal."""
    if sum((only_status, to_file is not None, from_file is not None)) > 1:
        raise click.UsageError("--status, --to-file and --from-file exclude each other")
    with session.opened(settled=not (only_status or from_file)) as terminal:
        if to_file:
            facts = _write(terminal, to_file)
        elif from_file:
            facts = _read(terminal, from_file)
        else:
            facts = {} if only_status else _run(session, terminal)
        with terminal.ports.store.read() as reads:
            status = sync_status(reads)
    session.answer(_facts(status) | facts, _text(status, facts))


def _run(session: Session, terminal: OpenTerminal) -> dict[str, object]:
    synced, bundles = session.terminals.offices().sync_once(terminal.ports)
    return {
        "sent": synced.sent,
        "lease_received": synced.lease_received,
        "bundles": bundles.taken,
        "bundles_refused": bundles.refused,
    }


def _write(terminal: OpenTerminal, file: Path) -> dict[str, object]:
    batches = write_carried_file(file, stick_lines(terminal.ports, os.urandom))
    return {"file": str(file.absolute()), "batches": batches}


def _read(terminal: OpenTerminal, file: Path) -> dict[str, object]:
    """Read what was carried here: head office's answer, or what it gives."""
    with open_named(file) as opened:
        first = opened.readline(CARRIED_LINE_BYTES_MAX)
        listing = read_carried_bundle(first)
        if listing is not None:
            lines = bounded_lines(opened, first_line=2)
            bundles = take_carried_bundles(terminal.ports, listing, lines)
            return {"bundles": bundles.taken, "bundles_refused": bundles.refused}
        content = first + opened.read(ANSWER_FILE_BYTES_MAX + 1)
    return {"lease_received": take_stick_answer(terminal.ports, content).lease_received}


def bounded_lines(file: BinaryIO, *, first_line: int) -> Iterator[bytes]:
    """Yield the further lines of a file at flat memory.

    Raises:
        BundleFileBroken: one is far too long.
    """
    number = first_line
    while line := file.readline(CARRIED_LINE_BYTES_MAX + 1):
        if len(line) > CARRIED_LINE_BYTES_MAX:
            raise BundleFileBroken(line=number, why="it is too long")
        yield line
        number += 1


def _facts(status: SyncStatus) -> dict[str, object]:
    return {
        "entries": status.entries,
        "acknowledged": status.acknowledged,
        "head_hash": status.head_hash,
        "headoffice_hash": status.office_hash,
        "equal": status.equal,
        "standing": status.stopped.value,
        "heard_at": status.heard_at,
        "bundles_until": status.bundles_until,
        "standings_at": status.standings_at,
        "url": status.url,
        "joined": status.joined,
    }


def _text(status: SyncStatus, facts: dict[str, object]) -> str:
    if not status.joined:
        return f"Not joined to a head office; {status.entries} entries here."
    by = status.url or "head office, by stick"
    lines = [f"{status.acknowledged} of {status.entries} entries acknowledged by {by}"]
    if status.heard_at:
        lines.append(f"It answered last at {status.heard_at}.")
    if facts.get("bundles"):
        lines.append(f"Bundles of head office taken in: {facts['bundles']}.")
    if facts.get("bundles_refused"):
        lines.append(f"What of them could not be used here: {facts['bundles_refused']}.")
    lines.append("Equal, hash for hash." if status.equal else "Not all is there yet.")
    if status.stopped is not Standing.MAIN:
        lines.append(f"This terminal must not sell: {status.stopped.value}.")
    return "\n".join(lines)
