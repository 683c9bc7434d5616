"""Counts that are not final are on the disk with every key, each person's own."""

from pathlib import Path

import pytest

from pos.presenters.cash.count_draft import FILE_NAME, CountDraft, CountDrafts, DraftFile
from pos.presenters.jobs import InlineJobs
from tests.desk_stories import HeldJobs

AMINAS = CountDraft("amina", 3, is_float=False, pieces={20_000: 12, 10: 0})
THANDIS = CountDraft("thandi", 3, is_float=False, pieces={100: 1})


def drafts_in(folder: Path) -> CountDrafts:
    """Return the drafts that a new run finds."""
    drafts = CountDrafts(DraftFile(folder), InlineJobs(), "ZAR")
    drafts.load()
    return drafts


def test_a_draft_outlives_the_program(tmp_path: Path) -> None:
    """What was typed is there after a power cut, in a file that nobody else reads."""
    drafts_in(tmp_path).keep(AMINAS)
    assert drafts_in(tmp_path).of("amina", 3, is_float=False) == AMINAS.pieces
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o777 == 0o600


def test_nobody_sees_what_another_has_counted(tmp_path: Path) -> None:
    """Each counts blind."""
    drafts = drafts_in(tmp_path)
    drafts.keep(AMINAS)
    drafts.keep(THANDIS)
    assert drafts.of("thandi", 3, is_float=False) == THANDIS.pieces
    assert drafts.of("sipho", 3, is_float=False) == {}


def test_a_draft_of_another_shift_is_over(tmp_path: Path) -> None:
    """It is neither shown for the next shift nor for its float."""
    drafts = drafts_in(tmp_path)
    drafts.keep(AMINAS)
    assert drafts.of("amina", 4, is_float=False) == {}
    assert drafts.of("amina", 3, is_float=True) == {}
    drafts.forget(is_float=False)
    assert drafts_in(tmp_path).of("amina", 3, is_float=False) == {}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[",
        b"{}",
        b'[{"operator":"amina"}]',
        b'[{"operator":"amina","shift_no":3,"is_float":false,"pieces":{"30":1}}]',
        b'[{"operator":"amina","shift_no":3,"is_float":false,"pieces":{"100":-1}}]',
        b"[" * 70_000,
    ],
)
def test_a_broken_file_is_no_draft(tmp_path: Path, content: bytes) -> None:
    """The window opens, and the drawer is counted again."""
    (tmp_path / FILE_NAME).write_bytes(content)
    assert drafts_in(tmp_path).of("amina", 3, is_float=False) == {}


def test_a_slow_disk_gets_the_newest_count(tmp_path: Path) -> None:
    """Keys typed while one save runs are saved together after it, the last one wins."""
    jobs = HeldJobs()
    drafts = CountDrafts(DraftFile(tmp_path), jobs, "ZAR")
    for pieces in (1, 12, 123):
        drafts.keep(CountDraft("amina", 3, is_float=False, pieces={100: pieces}))
    assert len(jobs.waiting) == 1
    jobs.let_all()
    assert drafts_in(tmp_path).of("amina", 3, is_float=False) == {100: 123}
