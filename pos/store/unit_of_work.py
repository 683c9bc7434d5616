"""Writing a terminal's store: `UnitOfWork` on one `BEGIN IMMEDIATE`."""

from collections.abc import Iterable

from pos.app.ports import Clock, PrinterMemory, PrintJob, PrintState, UplinkState
from pos.app.ports.downlink import KnownStanding
from pos.domain.entries import AnyPayload
from pos.domain.errors import JournalDamaged
from pos.domain.journal import (
    Checkpoint,
    Entry,
    Head,
    StoredEntry,
    format_time,
    read_entry,
    seal,
)
from pos.domain.meter import Meter, Person
from pos.domain.projections import reduce
from pos.store import sql_texts as sql
from pos.store.downlink_reads import STANDINGS
from pos.store.kept_files import KeptFiles
from pos.store.reads import Identity, SqlReads, checked
from pos.store.statement_texts import Values
from pos.store.transaction import Transaction
from pos.store.uplink import write_uplink
from pos.wire.texts import TextWish


class SqlUnitOfWork(SqlReads):
    """One write transaction; what was not committed when it is left is undone."""

    def __init__(
        self, transaction: Transaction, identity: Identity, kept: KeptFiles, clock: Clock
    ) -> None:
        super().__init__(transaction, identity, kept)
        self._clock = clock
        self._verified_head: Head | None = None

    def append(self, payload: AnyPayload, *, operator: str) -> StoredEntry:
        """Add an entry, chained to the head read inside this transaction, and its projections.

        Raises:
            JournalDamaged: the newest entry is not what was written, or this one speaks of what
                the journal does not hold; nothing is added.
            DiskFull, StoreUnusable, StoreDamaged.
        """
        head = self._head_to_link_to()
        entry = Entry(
            terminal=head.terminal,
            incarnation=head.incarnation,
            seq=head.seq + 1,
            time=format_time(self._clock.now()),
            operator=operator,
            version=payload.version,
            payload=payload,
            previous=head.hash,
        )
        stored = seal(entry)
        # Reduced from the bytes and not from the object, as every later reader will have it.
        rows = reduce(read_entry(stored.body), self)
        values: Values = {"seq": stored.seq, "body": stored.body, "hash": stored.hash}
        self._transaction.run(sql.ADD_ENTRY, values)
        self.put_rows(rows)
        self._verified_head = Head(head.terminal, head.incarnation, stored.seq, stored.hash)
        return stored

    def queue_print(self, job: PrintJob) -> None:
        """Add a print job in state queued; its number is given here."""
        self._print_jobs.add(job)

    def claim_print(self, job: str) -> PrintJob:
        """Set a job to sending, count the attempt and return it.

        Raises:
            PrintJobUnknown: there is no such job.
        """
        return self._print_jobs.move(job, PrintState.SENDING, tries=1)

    def readdress_prints(self, before: str, after: str) -> None:
        """Give the jobs that are queued or blocked for one address to another."""
        self._print_jobs.readdress(before, after)

    def move_print(self, job: str, state: PrintState) -> None:
        """Set a job's state.

        Raises:
            PrintJobUnknown: there is no such job.
        """
        self._print_jobs.move(job, state)

    def remember_printer(self, address: str, memory: PrinterMemory) -> None:
        """Keep what a printer was seen to do."""
        self._print_jobs.remember(address, memory)

    def add_checkpoint(self, checkpoint: Checkpoint) -> None:
        """Keep a signed head; the same one again changes nothing.

        Raises:
            JournalDamaged: the journal holds another entry under this number, or none.
        """
        head = checkpoint.head
        if (head.terminal, head.incarnation) != (
            self._identity.terminal,
            self._identity.incarnation,
        ):
            raise JournalDamaged(seq=head.seq, why="a head of another journal was signed")
        if self.entry(head.seq).hash != head.hash:
            raise JournalDamaged(seq=head.seq, why="not the entry that was signed")
        if self._transaction.first(sql.CHECKPOINT_HASH, {"seq": head.seq}) is None:
            values: Values = {"seq": head.seq, "hash": head.hash, "signature": checkpoint.signature}
            self._transaction.run(sql.ADD_CHECKPOINT, values)

    def set_uplink(self, state: UplinkState) -> None:
        """Replace what is known of head office."""
        write_uplink(self._transaction, state)

    def keep_file(self, content: bytes | Iterable[bytes]) -> str:
        """Keep an imported file (durable before this returns) and return its SHA-256 as hex."""
        return self._kept.keep(content)

    def put_meters(self, meters: Iterable[Meter], people: Iterable[Person]) -> int:
        """Add or replace meters and customers at flat memory; return how many meters."""
        self._registry.put_people(people)
        return self._registry.put_meters(meters)

    def put_standings(self, standings: Iterable[KnownStanding]) -> None:
        """Add or replace what head office knew of meters."""
        rows = [STANDINGS.values(standing) for standing in standings]
        self._transaction.run_each(STANDINGS.texts.upsert, rows)

    def put_text_wish(self, wish: TextWish) -> None:
        """Keep a number until head office has it; a newer one for the same sale replaces it."""
        self._transaction.run(sql.PUT_TEXT_WISH, {"sale_id": wish.sale_id, "number": wish.number})

    def drop_text_wish(self, wish: TextWish) -> None:
        """Forget a number; a newer one for the same sale stays."""
        self._transaction.run(
            sql.DROP_TEXT_WISH, {"of_sale": wish.sale_id, "to_number": wish.number}
        )

    def forget_person(self, ref: str) -> None:
        """Erase a customer and the words they are found by; nothing for an unknown one."""
        self._registry.forget_person(ref)

    def commit(self) -> None:
        """Make everything durable; after it returns a power cut loses nothing.

        Raises:
            DiskFull, StoreUnusable: nothing was written.
        """
        self._transaction.commit()

    def _head_to_link_to(self) -> Head:
        """Return the end of the journal, its bytes hashed again; see DESIGN.md, "One journal"."""
        if self._verified_head is not None:
            return self._verified_head
        last = self._last_entry()
        head = self._head_of(last)
        if last is not None:
            entry = read_entry(checked(last).body)
            placed = (entry.terminal, entry.incarnation, entry.seq)
            if placed != (head.terminal, head.incarnation, head.seq):
                raise JournalDamaged(seq=head.seq, why="misplaced")
        self._verified_head = head
        return head
