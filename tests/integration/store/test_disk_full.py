"""A full disk: said so, nothing half-written, and the terminal goes on when there is room."""

import os
import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.domain.errors import DeviceFault, DiskFull
from pos.store.store import FILE_NAME
from tests import store_stories as story

# Room for the tables twice, as a rebuild needs, and for a few hundred sales.
DISK_BYTES = 2 * 1024 * 1024
MANY = 10_000


class SmallDisk:
    """A folder on a disk of two megabytes; where mounting is not allowed, a limit on file sizes.

    Attributes:
        refusal: what a store says when there is no more room. SQLite cannot tell a limit on file
            sizes from a disk that fails.
    """

    def __init__(self, folder: Path, refusal: type[DeviceFault]) -> None:
        self.folder = folder
        self.refusal = refusal


@pytest.fixture(name="disk")
def _disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """Give a small disk."""
    if os.geteuid() == 0:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(tmp_path)]
        subprocess.run(mount, check=True)
        try:
            yield SmallDisk(tmp_path, DiskFull)
        finally:
            # Lazily: a test that failed may not have closed its store.
            subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (DISK_BYTES // 2, hard))
    try:
        yield SmallDisk(tmp_path, DeviceFault)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_stops_cleanly(disk: SmallDisk) -> None:
    """The sale that found no room is not there, all before are, and it opens as ever."""
    store = story.store_for_business(disk.folder)
    filler = disk.folder / "filler"
    filler.write_bytes(b"f" * (DISK_BYTES // 4))
    sold = 0

    def sell_until_full() -> None:
        nonlocal sold
        # The view keeps the write-ahead log from starting over, so it grows with every sale.
        with store.read() as view:
            view.head()
            for number in range(1, MANY):
                story.sell(store, number)
                sold = number

    with pytest.raises(disk.refusal):
        sell_until_full()
    assert 0 < sold < MANY
    store.close()
    filler.unlink()
    store = story.reopened(disk.folder)
    with store.read() as reads:
        committed = [row.sale_id for row in reads.sales(limit=MANY) if row.receipt_no]
        assert committed == [story.sale_id(number) for number in range(sold, 0, -1)]
        length = reads.head().seq
    assert store.rebuild() == length
    story.sell(store, MANY)
    store.close()


def test_an_import_that_does_not_fit_leaves_nothing(disk: SmallDisk) -> None:
    """Neither the half file nor a meter stays, and selling goes on."""
    store = story.store_for_business(disk.folder)
    chunks = (b"m" * 65536 for _ in range(DISK_BYTES // 65536 + 1))
    with store.write() as work, pytest.raises(DiskFull):
        work.keep_file(chunks)
    assert list((disk.folder / "imports").iterdir()) == []

    def put_too_many() -> None:
        with store.write() as work:
            work.put_meters((story.a_meter(number) for number in range(3 * MANY)), [])
            work.commit()

    with pytest.raises(disk.refusal):
        put_too_many()
    with store.read() as reads:
        assert reads.meters(limit=1) == ()
    store.close()
    store = story.reopened(disk.folder)
    story.sell(store, 1)
    store.close()


def test_no_terminal_is_made_on_a_full_disk(disk: SmallDisk) -> None:
    """Set-up that found no room leaves a folder that set-up takes again."""
    filler = disk.folder / "filler"
    if disk.refusal is DiskFull:
        filler.write_bytes(b"f" * (DISK_BYTES - 64 * 1024))
    else:
        resource.setrlimit(
            resource.RLIMIT_FSIZE, (64 * 1024, resource.getrlimit(resource.RLIMIT_FSIZE)[1])
        )
    folder = disk.folder / "terminal"
    with pytest.raises(disk.refusal):
        story.new_store(folder)
    assert not (folder / FILE_NAME).exists()
    assert list(folder.iterdir()) == []
