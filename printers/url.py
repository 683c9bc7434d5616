"""Read the address of a printer.

    tcp://host:9100?columns=42      a printer on the network, port 9100 unless given
    virtual:                        a printer that only keeps what it printed
    file:///path                    a file or a device that bytes are appended to

`columns` is 32, 42 or 48; without it, 42. The schemes usb, serial, cups and win are known, and
refused as not supported yet. An address holds no user name and no password.
"""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, parse_qsl, unquote_to_bytes, urlsplit

from printers.errors import InvalidPrinterUrl, UnsupportedPrinter
from printers.paper import COLUMNS_DEFAULT, Paper

URL_CHARACTERS_MAX: Final = 1000
PORT_DEFAULT: Final = 9100
_KNOWN_LATER: Final = frozenset({"usb", "serial", "cups", "win"})
_HOST: Final = re.compile(r"[0-9A-Za-z._:%-]{1,253}")
_PRINTABLE_ASCII: Final = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class TcpPrinter:
    """A printer that takes bytes on a TCP port."""

    host: str
    port: int
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


PrinterAddress = TcpPrinter | FilePrinter | VirtualPrinter


def parse_printer_url(text: str) -> PrinterAddress:
    """Read an address typed by a person or kept in the settings.

    Raises:
        InvalidPrinterUrl: it does not follow its scheme.
        UnsupportedPrinter: usb, serial, cups and win.
    """
    if len(text) > URL_CHARACTERS_MAX or not _PRINTABLE_ASCII.fullmatch(text):
        raise InvalidPrinterUrl("a printer address is at most 1000 ASCII characters, no spaces")
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise InvalidPrinterUrl("the host of the printer address is wrong") from error
    if parts.scheme in _KNOWN_LATER:
        raise UnsupportedPrinter(f"{parts.scheme} printers are not supported yet")
    if parts.fragment or "#" in text or "@" in parts.netloc:
        raise InvalidPrinterUrl("a printer address has no user name, no password and no fragment")
    paper = _paper(parts.query)
    match parts.scheme:
        case "tcp":
            return _tcp(parts, paper)
        case "file":
            return _file(parts, paper)
        case "virtual":
            if parts.netloc or parts.path:
                raise InvalidPrinterUrl("a virtual printer is written virtual:")
            return VirtualPrinter(paper)
        case _:
            raise InvalidPrinterUrl("a printer address begins with tcp:, file: or virtual:")


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


def _file(parts: SplitResult, paper: Paper) -> FilePrinter:
    try:
        path = unquote_to_bytes(parts.path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidPrinterUrl("the path of the printer address is not UTF-8") from error
    if parts.netloc or not path.startswith("/") or path.endswith("/") or "\x00" in path:
        raise InvalidPrinterUrl("a file printer is written file:///path")
    return FilePrinter(path, paper)


def _paper(query: str) -> Paper:
    if not query:
        return Paper.of(COLUMNS_DEFAULT)
    try:
        options = parse_qsl(query, keep_blank_values=True, strict_parsing=True, max_num_fields=2)
    except ValueError as error:
        raise InvalidPrinterUrl("the options of the printer address cannot be read") from error
    match options:
        case [("columns", value)] if re.fullmatch("[0-9]{2}", value):
            return Paper.of(int(value))
        case _:
            raise InvalidPrinterUrl("the one option of a printer address is columns=32, 42 or 48")
