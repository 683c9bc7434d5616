"""Choose how to talk to a printer on USB, from what its descriptors say.

Printer class devices (class 7) say by their protocol whether they only take bytes (1), also answer
(2), or speak IEEE 1284.4 (3), which this program does not. Makers number end points as they like.

Source: USB Device Class Definition for Printing Devices 1.1, sections 4.2 and 5.3.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

PRINTER_CLASS: Final = 7
_PROTOCOL_RANK: Final = {2: 0, 1: 1}
_OTHER_PROTOCOL_RANK: Final = 2
_PACKETIZED: Final = 3
_IN: Final = 0x80
_TYPE_MASK: Final = 0x03
_BULK: Final = 2


class EndPoint(Protocol):
    """An end point descriptor, as pyusb shows it."""

    bEndpointAddress: int  # noqa: N815 -- the standard's names
    bmAttributes: int  # noqa: N815


class Interface(Protocol):
    """An interface descriptor, as pyusb shows it."""

    bInterfaceNumber: int  # noqa: N815 -- the standard's names
    bAlternateSetting: int  # noqa: N815
    bInterfaceClass: int  # noqa: N815
    bInterfaceProtocol: int  # noqa: N815

    def endpoints(self) -> Iterable[EndPoint]:
        """Return its end points."""
        ...


@dataclass(frozen=True, slots=True)
class UsbWay:
    """Where bytes go in and out.

    Attributes:
        interface: number of the interface to claim.
        alternate: its setting to select.
        output: address of the end point that takes bytes.
        input: address of the one that answers; None where there is none.
    """

    interface: int
    alternate: int
    output: int
    input: int | None


def choose_way(interfaces: Iterable[Interface]) -> UsbWay | None:
    """Return the best way to a printer: one that answers before one that only takes bytes.

    Args:
        interfaces: all interfaces and alternate settings of a configuration.

    Returns:
        None if none of them is a printer that takes plain bytes.
    """
    best: tuple[int, UsbWay] | None = None
    for interface in interfaces:
        protocol = interface.bInterfaceProtocol
        if interface.bInterfaceClass != PRINTER_CLASS or protocol == _PACKETIZED:
            continue
        points = [
            point.bEndpointAddress
            for point in interface.endpoints()
            if point.bmAttributes & _TYPE_MASK == _BULK
        ]
        output = next((address for address in points if not address & _IN), None)
        if output is None:
            continue
        source = next((address for address in points if address & _IN), None)
        way = UsbWay(interface.bInterfaceNumber, interface.bAlternateSetting, output, source)
        rank = 2 * _PROTOCOL_RANK.get(protocol, _OTHER_PROTOCOL_RANK) + (source is None)
        if best is None or rank < best[0]:
            best = (rank, way)
    return None if best is None else best[1]
