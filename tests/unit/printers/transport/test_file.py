"""Files, pipes and devices that stand for a printer."""

import os
import stat
from pathlib import Path

import pytest

from printers.errors import PrinterStalled, PrinterUnreachable, StorageRefused
from printers.transport.file import FileTransport


def test_jobs_are_appended(tmp_path: Path) -> None:
    """One after the other, in a file that only we can read."""
    path = tmp_path / "printer"
    for job in (b"\x1b@first", b"\x1b@second"):
        transport = FileTransport(str(path))
        transport.send(job)
        assert not transport.finish(0)
        assert transport.bytes_sent == len(job)
        transport.close()
        transport.close()
    assert path.read_bytes() == b"\x1b@first\x1b@second"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_holds_something_else_is_no_printer(tmp_path: Path) -> None:
    """A receipt is never appended to somebody's letter."""
    letter = tmp_path / "letter"
    letter.write_bytes(b"Dear customer")
    with pytest.raises(PrinterUnreachable):
        FileTransport(str(letter))
    assert letter.read_bytes() == b"Dear customer"


@pytest.mark.parametrize("path", ["/dev/no-such-printer", "/no/such/folder/printer", "/"])
def test_what_cannot_be_opened_is_unreachable(path: str) -> None:
    """A missing device is not replaced by a file of its name."""
    with pytest.raises(PrinterUnreachable) as caught:
        FileTransport(path)
    assert not caught.value.any_byte_left
    assert path == "/" or not Path(path).exists()


def test_a_full_device_is_refused() -> None:
    """The error says that nothing left."""
    transport = FileTransport("/dev/full")
    with pytest.raises(StorageRefused) as caught:
        transport.send(b"x" * 10)
    transport.close()
    assert not caught.value.any_byte_left


def test_a_pipe_that_nobody_reads_is_unreachable(tmp_path: Path) -> None:
    """Opening it does not wait for a reader."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(PrinterUnreachable):
        FileTransport(str(path))


def test_a_pipe_that_stays_full_stalls(tmp_path: Path) -> None:
    """What the pipe had taken is counted."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    transport = FileTransport(str(path), write_stall_s=0.05)
    with pytest.raises(PrinterStalled) as caught:
        transport.send(bytes(1 << 20))
    assert 0 < caught.value.bytes_sent == transport.bytes_sent < 1 << 20
    assert transport.receive(0) == b""
    transport.close()
    os.close(reader)
