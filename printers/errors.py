"""The one family of errors that this package raises on purpose.

PrinterError
  InvalidDocument       a document or a block that no paper could show
  InvalidPrinterUrl     an address that cannot be read
  PrinterUnreachable    the printer could not be opened
  PrinterStalled        the printer stopped taking bytes
  ConnectionBroke       the printer or the network closed the connection
  StorageRefused        a file that stands for a printer could not be written
  DrawingUnavailable    text cannot be drawn here: no fonts, or no drawing library
"""

from typing import ClassVar


class PrinterError(Exception):
    """Report a failure of printing.

    Attributes:
        code: stable name of the failure, the same in every language.
        detail: one English sentence for logs; it never quotes what was printed.
        bytes_sent: bytes that this connection had handed over when it failed.
    """

    code: ClassVar[str] = "PRINTER-00"

    def __init__(self, detail: str, *, bytes_sent: int = 0) -> None:
        super().__init__(detail)
        self.detail = detail
        self.bytes_sent = bytes_sent

    @property
    def any_byte_left(self) -> bool:
        """Tell whether the printer may have received something."""
        return self.bytes_sent > 0


class InvalidDocument(PrinterError):
    """Refuse a block that cannot be printed, such as a token without 20 digits."""

    code = "PRINTER-01"


class InvalidPrinterUrl(PrinterError):
    """Refuse an address that does not follow its scheme."""

    code = "PRINTER-02"


class PrinterUnreachable(PrinterError):
    """Say that the printer could not be opened: refused, no route, no such device."""

    code = "PRINTER-04"


class PrinterStalled(PrinterError):
    """Say that the printer took no byte for a whole write deadline."""

    code = "PRINTER-05"


class ConnectionBroke(PrinterError):
    """Say that the other side closed or reset the connection."""

    code = "PRINTER-06"


class StorageRefused(PrinterError):
    """Say that a file could not be written: disk full, no permission, already there."""

    code = "PRINTER-07"


class DrawingUnavailable(PrinterError):
    """Say that nothing can be drawn: fonts or the drawing library are missing."""

    code = "PRINTER-08"
