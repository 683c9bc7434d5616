"""Reach a printer on a serial port, through pyserial.

The port's driver sends by itself what was handed over; what it still holds is watched, because a
printer that is off line stops it there. Bytes that were handed over count as gone.
"""

import contextlib
import time
from typing import Any, Final

from printers.errors import ConnectionBroke, PrinterStalled, PrinterUnreachable
from printers.transport.loading import load
from printers.url import FlowControl

WRITE_STALL_S: Final = 10.0
_POLL_S: Final = 0.01
_CHUNK_BYTES: Final = 256
_READ_BYTES_MAX: Final = 4096


class SerialTransport:
    """An open serial port.

    Args:
        port: path of the device, or COM and a number.
        baud: bits a second.
        flow: how the printer says that its buffer is full.
        write_stall_s: how long it may take no byte at all.

    Raises:
        PrinterUnreachable: no such port, in use, or pyserial is missing.
    """

    def __init__(
        self, port: str, baud: int, flow: FlowControl, *, write_stall_s: float = WRITE_STALL_S
    ) -> None:
        self._library = load("serial")
        self._write_stall_s = write_stall_s
        self._bytes_sent = 0
        try:
            self._port: Any = self._library.Serial(
                port,
                baud,
                timeout=0,
                write_timeout=write_stall_s,
                rtscts=flow is FlowControl.RTS_CTS,
                xonxoff=flow is FlowControl.XON_XOFF,
                exclusive=True,
            )
        except (OSError, ValueError) as error:
            # pyserial's own errors are OSErrors.
            raise PrinterUnreachable("the printer's port cannot be opened") from error

    @property
    def can_answer(self) -> bool:
        """Return True: the line goes both ways, whether or not the printer uses it."""
        return True

    @property
    def bytes_sent(self) -> int:
        """Return how many bytes were handed to the port's driver."""
        return self._bytes_sent

    def send(self, data: bytes) -> None:
        """Hand over all of the data.

        Raises:
            PrinterStalled: the driver took nothing for the whole deadline.
            ConnectionBroke: the port is gone.
        """
        for at in range(0, len(data), _CHUNK_BYTES):
            chunk = data[at : at + _CHUNK_BYTES]
            # How much of a chunk went before a failure is not told, so all of it counts as gone.
            self._bytes_sent += len(chunk)
            try:
                self._port.write(chunk)
            except self._library.SerialTimeoutException as error:
                raise self._stalled() from error
            except OSError as error:
                raise self._broke("the port was lost while sending") from error

    def receive(self, timeout_s: float) -> bytes:
        """Return what came back, or nothing after that many seconds.

        Raises:
            ConnectionBroke: the port is gone.
        """
        deadline = time.monotonic() + timeout_s
        while True:
            try:
                data = bytes(self._port.read(_READ_BYTES_MAX))
            except OSError as error:
                raise self._broke("the port was lost while listening") from error
            left = deadline - time.monotonic()
            if data or left <= 0:
                return data
            time.sleep(min(_POLL_S, left))

    def finish(self, timeout_s: float) -> bool:  # noqa: ARG002 -- the port's signature
        """Wait until the driver has sent everything.

        Returns:
            False: bytes on the line are not paper.

        Raises:
            PrinterStalled: the printer let nothing through for the whole deadline.
            ConnectionBroke: the port is gone.
        """
        waiting = self._waiting()
        deadline = time.monotonic() + self._write_stall_s
        while waiting:
            if time.monotonic() > deadline:
                raise self._stalled()
            time.sleep(_POLL_S)
            left = self._waiting()
            if left < waiting:
                deadline = time.monotonic() + self._write_stall_s
            waiting = left
        return False

    def close(self) -> None:
        """Drop what the driver still holds, which nobody waits for any more, and let go."""
        if self._port.is_open:
            # Where the port is gone, what it held is gone with it.
            with contextlib.suppress(OSError):
                self._port.reset_output_buffer()
            self._port.close()

    def _waiting(self) -> int:
        try:
            return int(self._port.out_waiting)
        except OSError as error:
            raise self._broke("the port was lost at the end") from error

    def _stalled(self) -> PrinterStalled:
        return PrinterStalled("the printer takes no more bytes", bytes_sent=self._bytes_sent)

    def _broke(self, detail: str) -> ConnectionBroke:
        return ConnectionBroke(detail, bytes_sent=self._bytes_sent)
