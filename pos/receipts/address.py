"""Printers' addresses, checked where they are typed."""

from pos.domain.errors import PrinterAddressMalformed
from printers.errors import PrinterError
from printers.url import parse_printer_url


def printer_must_be_an_address(text: str) -> None:
    """Refuse an address that no receipt could be sent to; empty means the terminal's own.

    Raises:
        PrinterAddressMalformed: not an address, or of a kind that is not supported yet.
    """
    if not text:
        return
    try:
        parse_printer_url(text)
    except PrinterError as error:
        raise PrinterAddressMalformed(text=text[:40], why=error.detail) from error
