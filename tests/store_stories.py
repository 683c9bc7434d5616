"""A real store in a folder, and what a terminal writes into it, for tests."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pos.app.ports import PrintJob, PrintKind, PrintState, UnitOfWork
from pos.domain.entries import (
    MetersImported,
    OperatorAdded,
    SaleBegun,
    SaleCancelled,
    SaleCommitted,
    ShiftOpened,
    TerminalCreated,
)
from pos.domain.meter import Meter, Person
from pos.store.store import SqlStore
from pos.sts.identifiers import IIN_OF_SHORT_DRN, luhn_check_digit
from pos.wire.registry_file import write_registry
from tests.builders import a_sale_begun, a_token, an_issue

STORE_KEY = bytes(range(32))
TERMINAL = "T1"


@dataclass(slots=True)
class TickingClock:
    """Each look is a second later."""

    seconds: int = 0

    def now(self) -> datetime:
        """Return the next second."""
        self.seconds += 1
        return datetime(2026, 11, 22, 8, tzinfo=UTC) + timedelta(seconds=self.seconds)


def new_store(folder: Path) -> SqlStore:
    """Make an empty store."""
    return SqlStore.create(folder, STORE_KEY, TickingClock(), terminal=TERMINAL)


def reopened(folder: Path) -> SqlStore:
    """Open a store that was made before."""
    return SqlStore.open(folder, STORE_KEY, TickingClock())


def open_for_business(work: UnitOfWork) -> None:
    """Write the first entries of a terminal: itself, an operator, a shift."""
    created = TerminalCreated(
        terminal=TERMINAL, currency="ZAR", training=True, time_zone="UTC", device_key="00" * 32
    )
    work.append(created, operator="")
    work.append(OperatorAdded(name="agent", role="agent"), operator="")
    work.append(ShiftOpened(shift_no=1, opening_float=0), operator="agent")


def store_for_business(folder: Path) -> SqlStore:
    """Make a store with a terminal, an operator and an open shift."""
    store = new_store(folder)
    with store.write() as work:
        open_for_business(work)
        work.commit()
    return store


def sale_id(number: int) -> str:
    """Return the id of a test's sale."""
    return f"00000000-0000-4000-8000-{number:012d}"


def pan(number: int) -> str:
    """Return a meter number with good check digits."""
    drn = f"01{number:08d}"
    body = f"{IIN_OF_SHORT_DRN}{drn}{luhn_check_digit(drn)}"
    return f"{body}{luhn_check_digit(body)}"


def a_meter(number: int, person_ref: str = "") -> Meter:
    """Return a meter of the training group."""
    return Meter(
        pan=pan(number),
        sgc="990011",
        krn=1,
        tariff_index="01",
        key_type=2,
        ea="11",
        tct="02",
        tariff="training",
        arrears=0,
        status="active",
        person_ref=person_ref,
    )


def a_person(ref: str, name: str = "Amina Diallo", phone: str = "+27 82 123 4567") -> Person:
    """Return a customer whose account is `A-` and their handle."""
    return Person(ref, f"A-{ref}", name, "12 Baobab Street", phone, "")


def begin(work: UnitOfWork, number: int) -> SaleBegun:
    """Write step A of a sale of the meter with the same number."""
    begun = a_sale_begun(sale_id=sale_id(number), meter=a_meter(number).keyed())
    work.append(begun, operator="agent")
    return begun


def commit_sale(work: UnitOfWork, number: int, *, issue_no: int | None = None) -> None:
    """Write step C of a sale, with its print job."""
    terminal = work.terminal()
    assert terminal is not None
    issue = an_issue(
        issue_no=number if issue_no is None else issue_no,
        sale_id=sale_id(number),
        tokens=(a_token(digits=f"{number:020d}"),),
    )
    receipt = f"{TERMINAL}-1-{terminal.receipts + 1:06d}"
    work.append(
        SaleCommitted(sale_id=sale_id(number), receipt_no=receipt, issue=issue), operator="agent"
    )
    work.queue_print(a_print_job(number))


def cancel_sale(work: UnitOfWork, number: int) -> None:
    """Write that a sale was cancelled."""
    work.append(SaleCancelled(sale_id=sale_id(number), reason="operator"), operator="agent")


def a_print_job(number: int, copy: int = 0) -> PrintJob:
    """Return the print job of a test's sale."""
    return PrintJob(
        job=f"job-{number}-{copy}",
        kind=PrintKind.RECEIPT,
        subject=sale_id(number),
        copy=copy,
        printer="virtual:",
        state=PrintState.QUEUED,
        queued_at="2026-11-22T08:00:00.000Z",
        queued_by="agent",
    )


def sell(store: SqlStore, number: int) -> None:
    """Write a whole sale in two transactions, as the use case does."""
    with store.write() as work:
        begin(work, number)
        work.commit()
    with store.write() as work:
        commit_sale(work, number)
        work.commit()


def import_meters(work: UnitOfWork, meters: list[Meter], people: list[Person]) -> None:
    """Take in a registry, as the use case does."""
    digest = work.keep_file(write_registry(meters))
    rows = work.put_meters(meters, people)
    work.append(MetersImported(digest=digest, rows=rows), operator="")
