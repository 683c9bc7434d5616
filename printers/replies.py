"""Take a printer's replies apart.

Everything comes back on one stream, mixed: automatic status of four bytes after any change,
one-byte answers to DLE EOT, one-byte answers to GS r, blocks from a header to a NUL such as the
answer to a process id, and flow control. Epson gives every kind fixed bits (0, 1, 4 and 7) by which
it is told apart, and lets a real-time answer and flow control fall in the middle of another reply.

Source: Epson's public ESC/POS command reference, pages for GS a, DLE EOT, GS r and GS ( H.
"""

from dataclasses import dataclass
from typing import Final

from printers.status import PrinterStatus, automatic_status

XON: Final = 0x11
XOFF: Final = 0x13
PROCESS_ID_BYTES: Final = 4

_KIND_MASK: Final = 0x93
_KIND_AUTOMATIC: Final = 0x10
_KIND_REAL_TIME: Final = 0x12
_KIND_BLOCK: Final = 0x13
_PLAIN_MASK: Final = 0x90
_AUTOMATIC_BYTES: Final = 4
_BLOCK_BYTES_MAX: Final = 96
_PROCESS_ID_HEADER: Final = b"\x37\x22"


@dataclass(frozen=True, slots=True)
class AutomaticStatus:
    """Four bytes that the printer sends by itself (GS a)."""

    status: PrinterStatus


@dataclass(frozen=True, slots=True)
class RealTimeAnswer:
    """The byte that answers DLE EOT n; which n, only the asker knows."""

    value: int


@dataclass(frozen=True, slots=True)
class SensorAnswer:
    """The byte that answers GS r n."""

    value: int


@dataclass(frozen=True, slots=True)
class ProcessIdAnswer:
    """Everything before this process id has been printed (GS ( H, function 48)."""

    process_id: bytes


@dataclass(frozen=True, slots=True)
class OtherBlock:
    """A block that answers something else, without header byte and NUL."""

    data: bytes


@dataclass(frozen=True, slots=True)
class FlowControl:
    """XOFF: the printer's buffer is full. XON: it has room."""

    is_full: bool


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """A byte that belongs to no reply."""

    value: int


Reply = (
    AutomaticStatus
    | RealTimeAnswer
    | SensorAnswer
    | ProcessIdAnswer
    | OtherBlock
    | FlowControl
    | Unrecognised
)


class ReplyParser:
    """Takes the stream in pieces of any size and gives back whole replies in order."""

    def __init__(self) -> None:
        self._pending = bytearray()

    def feed(self, data: bytes) -> list[Reply]:
        """Take the next bytes of the stream.

        Returns:
            The replies that became complete; every byte is in one of them or still awaited.
        """
        replies: list[Reply] = []
        for value in data:
            self._take(value, replies)
        return replies

    def _take(self, value: int, replies: list[Reply]) -> None:
        if value in (XON, XOFF):
            replies.append(FlowControl(is_full=value == XOFF))
        elif value & _KIND_MASK == _KIND_REAL_TIME and not self._inside_foreign_block():
            replies.append(RealTimeAnswer(value))
        elif not self._pending:
            self._begin(value, replies)
        elif self._pending[0] & _KIND_MASK == _KIND_AUTOMATIC:
            self._go_on_with_status(value, replies)
        else:
            self._go_on_with_block(value, replies)

    def _begin(self, value: int, replies: list[Reply]) -> None:
        if value & _KIND_MASK in (_KIND_AUTOMATIC, _KIND_BLOCK):
            self._pending.append(value)
        elif value & _PLAIN_MASK == 0:
            replies.append(SensorAnswer(value))
        else:
            replies.append(Unrecognised(value))

    def _go_on_with_status(self, value: int, replies: list[Reply]) -> None:
        if value & _PLAIN_MASK != 0:
            self._give_up(replies)
            self._take(value, replies)
            return
        self._pending.append(value)
        if len(self._pending) == _AUTOMATIC_BYTES:
            replies.append(AutomaticStatus(automatic_status(bytes(self._pending))))
            self._pending.clear()

    def _go_on_with_block(self, value: int, replies: list[Reply]) -> None:
        self._pending.append(value)
        if value == 0:
            block = bytes(self._pending)
            self._pending.clear()
            is_process_id = (
                block.startswith(_PROCESS_ID_HEADER)
                and len(block) == len(_PROCESS_ID_HEADER) + PROCESS_ID_BYTES + 1
            )
            replies.append(
                ProcessIdAnswer(block[len(_PROCESS_ID_HEADER) : -1])
                if is_process_id
                else OtherBlock(block[1:-1])
            )
        elif len(self._pending) > _BLOCK_BYTES_MAX:
            self._give_up(replies)

    def _give_up(self, replies: list[Reply]) -> None:
        replies.extend(Unrecognised(value) for value in self._pending)
        self._pending.clear()

    def _inside_foreign_block(self) -> bool:
        """Tell whether a byte may be text of a block.

        Our own process ids use no byte with the bits of a real-time answer, so inside their answer
        such a byte is a real-time answer that came between. Other blocks may hold any text.
        """
        pending = self._pending
        return (
            bool(pending)
            and pending[0] & _KIND_MASK == _KIND_BLOCK
            and not _PROCESS_ID_HEADER.startswith(pending[:2])
        )
