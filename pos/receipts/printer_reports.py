"""What printers say of themselves, in words, as it was last heard."""

import threading
import time
from collections.abc import Callable, Iterable

from pos.app.ports import Condition, PrinterReport, Store
from pos.receipts.printer_texts import BUSY, UNREACHABLE, status_texts
from printers.conversation import ask_printer
from printers.errors import PrinterError, PrinterUnreachable
from printers.outcome import Delivery, Outcome
from printers.status import Fault, PrinterStatus
from printers.transport.opening import Opener


def look_at(store: Store, address: str, opener: Opener) -> PrinterReport:
    """Ask a printer how it is, unless somebody is printing on it; nothing is printed.

    Args:
        store: owns the printer's lock.
    """
    with store.spool_lock(address) as is_owner:
        if not is_owner:
            return PrinterReport(address, Condition.BUSY, (), (BUSY,))
        try:
            status = ask_printer(opener("status", ""), time.monotonic)
        except PrinterError:
            return PrinterReport(address, Condition.UNREACHABLE, (), (UNREACHABLE,))
    return report_of_status(address, status)


def report_of_status(address: str, status: PrinterStatus | None) -> PrinterReport:
    """Return a report about a printer that said this, or that cannot say anything."""
    texts = status_texts(status)
    if status is None:
        return PrinterReport(address, Condition.CANNOT_SAY, (), texts)
    faults = tuple(fault.value for fault in Fault if fault in status.faults)
    if faults:
        return PrinterReport(address, Condition.FAULT, faults, texts)
    condition = Condition.NEAR_END if status.is_paper_near_end else Condition.READY
    return PrinterReport(address, condition, (), texts)


def report_of_attempt(address: str, delivery: Delivery) -> PrinterReport:
    """Return a report about a printer that was just sent something."""
    if isinstance(delivery.error, PrinterUnreachable):
        return PrinterReport(address, Condition.UNREACHABLE, (), (UNREACHABLE,))
    if delivery.outcome is Outcome.HANDED_OVER and not delivery.capabilities.answers_status:
        return report_of_status(address, None)
    if delivery.outcome in (Outcome.BLOCKED, Outcome.UNKNOWN) and not delivery.status.faults:
        # It broke off, or stays silent, without a word of why.
        return report_of_status(address, PrinterStatus(frozenset({Fault.NOT_ANSWERING})))
    return report_of_status(address, delivery.status)


class PrinterBoard:
    """The newest report of each printer; may be used by several threads."""

    def __init__(self) -> None:
        self._reports: dict[str, PrinterReport] = {}
        self._lock = threading.Lock()
        self._changed: Callable[[], None] | None = None

    def tell(self, changed: Callable[[], None]) -> None:
        """Have a call made whenever a report differs from the one before."""
        self._changed = changed

    def put(self, report: PrinterReport) -> None:
        """Keep a report."""
        with self._lock:
            is_new = self._reports.get(report.address) != report
            self._reports[report.address] = report
        if is_new and self._changed is not None:
            self._changed()

    def of(self, addresses: Iterable[str]) -> tuple[PrinterReport, ...]:
        """Return the reports of these printers, as far as there are any."""
        with self._lock:
            found = (self._reports.get(address) for address in addresses)
            return tuple(report for report in found if report is not None)
