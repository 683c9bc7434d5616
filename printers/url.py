"""Read the address of a printer.

    tcp://host:9100?columns=42      a printer on the network, port 9100 unless given
    usb://04b8:0e15/SERIAL          a printer on USB by vendor and product; the serial number picks
                                    one of several alike and may be left out
    serial:///dev/ttyS0?baud=9600&flow=rtscts
                                    a serial port, Bluetooth ports too; flow is none, rtscts or
                                    xonxoff; on Windows serial:///COM3
    cups://queue                    a queue of CUPS, which hands bytes on as they are
    win://name                      a printer of Windows, the same
    virtual:                        a printer that only keeps what it printed
    file:///path                    a file or a device that bytes are appended to

Each may carry `columns`: 32, 42 or 48; without it, 42. An address holds no user name and no
password.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, unique
from typing import Final
from urllib.parse import SplitResult, parse_qsl, unquote_to_bytes, urlsplit

from printers.errors import InvalidPrinterUrl
from printers.paper import COLUMNS_DEFAULT, Paper

URL_CHARACTERS_MAX: Final = 1000
PORT_DEFAULT: Final = 9100
BAUD_DEFAULT: Final = 9600
BAUDS: Final = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200)
_OPTIONS_MAX: Final = 3
_OPTIONS_OF: Final = {"serial": ("baud", "flow")}
_HOST: Final = re.compile(r"[0-9A-Za-z._:%-]{1,253}")
_PRINTABLE_ASCII: Final = re.compile(r"[!-~]+")
_USB: Final = re.compile(r"([0-9A-Fa-f]{4}):([0-9A-Fa-f]{4})")
# What CUPS allows; a name that begins with a hyphen would be taken for an option.
_QUEUE: Final = re.compile(r"[0-9A-Za-z_.][0-9A-Za-z_.-]{0,126}")
_COM_PORT: Final = re.compile(r"COM[0-9]{1,3}")


@unique
class FlowControl(StrEnum):
    """How a serial printer says that its buffer is full."""

    NONE = "none"
    RTS_CTS = "rtscts"
    XON_XOFF = "xonxoff"


@dataclass(frozen=True, slots=True)
class TcpPrinter:
    """A printer that takes bytes on a TCP port."""

    host: str
    port: int
    paper: Paper


@dataclass(frozen=True, slots=True)
class UsbPrinter:
    """A printer on USB; an empty serial number means any."""

    vendor: int
    product: int
    serial_number: str
    paper: Paper


@dataclass(frozen=True, slots=True)
class SerialPrinter:
    """A printer on a serial port; the port is an absolute path, or COM and a number."""

    port: str
    baud: int
    flow: FlowControl
    paper: Paper


@dataclass(frozen=True, slots=True)
class CupsPrinter:
    """A queue of CUPS."""

    queue: str
    paper: Paper


@dataclass(frozen=True, slots=True)
class WindowsPrinter:
    """A printer of Windows."""

    name: str
    paper: Paper


@dataclass(frozen=True, slots=True)
class FilePrinter:
    """A file, a pipe or a device node; an absolute path."""

    path: str
    paper: Paper


@dataclass(frozen=True, slots=True)
class VirtualPrinter:
    """A printer without paper; the caller says which folder keeps its jobs."""

    paper: Paper


PrinterAddress = (
    TcpPrinter
    | UsbPrinter
    | SerialPrinter
    | CupsPrinter
    | WindowsPrinter
    | FilePrinter
    | VirtualPrinter
)


def parse_printer_url(text: str) -> PrinterAddress:
    """Read an address typed by a person or kept in the settings.

    Raises:
        InvalidPrinterUrl: it does not follow its scheme.
    """
    if len(text) > URL_CHARACTERS_MAX or not _PRINTABLE_ASCII.fullmatch(text):
        raise InvalidPrinterUrl("a printer address is at most 1000 ASCII characters, no spaces")
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise InvalidPrinterUrl("the host of the printer address is wrong") from error
    if parts.fragment or "#" in text or "@" in parts.netloc:
        raise InvalidPrinterUrl("a printer address has no user name, no password and no fragment")
    options = _options(parts.query, {"columns", *_OPTIONS_OF.get(parts.scheme, ())})
    paper = _paper(options)
    match parts.scheme:
        case "tcp":
            return _tcp(parts, paper)
        case "usb":
            return _usb(parts, paper)
        case "serial":
            return _serial(parts, options, paper)
        case "cups":
            return _cups(parts, paper)
        case "win":
            return _windows(parts, paper)
        case "file":
            return FilePrinter(_absolute_path(parts), paper)
        case "virtual":
            if parts.netloc or parts.path:
                raise InvalidPrinterUrl("a virtual printer is written virtual:")
            return VirtualPrinter(paper)
        case _:
            raise InvalidPrinterUrl(
                "a printer address begins with tcp:, usb:, serial:, cups:, win:, file: or virtual:"
            )


def _tcp(parts: SplitResult, paper: Paper) -> TcpPrinter:
    try:
        port = parts.port
    except ValueError as error:
        raise InvalidPrinterUrl("the port of the printer address is wrong") from error
    host = parts.hostname or ""
    if not _HOST.fullmatch(host) or parts.path not in ("", "/"):
        raise InvalidPrinterUrl("a network printer is written tcp://host or tcp://host:port")
    if port == 0:
        raise InvalidPrinterUrl("port 0 is not a port")
    return TcpPrinter(host, PORT_DEFAULT if port is None else port, paper)


def _usb(parts: SplitResult, paper: Paper) -> UsbPrinter:
    numbers = _USB.fullmatch(parts.netloc)
    serial_number = _decoded(parts.path.removeprefix("/"))
    if numbers is None or "/" in serial_number:
        raise InvalidPrinterUrl("a USB printer is written usb://04b8:0e15, in hexadecimal")
    return UsbPrinter(int(numbers[1], 16), int(numbers[2], 16), serial_number, paper)


def _serial(parts: SplitResult, options: Mapping[str, str], paper: Paper) -> SerialPrinter:
    port = _absolute_path(parts)
    if _COM_PORT.fullmatch(port[1:]):
        port = port[1:]
    baud = options.get("baud", str(BAUD_DEFAULT))
    if baud not in map(str, BAUDS):
        raise InvalidPrinterUrl(f"a serial printer's baud is one of {', '.join(map(str, BAUDS))}")
    try:
        flow = FlowControl(options.get("flow", FlowControl.NONE.value))
    except ValueError as error:
        raise InvalidPrinterUrl("flow is none, rtscts or xonxoff") from error
    return SerialPrinter(port, int(baud), flow, paper)


def _cups(parts: SplitResult, paper: Paper) -> CupsPrinter:
    if not _QUEUE.fullmatch(parts.netloc) or parts.path not in ("", "/"):
        raise InvalidPrinterUrl("a queue of CUPS is written cups://queue")
    return CupsPrinter(parts.netloc, paper)


def _windows(parts: SplitResult, paper: Paper) -> WindowsPrinter:
    name = _decoded(parts.netloc)
    if not name or not name.isprintable() or parts.path not in ("", "/"):
        raise InvalidPrinterUrl("a printer of Windows is written win://name, spaces as %20")
    return WindowsPrinter(name, paper)


def _absolute_path(parts: SplitResult) -> str:
    path = _decoded(parts.path)
    if parts.netloc or not path.startswith("/") or path.endswith("/") or "\x00" in path:
        raise InvalidPrinterUrl("a file or port is written with three slashes: file:///path")
    return path


def _decoded(text: str) -> str:
    try:
        return unquote_to_bytes(text).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidPrinterUrl("the printer address is not UTF-8") from error


def _options(query: str, known: set[str]) -> dict[str, str]:
    if not query:
        return {}
    try:
        options = parse_qsl(
            query, keep_blank_values=True, strict_parsing=True, max_num_fields=_OPTIONS_MAX
        )
    except ValueError as error:
        raise InvalidPrinterUrl("the options of the printer address cannot be read") from error
    names = [name for name, _ in options]
    if len(set(names)) != len(names) or not set(names) <= known:
        listed = ", ".join(sorted(known))
        raise InvalidPrinterUrl(f"the options of this printer address are: {listed}")
    return dict(options)


def _paper(options: Mapping[str, str]) -> Paper:
    columns = options.get("columns", str(COLUMNS_DEFAULT))
    if not re.fullmatch("[0-9]{2}", columns):
        raise InvalidPrinterUrl("columns is 32, 42 or 48")
    return Paper.of(int(columns))
