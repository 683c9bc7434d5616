"""`vendwatt journal`: prove, look at, rebuild and export the journal."""

import sys
from pathlib import Path

import click
import msgspec

from pos.app.journal.check_journal import verify_journal
from pos.app.journal.ghost_scan import scan_and_write_down
from pos.app.journal.journal_export import export_journal
from pos.app.journal.journal_heads import sign_newest_head
from pos.cli.carried_file import write_carried_file
from pos.cli.named_file import is_standard, out_option
from pos.cli.options import shared_options
from pos.cli.session import Session
from pos.cli.terminal.audit import verify_audit, write_audit
from pos.domain.errors.storage import GhostVends
from pos.domain.journal import read_stored_form

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.group
def journal() -> None:
    """Prove the journal, look at it, rebuild from it, export it."""


@journal.command("verify")
@click.option("--audit", type=_FOLDER, help="An auditor's folder instead of this terminal.")
@shared_options
@click.pass_obj
def verify(session: Session, *, audit: Path | None) -> None:
    """Check every entry, link and signature; name the first bad entry."""
    if audit is not None:
        report = verify_audit(audit)
    else:
        with session.opened(settled=False) as terminal:
            report = verify_journal(terminal.ports)
    session.answer(
        {
            "ok": True,
            "entries": report.entries,
            "head_hash": report.head_hash,
            "signed_heads": report.signed_heads,
            "issues": report.issues,
            "earlier": report.earlier,
        },
        f"The journal is whole: {report.entries} entries, {report.issues} issues, "
        f"{report.signed_heads} signed heads.\nLast hash: {report.head_hash}",
    )


@journal.command("show")
@click.option("--after", type=click.IntRange(0), default=0, help="Start behind this entry.")
@click.option("--limit", type=click.IntRange(1), default=None, help="At most so many.")
@shared_options
@click.pass_obj
def show(session: Session, *, after: int, limit: int | None) -> None:
    """Show entries in order, one a line."""
    with session.opened(settled=False) as terminal, terminal.ports.store.read() as reads:
        for count, stored in enumerate(reads.entries(after), start=1):
            entry = read_stored_form(stored.body)
            facts = msgspec.to_builtins(entry) | {"hash": stored.hash}
            payload = msgspec.json.encode(entry.payload).decode()
            who = entry.operator or "-"
            session.answer(facts, f"{entry.seq:>7}  {entry.time}  {who:12}  {payload}")
            if count == limit:
                break


@journal.command("scan")
@shared_options
@click.pass_obj
def scan(session: Session) -> None:
    """Compare all issues of the key store with the journal, both ways (ghost vends).

    What is found is written down, told to head office with the next sync, and ends with status 6.
    """
    with session.opened() as terminal:
        found = scan_and_write_down(terminal.ports, newest=None, operator="")
        sign_newest_head(terminal.ports)
    for ghost in found.ghosts:
        facts = {"kind": ghost.kind.value, "issue_no": ghost.issue_no, "sale_id": ghost.sale_id}
        session.answer(facts, f"{ghost.kind.value}: issue {ghost.issue_no}, sale {ghost.sale_id}")
    if found.ghosts:
        first = found.ghosts[0]
        raise GhostVends(found=len(found.ghosts), kind=first.kind.value, sale=first.sale_id)
    text = f"{found.checked} issues of the key store, all in the journal, and no others."
    session.answer({"ok": True, "checked": found.checked}, text)


@journal.command("rebuild")
@shared_options
@click.pass_obj
def rebuild(session: Session) -> None:
    """Compute all tables again from the journal and compare them with the stored ones."""
    with session.opened(settled=False) as terminal:
        entries = terminal.ports.store.rebuild()
    session.answer(
        {"ok": True, "entries": entries}, f"Equal: every table follows from {entries} entries."
    )


@journal.command("export")
@out_option
@click.option("--audit", type=_FOLDER, help="Empty folder for an auditor, on a stick.")
@shared_options
@click.pass_obj
def export(session: Session, *, out: Path, audit: Path | None) -> None:
    """Write entries and signed heads, one JSON object a line, checkable without this program."""
    if audit is not None:
        with session.opened(settled=False) as terminal:
            last = write_audit(terminal.ports, audit)
        session.answer(
            {"folder": str(audit.absolute()), "entries": last},
            f"{last} entries are in {audit}. Open index.html; CHECK.txt says how to check.",
        )
        return
    with session.opened(settled=False) as terminal, terminal.ports.store.read() as reads:
        lines = (line + b"\n" for line in export_journal(reads))
        if is_standard(out):
            sys.stdout.buffer.writelines(lines)
        else:
            write_carried_file(out, lines)
