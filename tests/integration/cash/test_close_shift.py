"""Closing a real terminal's shift, and everything that must not close it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pos.app.cash.cash_policy import set_policy
from pos.app.cash.close_shift import close_shift
from pos.app.cash.move_cash import CashWish, open_drawer, pay_in
from pos.app.cash.open_shift import open_shift
from pos.app.cash.shift_reports import x_report, z_report
from pos.app.journal.check_journal import verify_journal
from pos.app.people.approvals import SecondPerson
from pos.app.people.manage_operators import Manager, change_operator
from pos.app.ports import Ports, PrintState
from pos.app.selling.sell import sell
from pos.app.selling.settle import cancel
from pos.app.selling.stored_sale import sale_begun
from pos.app.sold.history import reprint
from pos.domain.approval import request_digest
from pos.domain.cash import expected_cash
from pos.domain.entries import ReceiptPrinted, SignInRefusedEntry
from pos.domain.errors import (
    ApproverIsOperator,
    ApproverMissing,
    CountVoided,
    DrawerNotCounted,
    NoOpenShift,
    OverShortNeedsSupervisor,
    OverShortUnexplained,
    PosError,
    ReportUnknown,
    RoleNotAllowed,
    ShiftAlreadyClosed,
    ShiftHasOpenSales,
    ShiftHasUnknownPrints,
    SignInRefused,
)
from pos.domain.journal import read_entry
from pos.domain.money import Money
from pos.domain.operator import Role
from tests import cash_stories as story
from tests import terminal_stories as terminal
from tests.cash_builders import a_policy


@pytest.fixture(name="ports")
def _ports(till: Path) -> Iterator[Ports]:
    """Give an open training terminal."""
    with terminal.opened(till) as ports:
        yield ports


def refused(error: type[PosError], ports: Ports, till: Path, **changes: object) -> PosError:
    """Try to close and return the refusal; the shift must still be open and the journal as it was.

    A refused PIN is the one thing that may be written.
    """
    reason = str(changes.get("reason", ""))
    operator = changes.get("operator", "agent")
    person = changes.get("second", story.second(till))
    assert person is None or isinstance(person, SecondPerson)
    with pytest.raises(error) as caught:
        close_shift(
            ports, reason, operator=story.signed_in(ports, till, str(operator)), second=person
        )
    assert story.the_shift(ports).closed_seq == 0
    return caught.value


def test_a_counted_drawer_is_closed_by_two(ports: Ports, till: Path) -> None:
    """Z is X with a count under it, signed, and the journal proves it."""
    agent = story.signed_in(ports, till, "agent")
    story.sell_for(ports, 5_000)
    pay_in(ports, CashWish(Money(300, "ZAR"), "change"), operator=agent)
    before = x_report(ports, operator=agent)
    story.count_right(ports, agent)
    closed = story.close(ports, till, agent).report.closed
    assert closed.figures == before.shift.figures()
    assert closed.expected == closed.counted == 5_000 + 300
    assert (closed.over_short, closed.sales, closed.sales_total) == (0, 1, 5_000)
    assert closed.z_no.endswith("-1-000001")
    assert closed.approval.approver == "supervisor"
    assert closed.approval.request_digest == request_digest(closed)
    assert [own.operator for own in closed.subtotals] == ["agent"]
    verify_journal(ports)
    assert ports.store.rebuild() > 0


def test_closing_again_answers_the_same_and_writes_nothing(ports: Ports, till: Path) -> None:
    """After a power cut the supervisor simply repeats it."""
    agent = story.signed_in(ports, till, "agent")
    story.count_right(ports, agent)
    first = story.close(ports, till, agent)
    with ports.store.read() as reads:
        head = reads.head()
    again = story.close(ports, till, agent)
    assert (first.repeated, again.repeated) == (False, True)
    assert again.report == first.report
    with ports.store.read() as reads:
        assert reads.head() == head
    with pytest.raises(ShiftAlreadyClosed) as caught:
        story.close(ports, till, agent, reason="another story")
    assert caught.value.facts == {"z_no": first.report.closed.z_no}


def test_a_power_cut_while_closing_leaves_the_shift_open_or_closed(
    ports: Ports, till: Path
) -> None:
    """The transaction that fails leaves the count as it was, and the next try closes."""
    agent = story.signed_in(ports, till, "agent")
    story.count_right(ports, agent)
    people = ports.keys.people

    def dies(handle: str, digest: str) -> None:
        people.redeem_approval(handle, digest)
        raise KeyboardInterrupt

    cut = replace(ports, keys=_Keys(ports, dies))  # type: ignore[arg-type]  # Only what is used.
    with pytest.raises(KeyboardInterrupt):
        story.close(cut, till, agent)
    assert story.the_shift(ports).is_counted
    assert not story.close(ports, till, agent).repeated


class _Keys:
    """A key agent whose answer to one call is lost."""

    def __init__(self, ports: Ports, redeem: object) -> None:
        self.people = self
        self.sign_in = ports.keys.sign_in
        self.approve = ports.keys.people.approve
        self.redeem_approval = redeem
        self.status = ports.keys.status
        self.issues_after = ports.keys.issues_after


def test_a_sale_between_count_and_close_voids_the_count(ports: Ports, till: Path) -> None:
    """The drawer is counted again."""
    agent = story.signed_in(ports, till, "agent")
    counted = story.count_right(ports, agent)
    story.sell_for(ports, 5_000)
    refusal = refused(CountVoided, ports, till)
    assert refusal.facts["count"] == counted.seq
    story.count_right(ports, agent)
    open_drawer(ports, "a look", operator=agent)
    refused(CountVoided, ports, till)
    story.count_right(ports, agent)
    assert story.close(ports, till, agent)


def test_a_drawer_that_was_not_counted_stays_open(ports: Ports, till: Path) -> None:
    """No figure is ever made up."""
    refused(DrawerNotCounted, ports, till)


def test_nobody_signs_twice(ports: Ports, till: Path) -> None:
    """Neither for oneself, nor without a second person, nor with a wrong or unknown PIN."""
    story.count_right(ports, story.signed_in(ports, till, "agent"))
    refused(ApproverMissing, ports, till, second=None)
    refused(ApproverIsOperator, ports, till, second=story.second(till, "agent"))
    wrong = SecondPerson("supervisor", b"0000")
    assert "0000" not in repr(wrong)
    refused(SignInRefused, ports, till, second=wrong)
    with ports.store.read() as reads:
        newest = read_entry(reads.entry(reads.head().seq).body).payload
    assert newest == SignInRefusedEntry(name="supervisor")
    refused(SignInRefused, ports, till, second=SecondPerson("nobody", b"1234"))


def test_an_auditor_looks_and_signs_nothing(ports: Ports, till: Path) -> None:
    """Roles hold for both signatures."""
    agent = story.signed_in(ports, till, "agent")
    story.with_thandi(ports, till)
    manager = Manager(story.signed_in(ports, till, "supervisor"), story.pin_of(till, "supervisor"))
    change_operator(ports, "thandi", by=manager, role=Role.AUDITOR)
    story.count_right(ports, agent)
    refused(RoleNotAllowed, ports, till, second=SecondPerson("thandi", story.THANDI_PIN))


def test_a_difference_needs_a_reason_and_a_supervisor(ports: Ports, till: Path) -> None:
    """Beyond the limit; within it two agents may sign."""
    agent = story.signed_in(ports, till, "agent")
    story.with_thandi(ports, till)
    thandi = SecondPerson("thandi", story.THANDI_PIN)
    story.sell_for(ports, 5_000)
    story.count_right(ports, agent, missing=50)
    assert refused(OverShortUnexplained, ports, till).facts["over_short"] == "-0.50"
    refused(OverShortNeedsSupervisor, ports, till, reason="lost", second=thandi)
    set_policy(ports, a_policy(over_short_limit=50), operator="supervisor")
    closed = close_shift(ports, "", operator=agent, second=thandi).report.closed
    assert (closed.over_short, closed.reason) == (-50, "")


def test_an_unsettled_sale_keeps_the_shift_open(ports: Ports, till: Path) -> None:
    """It is named; once it is cancelled, the shift closes."""
    agent = story.signed_in(ports, till, "agent")
    with ports.store.read() as reads:
        pan = terminal.pans_of(reads, 1)[0]
    request = terminal.a_request(pan)
    dying = replace(ports, keys=_DyingKeys(ports))  # type: ignore[arg-type]  # Only what is used.
    with pytest.raises(KeyboardInterrupt):
        sell(dying, request, operator="agent")
    story.count_right(ports, agent)
    assert refused(ShiftHasOpenSales, ports, till).facts == {"sales": request.sale_id}
    cancel(ports, request.sale_id, operator="agent")
    assert story.close(ports, till, agent)


class _DyingKeys:
    """A key agent that dies when it is asked to issue."""

    def __init__(self, ports: Ports) -> None:
        self.ready_to_issue = ports.keys.ready_to_issue

    def issue(self, sale_id: str, begun: bytes) -> None:
        assert sale_begun(begun).sale_id == sale_id
        raise KeyboardInterrupt


@pytest.mark.parametrize("state", [PrintState.UNKNOWN, PrintState.SENDING])
def test_an_unknown_print_keeps_the_shift_open(ports: Ports, till: Path, state: PrintState) -> None:
    """It is named; a job that merely waits or is blocked keeps nobody."""
    agent = story.signed_in(ports, till, "agent")
    sale_id = story.sell_for(ports, 5_000)
    with ports.store.write() as work:
        (job,) = work.print_jobs_of(sale_id)
        work.move_print(job.job, state)
        work.commit()
    story.count_right(ports, agent)
    assert refused(ShiftHasUnknownPrints, ports, till).facts == {"jobs": job.job}
    with ports.store.write() as work:
        work.move_print(job.job, PrintState.BLOCKED)
        work.commit()
    assert story.close(ports, till, agent)


def test_a_marked_copy_ends_an_unknown_print(ports: Ports, till: Path) -> None:
    """Whatever came out, the customer has a paper; the journal says how the job ended."""
    agent = story.signed_in(ports, till, "agent")
    sale_id = story.sell_for(ports, 5_000)
    with ports.store.write() as work:
        (job,) = work.print_jobs_of(sale_id)
        work.move_print(job.job, PrintState.UNKNOWN)
        work.commit()
    reprint(ports, sale_id, printer="virtual:", operator=agent)
    with ports.store.read() as reads:
        first, copy = reads.print_jobs_of(sale_id)
        entries = [read_entry(stored.body).payload for stored in reads.entries()]
    assert (first.state, copy.state) == (PrintState.SETTLED, PrintState.QUEUED)
    ends = [entry for entry in entries if isinstance(entry, ReceiptPrinted)]
    assert [(end.job, end.outcome) for end in ends] == [(job.job, "settled_copied")]
    story.count_right(ports, agent)
    assert story.close(ports, till, agent)


def test_nothing_is_sold_after_the_close(ports: Ports, till: Path) -> None:
    """Until the next shift is opened with its own float; numbers go on without a gap."""
    agent = story.signed_in(ports, till, "agent")
    story.count_right(ports, agent)
    story.close(ports, till, agent)
    with pytest.raises(NoOpenShift):
        story.sell_for(ports, 5_000)
    opened = open_shift(ports, Money(700, "ZAR"), operator="agent")
    assert (opened.shift_no, opened.opening_float) == (2, 700)
    story.sell_for(ports, 5_000)
    assert expected_cash(story.the_shift(ports, 2).figures()) == 5_700


def test_a_z_report_is_found_by_either_number(ports: Ports, till: Path) -> None:
    """By its counter, or as it is printed; and by no other terminal's."""
    agent = story.signed_in(ports, till, "agent")
    with ports.store.read() as reads, pytest.raises(ReportUnknown):
        z_report(reads, "1")
    story.count_right(ports, agent)
    report = story.close(ports, till, agent).report
    with ports.store.read() as reads:
        assert z_report(reads, "1") == z_report(reads, report.closed.z_no) == report
        for number in ("2", "T-1-000001", "x", "", "-1", "\u0661", "9" * 30):
            with pytest.raises(ReportUnknown):
                z_report(reads, number)
