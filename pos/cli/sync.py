"""`vendwatt sync`: deliver to head office at once, or say how far it is."""

import click

from pos.app.sync_journal import SyncStatus, sync_status
from pos.cli.options import shared_options
from pos.cli.session import OpenTerminal, Session
from pos.domain.standing import Standing


@click.command
@click.option("--status", "only_status", is_flag=True, help="Ask nobody; say what is known.")
@shared_options
@click.pass_obj
def sync(session: Session, *, only_status: bool) -> None:
    """Send what head office has not acknowledged, and take in what it has for this terminal."""
    with session.opened(settled=not only_status) as terminal:
        facts = {} if only_status else _run(session, terminal)
        with terminal.ports.store.read() as reads:
            status = sync_status(reads)
    session.answer(_facts(status) | facts, _text(status))


def _run(session: Session, terminal: OpenTerminal) -> dict[str, object]:
    synced = session.terminals.offices().sync_once(terminal.ports)
    return {"sent": synced.sent, "lease_received": synced.lease_received}


def _facts(status: SyncStatus) -> dict[str, object]:
    return {
        "entries": status.entries,
        "acknowledged": status.acknowledged,
        "head_hash": status.head_hash,
        "headoffice_hash": status.office_hash,
        "equal": status.equal,
        "standing": status.stopped.value,
        "heard_at": status.heard_at,
        "url": status.url,
    }


def _text(status: SyncStatus) -> str:
    if not status.url:
        return f"Not joined to a head office; {status.entries} entries here."
    lines = [f"{status.acknowledged} of {status.entries} entries acknowledged by {status.url}"]
    if status.heard_at:
        lines.append(f"It answered last at {status.heard_at}.")
    lines.append("Equal, hash for hash." if status.equal else "Not all is there yet.")
    if status.stopped is not Standing.MAIN:
        lines.append(f"This terminal must not sell: {status.stopped.value}.")
    return "\n".join(lines)
