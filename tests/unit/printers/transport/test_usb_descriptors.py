"""Which end points of a USB printer are used, from made-up descriptors."""

from dataclasses import dataclass

import pytest

from printers.errors import PrinterUnreachable
from printers.transport.usb import UsbTransport
from printers.transport.usb_descriptors import UsbWay, choose_way
from printers.url import UsbPrinter, parse_printer_url


@dataclass
class FakeEndPoint:
    """An end point; bulk unless it is said otherwise."""

    bEndpointAddress: int  # noqa: N815 -- the standard's names
    bmAttributes: int = 2  # noqa: N815 -- the standard's names


@dataclass
class FakeInterface:
    """An interface of a printer that answers."""

    points: list[FakeEndPoint]
    bInterfaceNumber: int = 0  # noqa: N815 -- the standard's names
    bAlternateSetting: int = 0  # noqa: N815 -- the standard's names
    bInterfaceClass: int = 7  # noqa: N815 -- the standard's names
    bInterfaceProtocol: int = 2  # noqa: N815 -- the standard's names

    def endpoints(self) -> list[FakeEndPoint]:
        """Return the end points."""
        return self.points


OUT, IN = FakeEndPoint(0x03), FakeEndPoint(0x81)


def test_both_ways_are_found_whatever_their_numbers() -> None:
    """Out is 3 here and in is 0x81; makers differ."""
    assert choose_way([FakeInterface([IN, OUT])]) == UsbWay(0, 0, 0x03, 0x81)


def test_an_answering_setting_goes_before_a_mute_one() -> None:
    """Protocol 2 before 1, an end point that answers before none."""
    mute = FakeInterface([OUT], bInterfaceProtocol=1)
    answering = FakeInterface([OUT, IN], bAlternateSetting=1)
    assert choose_way([mute, answering]) == UsbWay(0, 1, 0x03, 0x81)
    assert choose_way([mute]) == UsbWay(0, 0, 0x03, None)


@pytest.mark.parametrize(
    "interface",
    [
        FakeInterface([OUT, IN], bInterfaceClass=3),
        FakeInterface([OUT, IN], bInterfaceProtocol=3),
        FakeInterface([IN]),
        FakeInterface([FakeEndPoint(0x03, 3), IN]),
        FakeInterface([]),
    ],
)
def test_what_is_no_plain_printer_is_left_alone(interface: FakeInterface) -> None:
    """Another class, packets, nothing that takes bytes in bulk."""
    assert choose_way([interface]) is None


def test_a_printer_that_is_not_plugged_in_is_unreachable() -> None:
    """Or the library is missing; nothing was sent in either case."""
    address = parse_printer_url("usb://ffff:fffe")
    assert isinstance(address, UsbPrinter)
    with pytest.raises(PrinterUnreachable) as caught:
        UsbTransport.find(address)
    assert not caught.value.any_byte_left
