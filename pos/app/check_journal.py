"""Proving a journal: chain, signed heads, the agent's word, and the tables made from it."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from pos.app.journal_heads import journal_must_hold_signed_head
from pos.app.ports import Ports, Reads
from pos.app.quoting import terminal_of
from pos.domain.entries import IssueReceipt, IssueRecovered, SaleCommitted
from pos.domain.errors import JournalDamaged
from pos.domain.journal import ChainChecker, Checkpoint, Entry
from pos.wire.issue_receipt import is_signed_by
from pos.wire.signatures import signature_is_genuine


@dataclass(frozen=True, slots=True)
class JournalReport:
    """A journal that was found whole.

    Attributes:
        entries: how many.
        head_hash: hash of the newest.
        signed_heads: how many signatures were checked.
        issues: how many issue receipts were checked.
    """

    entries: int
    head_hash: str
    signed_heads: int
    issues: int


def verify_journal(ports: Ports) -> JournalReport:
    """Check every entry, signature and issue receipt.

    Raises:
        JournalDamaged: names the first entry that is not as written.
        JournalShortened: the agent signed entries that are not there.
    """
    status = ports.keys.status()
    with ports.store.read() as reads:
        device_key = terminal_of(reads).device_key
        head = reads.head()
        chain = ChainChecker(head.terminal, head.incarnation)
        heads = reads.checkpoints()
        waiting = next(heads, None)
        signed_heads = issues = 0
        for stored in reads.entries():
            entry = chain.check(stored)
            issues += _check_issue(entry, device_key)
            if waiting is not None and waiting.head.seq == chain.seq:
                _check_head(waiting, chain, device_key)
                signed_heads += 1
                waiting = next(heads, None)
        if waiting is not None:
            raise JournalDamaged(seq=waiting.head.seq, why="signed, but missing")
        journal_must_hold_signed_head(reads, status)
    return JournalReport(chain.seq, chain.hash, signed_heads, issues)


def _check_head(checkpoint: Checkpoint, chain: ChainChecker, device_key: str) -> None:
    head = checkpoint.head
    if head.hash != chain.hash:
        raise JournalDamaged(seq=chain.seq, why="not the entry that was signed")
    if not signature_is_genuine(
        bytes.fromhex(device_key), checkpoint.signature, head.signed_bytes()
    ):
        raise JournalDamaged(seq=chain.seq, why="its signature is not the device key's")


def _check_issue(entry: Entry, device_key: str) -> int:
    receipt = _issue_of(entry)
    if receipt is None:
        return 0
    if not is_signed_by(receipt, device_key):
        raise JournalDamaged(seq=entry.seq, why="its issue was not signed by the device key")
    return 1


def _issue_of(entry: Entry) -> IssueReceipt | None:
    match entry.payload:
        case SaleCommitted(issue=issue) | IssueRecovered(issue=issue):
            return issue
        case _:
            return None


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


def export_journal(reads: Reads) -> Iterator[bytes]:
    """Yield an export line by line, without line ends; what is in it can be checked alone."""
    encode = msgspec.json.encode
    head = reads.head()
    device_key = terminal_of(reads).device_key
    yield encode(ExportedKey(head.terminal, head.incarnation, device_key))
    heads = reads.checkpoints()
    waiting = next(heads, None)
    for stored in reads.entries():
        yield encode(ExportedEntry(stored.seq, stored.hash, stored.body.decode()))
        while waiting is not None and waiting.head.seq <= stored.seq:
            yield encode(ExportedHead(waiting.head.seq, waiting.head.hash, waiting.signature.hex()))
            waiting = next(heads, None)
