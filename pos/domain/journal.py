"""The journal's entries: canonical bytes, hash chain, signed heads.

An entry is encoded once. The bytes that come out are what is stored, hashed, sent and verified;
nobody encodes an entry a second time. Format, versions and checking are described for outsiders in
the manual's page on the journal.

    body  = JSON object, no white space, keys in the order of `Entry`, UTF-8
    hash  = SHA-256 over "vendwatt journal entry 1", a zero byte, body
    head  = "vendwatt journal head 1", terminal, incarnation, seq, hash, with a zero byte between
            (incarnation and seq in decimal, hash in hex), signed with Ed25519 by the device key
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import reduce
from operator import or_
from typing import Any, get_args

import msgspec

from pos.domain.entries import AnyPayload, OlderPayload, Payload
from pos.domain.errors import JournalDamaged

NO_HASH = "0" * 64
_ENTRY_TAG = b"vendwatt journal entry 1\0"
_HEAD_TAG = b"vendwatt journal head 1\0"


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry; field order is the canonical order.

    Attributes:
        terminal: id of the terminal.
        incarnation: counts restores from 1.
        seq: from 1, without a gap, in each incarnation.
        time: UTC, `YYYY-MM-DDTHH:MM:SS.mmmZ`.
        operator: who was signed in, empty for the program itself.
        version: of the payload's kind.
        payload: holds its kind as `kind`.
        previous: hash of the entry before, 64 zeros for the first.
    """

    terminal: str
    incarnation: int
    seq: int
    time: str
    operator: str
    version: int
    payload: Payload
    previous: str


class _Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry whose payload is left as it is; which shape that has depends on the version."""

    terminal: str
    incarnation: int
    seq: int
    time: str
    operator: str
    version: int
    payload: msgspec.Raw
    previous: str


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as it lies in the journal.

    Attributes:
        seq: its number.
        body: canonical bytes.
        hash: 64 hex digits over body.
    """

    seq: int
    body: bytes
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a journal: everything up to it is fixed by `hash`."""

    terminal: str
    incarnation: int
    seq: int
    hash: str

    def signed_bytes(self) -> bytes:
        """Return the bytes that the device key signs."""
        text = f"{self.terminal}\0{self.incarnation}\0{self.seq}\0{self.hash}"
        return _HEAD_TAG + text.encode()


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A head with the device key's signature, 64 bytes."""

    head: Head
    signature: bytes


def _decoder_of(version: int) -> msgspec.json.Decoder[Any]:
    """Return what reads the payloads of one version, today's and older ones."""
    kinds = [kind for kind in _KINDS if kind.version == version]
    return msgspec.json.Decoder(reduce(or_, kinds))


_KINDS: tuple[type[Payload], ...] = (*get_args(AnyPayload), *get_args(OlderPayload))
_encoder = msgspec.json.Encoder()
_frame_decoder = msgspec.json.Decoder(_Frame)
_payload_decoders = {
    version: _decoder_of(version) for version in sorted({kind.version for kind in _KINDS})
}


def format_time(moment: datetime) -> str:
    """Write an aware moment as UTC with milliseconds."""
    text = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def parse_time(text: str) -> datetime:
    """Read what `format_time` wrote; raises ValueError for anything else."""
    # Other forms than `format_time`'s may name the same moment, but could not be compared as text.
    if not text.endswith("Z"):
        raise ValueError(text)
    moment = datetime.fromisoformat(text)
    if format_time(moment) != text:
        raise ValueError(text)
    return moment


def is_time(text: str) -> bool:
    """Whether a text is a time in its one exact form, so that it may be compared as text."""
    try:
        parse_time(text)
    except ValueError:
        return False
    return True


def hash_body(body: bytes) -> str:
    """Return the hash of an entry's stored bytes as 64 hex digits."""
    return hashlib.sha256(_ENTRY_TAG + body).hexdigest()


def seal(entry: Entry) -> StoredEntry:
    """Encode an entry, once and for ever."""
    body = _encoder.encode(entry)
    return StoredEntry(entry.seq, body, hash_body(body))


def read_entry(body: bytes) -> Entry:
    """Read stored bytes of any version, in today's words.

    Raises:
        JournalDamaged: they are not an entry; seq is 0 since it cannot be known.
    """
    entry = read_stored_form(body)
    if isinstance(entry.payload, OlderPayload):
        return msgspec.structs.replace(entry, payload=entry.payload.upcast())
    return entry


def read_stored_form(body: bytes) -> Entry:
    """Read stored bytes in the shape they were written in, as whoever checks a digest needs it.

    Raises:
        JournalDamaged: as `read_entry`.
    """
    try:
        frame = _frame_decoder.decode(body)
        payload = _payload_decoders[frame.version].decode(frame.payload)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, KeyError) as error:
        raise JournalDamaged(seq=0, why="not an entry") from error
    return Entry(
        terminal=frame.terminal,
        incarnation=frame.incarnation,
        seq=frame.seq,
        time=frame.time,
        operator=frame.operator,
        version=frame.version,
        payload=payload,
        previous=frame.previous,
    )


class ChainChecker:
    """Walks a journal and checks that each entry follows the one before.

    Attributes:
        seq: number of the last good entry, 0 before the first.
        hash: its hash.
    """

    def __init__(self, terminal: str, incarnation: int) -> None:
        self._terminal = terminal
        self._incarnation = incarnation
        self.seq = 0
        self.hash = NO_HASH

    def check(self, stored: StoredEntry) -> Entry:
        """Return the entry if it is the next one of this chain.

        Raises:
            JournalDamaged: names the number of the entry that does not fit.
        """
        expected = self.seq + 1
        if stored.seq != expected:
            raise JournalDamaged(seq=expected, why="missing")
        if hash_body(stored.body) != stored.hash:
            raise JournalDamaged(seq=expected, why="changed")
        try:
            entry = read_entry(stored.body)
        except JournalDamaged as error:
            raise JournalDamaged(seq=expected, why="not an entry") from error
        placed = (entry.seq, entry.terminal, entry.incarnation)
        if placed != (expected, self._terminal, self._incarnation):
            raise JournalDamaged(seq=expected, why="misplaced")
        if entry.previous != self.hash:
            raise JournalDamaged(seq=expected, why="not linked to the entry before")
        self.seq, self.hash = expected, stored.hash
        return entry
