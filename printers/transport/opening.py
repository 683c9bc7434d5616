"""Open the way that an address names.

Each way is imported when it is gone: a shop has one or two printers, and a queue waits.
"""
# ruff: noqa: PLC0415 - see above.

from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from printers.transport.port import Transport
from printers.url import (
    CupsPrinter,
    FilePrinter,
    PrinterAddress,
    SerialPrinter,
    TcpPrinter,
    UsbPrinter,
    VirtualPrinter,
    WindowsPrinter,
)


@dataclass(frozen=True, slots=True)
class Opener:
    """Opens one printer again and again, a connection for each job.

    Attributes:
        address: the printer.
        virtual_folder: where a virtual printer keeps its jobs; others do not use it.
    """

    address: PrinterAddress
    virtual_folder: Path

    def __call__(self, name: str, text: str) -> Transport:
        """Open the printer for one job.

        Args:
            name: name of the attempt, such as "000012-1".
            text: the job as text, which a virtual printer keeps beside the bytes.

        Raises:
            PrinterUnreachable: nothing was sent.
        """
        match self.address:
            case TcpPrinter(host, port):
                from printers.transport.tcp import TcpTransport

                return TcpTransport.connect(host, port)
            case UsbPrinter():
                from printers.transport.usb import UsbTransport

                return UsbTransport.find(self.address)
            case SerialPrinter(port, baud, flow):
                from printers.transport.serial import SerialTransport

                return SerialTransport(port, baud, flow)
            case CupsPrinter(queue):
                from printers.transport.cups import CupsTransport

                return CupsTransport(queue, f"receipt-{name}")
            case WindowsPrinter(printer):
                from printers.transport.windows import WindowsTransport

                return WindowsTransport(printer, f"receipt-{name}")
            case FilePrinter(path):
                from printers.transport.file import FileTransport

                return FileTransport(path)
            case VirtualPrinter():
                from printers.transport.virtual import VirtualTransport

                return VirtualTransport(self.virtual_folder, name, text)
            case _ as never:
                assert_never(never)
