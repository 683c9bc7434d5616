"""What SQLite and the disk say, in words a person can act on."""

import errno
from pathlib import Path

import pytest

from pos.domain.errors import DiskFull, PosError, StoreBusy, StoreUnusable
from pos.store.faults import StoreBug, disk_fault, is_damage, store_fault


class DriverSays(Exception):
    """An error as the driver raises it."""

    def __init__(self, code: int, name: str = "") -> None:
        self.sqlite_errorcode = code
        self.sqlite_errorname = name
        super().__init__("as SQLite words it")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (13, DiskFull),
        (4874, DiskFull),
        (5, StoreBusy),
        (261, StoreBusy),
        (517, StoreBusy),
        (6, StoreBusy),
        (3, StoreUnusable),
        (8, StoreUnusable),
        (776, StoreUnusable),
        (10, StoreUnusable),
        (266, StoreUnusable),
        (778, StoreUnusable),
        (14, StoreUnusable),
        (1, StoreBug),
        (19, StoreBug),
        (1811, StoreBug),
        (2067, StoreBug),
        (21, StoreBug),
    ],
)
def test_each_result_has_its_meaning(code: int, expected: type[Exception], tmp_path: Path) -> None:
    """Extended results mean what their family means, but for the log's shared index."""
    assert type(store_fault(DriverSays(code), tmp_path)) is expected


@pytest.mark.parametrize(("code", "expected"), [(11, True), (267, True), (26, True), (10, False)])
def test_damage_is_told_apart(code: int, expected: bool) -> None:  # noqa: FBT001 - a table of facts.
    """A page that is not what was written, or a file that is no database under this key."""
    assert is_damage(DriverSays(code)) is expected


def test_an_error_without_a_result_is_a_fault_of_the_program(tmp_path: Path) -> None:
    """The driver was misused."""
    assert isinstance(store_fault(ValueError("closed"), tmp_path), StoreBug)
    assert not is_damage(ValueError("closed"))


def test_an_unusable_store_says_why(tmp_path: Path) -> None:
    """The result's name is what a support line asks for."""
    fault = store_fault(DriverSays(778, "SQLITE_IOERR_WRITE"), tmp_path)
    assert isinstance(fault, PosError)
    assert fault.facts == {"why": "SQLITE_IOERR_WRITE"}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_is_full(number: int) -> None:
    """Also where it is the user's share that is used up."""
    assert type(disk_fault(OSError(number, "full"))) is DiskFull


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (OSError(errno.EACCES, "no"), "Permission denied"),
        (OSError(errno.EIO, "no"), "Input/output error"),
        (OSError("no number"), "unknown"),
    ],
)
def test_any_other_disk_error_is_named(error: OSError, why: str) -> None:
    """In the operating system's words, as the key agent tells it."""
    assert disk_fault(error).facts == {"why": why}
