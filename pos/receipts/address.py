"""Printers' addresses, checked where they are typed.

A terminal sends its receipts to one printer, or to one with a second behind it: two addresses with
a space between them.
"""

from pathlib import Path

from pos.domain.errors import PrinterAddressMalformed
from printers.errors import InvalidPrinterUrl, PrinterError
from printers.url import FilePrinter, PrinterAddress, parse_printer_url

PRINTERS_MAX = 2


def parse_printers(text: str) -> tuple[tuple[str, PrinterAddress], ...]:
    """Read where receipts go.

    Returns:
        Each address as it is written and as it was read, the first choice first.

    Raises:
        InvalidPrinterUrl: none, more than two, twice the same, or not an address.
    """
    addresses = text.split(" ")
    if len(addresses) > PRINTERS_MAX or len(set(addresses)) != len(addresses):
        raise InvalidPrinterUrl("one printer, or two different ones with a space between them")
    return tuple((address, parse_printer_url(address)) for address in addresses)


def printer_must_be_an_address(text: str, folder: Path) -> None:
    """Refuse addresses that no receipt could or should be sent to; empty means the terminal's own.

    Args:
        text: as it was typed.
        folder: the terminal's folder, whose files no receipt may be appended to.

    Raises:
        PrinterAddressMalformed: not one or two addresses, or a file in the terminal's folder.
    """
    if not text:
        return
    try:
        printers = parse_printers(text)
    except PrinterError as error:
        raise PrinterAddressMalformed(text=text[:40], why=error.detail) from error
    for _name, address in printers:
        if isinstance(address, FilePrinter) and _is_inside(Path(address.path), folder):
            raise PrinterAddressMalformed(text=text[:40], why="a file of the terminal itself")


def _is_inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())
