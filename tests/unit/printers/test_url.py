"""Addresses of printers, good, known and bad."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.errors import InvalidPrinterUrl
from printers.paper import Paper
from printers.url import (
    CupsPrinter,
    FilePrinter,
    FlowControl,
    PrinterAddress,
    SerialPrinter,
    TcpPrinter,
    UsbPrinter,
    VirtualPrinter,
    WindowsPrinter,
    parse_printer_url,
)

PAPERS = [Paper.of(columns) for columns in (32, 42, 48)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("tcp://192.0.2.7", TcpPrinter("192.0.2.7", 9100, Paper(42, 512))),
        ("tcp://till-1.shop:9101?columns=48", TcpPrinter("till-1.shop", 9101, Paper(48, 576))),
        ("tcp://[2001:db8::7]:9100/", TcpPrinter("2001:db8::7", 9100, Paper(42, 512))),
        ("virtual:", VirtualPrinter(Paper(42, 512))),
        ("virtual:?columns=32", VirtualPrinter(Paper(32, 384))),
        ("file:///dev/usb/lp0", FilePrinter("/dev/usb/lp0", Paper(42, 512))),
        ("usb://04b8:0E15", UsbPrinter(0x04B8, 0x0E15, "", Paper(42, 512))),
        ("usb://04b8:0e15/X%201?columns=48", UsbPrinter(0x04B8, 0x0E15, "X 1", Paper(48, 576))),
        (
            "serial:///dev/ttyS0",
            SerialPrinter("/dev/ttyS0", 9600, FlowControl.NONE, Paper(42, 512)),
        ),
        (
            "serial:///COM3?baud=38400&flow=rtscts&columns=32",
            SerialPrinter("COM3", 38400, FlowControl.RTS_CTS, Paper(32, 384)),
        ),
        ("cups://Till_1", CupsPrinter("Till_1", Paper(42, 512))),
        ("win://Receipt%20Printer", WindowsPrinter("Receipt Printer", Paper(42, 512))),
        ("file:///a%20b?columns=32", FilePrinter("/a b", Paper(32, 384))),
    ],
)
def test_good_addresses(text: str, address: PrinterAddress) -> None:
    """Each scheme with its defaults."""
    assert parse_printer_url(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "", "tcp:", "tcp://", "tcp://host:0", "tcp://host:99999", "tcp://host:x", "tcp://host/path",
        "tcp://user:secret@host", "tcp://host#part", "tcp://ho st", "tcp://h\u00f6st", "http://host",
        "tcp://host?columns=40", "tcp://host?columns=042", "tcp://host?lines=1", "tcp://host?columns",
        "tcp://host?columns=42&columns=48", "file://host/path", "file:///", "file:relative",
        "file:///a%00b", "file:///%ff", "virtual:x", "virtual://x", "tcp://[::1",
        "tcp://" + "a" * 2000, "usb://04b8", "usb://04b8:0e1", "usb://04b8:0e15/a/b", "serial://COM3",
        "serial:///dev/ttyS0?baud=9601", "serial:///dev/ttyS0?flow=x", "serial:///dev/ttyS0?baud",
        "cups://", "cups://-o", "cups://a%20b", "cups://a/b", "win://", "win://a%00b", "tcp://h?baud=9600",
    ],
)  # fmt: skip
def test_bad_addresses_are_refused(text: str) -> None:
    """Each with the one error for it, which never repeats a password."""
    with pytest.raises(InvalidPrinterUrl) as caught:
        parse_printer_url(text)
    assert "secret" not in str(caught.value)


@given(st.one_of(st.text(max_size=60), st.text(max_size=40).map("tcp://".__add__)))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No other exception comes out."""
    with contextlib.suppress(InvalidPrinterUrl):
        assert parse_printer_url(text).paper in PAPERS
