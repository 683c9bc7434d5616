"""The serial transport over pairs of pseudo terminals."""

import os
import threading
import time
import tty
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from printers.delivery import deliver
from printers.document import Cut, Document, Text, Token
from printers.errors import PrinterStalled, PrinterUnreachable
from printers.outcome import Capabilities, Deadlines, Outcome
from printers.paper import Paper
from printers.profiles import EPSON
from printers.render.job import render_job
from printers.transport.serial import SerialTransport
from printers.url import FlowControl
from tests.escpos_reader import OperationReader, PaperReader
from tests.patience import PATIENCE_S

RENDERED = render_job(
    Document((Text("Tax invoice"), Token("0123" * 5), Cut())), Paper.of(32), EPSON
)


class WirePrinter:
    """A printer at the far end of a pair, which answers as documented.

    Attributes:
        paper: what it printed.
        received: every byte.
    """

    def __init__(self, descriptor: int, *, confirms: bool) -> None:
        self.paper = PaperReader()
        self.received = bytearray()
        self._descriptor = descriptor
        self._confirms = confirms

    def serve(self) -> None:
        """Print until the other end is closed."""
        reader = OperationReader()
        with suppress(OSError):
            while data := os.read(self._descriptor, 4096):
                self.received += data
                for operation in reader.feed(data):
                    self._obey(operation.name, operation.data)
                    self.paper.take(operation)

    def _obey(self, name: str, data: bytes) -> None:
        match name:
            case "DLE EOT":
                os.write(self._descriptor, b"\x12")
            case "GS a" if data[0]:
                os.write(self._descriptor, b"\x10\x00\x00\x0f")
            case "GS r":
                os.write(self._descriptor, b"\x00")
            case "GS ( H" if self._confirms:
                os.write(self._descriptor, b"\x37\x22" + data[2:6] + b"\x00")


@contextmanager
def pair() -> Iterator[tuple[int, str]]:
    """Give a far end and the path of the near one."""
    far, near = os.openpty()
    tty.setraw(near)
    path = os.ttyname(near)
    try:
        yield far, path
    finally:
        for descriptor in (near, far):
            with suppress(OSError):
                os.close(descriptor)


@pytest.mark.parametrize("confirms", [True, False])
@pytest.mark.parametrize("flow", FlowControl)
def test_a_job_is_printed_and_confirmed(confirms: bool, flow: FlowControl) -> None:  # noqa: FBT001 -- a parameter
    """By process id or by the fence, whatever the flow control."""
    with pair() as (far, path):
        printer = WirePrinter(far, confirms=confirms)
        thread = threading.Thread(target=printer.serve)
        thread.start()
        delivery = deliver(
            RENDERED.data,
            SerialTransport(path, 9600, flow),
            Capabilities(),
            time.monotonic,
            process_id=b"ABCD",
            deadlines=Deadlines(first_answer_s=5, after_fence_s=0.2),
        )
        assert delivery.outcome is Outcome.CONFIRMED
        assert delivery.capabilities.confirms is confirms
        lines = [line.strip() for line in printer.paper.lines]
        assert lines == ["Tax invoice", "0123 0123 0123 0123 0123"]
        # The last descriptor of the near end is ours; closing the pair ends the printer.
    thread.join(timeout=PATIENCE_S)
    assert not thread.is_alive()


def test_a_port_that_is_not_there_is_unreachable() -> None:
    """Unplugged, or a wrong path."""
    with pytest.raises(PrinterUnreachable):
        SerialTransport("/dev/no-such-port", 9600, FlowControl.NONE)


def test_a_port_in_use_is_unreachable() -> None:
    """Two programs on one line would mix their jobs."""
    with pair() as (_, path):
        first = SerialTransport(path, 9600, FlowControl.NONE)
        with pytest.raises(PrinterUnreachable):
            SerialTransport(path, 9600, FlowControl.NONE)
        first.close()


def test_a_printer_that_takes_nothing_stalls() -> None:
    """Bytes that the driver took count as gone."""
    with pair() as (_, path):
        transport = SerialTransport(path, 9600, FlowControl.NONE, write_stall_s=0.2)
        with pytest.raises(PrinterStalled) as caught:
            transport.send(b"x" * (1 << 20))
        assert caught.value.bytes_sent == transport.bytes_sent > 0
        transport.close()
