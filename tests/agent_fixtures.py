"""Key agents of each kind for tests of what all of them promise."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pos.app.ports import SecurityModuleSetup
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.client.starter import ensure_agent
from tests import agent_stories as story
from tests.pkcs11_device import soft_token


@contextmanager
def _in_process(folder: Path) -> Iterator[SecurityModuleSetup]:
    agent = KeyAgent.open(folder, clock=story.MachineClock(), randomness=os.urandom)
    yield agent
    agent.close()


@contextmanager
def _over_socket(folder: Path) -> Iterator[SecurityModuleSetup]:
    with ensure_agent(folder) as client:
        pid = client.agent_pid()
        yield client
    story.wait_for_end(pid)


@contextmanager
def _from_a_thread(folder: Path) -> Iterator[SecurityModuleSetup]:
    with story.served(folder) as client:
        yield client


@contextmanager
def _on_device(folder: Path) -> Iterator[SecurityModuleSetup]:
    is_new = not (folder / "softhsm").exists()
    token = soft_token(folder)
    if is_new:
        with _in_process(folder) as agent:
            agent.unlock(story.PASSPHRASE)
            agent.key_device.choose(story.BY_PASSPHRASE, token.choice())
    with _in_process(folder) as agent:
        yield agent


AGENTS: dict[str, Callable[[Path], AbstractContextManager[SecurityModuleSetup]]] = {
    "in_process": _in_process,
    "from_a_thread": _from_a_thread,
    "over_socket": _over_socket,
    "on_device": _on_device,
}


@pytest.fixture(params=AGENTS, name="closed")
def made_agent(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SecurityModuleSetup]:
    """Give a new training agent of each kind, with nothing unlocked."""
    with AGENTS[request.param](story.new_vault(tmp_path)) as agent:
        yield agent


@pytest.fixture(name="agent")
def ready_agent(closed: SecurityModuleSetup) -> SecurityModuleSetup:
    """Give an unlocked agent with keys and a lease."""
    closed.unlock(story.PASSPHRASE)
    story.make_ready(closed, datetime.now(UTC))
    return closed
