"""Reach a printer on USB, through pyusb and libusb.

Tried against descriptors only: no such printer was at hand.
"""

import contextlib
import time
from typing import Any, Final

from printers.errors import ConnectionBroke, PrinterError, PrinterStalled, PrinterUnreachable
from printers.transport.loading import load
from printers.transport.usb_descriptors import UsbWay, choose_way
from printers.url import UsbPrinter

WRITE_STALL_S: Final = 10.0
_CHUNK_BYTES: Final = 4096
_READ_BYTES: Final = 512
_POLL_S: Final = 0.01
_READ_MS_MAX: Final = 100


class UsbTransport:
    """A claimed printer interface.

    Args:
        device: pyusb's device; it belongs to this object from now on.
        way: where bytes go in and out.
        write_stall_s: how long the printer may take no byte at all.
    """

    def __init__(self, device: Any, way: UsbWay, *, write_stall_s: float = WRITE_STALL_S) -> None:
        self._usb = load("usb.core")
        self._util = load("usb.util")
        self._device = device
        self._way = way
        self._write_stall_ms = int(write_stall_s * 1000)
        self._bytes_sent = 0
        self._had_driver = False
        self._is_open = True
        try:
            self._claim()
        except self._usb.USBError as error:
            self.close()
            raise PrinterUnreachable("the USB printer is in use or may not be used") from error

    @classmethod
    def find(cls, address: UsbPrinter) -> "UsbTransport":
        """Open the printer that an address names.

        Raises:
            PrinterUnreachable: not plugged in, in use, no printer, or no library.
        """
        usb = load("usb.core")
        try:
            found = usb.find(find_all=True, idVendor=address.vendor, idProduct=address.product)
            for device in found:
                serial_number = address.serial_number
                if serial_number and device.serial_number != serial_number:
                    continue
                way = choose_way(device.get_active_configuration())
                if way is not None:
                    return cls(device, way)
        except usb.NoBackendError as error:
            raise PrinterUnreachable("the library libusb is missing") from error
        except (usb.USBError, NotImplementedError, ValueError) as error:
            # pyusb raises ValueError where it may not read the serial number.
            raise PrinterUnreachable("the USB printer cannot be asked what it is") from error
        raise PrinterUnreachable("the USB printer is not plugged in")

    @property
    def can_answer(self) -> bool:
        """Tell whether the printer has an end point that answers."""
        return self._way.input is not None

    @property
    def bytes_sent(self) -> int:
        """Return how many bytes the printer may have taken."""
        return self._bytes_sent

    def send(self, data: bytes) -> None:
        """Hand over all of the data.

        Raises:
            PrinterStalled: the printer took nothing for the whole deadline.
            ConnectionBroke: it was unplugged.
        """
        for at in range(0, len(data), _CHUNK_BYTES):
            chunk = data[at : at + _CHUNK_BYTES]
            # How much of a transfer went before a failure is not told, so all of it counts as gone.
            self._bytes_sent += len(chunk)
            try:
                self._device.write(self._way.output, chunk, self._write_stall_ms)
            except self._usb.USBTimeoutError as error:
                raise PrinterStalled(
                    "the printer takes no more bytes", bytes_sent=self._bytes_sent
                ) from error
            except self._usb.USBError as error:
                raise self._broke() from error

    def receive(self, timeout_s: float) -> bytes:
        """Return what came back, or nothing after that many seconds.

        Raises:
            ConnectionBroke: it was unplugged.
        """
        if self._way.input is None:
            return b""
        deadline = time.monotonic() + timeout_s
        while True:
            left_ms = int((deadline - time.monotonic()) * 1000)
            try:
                data = bytes(
                    self._device.read(
                        self._way.input, _READ_BYTES, max(1, min(left_ms, _READ_MS_MAX))
                    )
                )
            except self._usb.USBTimeoutError:
                data = b""
            except self._usb.USBError as error:
                raise self._broke() from error
            if data or time.monotonic() >= deadline:
                return data
            # Some printers answer at once with nothing.
            time.sleep(_POLL_S)

    def finish(self, timeout_s: float) -> bool:  # noqa: ARG002 -- the port's signature
        """Do nothing more: a transfer is over when the printer has taken it.

        Returns:
            False: that bytes were taken says nothing about paper.
        """
        return False

    def close(self) -> None:
        """Give the interface back to the system's own driver."""
        if not self._is_open:
            return
        self._is_open = False
        # A printer that was unplugged can no longer be given back.
        with contextlib.suppress(self._usb.USBError):
            self._util.release_interface(self._device, self._way.interface)
            if self._had_driver:
                self._device.attach_kernel_driver(self._way.interface)
        self._util.dispose_resources(self._device)

    def _claim(self) -> None:
        """Take the interface from the system's driver, which would hold every byte back."""
        number = self._way.interface
        # Windows and macOS have no such driver to ask about.
        with contextlib.suppress(NotImplementedError):
            if self._device.is_kernel_driver_active(number):
                self._device.detach_kernel_driver(number)
                self._had_driver = True
        self._util.claim_interface(self._device, number)
        if self._way.alternate:
            self._device.set_interface_altsetting(number, self._way.alternate)

    def _broke(self) -> PrinterError:
        return ConnectionBroke("the USB printer is gone", bytes_sent=self._bytes_sent)
