"""An export of the journal, line by line, and proving one on a machine without a terminal."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import msgspec

from pos.app.journal.check_journal import JournalReport
from pos.app.journal.journal_proof import JournalProof
from pos.app.ports import Reads
from pos.app.selling.quoting import terminal_of
from pos.domain.entries import TerminalCreated, TerminalRestored
from pos.domain.errors import JournalDamaged
from pos.domain.journal import NO_HASH, Checkpoint, Entry, Head, StoredEntry, read_entry

# A line holds one entry as text; the longest are lists of many quote lines.
LINE_BYTES_MAX: Final = 4 * 1024 * 1024


class ExportedEntry(msgspec.Struct, frozen=True, tag="entry", tag_field="record"):
    """One line of an export: the stored bytes as text, and their hash."""

    seq: int
    hash: str
    body: str


class ExportedHead(msgspec.Struct, frozen=True, tag="head", tag_field="record"):
    """A signed head, after the entry it signs; the signature in hex."""

    seq: int
    hash: str
    signature: str


class ExportedKey(msgspec.Struct, frozen=True, tag="key", tag_field="record"):
    """First line of an export: who wrote it and the key to check it with, in hex."""

    terminal: str
    incarnation: int
    device_key: str


@dataclass(frozen=True, slots=True)
class JournalEnd:
    """Where the journal of an incarnation ends; its successor's first entry names this."""

    incarnation: int = 0
    seq: int = 0
    hash: str = NO_HASH


_decoder: Final = msgspec.json.Decoder(ExportedEntry | ExportedHead | ExportedKey)


def export_journal(
    reads: Reads, on_entry: Callable[[StoredEntry], None] | None = None, *, last: int = 0
) -> Iterator[bytes]:
    """Yield an export line by line, without line ends; what is in it can be checked alone.

    Args:
        on_entry: is shown every entry on its way.
        last: number of the entry it ends with; 0 for all.
    """
    encode = msgspec.json.encode
    head = reads.head()
    device_key = terminal_of(reads).device_key
    yield encode(ExportedKey(head.terminal, head.incarnation, device_key))
    heads = reads.checkpoints()
    waiting = next(heads, None)
    for stored in reads.entries():
        if on_entry is not None:
            on_entry(stored)
        yield encode(ExportedEntry(stored.seq, stored.hash, stored.body.decode()))
        while waiting is not None and waiting.head.seq <= stored.seq:
            yield encode(ExportedHead(waiting.head.seq, waiting.head.hash, waiting.signature.hex()))
            waiting = next(heads, None)
        if stored.seq == last:
            return


def export_earlier(
    reads: Reads, on_entry: Callable[[StoredEntry], None]
) -> Iterator[tuple[int, Iterator[bytes]]]:
    """Yield each earlier incarnation that is kept here, oldest first, with its own export.

    Their heads are not kept: an end is proved by the first entry of the incarnation that follows.
    Each export has to be walked before the next one is asked for.

    Raises:
        JournalDamaged: an incarnation does not begin with its key.
    """
    for incarnation, group in groupby(reads.earlier_entries(), key=_incarnation_of):
        yield incarnation, _earlier_lines(group, on_entry)


def _earlier_lines(
    stored: Iterable[StoredEntry], on_entry: Callable[[StoredEntry], None]
) -> Iterator[bytes]:
    encode = msgspec.json.encode
    for each in stored:
        entry = read_entry(each.body)
        if entry.seq == 1:
            yield encode(ExportedKey(entry.terminal, entry.incarnation, _key_named_in(entry)))
        on_entry(each)
        yield encode(ExportedEntry(entry.seq, each.hash, each.body.decode()))


def _incarnation_of(stored: StoredEntry) -> int:
    return read_entry(stored.body).incarnation


def check_earlier(
    lines: Iterable[bytes], before: JournalEnd, on_entry: Callable[[Entry], None]
) -> JournalEnd:
    """Prove the export of an earlier incarnation; return its end, which the next one must name.

    Args:
        before: end of the one before it.

    Raises:
        JournalDamaged: as `check_export`, but for the end.
    """
    key, proof = _walked(lines, on_entry, before)
    return JournalEnd(key.incarnation, proof.chain.seq, proof.chain.hash)


def check_export(
    lines: Iterable[bytes],
    on_entry: Callable[[Entry], None] | None = None,
    *,
    before: JournalEnd | None = None,
) -> JournalReport:
    """Prove an export: numbers, chain, signatures of heads, issues and approvals, and its end.

    Args:
        lines: with or without their ends.
        on_entry: is shown every entry that was found good.
        before: end of the incarnation before, which the first entry must name; None where nobody
            has it to compare.

    Raises:
        JournalDamaged: names the first entry that is not as it was written, or that is not signed
            at the end.
    """
    _, proof = _walked(lines, on_entry, before)
    if not proof.chain.seq or proof.signed_seq != proof.chain.seq:
        # Whoever cuts an export off must cut it at a signature, and then the end is known.
        raise JournalDamaged(seq=proof.chain.seq, why="its end is not signed")
    return JournalReport(proof.chain.seq, proof.chain.hash, proof.signed_heads, proof.issues.issues)


def _walked(
    lines: Iterable[bytes],
    on_entry: Callable[[Entry], None] | None,
    before: JournalEnd | None,
) -> tuple[ExportedKey, JournalProof]:
    records = iter(lines)
    key = _record(next(records, b""), seq=0)
    if not isinstance(key, ExportedKey) or not _is_key(key.device_key):
        raise JournalDamaged(seq=0, why="no key at the beginning")
    proof = JournalProof(key.terminal, key.incarnation, key.device_key)
    for line in records:
        seq = proof.chain.seq + 1
        match _record(line, seq=seq):
            case ExportedEntry(seq=number, hash=digest, body=body):
                entry = proof.entry(StoredEntry(number, body.encode(), digest))
                _must_name_key(entry, key.device_key)
                if entry.seq == 1 and before is not None:
                    _must_follow(entry, before)
                if on_entry is not None:
                    on_entry(entry)
            case ExportedHead(seq=number, hash=digest, signature=signature):
                head = Head(key.terminal, key.incarnation, number, digest)
                proof.head(Checkpoint(head, _signature(signature, seq=number)))
            case _:
                raise JournalDamaged(seq=seq, why="not an entry")
    return key, proof


def _record(line: bytes, *, seq: int) -> ExportedEntry | ExportedHead | ExportedKey:
    if len(line) > LINE_BYTES_MAX:
        raise JournalDamaged(seq=seq, why="longer than an entry can be")
    try:
        record: ExportedEntry | ExportedHead | ExportedKey = _decoder.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise JournalDamaged(seq=seq, why="not an entry") from error
    return record


def _is_key(text: str) -> bool:
    try:
        return len(bytes.fromhex(text)) == 32  # noqa: PLR2004 - of Ed25519.
    except ValueError:
        return False


def _must_name_key(entry: Entry, device_key: str) -> None:
    """The first entry names the key; another one at the head of the file would prove nothing."""
    named = _key_named_in(entry)
    if named != device_key and (named or entry.seq == 1):
        raise JournalDamaged(seq=entry.seq, why="names another device key")


def _key_named_in(entry: Entry) -> str:
    """Return the device key that an incarnation begins with; empty in any other entry."""
    match entry.payload:
        case TerminalCreated(device_key=named) | TerminalRestored(device_key=named):
            return named
        case _:
            return ""


def _must_follow(entry: Entry, before: JournalEnd) -> None:
    """The first entry names the end of the journal before it; a new terminal names none."""
    named = JournalEnd()
    if isinstance(entry.payload, TerminalRestored):
        old = entry.payload
        named = JournalEnd(old.old_incarnation, old.old_seq, old.old_hash)
    if named != before:
        raise JournalDamaged(seq=entry.seq, why="goes on from another journal")


def _signature(text: str, *, seq: int) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError as error:
        raise JournalDamaged(seq=seq, why="its signature is not the device key's") from error
