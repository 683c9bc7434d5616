"""What the use cases need from the world. Adapters stand in the row above; bootstrap joins them.

Every method may raise the errors of `pos.domain.errors`; no library's own exception crosses a port.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from pos.app.ports.cash import (
    CashReads,
    Quarters,
    SalesColumn,
    SalesSum,
    TenderSum,
    TimeSum,
)
from pos.app.ports.key_status import KeyStatus
from pos.app.ports.keys import (
    AgentStatus,
    Issued,
    LeaseStatus,
    SecurityModule,
    SecurityModuleSetup,
    Tombstone,
)
from pos.app.ports.people import People
from pos.app.ports.printing import (
    Condition,
    PrinterMemory,
    PrinterReport,
    PrintJob,
    PrintKind,
    PrintState,
)
from pos.app.ports.store import Reads, Store, UnitOfWork
from pos.app.ports.uplink import UplinkState

__all__ = [
    "AgentStatus",
    "CashReads",
    "Clock",
    "Condition",
    "Issued",
    "KeyStatus",
    "LeaseStatus",
    "People",
    "Ports",
    "PrintJob",
    "PrintKind",
    "PrintState",
    "PrinterMemory",
    "PrinterReport",
    "Quarters",
    "Reads",
    "ReceiptQueue",
    "SalesColumn",
    "SalesSum",
    "SecurityModule",
    "SecurityModuleSetup",
    "Store",
    "TenderSum",
    "TimeSum",
    "Tombstone",
    "UnitOfWork",
    "UplinkState",
]


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present moment, aware, UTC."""


class ReceiptQueue(Protocol):
    """Carries queued receipts to their printers."""

    def work_off(self, *, first: str | None = None) -> None:
        """Send what waits; never raises for a printer's failure.

        Args:
            first: subject whose jobs go first; then older ones only as far as nobody has to wait.
        """

    def look(self, printers: str) -> None:
        """Ask printers how they are, unless they are at work; prints nothing, never raises.

        Args:
            printers: one or two addresses.
        """

    def reports(self, printers: str) -> tuple[PrinterReport, ...]:
        """Return what this process last heard of printers; nothing of those it never heard of."""

    def tell(self, changed: Callable[[], None]) -> None:
        """Have a call made, in any thread, whenever `reports` changes."""


@dataclass(frozen=True, slots=True)
class Ports:
    """Everything a use case may reach."""

    store: Store
    keys: SecurityModule
    clock: Clock
    receipts: ReceiptQueue
    new_id: Callable[[], str]
