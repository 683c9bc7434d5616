"""Choosing the terminal's printer."""

from pos.app.ports import Ports
from pos.domain.entries import PrinterSet


def set_printer(ports: Ports, address: str, *, operator: str) -> None:
    """Send receipts to an address, which the caller has checked, from now on."""
    with ports.store.write() as work:
        work.append(PrinterSet(printer=address), operator=operator)
        work.commit()
