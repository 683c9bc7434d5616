"""A vault that this machine's TPM opens, identity only: swtpm, a simulator, stands in for one."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.app.ports.slots import UnlockSecret
from pos.domain.errors import WrongPassphrase
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.agent.credential import open_by_tpm
from pos.keystore.errors.refusals import SlotMissing, TpmSlotUnusable, UnlockSecretWrong
from pos.keystore.files.folder import AgentFolder
from pos.keystore.vault.tpm_slot import TpmSlot
from tests import agent_stories as story
from tests import counter_stories as counting
from tests.secret_forms import found_under

BY_TPM = UnlockSecret("tpm", b"")


@pytest.fixture(name="way", scope="module")
def _way() -> Iterator[str]:
    """Run one TPM for all."""
    with counting.a_tpm() as way:
        yield way


@pytest.fixture(name="till")
def _till(tmp_path: Path, way: str) -> Path:
    """Make a vault with a TPM slot."""
    till = tmp_path / "till"
    till.mkdir()
    agent = story.opened(story.new_vault(till), story.SetClock())
    agent.slots.add(story.BY_PASSPHRASE, UnlockSecret("tpm", way.encode()))
    agent.close()
    return till


def started(till: Path) -> KeyAgent:
    """Start an agent as its process does."""
    agent = KeyAgent.open(till, clock=story.SetClock(), randomness=os.urandom)
    open_by_tpm(agent)
    return agent


def test_the_machine_opens_identity_and_nothing_more(till: Path) -> None:
    """Often, so nothing stays behind in the TPM; the vending keys wait for the passphrase."""
    for _ in range(4):
        agent = started(till)
        assert agent.device_key()
        assert not agent.status().vending_open
        agent.close()
    agent = started(till)
    agent.unlock(story.PASSPHRASE)
    assert agent.status().vending_open
    assert agent.status().slots == ("passphrase", "tpm")
    agent.close()


def test_another_machine_does_not(till: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the whole disk: its TPM has another seed. The passphrase opens."""
    place = AgentFolder(till).tpm_slot
    here = place.read_bytes()
    with counting.a_tpm() as other:
        place.write_bytes(here.replace(here[8 : here.index(b'","public')], other.encode()))
        agent = started(till)
        assert "VAULT-17" in capsys.readouterr().err
        with pytest.raises(TpmSlotUnusable):
            agent.slots.unlock(BY_TPM)
        agent.unlock(story.PASSPHRASE)
        agent.close()


def test_there_is_one_tpm_slot(till: Path, way: str) -> None:
    """A second one would take the file of the first; removed, it comes anew."""
    new = UnlockSecret("tpm", way.encode())
    agent = started(till)
    before = AgentFolder(till).tpm_slot.read_bytes()
    with pytest.raises(TpmSlotUnusable):
        agent.slots.add(story.BY_PASSPHRASE, new)
    for by in (story.BY_PASSPHRASE, BY_TPM):
        with pytest.raises(SlotMissing):
            agent.slots.change(by, new)
    assert AgentFolder(till).tpm_slot.read_bytes() == before
    agent.slots.remove(story.BY_PASSPHRASE, 2)
    agent.slots.add(story.BY_PASSPHRASE, new)
    agent.close()
    agent = started(till)
    assert agent.device_key()
    agent.close()


def test_the_secret_lies_nowhere(till: Path) -> None:
    """What is kept beside the vault is of use to this TPM only."""
    secret = TpmSlot(AgentFolder(till).tpm_slot, os.urandom).unseal()
    assert found_under(till, {"secret of the slot": secret}) == []


@pytest.mark.parametrize("content", [b"", b"{}", b'{"way":"cmd:id","public":"","private":""}'])
def test_a_bad_file_opens_nothing(till: Path, content: bytes) -> None:
    """Nor runs anything that it names."""
    AgentFolder(till).tpm_slot.write_bytes(content)
    agent = started(till)
    with pytest.raises(TpmSlotUnusable):
        agent.slots.unlock(BY_TPM)
    agent.close()


def test_the_file_of_another_terminal_opens_nothing(till: Path, tmp_path: Path, way: str) -> None:
    """Its secret is another one."""
    other = tmp_path / "other"
    other.mkdir()
    TpmSlot(AgentFolder(other).tpm_slot, os.urandom).seal(way)
    shutil.copy(AgentFolder(other).tpm_slot, AgentFolder(till).tpm_slot)
    agent = started(till)
    with pytest.raises(UnlockSecretWrong):
        agent.slots.unlock(BY_TPM)
    agent.close()


def test_nothing_is_sealed_without_a_secret_that_opens(tmp_path: Path, way: str) -> None:
    """And no slot is made without a TPM."""
    agent = story.opened(story.new_vault(tmp_path), story.SetClock())
    with pytest.raises(WrongPassphrase):
        agent.slots.add(UnlockSecret("passphrase", b"wrong"), UnlockSecret("tpm", way.encode()))
    with pytest.raises(TpmSlotUnusable):
        agent.slots.add(story.BY_PASSPHRASE, UnlockSecret("tpm", b"cmd:id"))
    assert not AgentFolder(tmp_path).tpm_slot.exists()
    assert agent.status().slots == ("passphrase",)
    agent.close()
