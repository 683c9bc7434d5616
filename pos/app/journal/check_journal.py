"""Proving a journal: chain, signed heads, the agent's word, and the tables made from it."""

from dataclasses import dataclass

from pos.app.journal.journal_heads import agent_must_not_be_older, journal_must_hold_signed_head
from pos.app.journal.journal_proof import JournalProof
from pos.app.ports import Ports, Reads
from pos.app.selling.quoting import terminal_of
from pos.domain.earlier import EarlierChecker
from pos.domain.entries import MetersImported, TariffLoaded, TerminalRestored
from pos.domain.errors import JournalDamaged
from pos.domain.journal import Entry


@dataclass(frozen=True, slots=True)
class JournalReport:
    """A journal that was found whole.

    Attributes:
        entries: how many.
        head_hash: hash of the newest.
        signed_heads: how many signatures were checked.
        issues: how many issue receipts were checked.
        earlier: how many entries of earlier incarnations.
    """

    entries: int
    head_hash: str
    signed_heads: int
    issues: int
    earlier: int = 0


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
        proof = JournalProof(head.terminal, head.incarnation, device_key)
        heads = reads.checkpoints()
        waiting = next(heads, None)
        earlier = _checked_earlier(reads)
        for stored in reads.entries():
            entry = proof.entry(stored)
            if isinstance(entry.payload, TerminalRestored):
                old = entry.payload
                earlier.must_end_at(old.old_incarnation, old.old_seq, old.old_hash)
            _check_kept_file(entry, reads)
            if waiting is not None and waiting.head.seq == stored.seq:
                proof.head(waiting)
                waiting = next(heads, None)
        if waiting is not None:
            raise JournalDamaged(seq=waiting.head.seq, why="signed, but missing")
        journal_must_hold_signed_head(reads, status)
        last_issue_no = reads.last_issue_no()
    agent_must_not_be_older(ports, last_issue_no)
    chain = proof.chain
    return JournalReport(
        chain.seq, chain.hash, proof.signed_heads, proof.issues.issues, earlier.entries
    )


def _checked_earlier(reads: Reads) -> EarlierChecker:
    checker = EarlierChecker()
    for stored in reads.earlier_entries():
        _check_kept_file(checker.check(stored), reads)
    return checker


def _check_kept_file(entry: Entry, reads: Reads) -> None:
    match entry.payload:
        case TariffLoaded(digest=digest) | MetersImported(digest=digest):
            reads.check_kept_file(digest)
        case _:
            pass
