"""Choosing the terminal's printer."""

from pos.app.ports import Ports
from pos.app.selling.quoting import terminal_of
from pos.domain.entries import PrinterSet


def set_printer(ports: Ports, address: str, *, operator: str) -> None:
    """Send receipts to an address, which the caller has checked, from now on.

    Those that wait for the printer before it, and of which no byte left, go there too.
    """
    with ports.store.write() as work:
        work.readdress_prints(terminal_of(work).printer, address)
        work.append(PrinterSet(printer=address), operator=operator)
        work.commit()
