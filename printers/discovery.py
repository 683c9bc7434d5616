"""Find printers: on USB, on serial ports, in CUPS and on the local network.

Each way is asked for a bounded time. None sends anything to a printer, and no address range is
walked through: a network printer is found only if it announces itself.
"""

import contextlib
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from printers.errors import PrinterError, PrinterUnreachable
from printers.transport.loading import load
from printers.transport.usb_descriptors import choose_way
from printers.url import parse_printer_url

SEARCH_S: Final = 3.0
FOUND_MAX: Final = 100
_SERVICE: Final = "_pdl-datastream._tcp.local."
_NAME_CHARACTERS_MAX: Final = 80


@dataclass(frozen=True, slots=True)
class Found:
    """A printer, or a port that may lead to one.

    Attributes:
        address: what to use it by.
        name: what it calls itself; printable characters only.
    """

    address: str
    name: str


@dataclass(frozen=True, slots=True)
class Search:
    """What one way of looking brought.

    Attributes:
        way: usb, serial, cups or mdns.
        found: printers, at most 100.
        failure: why nothing could be looked for; empty if it could.
    """

    way: str
    found: tuple[Found, ...]
    failure: str = ""


def search(seconds: float = SEARCH_S) -> tuple[Search, ...]:
    """Look in every way, one after the other.

    Args:
        seconds: how long each way may take.
    """
    ways: tuple[tuple[str, Callable[[float], Iterator[Found]]], ...] = (
        ("usb", usb_printers),
        ("serial", serial_ports),
        ("cups", cups_queues),
        ("mdns", announced_printers),
    )
    return tuple(_searched(way, look, seconds) for way, look in ways)


def _searched(way: str, look: Callable[[float], Iterator[Found]], seconds: float) -> Search:
    try:
        found = tuple(printer for printer, _ in zip(look(seconds), range(FOUND_MAX), strict=False))
    except PrinterError as error:
        return Search(way, (), error.detail)
    return Search(way, found)


def usb_printers(seconds: float) -> Iterator[Found]:
    """Find what says on USB that it is a printer.

    Args:
        seconds: not used; descriptors are there at once.

    Raises:
        PrinterUnreachable: pyusb or libusb is missing.
    """
    del seconds
    usb = load("usb.core")
    try:
        devices = list(usb.find(find_all=True))
    except usb.NoBackendError as error:
        raise PrinterUnreachable("the library libusb is missing") from error
    except usb.USBError as error:
        raise PrinterUnreachable("USB cannot be searched") from error
    for device in devices:
        interfaces = [interface for configuration in device for interface in configuration]
        if choose_way(interfaces) is None:
            continue
        address = f"usb://{device.idVendor:04x}:{device.idProduct:04x}"
        name = ""
        # The texts of a device cannot be read without permission to use it.
        with contextlib.suppress(usb.USBError, NotImplementedError, ValueError):
            if device.serial_number:
                address += f"/{quote(device.serial_number, safe='')}"
            name = f"{device.manufacturer or ''} {device.product or ''}"
        yield from _usable(address, name)


def serial_ports(seconds: float) -> Iterator[Found]:
    """List the serial ports, Bluetooth ones too; what is at their other end nobody can say.

    Args:
        seconds: not used; ports are there at once.

    Raises:
        PrinterUnreachable: pyserial is missing.
    """
    del seconds
    for port in load("serial.tools.list_ports").comports():
        path = port.device if port.device.startswith("/") else f"/{port.device}"
        yield from _usable(f"serial://{quote(path)}", port.description or "")


def cups_queues(seconds: float) -> Iterator[Found]:
    """List the queues of CUPS.

    Raises:
        PrinterUnreachable: CUPS is not installed or does not answer.
    """
    program = shutil.which("lpstat")
    if program is None:
        raise PrinterUnreachable("CUPS is not installed")
    try:
        done = subprocess.run(  # noqa: S603 -- a fixed program
            [program, "-e"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PrinterUnreachable("CUPS does not answer") from error
    for name in done.stdout.decode(errors="replace").split():
        yield from _usable(f"cups://{name}", name)


def announced_printers(seconds: float) -> Iterator[Found]:
    """Listen for printers on the local network that announce a raw port (`_pdl-datastream._tcp`).

    Raises:
        PrinterUnreachable: zeroconf is missing, or there is no network.
    """
    zeroconf = load("zeroconf")
    try:
        with contextlib.closing(zeroconf.Zeroconf()) as network:
            yield from _announced(zeroconf, network, seconds)
    except OSError as error:
        raise PrinterUnreachable("there is no network to search") from error


def _announced(zeroconf: Any, network: Any, seconds: float) -> Iterator[Found]:
    names: set[str] = set()

    def note(zeroconf: Any, service_type: str, name: str, state_change: Any) -> None:  # noqa: ARG001 -- called by keyword
        if state_change is not removed and len(names) < FOUND_MAX:
            names.add(name)

    removed = zeroconf.ServiceStateChange.Removed
    browser = zeroconf.ServiceBrowser(network, _SERVICE, handlers=[note])
    # Answers come for a while; nothing tells that the last one was there.
    threading.Event().wait(seconds)
    browser.cancel()
    for name in sorted(names):
        try:
            info = network.get_service_info(_SERVICE, name, timeout=int(seconds * 1000))
        except zeroconf.Error:
            # Anybody on the network can announce a name that breaks the rules.
            continue
        for address in info.parsed_addresses()[:1] if info is not None else ():
            host = f"[{address}]" if ":" in address else address
            yield from _usable(f"tcp://{host}:{info.port}", name.removesuffix(f".{_SERVICE}"))


def _usable(address: str, name: str) -> Iterator[Found]:
    """Give a printer only if its address can be used as it is written."""
    with contextlib.suppress(PrinterError):
        parse_printer_url(address)
        shown = "".join(character for character in name if character.isprintable()).strip()
        yield Found(address, shown[:_NAME_CHARACTERS_MAX])
