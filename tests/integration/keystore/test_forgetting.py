"""What an agent has in memory of its secrets once it is locked, closed, or could not open."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pos.domain.errors import AgentStateDamaged, IdentityLocked, PosError
from pos.keystore.files.folder import AgentFolder
from pos.keystore.files.secret import Secret
from pos.keystore.vault.openers import PassphraseOpener
from tests import agent_stories, signing_stories
from tests.agent_stories import PASSPHRASE, SetClock


@pytest.fixture(name="left")
def _left(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Give what counts secrets that were made since and are not zeros."""
    contents: list[bytearray] = []
    begin = Secret.__init__

    def noted(self: Secret, content: bytes) -> None:
        begin(self, content)
        contents.append(self._content)

    monkeypatch.setattr(Secret, "__init__", noted)
    return lambda: sum(any(content) for content in contents)


def test_a_closed_terminal_agent_knows_nothing(tmp_path: Path, left: Callable[[], int]) -> None:
    """After it made its vault, sold, was locked and opened, and refused a passphrase."""
    agent = agent_stories.ready_agent(tmp_path, SetClock())
    agent_stories.issue_one(agent)
    held = agent._safe.vending
    agent.lock()
    locked = left()
    with pytest.raises(PosError):
        agent.unlock(b"another one")
    assert left() == locked
    agent.unlock(PASSPHRASE)
    held_twice = agent._safe.vending
    agent.unlock(PASSPHRASE)
    assert left() > locked
    master_key = agent._safe._master_key
    agent.lock()
    assert left() == locked
    agent.unlock(PASSPHRASE)
    agent.close()
    assert left() == 0
    assert None not in (held, held_twice, master_key)


def test_keys_opened_for_a_closed_agent_are_forgotten(
    tmp_path: Path, left: Callable[[], int]
) -> None:
    """Whoever opened them may hold them for longer."""
    agent = agent_stories.ready_agent(tmp_path, SetClock())
    agent.close()
    opened = agent._safe.look_into(PassphraseOpener(PASSPHRASE, agent_stories.CHEAP))
    assert left() > 0
    with pytest.raises(IdentityLocked):
        opened.must_have_owner(agent._lock)
    assert left() == 0
    assert opened.vending is not None


def test_a_closed_office_agent_knows_nothing(tmp_path: Path, left: Callable[[], int]) -> None:
    """Nor whoever made its vault."""
    folder = signing_stories.new_store(tmp_path / "keys", signing_stories.a_root())
    assert left() == 0
    with signing_stories.agent_at(folder, SetClock()) as agent:
        held = agent._granting
        agent.lock()
        locked = left()
        agent.unlock(PASSPHRASE)
        agent.unlock(PASSPHRASE)
    assert left() == 0
    assert (held is not None, locked) == (True, 2)
    for ask in (lambda: agent.answer_keys, lambda: agent.people, agent.lock):
        with pytest.raises(IdentityLocked):
            ask()


@pytest.mark.parametrize("store", ["missing", "rotten"])
def test_keys_that_were_opened_in_vain_are_forgotten(
    tmp_path: Path, left: Callable[[], int], store: str
) -> None:
    """The passphrase was right, and the issue store beside the vault is not."""
    agent = agent_stories.ready_agent(tmp_path, SetClock())
    agent.close()
    issue_store = AgentFolder(tmp_path).issue_store
    if store == "missing":
        issue_store.rename(tmp_path / "elsewhere")
    else:
        issue_store.write_bytes(bytes(8192))
    with pytest.raises(AgentStateDamaged):
        agent_stories.opened(tmp_path, SetClock())
    assert left() == 0
