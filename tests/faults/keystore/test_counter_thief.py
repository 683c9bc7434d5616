"""A thief with the passphrase, copies of the whole disk, and a terminal on the hardware tier."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.domain.errors import PosError
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.errors.counter import CounterAhead
from tests import agent_stories as story
from tests import counter_stories as counting
from tests.counter_stories import SALE, SLICE, again, counted, crash
from tests.faults.keystore.gains import gained


@pytest.fixture(name="till")
def _till(tmp_path: Path) -> Path:
    """Name the terminal's folder."""
    till = tmp_path / "till"
    till.mkdir()
    return till


@pytest.fixture(name="agent")
def _agent(till: Path) -> Iterator[KeyAgent]:
    """Give an agent on the hardware tier with a TPM of its own."""
    with counting.a_tpm() as way:
        agent = counting.counted_agent(till, way)
        yield agent
        agent.close()


def restored(copy: Path, till: Path) -> KeyAgent:
    """Put a copy in the place of the disk and open it."""
    shutil.rmtree(till)
    shutil.copytree(copy, till)
    return again(till)


def sold_from(agent: KeyAgent) -> int:
    """Sell until it is refused for being a copy; return how much, at most two slices."""
    sold = 0
    while sold < 2 * SLICE:
        try:
            story.issue_one(agent)
        except CounterAhead:
            break
        sold += SALE
    return sold


def test_restore_yesterdays_disk(tmp_path: Path, till: Path, agent: KeyAgent) -> None:
    """Yesterday's counter is behind the TPM's: nothing is issued from it, however it was taken."""
    story.issue_one(agent)
    shutil.copytree(till, tmp_path / "open")
    agent.close()
    shutil.copytree(till, tmp_path / "closed")
    today = again(till)
    for _ in range(2):
        story.issue_one(today)
    today.close()
    gains = []
    for copy in ("open", "closed"):
        thief = restored(tmp_path / copy, till)
        gains.append(sold_from(thief))
        with pytest.raises(CounterAhead):
            thief.key_device.must_answer()
        thief.close()
    assert gains == [0, 0]
    gained("restore yesterday's disk (hardware tier)", "no code from it: BOUNDED by the TPM")


def test_restore_a_disk_copied_within_a_slice(tmp_path: Path, till: Path, agent: KeyAgent) -> None:
    """The codes since the copy are out of its books, and no more; the slice is counted as spent."""
    shutil.copytree(till, tmp_path / "before")
    story.issue_one(agent)
    shutil.copytree(till, tmp_path / "within")
    hidden = 0
    for _ in range(2):
        story.issue_one(agent)
        hidden += SALE
    crash(agent)
    thief = restored(tmp_path / "within", till)
    story.issue_one(thief)
    assert counted(thief) == SLICE + SALE
    crash(thief)
    for copy in ("within", "before"):
        repeat = restored(tmp_path / copy, till)
        assert sold_from(repeat) == 0
        repeat.close()
    assert hidden <= SLICE
    gained(
        "restore a disk copied within a slice (hardware tier)",
        "codes that its books do not show: BOUNDED, at most one slice, once, and counted as spent",
    )


def test_run_two_copies_with_one_tpm(tmp_path: Path, till: Path, agent: KeyAgent) -> None:
    """Whoever counts second finds the counter moved, and stops."""
    agent.close()
    shutil.copytree(till, tmp_path / "twin")
    one, twin = again(till), again(tmp_path / "twin")
    one.key_device.must_answer()
    twin.key_device.must_answer()
    story.issue_one(one)
    with pytest.raises(CounterAhead):
        story.issue_one(twin)
    assert twin.status().issues == 0
    for _ in range(2):
        story.issue_one(one)
    with pytest.raises(PosError):
        story.issue_one(one)
    one.close()
    twin.close()
    gained("run two copies with one TPM (hardware tier)", "less than a slice: both stop")
