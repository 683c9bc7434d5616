"""From an address to an open way."""

from pathlib import Path

import pytest

from printers.errors import PrinterUnreachable
from printers.transport.file import FileTransport
from printers.transport.opening import Opener
from printers.transport.tcp import TcpTransport
from printers.transport.virtual import VirtualTransport
from printers.url import parse_printer_url
from tests.printer_simulator import PrinterSimulator


def test_each_address_opens_its_own_kind(tmp_path: Path) -> None:
    """TCP, file and virtual."""
    with PrinterSimulator() as printer:
        for text, kind in (
            (f"tcp://127.0.0.1:{printer.port}", TcpTransport),
            (f"file://{tmp_path}/printer", FileTransport),
            ("virtual:", VirtualTransport),
        ):
            transport = Opener(parse_printer_url(text), tmp_path)("000001-1", "")
            assert isinstance(transport, kind)
            transport.close()


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a..b", "x" * 64 + ".example"])
def test_an_unknown_name_is_unreachable(host: str, tmp_path: Path) -> None:
    """Names that cannot be looked up are a printer that is not there."""
    with pytest.raises(PrinterUnreachable):
        Opener(parse_printer_url(f"tcp://{host}"), tmp_path)("000001-1", "")
