"""A till whose window is replaced by its presenters, on a real terminal, for tests."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from pos.app.batch.sell_batch import RowSold
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Clock, Ports, Reads
from pos.app.selling.quoting import terminal_of
from pos.app.sold.find_sales import MeterStatement
from pos.bootstrap.sticks import office_file_in, office_files_on
from pos.cli.terminal.audit import write_audit
from pos.domain.errors import AgentUnreachable, PosError
from pos.domain.meter import display_number
from pos.domain.operator import Role
from pos.keystore.agent.agent import KeyAgent
from pos.presenters.batch.desk import BatchTools, TerminalBatchDesk
from pos.presenters.batch.run_folder import RunFolder
from pos.presenters.cash.float_desk import TerminalFloatDesk
from pos.presenters.cash.terminal_desk import TerminalCashDesk
from pos.presenters.codes.desk import TerminalCodesDesk
from pos.presenters.custody.desk import CustodyTools, TerminalCustodyDesk
from pos.presenters.desk import Desk, LinkStatus
from pos.presenters.door import Opened
from pos.presenters.formatting import FixedFormatter
from pos.presenters.history.case_desk import TerminalCaseDesk
from pos.presenters.jobs import InlineJobs, Job, JobRunner
from pos.presenters.manner import Manner
from pos.presenters.people.desk import TerminalPeopleDesk
from pos.presenters.people.reset_desk import TerminalPinResetDesk
from pos.presenters.reports.desk import ReportTools, TerminalReportDesk
from pos.presenters.sale.board import SaleSetting
from pos.presenters.sale.presenter import SalePresenter
from pos.presenters.sale.state import Notice, SaleViewState, Step
from pos.presenters.second_signing import SecondSigning
from pos.presenters.settings.paper_desk import PaperLanguageName, TerminalPaperDesk
from pos.presenters.terminal_desk import DeskTools, TerminalDesk, link_without_worker
from pos.receipts.address import printer_must_be_an_address
from pos.receipts.cash_papers import cash_lines
from pos.receipts.languages import ENGLISH, PaperLanguages
from pos.receipts.render import Form, render_receipt
from pos.receipts.sale_receipt import SaleReceipt
from pos.receipts.statement import statement_document
from tests import terminal_stories as story

AGENT = SignedIn("agent", Role.AGENT)
SUPERVISOR = SignedIn("supervisor", Role.SUPERVISOR)
TECHNICIAN = SignedIn("technician", Role.TECHNICIAN)
MANNER = Manner(FixedFormatter(), ZoneInfo("Africa/Johannesburg"))


def dies(*_: object) -> NoReturn:
    """Stand in for a call to a key agent that is gone."""
    raise AgentUnreachable(why="closed")


class HeldJobs:
    """Keeps jobs until a test lets them run, so that it decides what comes back when."""

    def __init__(self) -> None:
        self.waiting: list[_HeldJob] = []

    def run(
        self,
        work: Callable[[], Any],
        *,
        done: Callable[[Any], None],
        failed: Callable[[PosError], None],
    ) -> Job:
        """Keep the work."""
        job = _HeldJob(work, done, failed)
        self.waiting.append(job)
        return job

    def let(self, place: int = 0) -> None:
        """Run the job at a place of the queue."""
        self.waiting.pop(place).run()

    def let_all(self) -> None:
        """Run everything, and what comes of it."""
        while self.waiting:
            self.let()


@dataclass
class _HeldJob:
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[PosError], None]
    is_cancelled: bool = False

    def cancel(self) -> None:
        self.is_cancelled = True

    def run(self) -> None:
        if self.is_cancelled:
            return
        try:
            result = self.work()
        except PosError as error:
            if not self.is_cancelled:
                self.failed(error)
        else:
            if not self.is_cancelled:
                self.done(result)


@dataclass
class Milliseconds:
    """A clock that moves when a test says so."""

    now: int = 1_000

    def __call__(self) -> int:
        """Return the time."""
        return self.now


@dataclass
class Till:
    """A sale screen without a window.

    Attributes:
        signing: asks a supervisor about what the operator may not do alone.
        seen: every state that was rendered, oldest first.
    """

    folder: Path
    ports: Ports
    desk: Desk
    sale: SalePresenter
    clock: Milliseconds
    signing: SecondSigning
    seen: list[SaleViewState] = field(default_factory=list)

    @property
    def state(self) -> SaleViewState:
        """What the screen shows."""
        return self.sale.state

    def step(self) -> Step:
        """Where the sale stands on the screen."""
        return self.sale.state.step

    def problem(self) -> str:
        """Return the code in the strip, empty for none."""
        problem = self.sale.state.problem
        return "" if problem is None else problem.code

    def question(self) -> str:
        """Return what is asked, in English; empty for nothing."""
        return self.sale.state.question.english()

    def can_undo(self) -> bool:
        """Whether a cleared sale can be brought back."""
        return self.sale.state.can_undo

    def meter_notice(self) -> Notice | None:
        """What stands under the meter field."""
        return self.sale.state.meter.notice

    def amount_notice(self) -> Notice | None:
        """What stands under the amount field."""
        return self.sale.state.amount.notice

    def meters(self, count: int = 1) -> list[str]:
        """Return the PANs of meters that may buy."""
        with self.ports.store.read() as reads:
            return story.pans_of(reads, count)

    def number(self, place: int = 0) -> str:
        """Return a meter's number as it is typed."""
        return display_number(self.meters(place + 1)[place])

    def type_meter(self, number: str) -> None:
        """Type a meter's number key by key."""
        for length in range(1, len(number) + 1):
            self.sale.meter_text_changed(number[:length])

    def sell(self, amount: str = "50", cash: str = "100", number: str = "") -> None:
        """Make a sale by keyboard, up to its code."""
        self.type_meter(number or self.number())
        self.sale.enter()
        self.press_amount(amount)
        self.sale.enter()
        self.press_cash(cash)
        self.sale.enter()

    def press_amount(self, text: str) -> None:
        """Type an amount key by key."""
        for key in text:
            self.sale.amount_key(key)

    def press_cash(self, text: str) -> None:
        """Type what was handed over key by key."""
        for key in text:
            self.sale.tender_key(key)

    def wait(self) -> None:
        """Let the time pass in which a finished sale takes no Enter."""
        self.clock.now += 1_000


def desk_of(
    folder: Path, ports: Ports, link: Callable[[Reads], LinkStatus] = link_without_worker
) -> TerminalDesk:
    """Return the desk of a terminal whose key agent is in this process."""
    keys = ports.keys
    assert isinstance(keys, KeyAgent)

    def training_pin(name: str) -> bytes | None:
        return (folder / "secrets" / f"{name}.pin").read_bytes().strip()

    return TerminalDesk(
        ports,
        DeskTools(
            training_meters=keys,
            receipt_lines=lambda sale: tuple(
                render_receipt(SaleReceipt(sale, ENGLISH).document(), Form.TEXT, 42)
                .decode()
                .splitlines()
            ),
            check_printer=lambda text: printer_must_be_an_address(text, Path("/nowhere")),
            link=link,
            training_pin=training_pin,
        ),
    )


def cash_desk_of(ports: Ports) -> TerminalCashDesk:
    """Return the drawer of a terminal."""
    return TerminalCashDesk(ports, lambda paper, _: cash_lines(paper, ENGLISH))


def paper_desk_of(ports: Ports) -> TerminalPaperDesk:
    """Return how papers are printed."""
    known = PaperLanguages(story.ROOT / "resources" / "receipts" / "languages")
    names = [PaperLanguageName(code, known.of(code).name) for code in known.codes()]
    return TerminalPaperDesk(ports, tuple(names))


def sticks_beside(folder: Path) -> tuple[Path, ...]:
    """Return the stick of a test, a folder beside the terminal's, if it is in."""
    stick = folder.parent / "stick"
    return (stick,) if stick.is_dir() else ()


def custody_desk_of(ports: Ports, folder: Path) -> TerminalCustodyDesk:
    """Return what the page of keys asks."""
    tools = CustodyTools(partial(sticks_beside, folder), office_files_on, office_file_in)
    return TerminalCustodyDesk(ports, tools)


def case_desk_of(ports: Ports) -> TerminalCaseDesk:
    """Return the cases and statements of a terminal."""

    def lines(told: MeterStatement) -> tuple[str, ...]:
        with ports.store.read() as reads:
            document = statement_document(told, terminal_of(reads), ENGLISH)
        return tuple(render_receipt(document, Form.TEXT, 42).decode().splitlines())

    return TerminalCaseDesk(ports, lines)


def batch_desk_of(ports: Ports, folder: Path) -> TerminalBatchDesk:
    """Return the lists of a terminal; its sheet is the codes, one a line."""

    def sheet(sold: Sequence[RowSold]) -> bytes:
        digits = (token.digits for each in sold for token in each.result.tokens)
        return "\n".join(digits).encode()

    return TerminalBatchDesk(ports, folder, BatchTools(RunFolder(folder), lambda: (), sheet))


def report_desk_of(ports: Ports, folder: Path, sticks: tuple[Path, ...] = ()) -> TerminalReportDesk:
    """Return the reports of a terminal in a machine with these sticks."""
    tools = ReportTools(partial(write_audit, ports), lambda: sticks)
    return TerminalReportDesk(ports, folder, tools)


def opened_desks(desk: Desk, ports: Ports, folder: Path) -> Opened:
    """Return a terminal as the window gets it once its door is open."""
    return Opened(
        desk,
        desk.facts(),
        cash_desk_of(ports),
        TerminalFloatDesk(ports),
        report_desk_of(ports, folder),
        TerminalPeopleDesk(ports),
        TerminalCodesDesk(ports),
        paper_desk_of(ports),
        custody_desk_of(ports, folder),
        case_desk_of(ports),
        TerminalPinResetDesk(ports, partial(sticks_beside, folder)),
        batch_desk_of(ports, folder),
    )


@contextmanager
def opened_till(
    folder: Path,
    *,
    jobs: JobRunner | None = None,
    clock: Clock | None = None,
    operator: SignedIn | None = AGENT,
    around: Callable[[Desk], Desk] = lambda desk: desk,
) -> Iterator[Till]:
    """Open a terminal with a sale screen on it.

    Args:
        folder: of a training terminal.
        jobs: runs work; at once if None.
        clock: of the terminal.
        operator: signed in.
        around: puts something around the desk that makes it fail.
    """
    with story.opened(folder, clock=clock) as ports:
        yield till_on(folder, ports, around(desk_of(folder, ports)), jobs or InlineJobs(), operator)


def signing_of(ports: Ports, jobs: JobRunner, operator: SignedIn | None) -> SecondSigning:
    """Return who asks a supervisor about copies."""
    signing = SecondSigning(TerminalPeopleDesk(ports).people, jobs)
    signing.operator_changed(operator)
    return signing


def till_on(
    folder: Path, ports: Ports, desk: Desk, jobs: JobRunner, operator: SignedIn | None
) -> Till:
    """Put a sale screen on a desk."""
    milliseconds = Milliseconds()
    setting = SaleSetting(
        desk=desk,
        jobs=jobs,
        currency=story.CURRENCY,
        milliseconds=milliseconds,
        changed=lambda: None,
        signing=signing_of(ports, jobs, operator),
    )
    sale = SalePresenter(setting, MANNER)
    till = Till(folder, ports, desk, sale, milliseconds, setting.signing)
    till.sale.operator_changed(operator)
    till.sale.attach(till.seen.append)
    return till


def copied(template: Path, folder: Path) -> Path:
    """Copy a terminal that nobody has open."""
    shutil.copytree(template, folder)
    return folder
