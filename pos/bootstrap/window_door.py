"""The door of the window: opening a terminal's folder, which takes its time and happens in a job.

Nothing here is imported before the window is on the screen: database and key store are a second's
worth of code on a slow PC.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from pos.app.batch.sell_batch import RowSold, customer_of
from pos.app.journal.ghost_scan import OF_A_START, scan_and_write_down
from pos.app.ports import Ports
from pos.app.selling.quoting import terminal_of
from pos.app.selling.settle import settle
from pos.app.sold.find_sales import MeterStatement
from pos.app.sold.history import SaleStory
from pos.bootstrap.joining import resources_folder
from pos.bootstrap.line import HeadOfficeLine
from pos.bootstrap.paper_line import PaperLine
from pos.bootstrap.sticks import office_file_in, office_files_on, sticks
from pos.bootstrap.terminals import InstalledTerminals
from pos.cli.session import PASSPHRASE_FILE, SECRETS_FOLDER, OpenTerminal, read_secret_file
from pos.cli.terminal.audit import write_audit
from pos.domain.errors import IdentityLocked
from pos.domain.meter import display_number
from pos.keystore.client.agent_client import AgentClient
from pos.presenters.batch.desk import BatchTools, TerminalBatchDesk
from pos.presenters.batch.run_folder import RunFolder
from pos.presenters.cash.desk import CashPaper
from pos.presenters.cash.float_desk import TerminalFloatDesk
from pos.presenters.cash.terminal_desk import TerminalCashDesk
from pos.presenters.codes.desk import TerminalCodesDesk
from pos.presenters.custody.desk import CustodyTools, TerminalCustodyDesk
from pos.presenters.door import Opened
from pos.presenters.history.case_desk import TerminalCaseDesk
from pos.presenters.people.desk import TerminalPeopleDesk
from pos.presenters.people.reset_desk import TerminalPinResetDesk
from pos.presenters.reports.desk import ReportTools, TerminalReportDesk
from pos.presenters.settings.paper_desk import PaperLanguageName, TerminalPaperDesk
from pos.presenters.terminal_desk import DeskTools, TerminalDesk
from pos.receipts.address import printer_must_be_an_address
from pos.receipts.batch_sheet import SheetRow, sheet_documents, sheet_file
from pos.receipts.cash_papers import cash_lines
from pos.receipts.papers import language_for
from pos.receipts.render import Form, render_receipt
from pos.receipts.sale_receipt import SaleReceipt
from pos.receipts.statement import statement_document
from pos.receipts.stationery import Stationery
from printers.render.qr import qr_matrix

RECEIPT_COLUMNS = 42


class TerminalDoor:
    """Implements `Door` on a folder of this machine.

    Args:
        folder: of the terminal.
        exchanged: called in another thread after each exchange with head office, and when a printer
            says something new.

    Attributes:
        example: a meter number to sell to in training, once the door is open.
    """

    def __init__(self, folder: Path, exchanged: Callable[[], None]) -> None:
        self._folder, self._exchanged = folder, exchanged
        self._terminal: OpenTerminal | None = None
        self._lines: tuple[HeadOfficeLine | PaperLine, ...] = ()
        self.example = ""

    def open(self, passphrase: bytes | None) -> Opened:
        """See `Door.open`."""

        def ask(training: bool) -> bytes:  # noqa: FBT001 - `Terminals.open` says so.
            if passphrase is not None:
                return passphrase
            if not training:
                raise IdentityLocked
            return self._training_passphrase()

        # The code that draws QR codes is loaded with its first use, which is better here than
        # between a sale and its code on the screen.
        qr_matrix("0")
        terminal = InstalledTerminals().open(self._folder, ask)
        try:
            settle(terminal.ports)
            scan_and_write_down(terminal.ports, newest=OF_A_START, operator="")
            if terminal.training:
                with terminal.ports.store.read() as reads:
                    meters = reads.meters(limit=1)
                self.example = display_number(meters[0].pan) if meters else ""
            line = HeadOfficeLine(terminal.ports, self._exchanged)
            paper = PaperLine(terminal.ports, self._exchanged)
            opened = self._opened(terminal, line)
        except BaseException:
            terminal.close()
            raise
        self._terminal, self._lines = terminal, (line, paper)
        for each in self._lines:
            each.start()
        return opened

    def close(self) -> None:
        """Give up the lines to head office and printers, store and agent."""
        for line in self._lines:
            line.stop()
        self._lines = ()
        if self._terminal is not None:
            self._terminal.close()
            self._terminal = None

    def _opened(self, terminal: OpenTerminal, line: HeadOfficeLine) -> Opened:
        assert isinstance(terminal.keys, AgentClient)  # noqa: S101 - InstalledTerminals opens no other.
        tools = DeskTools(
            training_meters=terminal.keys,
            receipt_lines=partial(_receipt_lines, terminal.ports, self._folder),
            check_printer=self._check_printer,
            link=line.link,
            training_pin=self._training_pin if terminal.training else _no_pin,
        )
        desk = TerminalDesk(terminal.ports, tools)
        cash = TerminalCashDesk(terminal.ports, partial(_cash_lines, terminal.ports, self._folder))
        tools_of_reports = ReportTools(partial(write_audit, terminal.ports), sticks)
        reports = TerminalReportDesk(terminal.ports, self._folder, tools_of_reports)
        people = TerminalPeopleDesk(terminal.ports)
        codes = TerminalCodesDesk(terminal.ports)
        papers = TerminalPaperDesk(terminal.ports, self._paper_languages())
        tools_of_custody = CustodyTools(sticks, office_files_on, office_file_in)
        custody = TerminalCustodyDesk(terminal.ports, tools_of_custody)
        cases = TerminalCaseDesk(terminal.ports, self._statement_lines)
        lists = self._lists(terminal.ports)
        resets = TerminalPinResetDesk(terminal.ports, sticks)
        facts = desk.facts()
        floats = TerminalFloatDesk(terminal.ports)
        counter = (desk, facts, cash, floats, reports, people, codes)
        return Opened(*counter, papers, custody, cases, resets, lists)

    def _lists(self, ports: Ports) -> TerminalBatchDesk:
        stationery = Stationery(resources_folder(), self._folder)
        tools = BatchTools(RunFolder(self._folder), sticks, partial(_sheet, ports, stationery))
        return TerminalBatchDesk(ports, self._folder, tools)

    def _paper_languages(self) -> tuple[PaperLanguageName, ...]:
        known = Stationery(resources_folder(), self._folder).languages
        return tuple(PaperLanguageName(code, known.of(code).name) for code in known.codes())

    def _statement_lines(self, told: MeterStatement) -> tuple[str, ...]:
        assert self._terminal is not None  # noqa: S101 - whoever asks has it open.
        with self._terminal.ports.store.read() as reads:
            terminal = terminal_of(reads)
            language = language_for(reads, "", Stationery(resources_folder(), self._folder))
        document = statement_document(told, terminal, language)
        return tuple(render_receipt(document, Form.TEXT, RECEIPT_COLUMNS).decode().splitlines())

    def _check_printer(self, address: str) -> None:
        printer_must_be_an_address(address, self._folder)

    def _training_passphrase(self) -> bytes:
        """Return what set-up left in a training terminal."""
        file = self._folder / SECRETS_FOLDER / PASSPHRASE_FILE
        if not file.is_file():
            raise IdentityLocked
        return read_secret_file(file, others_may_read=True)

    def _training_pin(self, name: str) -> bytes | None:
        file = self._folder / SECRETS_FOLDER / f"{Path(name).name}.pin"
        return read_secret_file(file, others_may_read=True) if file.is_file() else None


def _cash_lines(ports: Ports, folder: Path, paper: CashPaper, operator: str) -> tuple[str, ...]:
    with ports.store.read() as reads:
        language = language_for(reads, operator, Stationery(resources_folder(), folder))
    return cash_lines(paper, language)


def _sheet(ports: Ports, stationery: Stationery, sold: Sequence[RowSold]) -> bytes:
    with ports.store.read() as reads:
        terminal = terminal_of(reads)
        language = language_for(reads, "", stationery)
        rows = [
            SheetRow(
                each.row.pan,
                customer_of(reads, each.row.pan),
                each.result.receipt_no,
                each.result.begun.total,
                each.result.tokens,
            )
            for each in sold
        ]
    return sheet_file(sheet_documents(rows, terminal, language), stationery.drawing)


def _no_pin(name: str) -> bytes | None:
    del name
    return None


def _receipt_lines(ports: Ports, folder: Path, story: SaleStory) -> tuple[str, ...]:
    stationery = Stationery(resources_folder(), folder)
    with ports.store.read() as reads:
        language = language_for(reads, story.row.operator, stationery)
    template = stationery.template(story.begun.tariff)
    document = SaleReceipt(story, language, template=template).document()
    return tuple(render_receipt(document, Form.TEXT, RECEIPT_COLUMNS).decode().splitlines())
