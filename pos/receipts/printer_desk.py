"""Asking printers how they are, trying them and opening drawers, apart from any receipt."""

import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pos.app.ports import PrinterMemory, PrintState, Store
from pos.app.quoting import terminal_of
from pos.receipts.address import parse_printers
from pos.receipts.papers import language_for
from pos.receipts.printer_texts import BUSY, UNREACHABLE, status_texts
from pos.receipts.stationery import Stationery
from pos.receipts.trial_page import TrialPage
from printers.commands import process_id_for
from printers.conversation import ask_printer
from printers.delivery import deliver
from printers.errors import PrinterError
from printers.outcome import Capabilities
from printers.profiles import EPSON
from printers.render.escpos import drawer_kick
from printers.render.job import Rendered, render_job
from printers.spool import state_after
from printers.status import Fault
from printers.transport.opening import Opener
from printers.url import PrinterAddress

_NO_TARIFF = ""
DRAWER_PIN = 2


class Condition(StrEnum):
    """How a printer is."""

    READY = "ready"
    NEAR_END = "near_end"
    FAULT = "fault"
    UNREACHABLE = "unreachable"
    CANNOT_SAY = "cannot_say"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class PrinterReport:
    """What was found out about one printer.

    Attributes:
        address: its address.
        condition: in one word.
        faults: why it does not print.
        texts: sentences for a person, untranslated, in the context of printer_texts.
    """

    address: str
    condition: Condition
    faults: tuple[Fault, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attempted:
    """What became of a test page or of a drawer's kick.

    Attributes:
        address: the printer.
        state: as of a print job; blocked where the printer was at work.
        texts: sentences for a person about the printer; empty if all went well.
    """

    address: str
    state: PrintState
    texts: tuple[str, ...]


class PrinterDesk:
    """Talks with the printers of one terminal; a printer at work is left alone.

    Args:
        store: owns the lock of the print queue.
        stationery: templates and fonts.
        kept: folder in which the virtual printer keeps what it printed.
    """

    def __init__(self, store: Store, stationery: Stationery, kept: Path) -> None:
        self._store = store
        self._stationery = stationery
        self._kept = kept

    def status(self, printers: str) -> tuple[PrinterReport, ...]:
        """Ask one or two printers how they are; nothing is printed.

        Raises:
            PrinterError: not addresses.
        """
        return tuple(self._status_of(name, one) for name, one in parse_printers(printers))

    def _status_of(self, name: str, address: PrinterAddress) -> PrinterReport:
        with self._store.spool_lock(name) as is_owner:
            if not is_owner:
                return PrinterReport(name, Condition.BUSY, (), (BUSY,))
            return self._asked(name, Opener(address, self._kept))

    def try_out(self, address: str, *, now: str) -> Attempted:
        """Print a test page.

        Args:
            address: one printer.
            now: time in the journal's form.

        Raises:
            PrinterError: not an address.
        """
        ((name, parsed), *_) = parse_printers(address)
        with self._store.read() as reads:
            terminal = terminal_of(reads)
            language = language_for(reads, "", self._stationery)
        page = TrialPage(
            name,
            parsed.paper,
            terminal,
            language,
            now=now,
            template=self._stationery.template(_NO_TARIFF),
        )
        rendered = render_job(page.document(), parsed.paper, EPSON, self._stationery.drawing)
        return self._attempt(name, parsed, rendered, "test")

    def kick_drawer(self, printers: str, *, pin: int = DRAWER_PIN) -> Attempted:
        """Open the cash drawer that hangs on the first of the printers, now or not at all.

        Nothing is queued, so no drawer flies open later. Why it was opened is for the caller to
        write into the journal before.

        Args:
            printers: one or two addresses.
            pin: pin of the drawer's connector, 2 or 5.

        Raises:
            PrinterError: not addresses.
        """
        ((name, parsed), *_) = parse_printers(printers)
        return self._attempt(name, parsed, Rendered(drawer_kick(EPSON, pin), "", 0), "drawer")

    def _attempt(
        self, name: str, address: PrinterAddress, rendered: Rendered, title: str
    ) -> Attempted:
        number = time.time_ns()
        with self._store.spool_lock(name) as is_owner:
            if not is_owner:
                return Attempted(name, PrintState.BLOCKED, (BUSY,))
            with self._store.read() as reads:
                memory = reads.printer_memory(name) or PrinterMemory()
            try:
                transport = Opener(address, self._kept)(f"{title}-{number}", rendered.text)
            except PrinterError:
                return Attempted(name, PrintState.BLOCKED, (UNREACHABLE,))
            delivery = deliver(
                rendered.data,
                transport,
                Capabilities(memory.answers_status, memory.confirms, memory.fences),
                time.monotonic,
                process_id=process_id_for(number, 1),
            )
        texts = status_texts(delivery.status) if delivery.status.faults else ()
        return Attempted(name, PrintState(state_after(delivery.outcome).value), texts)

    def _asked(self, address: str, opener: Opener) -> PrinterReport:
        try:
            status = ask_printer(opener("status", ""), time.monotonic)
        except PrinterError:
            return PrinterReport(address, Condition.UNREACHABLE, (), (UNREACHABLE,))
        texts = status_texts(status)
        if status is None:
            return PrinterReport(address, Condition.CANNOT_SAY, (), texts)
        faults = tuple(fault for fault in Fault if fault in status.faults)
        if faults:
            return PrinterReport(address, Condition.FAULT, faults, texts)
        condition = Condition.NEAR_END if status.is_paper_near_end else Condition.READY
        return PrinterReport(address, condition, (), texts)
