"""Preferences in a small file."""

import stat
from pathlib import Path

import pytest

from pos.domain.errors import StoreUnusable
from pos.presenters.settings.preferences import FILE_NAME, PreferenceFile, Preferences


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    """And only its owner can read it."""
    wanted = Preferences(language="fr", theme="dark", scale=130, guide_dismissed=True)
    PreferenceFile(tmp_path).save(wanted)
    assert PreferenceFile(tmp_path).load() == wanted
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"language": 5}',
        b'{"unknown": 1}',
        b'{"theme": "pink"}',
        b'{"lock_minutes": 0}',
        b'{"scan_gap_ms": 1000}',
        b'{"language": "' + b"x" * 400 + b'"}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_broken_file_gives_the_usual_ones(tmp_path: Path, content: bytes) -> None:
    """The window opens whatever is in it."""
    (tmp_path / FILE_NAME).write_bytes(content)
    assert PreferenceFile(tmp_path).load() == Preferences()


def test_no_file_gives_the_usual_ones(tmp_path: Path) -> None:
    """First start."""
    assert PreferenceFile(tmp_path).load() == Preferences()


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    """Saving says that it could not."""
    with pytest.raises(StoreUnusable):
        PreferenceFile(tmp_path / "gone").save(Preferences())
