"""Asking printers how they are and what they can do, and trying them, apart from any paper."""

import time
from dataclasses import dataclass
from pathlib import Path

from pos.app.ports import Condition, PrinterMemory, PrinterReport, PrintState, Store
from pos.app.selling.quoting import terminal_of
from pos.receipts.address import parse_printers
from pos.receipts.papers import language_for
from pos.receipts.printer_reports import look_at, report_of_status
from pos.receipts.printer_texts import BUSY, UNREACHABLE, status_texts
from pos.receipts.stationery import NO_TARIFF, Stationery
from pos.receipts.trial_page import TrialPage
from printers.commands import process_id_for
from printers.errors import PrinterError, PrinterUnreachable
from printers.once import print_once
from printers.outcome import Capabilities
from printers.probe import probe
from printers.spool import state_after
from printers.transport.opening import Opener


@dataclass(frozen=True, slots=True)
class Attempted:
    """What became of a test page.

    Attributes:
        address: the printer.
        state: as of a print job; blocked where the printer was at work.
        texts: sentences for a person about the printer; empty if all went well.
    """

    address: str
    state: PrintState
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Probed:
    """What a printer said of itself, and what it can do; nothing known where it was not reached."""

    report: PrinterReport
    memory: PrinterMemory


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
        return tuple(
            look_at(self._store, name, Opener(one, self._kept))
            for name, one in parse_printers(printers)
        )

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
            template=self._stationery.template(NO_TARIFF),
        )
        with self._store.spool_lock(name) as is_owner:
            if not is_owner:
                return Attempted(name, PrintState.BLOCKED, (BUSY,))
            drawing = self._stationery.drawing
            delivery = print_once(
                page.document(), name, drawing=drawing, kept=self._kept, title="test"
            )
            if isinstance(delivery.error, PrinterUnreachable):
                return Attempted(name, PrintState.BLOCKED, (UNREACHABLE,))
            # What it can do may have changed since it was met first.
            self._remember(name, delivery.capabilities)
        texts = status_texts(delivery.status) if delivery.status.faults else ()
        return Attempted(name, PrintState(state_after(delivery.outcome).value), texts)

    def probe(self, address: str) -> Probed:
        """Find out what a printer can do, without paper, and remember it.

        Args:
            address: one printer.

        Raises:
            PrinterError: not an address.
        """
        ((name, parsed), *_) = parse_printers(address)
        with self._store.spool_lock(name) as is_owner:
            if not is_owner:
                return Probed(PrinterReport(name, Condition.BUSY, (), (BUSY,)), PrinterMemory())
            try:
                transport = Opener(parsed, self._kept)("probe", "")
                found = probe(
                    transport, time.monotonic, process_id=process_id_for(time.time_ns(), 1)
                )
            except PrinterError:
                unreachable = PrinterReport(name, Condition.UNREACHABLE, (), (UNREACHABLE,))
                return Probed(unreachable, PrinterMemory())
            memory = self._remember(name, found.capabilities)
        return Probed(report_of_status(name, found.status), memory)

    def _remember(self, name: str, learnt: Capabilities) -> PrinterMemory:
        memory = PrinterMemory(learnt.answers_status, learnt.confirms, learnt.fences)
        with self._store.write() as work:
            work.remember_printer(name, memory)
            work.commit()
        return memory
