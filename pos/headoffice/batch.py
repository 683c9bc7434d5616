"""A batch as it arrived: does it hang together, whoever sent it.

Only the frame of an entry is needed to store it. A payload that this program cannot read, from a
newer terminal or from a faulty one, is no reason to refuse what was sold.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from pos.domain.journal import StoredEntry, hash_body
from pos.headoffice.refusal import RequestRefused
from pos.wire.uplink import EntryLine, Mark, RefusalCode, UplinkRequest


class EntryFrame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry with its payload left as it is; fields as in `pos.domain.journal.Entry`."""

    terminal: str
    incarnation: int
    seq: int
    time: str
    operator: str
    version: int
    payload: msgspec.Raw
    previous: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Entries that hang together.

    Attributes:
        start: the point they follow.
        entries: in order, without a gap.
    """

    start: Mark
    entries: tuple[StoredEntry, ...]

    @property
    def end(self) -> Mark:
        """The point behind the last entry."""
        if not self.entries:
            return self.start
        return Mark(self.entries[-1].seq, self.entries[-1].hash)


def read_batch(terminal: str, incarnation: int, message: UplinkRequest) -> Batch:
    """Check every entry's hash, number and link, and that the signed end fits.

    Raises:
        RequestRefused: FOREIGN for entries of another journal, else BROKEN_CHAIN.
    """
    entries = tuple(_checked(terminal, incarnation, message))
    batch = Batch(message.acknowledged, entries)
    head = Mark(message.head.seq, message.head.hash)
    for mark in (batch.start, *(Mark(entry.seq, entry.hash) for entry in entries)):
        if mark.seq > head.seq or (mark.seq == head.seq and mark.hash != head.hash):
            raise RequestRefused(RefusalCode.BROKEN_CHAIN)
    return batch


def _checked(terminal: str, incarnation: int, message: UplinkRequest) -> Iterator[StoredEntry]:
    end = message.acknowledged
    for line in message.entries:
        frame, stored = _read(line)
        if (frame.terminal, frame.incarnation) != (terminal, incarnation):
            raise RequestRefused(RefusalCode.FOREIGN)
        if frame.seq != end.seq + 1 or frame.previous != end.hash:
            raise RequestRefused(RefusalCode.BROKEN_CHAIN)
        end = Mark(stored.seq, stored.hash)
        yield stored


def _read(line: EntryLine) -> tuple[EntryFrame, StoredEntry]:
    try:
        body = line.body.encode()
        frame = msgspec.json.decode(body, type=EntryFrame)
    except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError) as error:
        raise RequestRefused(RefusalCode.BROKEN_CHAIN) from error
    if hash_body(body) != line.hash:
        raise RequestRefused(RefusalCode.BROKEN_CHAIN)
    return frame, StoredEntry(frame.seq, body, line.hash)
