"""Deposits of a terminal's drawer meet the bank's statement at head office."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.app.ports import Ports
from pos.domain.entries import CashDropped
from pos.domain.errors import ReasonMalformed
from pos.domain.errors.syncing import DepositMatched, DepositUnknown
from pos.headoffice.journal.deposits import BankLine
from tests import office_stories as story
from tests.office_stories import OfficeHere, RealClock

LINE = BankLine(story.TERMINAL, "BAG-1", 1_000, "statement 7")


@pytest.fixture(name="clock")
def _clock() -> RealClock:
    """Give the real time."""
    return RealClock()


def drop(ports: Ports, amount: int, destination: str, bag: str) -> None:
    """Write that cash left the drawer."""
    payload = CashDropped(1, amount, destination, "evening", bag, None)
    with ports.store.write() as work:
        work.append(payload, operator="agent")
        work.commit()


@pytest.fixture(name="office")
def _office(tmp_path: Path, clock: RealClock) -> Iterator[OfficeHere]:
    """Give a head office that a terminal with two deposits and a drop delivered to."""
    with story.office_at(story.new_office(tmp_path), clock) as office:
        folder = story.new_terminal(tmp_path / "terminal", clock)
        with story.terminal_at(folder, clock) as ports:
            story.join(office, ports)
            story.sell_many(ports, 1, 3)
            drop(ports, 1_000, "bank", "BAG-1")
            drop(ports, 300, "safe", "BAG-2")
            drop(ports, 2_000, "bank", "BAG-3")
            story.sync(office, ports)
        yield office


def test_deposits_wait_until_the_bank_says_what_it_got(office: OfficeHere) -> None:
    """A drop into the safe is none; a match leaves the others open; again changes nothing."""
    found = office.administration.deposits()
    assert [(each.bag, each.amount, each.line) for each in found] == [
        ("BAG-1", 1_000, None),
        ("BAG-3", 2_000, None),
    ]
    for _ in range(2):
        matched = office.administration.match_deposit(LINE)
        assert (matched.line, matched.difference) == (LINE, 0)
    assert [each.bag for each in office.administration.deposits() if each.line is None] == ["BAG-3"]


def test_a_difference_is_written_down_and_shown(office: OfficeHere) -> None:
    """It is what somebody has to ask about."""
    short = BankLine(story.TERMINAL, "BAG-3", 1_950, "statement 7")
    assert office.administration.match_deposit(short).difference == -50
    (_, known) = office.administration.deposits(story.TERMINAL)
    assert (known.line, known.difference) == (short, -50)


def test_what_does_not_fit_is_refused(office: OfficeHere) -> None:
    """An unknown bag, one of another terminal, another word about the same bag."""
    administration = office.administration
    for terminal, bag in ((story.TERMINAL, "BAG-2"), (story.TERMINAL, ""), ("OTHER", "BAG-1")):
        with pytest.raises(DepositUnknown):
            administration.match_deposit(BankLine(terminal, bag, 1_000, "x"))
    with pytest.raises(ReasonMalformed):
        administration.match_deposit(BankLine(story.TERMINAL, "BAG-1", 1_000, " "))
    administration.match_deposit(LINE)
    with pytest.raises(DepositMatched) as caught:
        administration.match_deposit(BankLine(story.TERMINAL, "BAG-1", 900, "statement 8"))
    assert caught.value.facts["amount"] == "10.00"
