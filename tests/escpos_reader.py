"""An independent reader of ESC/POS: bytes in, operations and decoded lines out.

Written from Epson's command reference and not from our renderer. An unknown command is an error, so
a job that holds one fails its test.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

_ESC_PARAMETERS = {
    b"@": 0, b"2": 0, b"R": 1, b" ": 1, b"t": 1, b"a": 1, b"M": 1, b"E": 1, b"-": 1, b"{": 1,
    b"d": 1, b"p": 3,
}  # fmt: skip
_GS_PARAMETERS = {b"!": 1, b"B": 1, b"b": 1, b"L": 2, b"a": 1, b"r": 1}
_LINE_SPACING = 30
_CELL_WIDTH = 12
_CELL_HEIGHT = 24
_PAGES = {0: "cp437", 2: "cp850", 16: "cp1252", 19: "cp858"}


@dataclass(frozen=True)
class Operation:
    """One command or one run of printable bytes."""

    name: str
    data: bytes = b""
    size: int = 0


class UnknownCommandError(Exception):
    """The bytes hold something that is no command known here."""


class OperationReader:
    """Splits a stream, in pieces of any size, into operations."""

    def __init__(self) -> None:
        self._pending = b""

    def feed(self, data: bytes) -> list[Operation]:
        """Return the operations that became complete."""
        self._pending += data
        operations: list[Operation] = []
        while (operation := _next(self._pending)) is not None:
            operations.append(operation)
            self._pending = self._pending[operation.size :]
        return operations


def _next(data: bytes) -> Operation | None:
    if not data:
        return None
    head, rest = data[:1], data[1:]
    if head == b"\n":
        return Operation("LF", size=1)
    if head[0] >= 0x20:
        end = next((at for at, byte in enumerate(data) if byte < 0x20), len(data))
        return Operation("text", data[:end], end)
    if len(rest) < 1:
        return None
    match head:
        case b"\x1b":
            return _fixed("ESC", data, _ESC_PARAMETERS)
        case b"\x1c" if rest[:1] == b".":
            return Operation("FS .", size=2)
        case b"\x10" if rest[:1] == b"\x04":
            return Operation("DLE EOT", data[2:3], 3) if len(data) >= 3 else None
        case b"\x1d":
            return _gs(data)
    raise UnknownCommandError(data[:8].hex(" "))


def _fixed(family: str, data: bytes, parameters: dict[bytes, int]) -> Operation | None:
    count = parameters.get(data[1:2])
    if count is None:
        raise UnknownCommandError(data[:8].hex(" "))
    size = 2 + count
    if len(data) < size:
        return None
    return Operation(f"{family} {data[1:2].decode()}", data[2:size], size)


def _gs(data: bytes) -> Operation | None:
    kind = data[1:2]
    if kind == b"(":
        if len(data) < 5:
            return None
        size = 5 + int.from_bytes(data[3:5], "little")
        name = f"GS ( {data[2:3].decode()}"
        return Operation(name, data[5:size], size) if len(data) >= size else None
    if kind == b"v":
        if len(data) < 8:
            return None
        width, height = (int.from_bytes(data[at : at + 2], "little") for at in (4, 6))
        size = 8 + width * height
        return Operation("GS v 0", data[4:size], size) if len(data) >= size else None
    if kind == b"V":
        if len(data) < 3:
            return None
        size = 4 if data[2] in (65, 66) else 3
        return Operation("GS V", data[2:size], size) if len(data) >= size else None
    return _fixed("GS", data, _GS_PARAMETERS)


@dataclass
class PaperReader:
    """Follows the state of a printer and keeps what is on paper.

    Attributes:
        lines: printed lines, trailing spaces kept; an empty feed gives empty lines.
        styles: (width, height, bold, inverse) in force at each line's end.
        rasters: (bytes a row, rows) and bits of every raster strip.
        drawer_kicks: pulses seen.
    """

    lines: list[str] = field(default_factory=list)
    styles: list[tuple[int, int, bool, bool]] = field(default_factory=list)
    rasters: list[tuple[int, int, bytes]] = field(default_factory=list)
    qr_codes: list[str] = field(default_factory=list)
    cuts: int = 0
    drawer_kicks: int = 0
    _line: str = ""
    _page: str | None = None
    _style: tuple[int, int, bool, bool] = (1, 1, False, False)
    _qr_stored: str = ""

    def take(self, operation: Operation) -> None:
        """Print one operation."""
        width, height, bold, inverse = self._style
        data = operation.data
        match operation.name:
            case "text":
                # Before a code page is chosen, bytes beyond ASCII mean nothing.
                self._line += data.decode(self._page or "ascii")
            case "LF":
                self._end_line()
            case "ESC @":
                self._page, self._style, self._line = None, (1, 1, False, False), ""
            case "ESC t":
                self._page = _PAGES[data[0]]
            case "GS !":
                self._style = ((data[0] >> 4) + 1, (data[0] & 15) + 1, bold, inverse)
            case "ESC E":
                self._style = (width, height, bool(data[0] & 1), inverse)
            case "GS B":
                self._style = (width, height, bold, bool(data[0] & 1))
            case "ESC d":
                self.lines.extend([""] * data[0])
                self.styles.extend([self._style] * data[0])
            case "GS v 0":
                assert not self._line, "a raster needs an empty line"
                size = (int.from_bytes(data[:2], "little"), int.from_bytes(data[2:4], "little"))
                self.rasters.append((*size, data[4:]))
            case "GS V":
                assert not self._line, "a cut needs an empty line"
                self.cuts += 1
            case "ESC p":
                self.drawer_kicks += 1
            case "GS ( k":
                self._draw_qr(data)

    def _draw_qr(self, data: bytes) -> None:
        if data[1] == 80:
            self._qr_stored = data[3:].decode("utf-8")
        elif data[1] == 81:
            self.qr_codes.append(self._qr_stored)

    def _end_line(self) -> None:
        self.lines.append(self._line)
        self.styles.append(self._style)
        self._line = ""


def read_paper(data: bytes) -> PaperReader:
    """Return what a whole job puts on paper."""
    paper = PaperReader()
    for operation in OperationReader().feed(data):
        paper.take(operation)
    return paper


class DotReader:
    """Burns a job into dots, as a print head does: rows of 0 and 1, one string a row.

    Written apart from the preview, dot by dot and not by row; only the shapes of letters are given.

    Args:
        width: dots in a row.
        shape: gives a letter as 24 rows of 12 dots, the leftmost in the highest bit.
    """

    def __init__(self, width: int, shape: Callable[[str], tuple[int, ...]]) -> None:
        self.rows: list[str] = []
        self._width = width
        self._shape = shape
        self._paper = PaperReader()
        self._cells: list[tuple[str, tuple[int, int, bool, bool]]] = []
        self._burned: dict[tuple[str, tuple[int, int, bool, bool]], list[str]] = {}

    def take(self, operation: Operation) -> None:
        """Print one operation."""
        before = len(self._paper._line)
        self._paper.take(operation)
        match operation.name:
            case "text":
                written = self._paper._line[before:]
                self._cells += [(letter, self._paper._style) for letter in written]
            case "LF":
                self._burn_line()
            case "ESC d":
                self._feed(operation.data[0] * _LINE_SPACING)
            case "GS v 0":
                self._burn_raster(operation.data)

    def _burn_line(self) -> None:
        cells = [self._cell(letter, style) for letter, style in self._cells]
        for y in range(max([_LINE_SPACING, *map(len, cells)])):
            row = "".join(cell[y] if y < len(cell) else "0" * len(cell[0]) for cell in cells)
            self.rows.append(row.ljust(self._width, "0"))
        self._cells = []

    def _cell(self, letter: str, style: tuple[int, int, bool, bool]) -> list[str]:
        """Return a letter's dots; most stand on a paper many times."""
        if (letter, style) not in self._burned:
            wide, tall, bold, inverse = style
            rows = self._shape(letter)
            cell = []
            for y in range(_CELL_HEIGHT * tall):
                dots = ""
                for x in range(_CELL_WIDTH * wide):
                    column = x // wide
                    is_black = self._is_set(rows[y // tall], column) or (
                        bold and self._is_set(rows[y // tall], column - 1)
                    )
                    dots += "1" if is_black != inverse else "0"
                cell.append(dots)
            self._burned[letter, style] = cell
        return self._burned[letter, style]

    def _is_set(self, row: int, column: int) -> bool:
        return column >= 0 and bool(row & 1 << _CELL_WIDTH - 1 - column)

    def _burn_raster(self, data: bytes) -> None:
        size = int.from_bytes(data[:2], "little")
        for at in range(4, len(data), size):
            row = "".join(f"{byte:08b}" for byte in data[at : at + size])
            self.rows.append(row.ljust(self._width, "0"))

    def _feed(self, rows: int) -> None:
        self.rows += ["0" * self._width] * rows


def read_dots(data: bytes, width: int, shape: Callable[[str], tuple[int, ...]]) -> list[str]:
    """Return what a whole job burns into paper of a width."""
    reader = DotReader(width, shape)
    for operation in OperationReader().feed(data):
        assert operation.name != "DLE EOT"
        reader.take(operation)
    return reader.rows
