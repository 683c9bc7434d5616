"""A batch as it arrived: does it hang together, whoever sent it.

Only the frame of an entry is needed to store it. A payload that this program cannot read, from a
newer terminal or from a faulty one, is no reason to refuse what was sold.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from pos.domain.journal import StoredEntry, hash_body
from pos.headoffice.store.refusal import RequestRefused
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


_frames = msgspec.json.Decoder(EntryFrame)


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
    batch = Batch(message.acknowledged, tuple(_checked(terminal, incarnation, message)))
    # Numbers rise by one, so only the last can be the signed one.
    end, head = batch.end, message.head
    if end.seq > head.seq or (end.seq == head.seq and end.hash != head.hash):
        raise RequestRefused(RefusalCode.BROKEN_CHAIN)
    return batch


def _checked(terminal: str, incarnation: int, message: UplinkRequest) -> Iterator[StoredEntry]:
    seq, previous = message.acknowledged.seq, message.acknowledged.hash
    for line in message.entries:
        frame, stored = _read(line)
        if frame.terminal != terminal or frame.incarnation != incarnation:
            raise RequestRefused(RefusalCode.FOREIGN)
        if frame.seq != seq + 1 or frame.previous != previous:
            raise RequestRefused(RefusalCode.BROKEN_CHAIN)
        seq, previous = stored.seq, stored.hash
        yield stored


def _read(line: EntryLine) -> tuple[EntryFrame, StoredEntry]:
    try:
        body = line.body.encode()
        frame = _frames.decode(body)
    except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError) as error:
        raise RequestRefused(RefusalCode.BROKEN_CHAIN) from error
    if hash_body(body) != line.hash:
        raise RequestRefused(RefusalCode.BROKEN_CHAIN)
    return frame, StoredEntry(frame.seq, body, line.hash)
