"""Proving a journal: chain, signed heads, the agent's word, and the tables made from it."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from pos.app.check_issues import IssueChecker
from pos.app.journal_heads import agent_must_not_be_older, journal_must_hold_signed_head
from pos.app.ports import Ports, Reads
from pos.app.quoting import terminal_of
from pos.domain.approval import Approvable, approval_bytes, request_digest
from pos.domain.earlier import EarlierChecker
from pos.domain.entries import MetersImported, TariffLoaded, TerminalRestored, Unpaid
from pos.domain.errors import JournalDamaged
from pos.domain.journal import ChainChecker, Checkpoint, Entry, read_stored_form
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
    """Check every page, entry, signature, issue receipt and kept file, and the agent's own files.

    Raises:
        StoreDamaged: names the first page or the kept file that is not as written.
        VaultDamaged, AgentStateDamaged: the agent's files are not as written.
        JournalDamaged: names the first entry that is not as written.
        JournalShortened: the agent signed entries that are not there.
    """
    status = ports.keys.status()
    ports.keys.verify()
    ports.store.check_pages()
    with ports.store.read() as reads:
        device_key = terminal_of(reads).device_key
        head = reads.head()
        chain = ChainChecker(head.terminal, head.incarnation)
        heads = reads.checkpoints()
        waiting = next(heads, None)
        signed_heads = 0
        issue_check = IssueChecker(device_key)
        earlier = _checked_earlier(reads)
        for stored in reads.entries():
            entry = chain.check(stored)
            if isinstance(entry.payload, TerminalRestored):
                old = entry.payload
                earlier.must_end_at(old.old_incarnation, old.old_seq, old.old_hash)
            issue_check.check(entry, stored.body)
            if isinstance(entry.payload, Approvable):
                # The digest is that of the words it was approved in.
                _check_approval(read_stored_form(stored.body), device_key)
            _check_kept_file(entry, reads)
            if waiting is not None and waiting.head.seq == chain.seq:
                _check_head(waiting, chain, device_key)
                signed_heads += 1
                waiting = next(heads, None)
        if waiting is not None:
            raise JournalDamaged(seq=waiting.head.seq, why="signed, but missing")
        journal_must_hold_signed_head(reads, status)
        last_issue_no = reads.last_issue_no()
    agent_must_not_be_older(ports, last_issue_no)
    return JournalReport(chain.seq, chain.hash, signed_heads, issue_check.issues)


def _checked_earlier(reads: Reads) -> EarlierChecker:
    checker = EarlierChecker()
    for stored in reads.earlier_entries():
        _check_kept_file(checker.check(stored), reads)
    return checker


def _check_head(checkpoint: Checkpoint, chain: ChainChecker, device_key: str) -> None:
    head = checkpoint.head
    if head.hash != chain.hash:
        raise JournalDamaged(seq=chain.seq, why="not the entry that was signed")
    if not signature_is_genuine(
        bytes.fromhex(device_key), checkpoint.signature, head.signed_bytes()
    ):
        raise JournalDamaged(seq=chain.seq, why="its signature is not the device key's")


def _check_approval(entry: Entry, device_key: str) -> None:
    payload = entry.payload
    if not isinstance(payload, Approvable):
        return
    if payload.approval is None:
        if isinstance(payload, Unpaid):
            raise JournalDamaged(seq=entry.seq, why="nobody approved it")
        return
    approval = payload.approval
    if approval.request_digest != request_digest(payload):
        raise JournalDamaged(seq=entry.seq, why="its approval was given to another request")
    if approval.approver == entry.operator:
        raise JournalDamaged(seq=entry.seq, why="it was approved by who asked for it")
    try:
        signature = bytes.fromhex(approval.signature)
    except ValueError:
        signature = b""
    if not signature_is_genuine(bytes.fromhex(device_key), signature, approval_bytes(approval)):
        raise JournalDamaged(seq=entry.seq, why="its approval was not signed by the device key")


def _check_kept_file(entry: Entry, reads: Reads) -> None:
    match entry.payload:
        case TariffLoaded(digest=digest) | MetersImported(digest=digest):
            reads.check_kept_file(digest)
        case _:
            pass


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
