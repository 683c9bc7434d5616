"""Looking at everything a terminal needs, and saying what to do about each finding."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pos.app.journal.check_journal import verify_journal
from pos.app.journal.ghost_scan import scan_issues
from pos.app.office.sync_journal import sync_status
from pos.app.office.sync_stop import must_stand_well
from pos.app.paper.print_paper import is_abandoned
from pos.app.ports import Condition, Ports, PrinterReport, PrintState
from pos.app.selling.clock_guard import clock_must_be_plausible
from pos.app.selling.quoting import terminal_of
from pos.domain.errors import (
    DiskFull,
    KeysLocked,
    LeaseEnded,
    LeaseMissing,
    LeaseNotBegun,
    NoOpenShift,
    PosError,
    PrintUnsettled,
)
from pos.domain.errors.storage import GhostVends, PrinterNotReady
from pos.domain.journal import format_time
from pos.domain.meter import display_number

# A day of sales, its receipts and its journal fit into this many times over.
DISK_BYTES_LEAST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        what: short name.
        problem: None where it is well.
        note: more for a person, possibly empty.
    """

    what: str
    problem: PosError | None
    note: str = ""


def examine(ports: Ports, folder: Path) -> Iterator[Finding]:
    """Look at disk, clock, keys, journal, head office, shift, paper and printers, one by one."""
    yield _asked("disk", lambda: _disk_must_have_room(folder))
    yield _asked("clock", lambda: _clock(ports))
    yield _asked("keys", lambda: _keys_must_be_open(ports))
    yield _asked("lease", lambda: _lease_must_hold(ports))
    yield _asked("journal", lambda: f"{verify_journal(ports).entries} entries")
    yield _asked("issues", lambda: _issues_must_agree(ports))
    yield _asked("head office", lambda: _head_office(ports))
    yield _asked("shift", lambda: _shift_must_be_open(ports))
    yield _open_sales(ports)
    yield _paper(ports)
    yield from _printers(ports)


def _asked(what: str, ask: Callable[[], str]) -> Finding:
    try:
        return Finding(what, None, ask())
    except PosError as error:
        return Finding(what, error)


def _disk_must_have_room(folder: Path) -> str:
    free = shutil.disk_usage(folder).free
    if free < DISK_BYTES_LEAST:
        raise DiskFull
    return f"{free // 2**20} MiB free"


def _clock(ports: Ports) -> str:
    now = ports.clock.now()
    with ports.store.read() as reads:
        clock_must_be_plausible(reads, now)
    return format_time(now)


def _keys_must_be_open(ports: Ports) -> str:
    status = ports.keys.status()
    if not status.vending_open:
        raise KeysLocked
    token = ports.keys.key_device.must_answer()
    where = f"in the device {token}" if token else "in the vault"
    return f"{len(status.keys)} keys {where}, {status.tier} tier"


def _lease_must_hold(ports: Ports) -> str:
    lease = ports.keys.status().lease
    if lease is None:
        raise LeaseMissing
    now = format_time(ports.clock.now())
    if now < lease.not_before:
        raise LeaseNotBegun(not_before=lease.not_before, now=now)
    if now >= lease.until:
        raise LeaseEnded(until=lease.until, now=now)
    return f"until {lease.until}"


def _issues_must_agree(ports: Ports) -> str:
    scan = scan_issues(ports)
    if scan.ghosts:
        first = scan.ghosts[0]
        raise GhostVends(found=len(scan.ghosts), kind=first.kind.value, sale=first.sale_id)
    return f"{scan.checked} of the key store, all in the journal"


def _head_office(ports: Ports) -> str:
    with ports.store.read() as reads:
        status = sync_status(reads)
    if not status.joined:
        return "this terminal has joined none"
    must_stand_well(status.stopped)
    told = f"{status.acknowledged} of {status.entries} entries acknowledged"
    return f"{told}, last answer {status.heard_at}" if status.heard_at else told


def _shift_must_be_open(ports: Ports) -> str:
    with ports.store.read() as reads:
        shift = reads.open_shift()
    if shift is None:
        raise NoOpenShift
    return f"shift {shift.shift_no}"


def _open_sales(ports: Ports) -> Finding:
    with ports.store.read() as reads:
        rows = reads.open_sales()
    note = ", ".join(f"{display_number(row.pan)}: {row.sale_id}" for row in rows)
    return Finding("open sales", None, f"resume or cancel {note}" if rows else "none")


def _paper(ports: Ports) -> Finding:
    with ports.store.read() as reads:
        jobs = reads.waiting_print_jobs()
    unknown = [
        job.job for job in jobs if job.state is PrintState.UNKNOWN or is_abandoned(ports, job)
    ]
    if unknown:
        return Finding("paper", PrintUnsettled(jobs=", ".join(unknown)))
    places = Counter(f"{job.state.value} for {job.printer}" for job in jobs)
    note = ", ".join(f"{number} {place}" for place, number in places.items())
    return Finding("paper", None, note or "nothing waits")


def _printers(ports: Ports) -> Iterator[Finding]:
    """Ask the terminal's own and those that papers wait for; each is given a few seconds."""
    with ports.store.read() as reads:
        named = (terminal_of(reads).printer, *reads.waiting_printers())
    printers = tuple(dict.fromkeys(" ".join(named).split()))
    for printer in printers:
        ports.receipts.look(printer)
    said = {report.address: report for report in ports.receipts.reports(" ".join(printers))}
    for printer in printers:
        yield _printer(printer, said.get(printer))


def _printer(printer: str, report: PrinterReport | None) -> Finding:
    if report is None:
        return Finding("printer", None, f"{printer}: at work, or cannot be asked")
    words = " ".join(report.texts)
    if report.condition in (Condition.FAULT, Condition.UNREACHABLE):
        return Finding("printer", PrinterNotReady(printer=printer, said=words))
    return Finding("printer", None, f"{printer}: {words}")
