"""The status bar on a real terminal: always true."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pos.app.cash.agent_float import set_float_policy, top_up
from pos.app.ports import Condition, PrinterReport, PrintState
from pos.domain.entries import FloatPolicySet
from pos.domain.errors import StoreBusy
from pos.domain.journal import format_time
from pos.domain.money import Money
from pos.presenters.desk import LinkStatus
from pos.presenters.jobs import InlineJobs
from pos.presenters.sale.state import Tone
from pos.presenters.status.chips import Chip, link_chip
from pos.presenters.status.presenter import StatusPresenter
from pos.receipts.printer_texts import CANNOT_SAY, FAULTS, NEAR_END, READY, UNREACHABLE
from printers.status import Fault
from tests import desk_stories as story
from tests import terminal_stories as terminal
from tests.desk_stories import Till


def status_of(till: Till) -> StatusPresenter:
    """Return the status bar of a till, read once."""
    status = StatusPresenter(
        till.desk,
        InlineJobs(),
        currency=terminal.CURRENCY,
        training=True,
        manner=story.MANNER,
        now=lambda: datetime(2026, 11, 22, 12, 32, tzinfo=UTC),
    )
    status.operator_changed(story.AGENT)
    status.refresh()
    return status


def test_a_fresh_terminal_tells_everything(till: Till) -> None:
    """Operator and shift, link, printer, lease, tier and the clock of the terminal's zone."""
    state = status_of(till).state
    assert state.operator.text.english() == "agent · shift 1"
    assert state.link.text.english() == "No head office"
    assert state.printer.text.english() == "Printer"
    assert state.lease.text.english().startswith("R\u00a01\u00a0000\u00a0000.00 · 36")
    assert state.tier.text.english() == "Software keys"
    assert state.clock == "14:32"
    assert state.training
    assert not state.keys_locked
    assert state.unsettled == ()
    assert state.problem is None


def test_a_sale_lowers_what_is_left(till: Till) -> None:
    """The lease chip goes down by what was sold."""
    status = status_of(till)
    till.sell()
    status.refresh()
    assert "999\u00a0950.00" in status.state.lease.text.english()


def test_a_float_that_runs_out_is_told(till: Till) -> None:
    """Before the last of it is sold, and once it is."""
    status = status_of(till)
    assert not status.state.agent_float.text
    policy = FloatPolicySet(
        limits_sales=True, warn_below=6_000, commission_per_myriad=0, commission_credited=False
    )
    set_float_policy(till.ports, policy, operator=story.SUPERVISOR)
    status.refresh()
    assert "used up" in status.state.agent_float.english()
    top_up(till.ports, Money(10_000, terminal.CURRENCY), "SLIP-1", operator=story.SUPERVISOR)
    status.refresh()
    assert not status.state.agent_float.text
    till.sell()
    status.refresh()
    assert "50.00" in status.state.agent_float.english()


def test_a_lease_that_has_not_begun_says_when_it_does(till: Till) -> None:
    """After a restore a day passes; nothing that is left can be sold before."""
    keys: Any = till.ports.keys
    known = keys.status()
    now = till.ports.clock.now()

    def chip_of_lease_from(moment: datetime) -> Chip:
        lease = replace(known.lease, not_before=format_time(moment))
        keys.status = lambda: replace(known, lease=lease)
        return status_of(till).state.lease

    begins = (now + timedelta(days=1)).replace(second=0, microsecond=0)
    ahead = chip_of_lease_from(begins)
    written = story.MANNER.formatter.moment(story.MANNER.local(begins))
    assert ahead.text.english() == f"From {written}"
    assert ahead.tone is Tone.BAD
    assert written in ahead.whole.english()
    assert "1\u00a0000\u00a0000.00" in ahead.whole.english()
    assert chip_of_lease_from(now).text.english().startswith("R\u00a01\u00a0000\u00a0000.00 · ")


def test_locked_keys_are_told(till: Till) -> None:
    """So that the window can ask for the passphrase before a customer waits."""
    status = status_of(till)
    till.desk.lock_keys()
    status.refresh()
    assert status.state.keys_locked


def test_a_silent_agent_is_told_and_hides_nothing_else(till: Till) -> None:
    """Shift and printer come from the store."""
    keys: Any = till.ports.keys

    keys.status = story.dies
    state = status_of(till).state
    assert state.lease.tone is Tone.BAD
    assert state.problem is not None
    assert state.problem.code == "AGENT-02"
    assert state.operator.text.english() == "agent · shift 1"


def test_a_key_store_that_was_started_anew_is_closed(till: Till) -> None:
    """What it does not tell before its passphrase is not said to be missing."""
    keys: Any = till.ports.keys
    closed = replace(
        keys.status(), vending_open=False, lease=None, signed_head=None, tier="software"
    )
    keys.status = lambda: closed
    state = status_of(till).state
    assert (state.lease.text.english(), state.lease.tone) == ("Keys closed", Tone.BAD)
    assert state.tier == Chip()
    assert state.keys_locked


def test_an_unfinished_sale_is_listed(till: Till) -> None:
    """With meter, money and time, so that it can be opened."""
    keys: Any = till.ports.keys

    keys.issue = story.dies
    till.sell()
    (row,) = status_of(till).state.unsettled
    assert "R\u00a050.00" in row.text.english()


def test_a_wrong_clock_is_told(folder: Path) -> None:
    """Before anybody tries to sell."""
    clock = terminal.MovedClock(datetime.now(UTC) - timedelta(days=2))
    with story.opened_till(folder, clock=clock) as till:
        state = status_of(till).state
        assert state.problem is not None
        assert state.problem.code == "CLOCK-01"


def test_a_store_that_cannot_be_read_is_told(till: Till) -> None:
    """The last status stays, with what is wrong."""
    status = status_of(till)
    desk: Any = till.desk

    def busy() -> Any:
        raise StoreBusy

    desk.snapshot = busy
    status.refresh()
    assert status.state.problem is not None
    assert status.state.problem.code == "STORE-02"
    assert status.state.operator.text.english() == "agent · shift 1"


@pytest.mark.parametrize(
    ("link", "text", "tone"),
    [
        (LinkStatus(enrolled=False, entries=9, acknowledged=0), "No head office", Tone.PLAIN),
        (LinkStatus(enrolled=True, entries=9, acknowledged=9, online=True), "Online", Tone.GOOD),
        (
            LinkStatus(enrolled=True, entries=9, acknowledged=6, online=True),
            "Online · 3 to send",
            Tone.GOOD,
        ),
        (
            LinkStatus(enrolled=True, entries=50, acknowledged=9),
            "Offline · 41 to send",
            Tone.WARNING,
        ),
    ],
)
def test_the_link_tells_what_is_not_sent(link: LinkStatus, text: str, tone: Tone) -> None:
    """Online or not, and how many entries head office lacks."""
    chip = link_chip(link)
    assert chip.text.english() == text
    assert chip.tone is tone


def test_a_receipt_that_waits_is_tried_again_each_minute(till: Till) -> None:
    """The printer was off; it comes back, and nobody has to do anything."""
    receipts: Any = till.ports.receipts
    work_off = receipts.work_off
    receipts.work_off = lambda **_: None
    till.sell()
    status = status_of(till)
    assert status.state.printer.text.english() == "Printing · 1"
    receipts.work_off = work_off
    status.minute_passed()
    assert status.state.printer.text.english() == "Printer"


def test_an_example_meter_is_told_in_training(till: Till) -> None:
    """The guided first sale names a meter that may buy."""
    assert till.desk.facts().example_meter == till.number()


@pytest.mark.parametrize(
    ("condition", "faults", "text", "short"),
    [
        (Condition.FAULT, ("paper_end", "offline"), FAULTS[Fault.PAPER_END], "No paper"),
        (Condition.FAULT, ("cover_open", "offline"), FAULTS[Fault.COVER_OPEN], "Cover open"),
        (Condition.FAULT, ("cutter", "offline"), FAULTS[Fault.CUTTER], "Cutter stuck"),
        (Condition.FAULT, ("offline",), FAULTS[Fault.OFFLINE], "Printer off line"),
        (Condition.FAULT, ("new",), NEAR_END, "Printer waits"),
        (Condition.UNREACHABLE, (), UNREACHABLE, "No printer"),
        (Condition.NEAR_END, (), NEAR_END, "Paper low"),
        (Condition.READY, (), READY, "Printer"),
        (Condition.CANNOT_SAY, (), CANNOT_SAY, "Printer"),
    ],
    ids=str,
)
def test_what_a_printer_says_is_told_in_words(
    till: Till, condition: Condition, faults: tuple[str, ...], text: str, short: str
) -> None:
    """A short word to see, the whole sentence to hear, for the first of two printers in trouble."""
    desk: Any = till.desk
    snapshot = desk.snapshot()
    said = PrinterReport("tcp://p", condition, faults, (text,))
    well = PrinterReport("virtual:", Condition.READY, (), (READY,))
    desk.snapshot = lambda: replace(snapshot, printers=(well, said))
    chip = status_of(till).state.printer
    assert chip.text.english() == short
    if chip.tone is Tone.WARNING:
        assert chip.whole.english() == text


@pytest.mark.parametrize("blocked", [PrintState.BLOCKED, PrintState.QUEUED])
def test_a_paper_of_unknown_outcome_hides_no_printer_in_trouble(
    till: Till, blocked: PrintState
) -> None:
    """What stands in the way is seen; what must be said about the other paper is heard too."""
    desk: Any = till.desk
    till.sell()
    (job,) = till.desk.story(till.desk.sales(limit=1)[0].sale_id).jobs
    waiting = (replace(job, state=PrintState.UNKNOWN), replace(job, state=blocked))
    trouble = (PrinterReport("tcp://p", Condition.FAULT, ("paper_end",), (NEAR_END,)),)
    printers = trouble if blocked is PrintState.QUEUED else ()
    snapshot = replace(desk.snapshot(), waiting=waiting, printers=printers)
    desk.snapshot = lambda: snapshot
    chip = status_of(till).state.printer
    assert chip.text.english() == ("No paper" if printers else "Printer waits")
    assert "It is not known whether a receipt came out." in chip.whole.english()
