"""An export of the journal, line by line, and proving one on a machine without a terminal."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import msgspec

from pos.app.check_journal import JournalReport
from pos.app.journal_proof import JournalProof
from pos.app.ports import Reads
from pos.app.quoting import terminal_of
from pos.domain.entries import TerminalCreated, TerminalRestored
from pos.domain.errors import JournalDamaged
from pos.domain.journal import Checkpoint, Entry, Head, StoredEntry

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


def check_export(
    lines: Iterable[bytes], on_entry: Callable[[Entry], None] | None = None
) -> JournalReport:
    """Prove an export: numbers, chain, signatures of heads, issues and approvals, and its end.

    Args:
        lines: with or without their ends.
        on_entry: is shown every entry that was found good.

    Raises:
        JournalDamaged: names the first entry that is not as it was written, or that is not signed
            at the end.
    """
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
                if on_entry is not None:
                    on_entry(entry)
            case ExportedHead(seq=number, hash=digest, signature=signature):
                head = Head(key.terminal, key.incarnation, number, digest)
                proof.head(Checkpoint(head, _signature(signature, seq=number)))
            case _:
                raise JournalDamaged(seq=seq, why="not an entry")
    if not proof.chain.seq or proof.signed_seq != proof.chain.seq:
        # Whoever cuts an export off must cut it at a signature, and then the end is known.
        raise JournalDamaged(seq=proof.chain.seq, why="its end is not signed")
    return JournalReport(proof.chain.seq, proof.chain.hash, proof.signed_heads, proof.issues.issues)


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
    match entry.payload:
        case TerminalCreated(device_key=named) | TerminalRestored(device_key=named):
            is_right = named == device_key
        case _:
            is_right = entry.seq != 1
    if not is_right:
        raise JournalDamaged(seq=entry.seq, why="names another device key")


def _signature(text: str, *, seq: int) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError as error:
        raise JournalDamaged(seq=seq, why="its signature is not the device key's") from error
