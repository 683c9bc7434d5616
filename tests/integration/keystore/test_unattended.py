"""A kiosk that starts in the night with nobody there: swtpm, a simulator, stands in for its TPM."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pos.app.ports.slots import UnlockSecret
from pos.domain.errors import WrongPassphrase
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.agent.credential import open_unattended
from pos.keystore.errors.counter import CounterAhead, UnattendedNotBounded
from pos.keystore.errors.refusals import SlotMissing, TpmSlotUnusable
from pos.keystore.files.folder import AgentFolder
from pos.keystore.files.tpm_tools import BOOT_PCRS
from tests import agent_stories as story
from tests import counter_stories as counting
from tests.short_folder import short_folder
from tests.tpm_simulator import running_tpm

UNATTENDED = UnlockSecret("unattended", b"")


@pytest.fixture(name="machine")
def _machine(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """Make a kiosk on the hardware tier that opens by itself; give its folder and its TPM's."""
    with short_folder() as place:
        till = tmp_path / "till"
        till.mkdir()
        with running_tpm(place) as way:
            agent = counting.counted_agent(till, way)
            agent.key_device.open_unattended(story.BY_PASSPHRASE, way, BOOT_PCRS)
            story.issue_one(agent)
            agent.close()
        yield till, place


def started(till: Path) -> KeyAgent:
    """Start an agent as its process does."""
    agent = KeyAgent.open(till, clock=story.SetClock(), randomness=os.urandom)
    open_unattended(agent)
    return agent


def boot_otherwise(way: str) -> None:
    """Measure another boot loader, as the firmware does."""
    digest = "ab" * 32
    environment = {**os.environ, "TPM2TOOLS_TCTI": way}
    subprocess.run(["tpm2_pcrextend", f"4:sha256={digest}"], check=True, env=environment)


def test_it_sells_after_each_start(machine: tuple[Path, Path]) -> None:
    """With the power gone in between, often: a TPM counts that as guesses where it is let."""
    till, place = machine
    for _ in range(5):
        with running_tpm(place):
            agent = started(till)
            assert agent.status().vending_open
            story.issue_one(agent)
            assert agent.status().slots == ("passphrase", "unattended")
            agent.close()


def test_booted_otherwise_it_waits_for_a_person(
    machine: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Another boot loader reads as another register; the passphrase opens."""
    till, place = machine
    with running_tpm(place) as way:
        boot_otherwise(way)
        agent = started(till)
        assert "VAULT-17" in capsys.readouterr().err
        with pytest.raises(TpmSlotUnusable):
            agent.unlock_unattended()
        agent.unlock(story.PASSPHRASE)
        agent.close()
    with running_tpm(place):
        agent = started(till)
        assert agent.status().vending_open
        agent.close()


def test_the_registers_are_not_to_be_talked_away(machine: tuple[Path, Path]) -> None:
    """The file may name none or others: the TPM keeps what it was sealed with."""
    till, place = machine
    kept = AgentFolder(till).unattended_slot
    content = json.loads(kept.read_bytes())
    with running_tpm(place) as way:
        boot_otherwise(way)
        for pcrs in ("", "7", "0,2,7", "99"):
            kept.write_text(json.dumps(content | {"pcrs": pcrs}))
            agent = KeyAgent.open(till, clock=story.SetClock(), randomness=os.urandom)
            with pytest.raises(TpmSlotUnusable):
                agent.unlock_unattended()
            agent.close()


def test_an_older_copy_opens_nothing_by_itself(machine: tuple[Path, Path], tmp_path: Path) -> None:
    """Neither yesterday's files, nor yesterday's books beside today's vault."""
    till, place = machine
    copy = tmp_path / "copy"
    shutil.copytree(till, copy)
    with running_tpm(place):
        agent = started(till)
        story.issue_one(agent)
        agent.close()
        old = KeyAgent.open(copy, clock=story.SetClock(), randomness=os.urandom)
        with pytest.raises(CounterAhead):
            old.unlock_unattended()
        assert not old.status().vending_open
        old.close()


def test_only_the_hardware_tier_opens_by_itself(tmp_path: Path) -> None:
    """There is no slot without a counter, and no opening beside books that have none."""
    agent = story.opened(story.new_vault(tmp_path), story.SetClock())
    with pytest.raises(UnattendedNotBounded):
        agent.key_device.open_unattended(story.BY_PASSPHRASE, "swtpm:path=/none", "")
    agent.close()


def test_books_from_before_the_counter_open_nothing(tmp_path: Path) -> None:
    """They are of the same vault, and nothing would bound them."""
    with counting.a_tpm() as way:
        agent = story.opened(story.new_vault(tmp_path), story.SetClock())
        agent.close()
        books = AgentFolder(tmp_path).issue_store
        before = books.read_bytes()
        agent = story.opened(tmp_path, story.SetClock())
        agent.key_device.use_counter(story.BY_PASSPHRASE, way)
        agent.key_device.open_unattended(story.BY_PASSPHRASE, way, "")
        agent.close()
        books.write_bytes(before)
        agent = KeyAgent.open(tmp_path, clock=story.SetClock(), randomness=os.urandom)
        with pytest.raises(UnattendedNotBounded):
            agent.unlock_unattended()
        assert not agent.status().vending_open
        agent.close()


def test_nobody_asks_for_it_at_the_socket(machine: tuple[Path, Path]) -> None:
    """It is of the agent's start alone: neither opens after a lock nor changes the vault."""
    till, place = machine
    with running_tpm(place) as way:
        agent = started(till)
        agent.lock()
        mine = UnlockSecret("passphrase", b"a thief's own passphrase")
        calls: list[Callable[[], object]] = [
            lambda: agent.slots.unlock(UNATTENDED),
            lambda: agent.slots.add(UNATTENDED, mine),
            lambda: agent.slots.remove(UNATTENDED, 1),
            lambda: agent.key_device.open_unattended(UNATTENDED, way, ""),
        ]
        for call in calls:
            with pytest.raises(SlotMissing):
                call()
        with pytest.raises(WrongPassphrase):
            agent.key_device.open_unattended(mine, way, "")
        with pytest.raises(TpmSlotUnusable):
            agent.key_device.open_unattended(story.BY_PASSPHRASE, way, "")
        assert not agent.status().vending_open
        agent.slots.remove(story.BY_PASSPHRASE, 2)
        agent.close()
        agent = started(till)
        assert not agent.status().vending_open
        agent.close()
