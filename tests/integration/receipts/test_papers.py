"""Papers of a terminal that are no receipts: queued with their entry, marked when copied."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pos.app.cash.hand_over import hand_over
from pos.app.cash.move_cash import CashWish, open_drawer, pay_in
from pos.app.cash.shift_reports import x_report
from pos.app.paper.print_paper import print_paper_again, queue_paper
from pos.app.people.approvals import SecondPerson
from pos.app.ports import Ports, PrintKind, PrintState
from pos.app.sold.wrong_meter import CaseWish, open_case, refund
from pos.domain.entries import PaperPrinted
from pos.domain.errors import ReportUnknown
from pos.domain.journal import read_entry
from pos.domain.money import Money
from pos.receipts.print_queue import KICK_WITHIN
from tests import cash_stories as cash
from tests import terminal_stories as terminal
from tests.printer_simulator import Behaviour, PrinterSimulator
from tests.terminal_fixtures import copied_till, made_template

__all__ = ["copied_till", "made_template"]
NOON = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture(name="clock")
def _clock() -> terminal.MovedClock:
    """The machine's clock, until a test moves it."""
    return terminal.MovedClock()


@pytest.fixture(name="ports")
def _ports(till: Path, clock: terminal.MovedClock) -> Iterator[Ports]:
    """A training terminal."""
    with terminal.opened(till, clock=clock) as ports:
        yield ports


def queue(ports: Ports, kind: PrintKind, subject: str) -> str:
    """Queue a paper and print it; return its state."""
    with ports.store.write() as work:
        queue_paper(work, ports, kind, subject, operator="agent")
        work.commit()
    return print_newest(ports, subject)


def print_newest(ports: Ports, subject: str) -> str:
    """Work off what was queued about a subject; return the state of its newest paper."""
    ports.receipts.work_off(first=subject)
    with ports.store.read() as reads:
        return reads.print_jobs_of(subject)[-1].state


def printed(till: Path) -> str:
    """Return the newest paper of the virtual printer."""
    return max((till / "paper").glob("*.txt")).read_text()


def test_slips_and_reports_go_through_the_queue(ports: Ports, till: Path) -> None:
    """Each is queued with its entry and printed from it; that it was is an entry of its own."""
    agent = cash.signed_in(ports, till, "agent")
    cash.with_thandi(ports, till)
    paid = pay_in(ports, CashWish(Money(300, "ZAR"), "change"), operator=agent)
    assert print_newest(ports, str(paid.seq)) == PrintState.CONFIRMED
    assert "ZAR 3.00" in printed(till)
    report = x_report(ports, operator=agent, on_paper=True)
    later = pay_in(ports, CashWish(Money(900, "ZAR"), "later"), operator=agent)
    # The one that is asked for goes first; the drawer it tells of is that of its moment.
    assert print_newest(ports, str(report.seq)) == PrintState.CONFIRMED
    sheets = sorted((till / "paper").glob("*.txt"), key=lambda path: path.stat().st_mtime_ns)
    assert ["X report" in sheet.read_text() for sheet in sheets] == [False, True, False]
    assert "ZAR 3.00" in sheets[1].read_text()
    counted = cash.count_right(ports, agent)
    handed = hand_over(ports, "", operator=agent, taker=SecondPerson("thandi", cash.THANDI_PIN))
    assert print_newest(ports, str(handed.seq)) == PrintState.CONFIRMED
    assert "Hand-over" in printed(till)
    closed = cash.close(ports, till, agent).report.closed
    assert print_newest(ports, closed.z_no) == PrintState.CONFIRMED
    assert closed.z_no in printed(till)
    ports.receipts.work_off()
    with ports.store.read() as reads:
        payloads = [read_entry(stored.body).payload for stored in reads.entries()]
    papers = [each for each in payloads if isinstance(each, PaperPrinted)]
    assert len(papers) == 6
    subjects = {str(seq) for seq in (paid.seq, report.seq, later.seq, counted.seq, handed.seq)}
    assert subjects | {closed.z_no} == {each.subject for each in papers}


def test_a_case_and_its_refund_have_papers(ports: Ports, till: Path) -> None:
    """Queued with their entries; the customer signs, and nothing says the code is dead."""
    agent = cash.signed_in(ports, till, "agent")
    sale = cash.sell_for(ports, 5_000)
    ports.receipts.work_off()
    case = open_case(ports, CaseWish(sale, "neighbour's meter"), operator=agent).case
    ports.receipts.work_off(first=case)
    words = " ".join(printed(till).split())
    for fact in (case, "ZAR 50.00", "neighbour's meter", "The code stays good", "signature"):
        assert fact in words
    moved = refund(ports, case, operator=agent, second=cash.second(till))
    ports.receipts.work_off(first=str(moved.seq))
    words = " ".join(printed(till).split())
    for fact in (case, "Refund", "ZAR 50.00", "supervisor", "Customer's signature"):
        assert fact in words
    with ports.store.read() as reads:
        assert reads.waiting_print_jobs() == ()


def test_a_copy_of_a_report_is_numbered_and_marked(ports: Ports, till: Path) -> None:
    """At head and foot; what was never printed has no copy."""
    agent = cash.signed_in(ports, till, "agent")
    cash.count_right(ports, agent)
    z_no = cash.close(ports, till, agent).report.closed.z_no
    with pytest.raises(ReportUnknown):
        print_paper_again(ports, PrintKind.Z_REPORT, "T9-1-000009", operator=agent)
    assert print_newest(ports, z_no) == PrintState.CONFIRMED
    assert "COPY" not in printed(till)
    for number in (1, 2):
        print_paper_again(ports, PrintKind.Z_REPORT, z_no, operator=agent)
        ports.receipts.work_off(first=z_no)
        assert printed(till).count(f"COPY {number}") == 2
        words = " ".join(printed(till).split())
        assert words.count("printed by agent") == 2


def test_a_paper_about_nothing_stops_no_other(ports: Ports, till: Path) -> None:
    """It waits where it is; the one behind it is printed."""
    assert queue(ports, PrintKind.CASH_SLIP, "1") == PrintState.QUEUED
    agent = cash.signed_in(ports, till, "agent")
    paid = pay_in(ports, CashWish(Money(300, "ZAR"), "change"), operator=agent)
    assert print_newest(ports, str(paid.seq)) == PrintState.CONFIRMED
    ports.receipts.work_off()
    assert len(list((till / "paper").glob("*.txt"))) == 1


@pytest.mark.parametrize("late", [KICK_WITHIN + timedelta(seconds=1), timedelta(seconds=-1)])
def test_a_drawer_never_opens_later(
    ports: Ports, till: Path, clock: terminal.MovedClock, late: timedelta
) -> None:
    """The program died between the entry and the printer, or the clock was turned back."""
    clock.start = NOON
    agent = cash.signed_in(ports, till, "agent")
    opening = open_drawer(ports, "a look", operator=agent)
    clock.start = NOON + late
    for _ in range(2):
        ports.receipts.work_off()
    with ports.store.read() as reads:
        job = reads.print_job(opening.job)
        assert reads.waiting_print_jobs() == ()
    assert job is not None
    assert (job.state, job.attempts) == (PrintState.BLOCKED, 0)
    assert not (till / "paper").exists()


@pytest.mark.parametrize(
    ("talks", "state", "kicks"),
    [
        (Behaviour(), PrintState.CONFIRMED, 1),
        (Behaviour(is_cover_open=True), PrintState.BLOCKED, 0),
        (Behaviour(dies_after=16), PrintState.UNKNOWN, 0),
    ],
    ids=["ready", "cover open", "dies"],
)
def test_a_drawer_is_kicked_once_whatever_happens(
    ports: Ports, till: Path, talks: Behaviour, state: PrintState, kicks: int
) -> None:
    """A second try is a second reason; and no shift waits for a drawer."""
    agent = cash.signed_in(ports, till, "agent")
    with PrinterSimulator(talks) as printer:
        with ports.store.write() as work:
            opening = queue_paper(
                work,
                ports,
                PrintKind.DRAWER,
                "1",
                operator=agent.name,
                printer=f"tcp://127.0.0.1:{printer.port}",
            )
            work.commit()
        ports.receipts.work_off(first="1")
        printer.wait_for_end()
        ports.receipts.work_off()
        with ports.store.read() as reads:
            job = reads.print_job(opening.job)
            assert reads.waiting_print_jobs() == ()
        assert job is not None
        assert (job.state, printer.paper.drawer_kicks) == (state, kicks)


@pytest.mark.parametrize("reason", ["wrong_amount", "sold_twice", "the neighbour's"])
def test_a_case_is_titled_by_no_reason_of_another(till: Path, ports: Ports, reason: str) -> None:
    """What went wrong stands on its paper once, and nothing that did not."""
    sale = cash.sell_for(ports, 5_000)
    agent = cash.signed_in(ports, till, "agent")
    case = open_case(ports, CaseWish(sale, reason), operator=agent).case
    ports.receipts.work_off(first=case)
    paper = printed(till)
    assert "Case opened" in paper
    assert "Wrong meter" not in paper
