"""Reading a terminal's store: `Reads` on one transaction."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pos.app.ports import PrinterMemory, PrintJob, UplinkState
from pos.domain.errors import JournalDamaged
from pos.domain.journal import NO_HASH, Checkpoint, Head, StoredEntry, hash_body, read_entry
from pos.domain.key_due import as_held
from pos.domain.meter import KnownMeter, Meter, Person
from pos.domain.projections import (
    PAPER_POLICY_KEY,
    OperatorRow,
    PaperLanguageRow,
    PaperPolicyRow,
    ShiftRow,
    TariffRow,
)
from pos.store import sql_texts as sql
from pos.store.earlier import SqlEarlierReads
from pos.store.kept_files import KeptFiles
from pos.store.meter_search import METERS, MeterRegistry
from pos.store.print_jobs import PrintJobs
from pos.store.rows import ROW_TABLES
from pos.store.transaction import Transaction
from pos.store.uplink import read_uplink

_ENTRIES_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class Identity:
    """Which journal this is."""

    terminal: str
    incarnation: int


class SqlReads(SqlEarlierReads):
    """A consistent view of the store."""

    def __init__(self, transaction: Transaction, identity: Identity, kept: KeptFiles) -> None:
        super().__init__(transaction)
        self._identity = identity
        self._kept = kept
        self._registry = MeterRegistry(transaction)
        self._print_jobs = PrintJobs(transaction)

    def head(self) -> Head:
        """Return the end of the journal as it is stored, seq 0 for an empty one."""
        return self._head_of(self._last_entry())

    def last_time(self) -> str:
        """Return the time of the newest entry, empty for an empty journal."""
        last = self._last_entry()
        return "" if last is None else read_entry(checked(last).body).time

    def entry(self, seq: int) -> StoredEntry:
        """Return one entry, also an earlier one, its hash checked; JournalDamaged for none."""
        row = self._transaction.first(sql.EARLIER_ENTRY if seq < 0 else sql.ENTRY, {"seq": seq})
        if row is None:
            raise JournalDamaged(seq=seq, why="missing")
        return checked(StoredEntry(*row))

    def entries(self, after: int = 0) -> Iterator[StoredEntry]:
        """Walk the journal in order, each entry's hash checked, at flat memory."""
        # In pages by number, so that an abandoned walk leaves no open query behind.
        while True:
            values = {"after": after, "limit": _ENTRIES_AT_ONCE}
            rows = self._transaction.all(sql.NEXT_ENTRIES, values)
            for row in rows:
                yield checked(StoredEntry(*row))
            if len(rows) < _ENTRIES_AT_ONCE:
                return
            after = rows[-1][0]

    def checkpoints(self, after: int = 0) -> Iterator[Checkpoint]:
        """Walk the signed heads in order."""
        terminal, incarnation = self._identity.terminal, self._identity.incarnation
        while True:
            values = {"after": after, "limit": _ENTRIES_AT_ONCE}
            rows = self._transaction.all(sql.NEXT_CHECKPOINTS, values)
            for seq, digest, signature in rows:
                yield Checkpoint(Head(terminal, incarnation, seq, digest), signature)
            if len(rows) < _ENTRIES_AT_ONCE:
                return
            after = rows[-1][0]

    def last_checkpoint(self) -> Checkpoint | None:
        """Return the newest signed head."""
        row = self._transaction.first(sql.LAST_CHECKPOINT)
        if row is None:
            return None
        seq, digest, signature = row
        head = Head(self._identity.terminal, self._identity.incarnation, seq, digest)
        return Checkpoint(head, signature)

    def uplink(self) -> UplinkState | None:
        """Return what is known of head office, None before enrolment."""
        return read_uplink(self._transaction)

    def open_shift(self) -> ShiftRow | None:
        """Return the one open shift."""
        found = self._transaction.first(sql.OPEN_SHIFT)
        return None if found is None else ShiftRow(*found)

    def operator(self, name: str) -> OperatorRow | None:
        """Return an operator; None for one who was removed."""
        row = self._find(OperatorRow, {"name": name})
        return None if row is None or row.removed else row

    def operators(self) -> tuple[OperatorRow, ...]:
        """Return the operators who may sign in, by name."""
        rows = self._transaction.all(ROW_TABLES[OperatorRow].texts.in_order)
        return tuple(row for row in (OperatorRow(*found) for found in rows) if not row.removed)

    def tariff(self, tariff: str) -> TariffRow | None:
        """Return the newest file of a tariff."""
        return self._find(TariffRow, {"tariff": tariff})

    def tariffs(self) -> tuple[TariffRow, ...]:
        """Return all tariffs by id."""
        rows = self._transaction.all(ROW_TABLES[TariffRow].texts.in_order)
        return tuple(TariffRow(*row) for row in rows)

    def kept_file(self, digest: str) -> bytes:
        """Return an imported file by its SHA-256, checked; StoreDamaged where it is not."""
        return self._kept.read(digest)

    def check_kept_file(self, digest: str) -> None:
        """Read an imported file through, at flat memory; StoreDamaged where it is not as kept."""
        self._kept.check(digest)

    def meter(self, pan: str) -> Meter | None:
        """Return a meter of the registry by its 18 digits, with the key it was moved to here."""
        meter = self._registry.meter(pan)
        return None if meter is None else self._held(meter)

    def meter_as_imported(self, pan: str) -> Meter | None:
        """Return a meter as the registry has it, whatever was moved here since."""
        return self._registry.meter(pan)

    def known_meters(self, pans: Iterable[str]) -> dict[str, KnownMeter]:
        """Return what the registry has of these meters, by number; nothing of unknown ones."""
        return self._registry.known(pans)

    def each_meter(self) -> Iterator[Meter]:
        """Walk the registry by number at flat memory, with the keys meters were moved to here."""
        for row in self.rows_in_order(METERS):
            yield self._held(Meter(*row))

    def person(self, ref: str) -> Person | None:
        """Return a customer, or None for an unknown or forgotten one."""
        return self._registry.person(ref)

    def find_meters(self, text: str, *, limit: int) -> tuple[Meter, ...]:
        """Return meters by number, account, name, address or phone, best first."""
        return tuple(map(self._held, self._registry.find(text, limit)))

    def meters(self, *, limit: int) -> tuple[Meter, ...]:
        """Return the first meters by number."""
        return tuple(map(self._held, self._registry.meters(limit)))

    def print_job(self, job: str) -> PrintJob | None:
        """Return a print job."""
        return self._print_jobs.job(job)

    def printer_memory(self, address: str) -> PrinterMemory | None:
        """Return what a printer was seen to do."""
        return self._print_jobs.memory(address)

    def paper_policy(self) -> PaperPolicyRow | None:
        """Return what is printed without asking, None where nobody said so."""
        return self._find(PaperPolicyRow, {"key": PAPER_POLICY_KEY})

    def paper_language(self, operator: str) -> str:
        """Return the language that was chosen for an operator; empty for none."""
        row = self._find(PaperLanguageRow, {"operator": operator})
        return "" if row is None else row.language

    def waiting_print_jobs(self) -> tuple[PrintJob, ...]:
        """Return the jobs that are queued, sending, blocked or unknown, oldest first."""
        return self._print_jobs.waiting()

    def waiting_printers(self, *, subject: str = "") -> tuple[str, ...]:
        """Return the addresses that such jobs are for."""
        return self._print_jobs.waiting_printers(subject)

    def ready_print_jobs(
        self, printer: str, *, subject: str = "", after: int = 0, limit: int
    ) -> tuple[PrintJob, ...]:
        """Return an address's jobs that are queued or blocked, oldest first."""
        return self._print_jobs.ready(printer, subject, after, limit)

    def sending_print_jobs(self, printer: str) -> tuple[PrintJob, ...]:
        """Return an address's jobs that are being sent."""
        return self._print_jobs.sending(printer)

    def print_jobs_of(self, subject: str) -> tuple[PrintJob, ...]:
        """Return the papers about a sale or a journal entry, oldest first; drawers are none."""
        return self._print_jobs.jobs_of(subject)

    def _held(self, meter: Meter) -> Meter:
        return as_held(meter, self.meter_key(meter.pan))

    def _head_of(self, last: StoredEntry | None) -> Head:
        seq, digest = (0, NO_HASH) if last is None else (last.seq, last.hash)
        return Head(self._identity.terminal, self._identity.incarnation, seq, digest)

    def _last_entry(self) -> StoredEntry | None:
        row = self._transaction.first(sql.LAST_ENTRY)
        return None if row is None else StoredEntry(*row)


def checked(stored: StoredEntry) -> StoredEntry:
    """Return an entry whose bytes are those that were hashed.

    Raises:
        JournalDamaged: they are not; names the entry.
    """
    if hash_body(stored.body) != stored.hash:
        raise JournalDamaged(seq=stored.seq, why="changed")
    return stored
