"""An auditor's folder: the journal, a page to read, and how to check both without a terminal."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from pos.app.audit_index import AuditIndex
from pos.app.check_journal import JournalReport
from pos.app.journal_export import LINE_BYTES_MAX, check_export, export_journal
from pos.app.journal_heads import sign_newest_head
from pos.app.ports import Ports
from pos.domain.errors import FolderNotEmpty, JournalDamaged
from pos.domain.errors.storage import AuditFolderMissing, AuditIndexDiffers
from pos.domain.journal import StoredEntry, read_entry

JOURNAL: Final = "journal.jsonl"
INDEX: Final = "index.html"
HOW_TO: Final = "CHECK.txt"
_HOW_TO_TEXT: Final = """\
journal.jsonl  every entry as it was stored, its hash, and the device key's signatures
index.html     what is in it, for people; made from journal.jsonl and nothing else

To check both, on any machine with this program and no terminal:
    vendwatt journal verify --audit FOLDER
Without this program: the manual's page on the journal (resources/manual/journal.md) says how each
hash and signature is made. The device key must be the one that head office enrolled, and the last
hash the one that head office holds: an export that was cut off at a signature is whole in itself.
"""


def write_audit(ports: Ports, folder: Path) -> int:
    """Write an auditor's folder and return the number of its last entry.

    Args:
        folder: made if it is missing; must be empty.

    Raises:
        FolderNotEmpty, and what `sign_newest_head` raises: an end without a signature proves
        nothing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FolderNotEmpty
    sign_newest_head(ports)
    index = AuditIndex()

    def on_entry(stored: StoredEntry) -> None:
        index.add(read_entry(stored.body))

    with ports.store.read() as reads:
        signed = reads.last_checkpoint()
        assert signed is not None  # noqa: S101 - it was signed a moment ago.
        head = signed.head
        with (folder / JOURNAL).open("wb") as file:
            lines = export_journal(reads, on_entry, last=head.seq)
            file.writelines(line + b"\n" for line in lines)
            _make_durable(file)
    for name, text in ((INDEX, index.html(head.hash, head.seq)), (HOW_TO, _HOW_TO_TEXT)):
        with (folder / name).open("wb") as file:
            file.write(text.encode())
            _make_durable(file)
    return head.seq


def verify_audit(folder: Path) -> JournalReport:
    """Prove an auditor's folder, with no terminal.

    Raises:
        AuditFolderMissing: there is none.
        JournalDamaged: names the first entry that is not as it was written.
        AuditIndexDiffers: the page does not say what the journal says.
    """
    index = AuditIndex()
    try:
        with (folder / JOURNAL).open("rb") as file:
            report = check_export(_lines(file), index.add)
        page = (folder / INDEX).read_bytes()
    except FileNotFoundError as error:
        raise AuditFolderMissing(folder=folder.name[:40]) from error
    if index.wrong:
        raise JournalDamaged(seq=index.wrong[0], why="closes a shift with sums that do not add up")
    if page != index.html(report.head_hash, report.entries).encode():
        raise AuditIndexDiffers(file=INDEX)
    return report


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Walk a file that may be hostile: a line that never ends is cut and refused as such."""
    while line := file.readline(LINE_BYTES_MAX + 2):
        yield line


def _make_durable(file: BinaryIO) -> None:
    """A stick is pulled out without asking."""
    file.flush()
    os.fsync(file.fileno())
