"""Printers of Windows, from anywhere else."""

import pytest

from printers.errors import PrinterUnreachable
from printers.transport.windows import WindowsTransport


def test_other_systems_have_no_printers_of_windows() -> None:
    """Refused before anything is sent."""
    with pytest.raises(PrinterUnreachable, match="Windows"):
        WindowsTransport("Receipt Printer", "receipt-000001-1")
