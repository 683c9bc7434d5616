"""The printer without paper."""

import stat
from pathlib import Path

import pytest

from printers.errors import PrinterUnreachable, StorageRefused
from printers.transport.virtual import VirtualTransport


def test_a_job_is_kept_as_bytes_and_text(tmp_path: Path) -> None:
    """Two files that nobody else can read, and nothing half-written beside them."""
    folder = tmp_path / "printed"
    transport = VirtualTransport(folder, "000001-1", "Tax invoice\n")
    transport.send(b"\x1b@")
    transport.send(b"Tax invoice\n")
    assert list(folder.iterdir()) == []
    assert transport.bytes_sent == 0
    assert transport.finish(0)
    transport.close()
    assert {path.name for path in folder.iterdir()} == {"000001-1.escpos", "000001-1.txt"}
    assert (folder / "000001-1.escpos").read_bytes() == b"\x1b@Tax invoice\n"
    assert (folder / "000001-1.txt").read_text(encoding="utf-8") == "Tax invoice\n"
    assert transport.bytes_sent == 14
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_kept_job_is_never_overwritten(tmp_path: Path) -> None:
    """A second job of the same name is refused with nothing sent."""
    for text in ("first", "second"):
        transport = VirtualTransport(tmp_path, "000001-1", text)
        transport.send(text.encode())
        if text == "first":
            assert transport.finish(0)
            continue
        with pytest.raises(StorageRefused) as caught:
            transport.finish(0)
        assert not caught.value.any_byte_left
    assert (tmp_path / "000001-1.txt").read_text(encoding="utf-8") == "first"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_missing_place_is_unreachable(tmp_path: Path) -> None:
    """The folder's parent must exist."""
    with pytest.raises(PrinterUnreachable):
        VirtualTransport(tmp_path / "no" / "where", "000001-1", "")


def test_a_closed_job_leaves_nothing(tmp_path: Path) -> None:
    """What was not finished was not printed."""
    transport = VirtualTransport(tmp_path, "000001-1", "")
    transport.send(b"x")
    transport.close()
    assert transport.receive(0) == b""
    assert list(tmp_path.iterdir()) == []
