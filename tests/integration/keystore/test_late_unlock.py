"""An agent that was closed while somebody unlocked it takes nothing in any more."""

import os
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pos.domain.errors import IdentityLocked
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.signing.signing_agent import SigningAgent, SigningPorts
from pos.keystore.vault.openers import PassphraseOpener
from pos.keystore.vault.slots import MasterKeys, Slot
from tests import agent_stories as story
from tests import signing_stories
from tests.patience import PATIENCE_S

Agent = KeyAgent | SigningAgent


@dataclass(frozen=True, slots=True)
class SlowOpener(PassphraseOpener):
    """A passphrase that is still worked on until it is told to go on."""

    works: threading.Event = field(default_factory=threading.Event)
    may_end: threading.Event = field(default_factory=threading.Event)

    def open(self, header: bytes, slot: Slot) -> MasterKeys | None:
        """Open as the passphrase does, in the end."""
        self.works.set()
        assert self.may_end.wait(PATIENCE_S)
        return PassphraseOpener(self.passphrase, self.cost).open(header, slot)


def terminals(folder: Path) -> Callable[[], Agent]:
    """Make a terminal's vault; return what owns it."""
    story.new_vault(folder)
    return lambda: KeyAgent.open(folder, clock=story.SetClock(), randomness=os.urandom)


def head_offices(folder: Path) -> Callable[[], Agent]:
    """Make a head office's vault; return what owns it."""
    keys = signing_stories.new_store(folder / "keys", signing_stories.a_root())
    ports = SigningPorts(story.SetClock(), os.urandom, story.CHEAP)
    return lambda: SigningAgent.open(keys, ports)


@pytest.mark.parametrize("made", [terminals, head_offices])
def test_a_closed_agent_takes_no_keys_in(
    tmp_path: Path, made: Callable[[Path], Callable[[], Agent]]
) -> None:
    """It says so to whoever unlocked it, and the next agent has the books to itself."""
    owned = made(tmp_path)
    opener, refused = SlowOpener(story.PASSPHRASE, story.CHEAP), []
    late = owned()

    def unlock() -> None:
        try:
            late.unlock_with(opener)
        except IdentityLocked as error:
            refused.append(error)

    thread = threading.Thread(target=unlock)
    thread.start()
    assert opener.works.wait(PATIENCE_S)
    late.close()
    opener.may_end.set()
    thread.join(PATIENCE_S)
    assert not thread.is_alive()
    with closing(owned()) as agent:
        agent.unlock(story.PASSPHRASE)
    assert len(refused) == 1
