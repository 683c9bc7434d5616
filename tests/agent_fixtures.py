"""Key agents of each kind for tests of what all of them promise."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NoReturn

import pytest

from pos.app.ports import SecurityModuleSetup
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.agent.dispatch import answer_to
from pos.keystore.client.agent_client import AgentClient
from pos.keystore.files import meeting_point
from pos.keystore.files.folder import AgentFolder
from pos.keystore.files.terminal_clock import AgentClock
from pos.keystore.server.server import AgentServer, ServerLimits
from tests import agent_stories as story
from tests.pkcs11_device import soft_token
from tests.terminal_stories import wait_for


@contextmanager
def _in_process(folder: Path) -> Iterator[SecurityModuleSetup]:
    agent = KeyAgent.open(folder, clock=story.MachineClock(), randomness=os.urandom)
    yield agent
    agent.close()


@contextmanager
def _over_socket(folder: Path) -> Iterator[SecurityModuleSetup]:
    """Serve from a process of its own, which leaves after its last client as one on demand does.

    How a client finds and starts such a process is another matter, and takes half a second.
    """
    place = AgentFolder(folder)
    place.make_meeting_place()
    with meeting_point.listen(place.meeting_place) as listener:
        child = os.fork()
        if child == 0:
            _serve_and_end(place, listener)
    with AgentClient(folder) as client:
        yield client
    assert wait_for(child) == 0


def _serve_and_end(place: AgentFolder, listener: socket.socket) -> NoReturn:
    status = 1
    try:
        clock = AgentClock(place.path)
        agent = KeyAgent.open(place.path, clock=clock, randomness=os.urandom)
        answer = partial(answer_to, agent)
        AgentServer(agent, answer, place, resident=False, limits=ServerLimits()).serve(listener)
        status = 0
    finally:
        os._exit(status)


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
