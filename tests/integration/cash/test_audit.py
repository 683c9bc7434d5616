"""An auditor's folder is proved on a machine without a terminal, and shows every change."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pos.cli.terminal.audit import INDEX, JOURNAL, verify_audit, write_audit
from pos.domain.errors import FolderNotEmpty, JournalDamaged
from pos.domain.errors.storage import AuditFolderMissing, AuditIndexDiffers
from pos.domain.journal import hash_body
from tests import cash_stories as story
from tests import terminal_stories as terminal

Change = Callable[[list[str]], list[str]]


@pytest.fixture(name="audit")
def _audit(till: Path, tmp_path: Path) -> Path:
    """Export a day with a sale and a short drawer."""
    folder = tmp_path / "stick" / "audit"
    with terminal.opened(till) as ports:
        agent = story.signed_in(ports, till, "agent")
        story.sell_for(ports, 5_000)
        story.count_right(ports, agent, missing=10)
        story.close(ports, till, agent, reason="fell <down>")
        last = write_audit(ports, folder)
        with ports.store.read() as reads:
            assert last == reads.head().seq
        with pytest.raises(FolderNotEmpty):
            write_audit(ports, folder)
    return folder


def lines_of(audit: Path) -> list[str]:
    """Return the lines of an exported journal."""
    return (audit / JOURNAL).read_text().splitlines()


def entry_lines(lines: list[str], word: str) -> list[int]:
    """Return where entries with a word in them stand."""
    return [place for place, line in enumerate(lines) if word in json.loads(line).get("body", "")]


def test_a_folder_is_whole_and_readable(audit: Path) -> None:
    """Without terminal and agent; the page tells the shift, and text in it is text."""
    report = verify_audit(audit)
    assert report.issues == 1
    assert report.signed_heads >= 1
    page = (audit / INDEX).read_text()
    assert "fell &lt;down&gt;" in page
    assert "-0.10" in page
    assert report.head_hash in page


def edited(lines: list[str]) -> list[str]:
    """Make a short drawer right."""
    return [line.replace('over_short\\":-10', 'over_short\\":0') for line in lines]


def edited_with_its_hash(lines: list[str]) -> list[str]:
    """Compute the hash of the changed entry anew."""
    (place,) = entry_lines(lines, "shift_closed")
    record = json.loads(lines[place])
    record["body"] = record["body"].replace('"counted":', '"counted":9')
    record["hash"] = hash_body(record["body"].encode())
    return [*lines[:place], json.dumps(record), *lines[place + 1 :]]


def reordered(lines: list[str]) -> list[str]:
    """Tell the close before the count."""
    first, second = entry_lines(lines, "count_entered")[0], entry_lines(lines, "shift_closed")[0]
    lines[first], lines[second] = lines[second], lines[first]
    return lines


def without_one(lines: list[str]) -> list[str]:
    """Leave the sale's end out."""
    (place,) = entry_lines(lines, "sale_committed")
    return [*lines[:place], *lines[place + 1 :]]


def cut_off(lines: list[str]) -> list[str]:
    """Delete the last signature with what it signs."""
    return lines[: entry_lines(lines, "shift_closed")[0]]


def unsigned(lines: list[str]) -> list[str]:
    """Leave all signatures out."""
    return [line for line in lines if json.loads(line)["record"] != "head"]


def of_another_key(lines: list[str]) -> list[str]:
    """Name another key at the head of the file."""
    key = json.loads(lines[0])
    return [json.dumps(key | {"device_key": "ab" * 32}), *lines[1:]]


def garbage(lines: list[str]) -> list[str]:
    """Write something else in the middle."""
    return [*lines[:3], '{"record":"entry","seq":"three"}', *lines[3:]]


@pytest.mark.parametrize(
    "change",
    [
        edited,
        edited_with_its_hash,
        reordered,
        without_one,
        cut_off,
        unsigned,
        of_another_key,
        garbage,
        lambda _: [],
        lambda lines: lines[1:],
    ],
)
def test_every_change_of_the_journal_is_found(audit: Path, change: Change) -> None:
    """And named by the number of its entry."""
    before = lines_of(audit)
    changed = change(before.copy())
    assert changed != before
    (audit / JOURNAL).write_text("\n".join(changed))
    with pytest.raises(JournalDamaged):
        verify_audit(audit)


def test_a_changed_page_is_found(audit: Path) -> None:
    """The page that people read is made again and compared."""
    page = (audit / INDEX).read_text()
    (audit / INDEX).write_text(page.replace("-0.10", "0.00"))
    with pytest.raises(AuditIndexDiffers):
        verify_audit(audit)


def test_a_line_that_never_ends_is_refused(audit: Path) -> None:
    """Nothing is read whole that may be endless."""
    with (audit / JOURNAL).open("ab") as file:
        file.write(b"[" * (5 * 1024 * 1024))
    with pytest.raises(JournalDamaged) as caught:
        verify_audit(audit)
    assert caught.value.facts["why"] == "longer than an entry can be"


def test_another_folder_is_none(tmp_path: Path) -> None:
    """It is said so."""
    with pytest.raises(AuditFolderMissing):
        verify_audit(tmp_path)
