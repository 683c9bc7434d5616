"""Slices of a lease behind a counter in a TPM: swtpm, a simulator, stands in for one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pos.app.ports import Issued, Tombstone
from pos.domain.journal import Head
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.errors.counter import CounterGone, CounterTooLate, CounterUnusable
from pos.keystore.issue.tpm_counter import TpmCounter
from tests import agent_stories as story
from tests import counter_stories as counting
from tests.builders import a_sale_begun
from tests.counter_stories import SALE, SLICE, again, counted, crash, shown_by
from tests.tpm_simulator import running_tpm


class LosingCounter:
    """A counter whose connection breaks once, before or after it counted."""

    def __init__(self, counter: TpmCounter, *, after: bool) -> None:
        self._counter, self._after, self._lost = counter, after, False

    def read(self) -> int:
        """Ask it."""
        return self._counter.read()

    def bump(self) -> None:
        """Count, or not, and lose the connection the first time."""
        is_first, self._lost = not self._lost, True
        if self._after or not is_first:
            self._counter.bump()
        if is_first:
            raise CounterGone(why="lost")


@pytest.fixture(name="way", scope="module")
def _way() -> Iterator[str]:
    """Run one TPM for all."""
    with counting.a_tpm() as way:
        yield way


@pytest.fixture(name="agent")
def _agent(tmp_path: Path, way: str) -> Iterator[KeyAgent]:
    """Give an agent on the hardware tier."""
    agent = counting.counted_agent(tmp_path, way)
    yield agent
    agent.close()


def test_the_counter_counts_slices_not_sales(agent: KeyAgent) -> None:
    """Three sales fill a slice; the fourth takes the next."""
    assert agent.status().tier == "hardware"
    at_first = shown_by(agent)
    shown = []
    for _ in range(4):
        story.issue_one(agent)
        shown.append(shown_by(agent) - at_first)
    assert shown == [1, 1, 1, 2]
    assert counted(agent) == 4 * SALE


def test_a_slice_ends_with_its_energy_too(agent: KeyAgent) -> None:
    """However little is said to be paid for it."""
    at_first = shown_by(agent)
    shown = []
    for _ in range(3):
        story.issue_one(agent, total=100, units_milli=600_000, credited_milli=600_000)
        shown.append(shown_by(agent) - at_first)
    assert shown == [1, 2, 3]


def test_a_clean_stop_gives_the_rest_back(tmp_path: Path, agent: KeyAgent) -> None:
    """Nothing is forfeited, and the counter went on."""
    story.issue_one(agent)
    before = shown_by(agent)
    agent.close()
    later = again(tmp_path)
    story.issue_one(later)
    assert counted(later) == 2 * SALE
    assert shown_by(later) == before + 2
    later.close()


def test_a_crash_forfeits_the_rest(tmp_path: Path, agent: KeyAgent) -> None:
    """It stays counted for good; receipts go on counting what was issued."""
    story.issue_one(agent)
    crash(agent)
    later = again(tmp_path)
    assert story.issue_one(later).receipt.money_issued == 2 * SALE
    assert counted(later) == SLICE + SALE
    lease = later.status().lease
    assert lease is not None
    assert lease.money_forfeited == SLICE - SALE
    assert lease.energy_forfeited_milli == 1_000_000 - 45_500
    later.close()
    last = again(tmp_path)
    story.issue_one(last)
    assert counted(last) == SLICE + 2 * SALE
    last.close()


def test_what_a_crash_left_is_never_shown_as_left(tmp_path: Path, agent: KeyAgent) -> None:
    """The lease says so from the start, before the next issue writes it down, and no more then."""
    story.issue_one(agent)
    assert counted(agent) == SALE
    crash(agent)
    later = again(tmp_path)
    shown = later.status().lease
    assert shown is not None
    assert (shown.money_issued, shown.money_forfeited) == (SLICE, SLICE - SALE)
    assert shown.energy_forfeited_milli == 1_000_000 - 45_500
    assert shown.energy_issued_milli == 1_000_000
    later.ready_to_issue(a_sale_begun(meter=story.a_meter()))
    assert later.status().lease == shown
    later.close()


@pytest.mark.parametrize("after", [False, True])
def test_a_counter_lost_while_it_counts(agent: KeyAgent, *, after: bool) -> None:
    """Nothing is issued; the same request goes on, and the slice in doubt is forfeited."""
    slices = counting.slices_of(agent)
    counter = slices._counter
    assert isinstance(counter, TpmCounter)
    slices._counter = LosingCounter(counter, after=after)  # type: ignore[assignment]  # a fault
    sale_id = story.new_sale_id()
    begun = story.begun_bytes(sale_id)
    with pytest.raises(CounterGone):
        agent.issue(sale_id, begun)
    assert agent.outcome(sale_id) is None
    assert isinstance(agent.issue(sale_id, begun), Issued)
    assert counted(agent) == SLICE + SALE


def test_without_the_tpm_only_issuing_stops(tmp_path: Path) -> None:
    """A sale is refused before cash is taken, heads are signed; the TPM back, it goes on."""
    place, till = tmp_path / "t", tmp_path / "till"
    till.mkdir()
    with running_tpm(place) as way:
        agent = counting.counted_agent(till, way)
        story.issue_one(agent)
        agent.close()
    agent = again(till)
    with pytest.raises(CounterGone):
        agent.ready_to_issue(a_sale_begun(meter=story.a_meter()))
    with pytest.raises(CounterGone):
        agent.key_device.must_answer()
    assert agent.sign_head(Head("T1", 1, 5, "a" * 64)) is not None
    with running_tpm(place):
        agent.ready_to_issue(a_sale_begun(meter=story.a_meter()))
        story.issue_one(agent)
        assert counted(agent) == 2 * SALE
        agent.close()


def test_the_tpm_is_asked_before_cash_for_a_further_slice(tmp_path: Path) -> None:
    """It may have gone since the start: within the slice sales go on, beyond it none begins."""
    place, till = tmp_path / "t", tmp_path / "till"
    till.mkdir()
    one_more = a_sale_begun(meter=story.a_meter())
    with running_tpm(place) as way:
        agent = counting.counted_agent(till, way)
        for _ in range(2):
            story.issue_one(agent)
    agent.ready_to_issue(one_more)
    story.issue_one(agent)
    with pytest.raises(CounterGone):
        agent.ready_to_issue(one_more)
    with pytest.raises(CounterGone):
        agent.key_device.must_answer()
    with running_tpm(place):
        agent.ready_to_issue(one_more)
        assert agent.key_device.must_answer() == ""
        story.issue_one(agent)
        assert counted(agent) == 4 * SALE
        agent.close()


def test_a_counter_is_chosen_once(agent: KeyAgent, way: str) -> None:
    """Another would begin anew."""
    with pytest.raises(CounterTooLate):
        agent.key_device.use_counter(story.BY_PASSPHRASE, way)


@pytest.mark.parametrize(
    "way", ["", "cmd:id", "device:/etc/passwd", "swtpm:path=/nowhere/tpm", "swtpm:path=x,host=y"]
)
def test_no_tpm_no_tier(tmp_path: Path, way: str) -> None:
    """The software tier stays, and says so."""
    agent = story.opened(story.new_vault(tmp_path), story.SetClock())
    with pytest.raises(CounterUnusable):
        agent.key_device.use_counter(story.BY_PASSPHRASE, way)
    assert agent.status().tier == "software"
    agent.close()


def test_the_next_grant_begins_above_what_is_forfeited(tmp_path: Path, agent: KeyAgent) -> None:
    """A lease that the crash used up is used up; further money comes on top of it."""
    first = story.a_lease(story.NOON, serial=2, limits=counting.LIMITS, money_may_reach=SLICE)
    agent.grant_training_lease(first)
    story.issue_one(agent)
    crash(agent)
    later = again(tmp_path)
    sale_id = story.new_sale_id()
    refused = later.issue(sale_id, story.begun_bytes(sale_id))
    assert refused == Tombstone(sale_id, "LEASE-01")
    later.grant_training_lease(replace(first, serial=3, money_may_reach=SLICE + SALE))
    story.issue_one(later)
    sale_id = story.new_sale_id()
    assert isinstance(later.issue(sale_id, story.begun_bytes(sale_id)), Tombstone)
    later.close()
