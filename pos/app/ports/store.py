"""A terminal's database, as the use cases need it."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from pos.app.ports.cash import CashReads
from pos.app.ports.downlink import DownlinkReads, KnownStanding
from pos.app.ports.printing import PrinterMemory, PrintJob, PrintState
from pos.app.ports.uplink import UplinkState
from pos.domain.entries import AnyPayload
from pos.domain.journal import Checkpoint, Head, StoredEntry
from pos.domain.meter import KnownMeter, Meter, Person
from pos.domain.projections import (
    CaseRow,
    FloatDayRow,
    MeterMonthRow,
    OperatorRow,
    PaperPolicyRow,
    RegisterRow,
    RowsBefore,
    SaleRow,
    TariffRow,
    VendingKeyRow,
)
from pos.wire.texts import TextWish


class Reads(RowsBefore, CashReads, DownlinkReads, Protocol):
    """Consistent reading of a terminal's store."""

    def head(self) -> Head:
        """Return the end of the journal, seq 0 for an empty one."""

    def last_time(self) -> str:
        """Return the time of the newest entry, empty for an empty journal."""

    def entry(self, seq: int) -> StoredEntry:
        """Return one entry; JournalDamaged where there is none."""

    def entries(self, after: int = 0) -> Iterator[StoredEntry]:
        """Walk the journal in order, at flat memory."""

    def earlier_entries(self) -> Iterator[StoredEntry]:
        """Walk the entries of earlier incarnations, numbered up to -1, in order; unchecked."""

    def checkpoints(self, after: int = 0) -> Iterator[Checkpoint]:
        """Walk the signed heads in order."""

    def newest_meter_month(self, pan: str) -> MeterMonthRow | None:
        """Return the newest month in which a meter bought, None for one that never did."""

    def last_checkpoint(self) -> Checkpoint | None:
        """Return the newest signed head."""

    def uplink(self) -> UplinkState | None:
        """Return what is known of head office, None before enrolment."""

    def open_sales(self) -> tuple[SaleRow, ...]:
        """Return all sales without an end, oldest first."""

    def open_sale_of(self, pan: str) -> SaleRow | None:
        """Return the unsettled sale of a meter."""

    def sales(self, *, limit: int, before_seq: int | None = None) -> tuple[SaleRow, ...]:
        """Return the newest sales, newest first, begun before an entry number."""

    def sales_of(
        self, pan: str, *, limit: int, before_seq: int | None = None
    ) -> tuple[SaleRow, ...]:
        """Return the newest sales of one meter, newest first, begun before an entry number."""

    def float_days(self) -> tuple[FloatDayRow, ...]:
        """Return what happened to the float, day by day, oldest first."""

    def sale_with_receipt(self, receipt_no: str) -> SaleRow | None:
        """Return a sale by its receipt number."""

    def sales_over(self, total: int, *, limit: int) -> tuple[SaleRow, ...]:
        """Return the newest sales of just this amount, newest first."""

    def sales_with_code(self, ending: str, *, limit: int) -> tuple[SaleRow, ...]:
        """Return sales one of whose codes ends with at least four digits, newest first.

        Sales whose last code ends so come before those whose other codes do.
        """

    def cases(self, *, limit: int, only_open: bool = False) -> tuple[CaseRow, ...]:
        """Return the newest cases, newest first."""

    def case_of(self, sale_id: str) -> CaseRow | None:
        """Return the case of a sale."""

    def sales_by_issue(self, after: int) -> Iterator[SaleRow]:
        """Walk what this incarnation's agent issued behind a number, in order."""

    def last_issue_no(self) -> int:
        """Return the highest issue number that the journal holds, 0 for none."""

    def operator(self, name: str) -> OperatorRow | None:
        """Return an operator; None for one who was removed."""

    def operators(self) -> tuple[OperatorRow, ...]:
        """Return the operators who may sign in, by name."""

    def tariff(self, tariff: str) -> TariffRow | None:
        """Return the newest file of a tariff."""

    def tariffs(self) -> tuple[TariffRow, ...]:
        """Return all tariffs by id."""

    def kept_file(self, digest: str) -> bytes:
        """Return an imported file by its SHA-256, checked."""

    def check_kept_file(self, digest: str) -> None:
        """Read an imported file through, at flat memory; StoreDamaged where it is not as kept."""

    def meter(self, pan: str) -> Meter | None:
        """Return a meter of the registry by its 18 digits, with the key it was moved to here."""

    def meter_as_imported(self, pan: str) -> Meter | None:
        """Return a meter as the registry has it, whatever was moved here since."""

    def known_meters(self, pans: Iterable[str]) -> dict[str, KnownMeter]:
        """Return what the registry has of these meters, by number; nothing of unknown ones."""

    def each_meter(self) -> Iterator[Meter]:
        """Walk the registry by number at flat memory, with the keys meters were moved to here."""

    def vending_keys(self) -> tuple[VendingKeyRow, ...]:
        """Return the vending keys that the journal knows, by supply group and revision."""

    def register_lines(self, start: str, end: str) -> tuple[RegisterRow, ...]:
        """Return what was asked for in a period besides plain sales, in order of time."""

    def person(self, ref: str) -> Person | None:
        """Return a customer, or None for an unknown or forgotten one."""

    def find_meters(self, text: str, *, limit: int) -> tuple[Meter, ...]:
        """Return meters by number, account, name, address or phone, best first."""

    def meters(self, *, limit: int) -> tuple[Meter, ...]:
        """Return the first meters by number."""

    def print_job(self, job: str) -> PrintJob | None:
        """Return a print job."""

    def printer_memory(self, address: str) -> PrinterMemory | None:
        """Return what a printer was seen to do."""

    def paper_policy(self) -> PaperPolicyRow | None:
        """Return what is printed without asking, None where nobody said so."""

    def paper_language(self, operator: str) -> str:
        """Return the language chosen for an operator, or the terminal by no name; empty: none."""

    def waiting_print_jobs(self) -> tuple[PrintJob, ...]:
        """Return the jobs that are queued, sending, blocked or unknown, oldest first.

        A drawer that was not opened, or perhaps not, waits for nobody.
        """

    def waiting_printers(self, *, subject: str = "") -> tuple[str, ...]:
        """Return the addresses that such jobs are for; only of those about a subject, if given."""

    def ready_print_jobs(
        self, printer: str, *, subject: str = "", after: int = 0, limit: int
    ) -> tuple[PrintJob, ...]:
        """Return an address's jobs that are queued or blocked, oldest first.

        Args:
            subject: only those about this; empty for any.
            after: only those with a higher number.
            limit: at most that many.
        """

    def sending_print_jobs(self, printer: str) -> tuple[PrintJob, ...]:
        """Return an address's jobs that are being sent, or were when their process died."""

    def print_jobs_of(self, subject: str) -> tuple[PrintJob, ...]:
        """Return the papers about a sale or a journal entry, oldest first; drawers are none."""


class UnitOfWork(Reads, Protocol):
    """One write transaction (`BEGIN IMMEDIATE`): all of it becomes durable, or none."""

    def append(self, payload: AnyPayload, *, operator: str) -> StoredEntry:
        """Add an entry, chained to the head read inside this transaction, and its projections."""

    def queue_print(self, job: PrintJob) -> None:
        """Add a print job in state queued."""

    def claim_print(self, job: str) -> PrintJob:
        """Set a job to sending, count the attempt and return it; PrintJobUnknown."""

    def remember_printer(self, address: str, memory: PrinterMemory) -> None:
        """Keep what a printer was seen to do."""

    def readdress_prints(self, before: str, after: str) -> None:
        """Give the jobs that are queued or blocked for one address to another."""

    def move_print(self, job: str, state: PrintState) -> None:
        """Set a job's state."""

    def add_checkpoint(self, checkpoint: Checkpoint) -> None:
        """Keep a signed head; the same one again changes nothing."""

    def set_uplink(self, state: UplinkState) -> None:
        """Replace what is known of head office."""

    def keep_file(self, content: bytes | Iterable[bytes]) -> str:
        """Keep an imported file (durable before this returns) and return its SHA-256 as hex."""

    def put_meters(self, meters: Iterable[Meter], people: Iterable[Person]) -> int:
        """Add or replace meters and customers at flat memory; return how many meters."""

    def put_standings(self, standings: Iterable[KnownStanding]) -> None:
        """Add or replace what head office knew of meters."""

    def put_text_wish(self, wish: TextWish) -> None:
        """Keep a number until head office has it; a newer one for the same sale replaces it."""

    def drop_text_wish(self, wish: TextWish) -> None:
        """Forget a number; a newer one for the same sale stays."""

    def forget_person(self, ref: str) -> None:
        """Erase a customer and the words they are found by; nothing for an unknown one."""

    def commit(self) -> None:
        """Make everything durable; after it returns a power cut loses nothing."""


class Store(Protocol):
    """A terminal's database."""

    def read(self) -> AbstractContextManager[Reads]:
        """Open a consistent view; it blocks nobody."""

    def write(self) -> AbstractContextManager[UnitOfWork]:
        """Open the one write transaction; leaving it without commit rolls back.

        Raises:
            StoreBusy: another process held it for too long.
        """

    def sale_lock(self, sale_id: str) -> AbstractContextManager[None]:
        """Hold a sale from step A to C; dies with the process.

        Raises:
            SaleInProgress: another process holds it.
        """

    def spool_lock(self, printer: str) -> AbstractContextManager[bool]:
        """Try to own a printer and its jobs; the value says whether this process does."""

    def sync_lock(self) -> AbstractContextManager[bool]:
        """Try to own the line to head office; the value says whether this process does."""

    def check_pages(self) -> None:
        """Read every page of the database.

        Raises:
            StoreDamaged: names the first page that is not what was written.
        """

    def rebuild(self) -> int:
        """Recompute all projections from the journal and compare; return the entries read.

        Raises:
            ProjectionsDiffer: names the first difference; nothing is changed.
        """

    def close(self) -> None:
        """Release everything."""
