"""An auditor's folder: the journal, a page to read, and how to check both without a terminal."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final

from pos.app.journal.audit_index import AuditIndex
from pos.app.journal.check_journal import JournalReport
from pos.app.journal.journal_export import (
    LINE_BYTES_MAX,
    JournalEnd,
    check_earlier,
    check_export,
    export_earlier,
    export_journal,
)
from pos.app.journal.journal_heads import sign_newest_head
from pos.app.ports import Ports
from pos.cli.carried_file import write_carried_file
from pos.domain.errors import FolderNotEmpty, JournalDamaged, file_not_read, file_not_written
from pos.domain.errors.storage import AuditFolderMissing, AuditIndexDiffers
from pos.domain.journal import StoredEntry, read_entry

JOURNAL: Final = "journal.jsonl"
EARLIER: Final = "earlier-{incarnation}.jsonl"
_EARLIER_NAME: Final = re.compile(r"earlier-([1-9][0-9]{0,5})\.jsonl", re.ASCII)
INDEX: Final = "index.html"
HOW_TO: Final = "CHECK.txt"
_HOW_TO_TEXT: Final = """\
journal.jsonl  every entry as it was stored, its hash, and the device key's signatures
earlier-N.jsonl  the same of incarnation N, if this terminal was ever restored; how each ends is
                 named by the first entry of the one that follows
index.html     what is in them, for people; made from these files and nothing else

To check all, on any machine with this program and no terminal:
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
        FolderNotEmpty, FileNotWritten.
        What `sign_newest_head` raises: an end without a signature proves nothing.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        is_empty = not any(folder.iterdir())
    except OSError as error:
        raise file_not_written(folder.name, error) from error
    if not is_empty:
        raise FolderNotEmpty
    sign_newest_head(ports)
    index = AuditIndex()

    def on_entry(stored: StoredEntry) -> None:
        index.add(read_entry(stored.body))

    with ports.store.read() as reads:
        for incarnation, earlier in export_earlier(reads, on_entry):
            _write(folder / EARLIER.format(incarnation=incarnation), earlier)
        index.earlier = sum(index.kinds.values())
        signed = reads.last_checkpoint()
        assert signed is not None  # noqa: S101 - it was signed a moment ago.
        head = signed.head
        _write(folder / JOURNAL, export_journal(reads, on_entry, last=head.seq))
    for name, text in ((INDEX, index.html(head.hash, head.seq)), (HOW_TO, _HOW_TO_TEXT)):
        _write(folder / name, text.encode().splitlines())
    return head.seq


def verify_audit(folder: Path) -> JournalReport:
    """Prove an auditor's folder, with no terminal.

    Raises:
        AuditFolderMissing: there is none.
        FileNotRead: the folder, or a file in it.
        JournalDamaged: names the first entry that is not as it was written, or that the journal of
            an earlier incarnation is not the one that went before.
        AuditIndexDiffers: the page does not say what the journal says.
    """
    index = AuditIndex()
    end = JournalEnd()
    try:
        for file_name in _earlier_files(folder):
            with (folder / file_name).open("rb") as file:
                end = check_earlier(_lines(file), end, index.add)
        index.earlier = sum(index.kinds.values())
        with (folder / JOURNAL).open("rb") as file:
            report = check_export(_lines(file), index.add, before=end)
        page = (folder / INDEX).read_bytes()
    except FileNotFoundError as error:
        raise AuditFolderMissing(folder=folder.name[:40]) from error
    except OSError as error:
        raise file_not_read(folder.name, error) from error
    if index.wrong:
        raise JournalDamaged(seq=index.wrong[0], why="closes a shift with sums that do not add up")
    if page != index.html(report.head_hash, report.entries).encode():
        raise AuditIndexDiffers(file=INDEX)
    return replace(report, earlier=index.earlier)


def _earlier_files(folder: Path) -> list[str]:
    """Return the files of earlier incarnations, oldest first; other names are no matter."""
    found = (_EARLIER_NAME.fullmatch(path.name) for path in folder.iterdir())
    named = {int(name[1]): name[0] for name in found if name is not None}
    return [named[incarnation] for incarnation in sorted(named)]


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Walk a file that may be hostile: a line that never ends is cut and refused as such."""
    while line := file.readline(LINE_BYTES_MAX + 2):
        yield line


def _write(path: Path, lines: Iterable[bytes]) -> None:
    """Write lines and wait for the disk: a stick is pulled out without asking."""
    write_carried_file(path, (line + b"\n" for line in lines))
