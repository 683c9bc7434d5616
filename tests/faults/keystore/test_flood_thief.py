"""A program that wants to be in the way: it takes lines and asks without end; others are served."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pos.domain.operator import Role
from pos.keystore.agent.provisioning import create_vault
from pos.keystore.client.agent_client import AgentClient
from pos.keystore.client.agent_line import Patience
from pos.keystore.client.starter import ensure_client
from pos.keystore.files import meeting_point
from pos.keystore.files.folder import AgentFolder
from pos.keystore.server.server import ServerLimits
from tests import agent_stories as story
from tests.faults.keystore import flooder
from tests.faults.keystore.gains import gained
from tests.patience import PATIENCE_S

ROOT = Path(__file__).parents[3]
LINES = 150
SALES = 5
# Nobody is to be let in late, but on the busiest PC everything is late.
PATIENT = Patience(PATIENCE_S, PATIENCE_S, PATIENCE_S)
NAME, PIN = "Amina", b"1379"
USUAL_OPEN_FILES, FEW_OPEN_FILES, NO_MORE_FILES = 1024, 48, 3
A_WHILE_S = 1
PLACES, MOST_OF_ONE = ServerLimits().clients, ServerLimits().of_one_process


@pytest.fixture(name="open_files")
def _open_files() -> int:
    """Give how many files an agent may open."""
    return USUAL_OPEN_FILES


@pytest.fixture(name="shop")
def _shop(tmp_path: Path, open_files: int) -> Iterator[AgentClient]:
    """Give a client of an agent in a process of its own, whose passphrase is slow to try."""
    create_vault(tmp_path, story.PASSPHRASE, training=True, randomness=os.urandom)
    limited = ("sh", "-c", f'ulimit -n {open_files} && exec "$0" -m pos.keystore "$@"')
    client = AgentClient(tmp_path, PATIENT)
    with ensure_client(client, tmp_path, command=(*limited, sys.executable)):
        client.unlock(story.PASSPHRASE)
        story.make_ready(client, story.MachineClock().now())
        client.set_pin(NAME, PIN, Role.AGENT)
        yield client
        pid = client.agent_pid()
    story.wait_for_end(pid)


@contextmanager
def flood(folder: Path, kind: str, lines: int = LINES, *apart: str) -> Iterator[list[str]]:
    """Let a program be in the way; afterwards the list holds what it was answered."""
    told: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-m", flooder.__name__, str(folder), kind, str(lines), *apart],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        try:
            assert program.stdout is not None
            assert program.stdout.readline() == "all at it\n"
            yield told
        finally:
            told.append(program.communicate(timeout=PATIENCE_S)[0])


def threads_of(pid: int) -> int:
    """Return how many threads a process has."""
    return sum(1 for _ in Path(f"/proc/{pid}/task").iterdir())


def processor_s(pid: int) -> float:
    """Return how long a process has used the processor."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def is_served(shop: AgentClient, folder: Path) -> None:
    """Sell, sign in and unlock on a line that was there, and come in on a new one."""
    for _ in range(SALES):
        story.issue_one(shop)
    shop.sign_in(NAME, PIN)
    shop.unlock(story.PASSPHRASE)
    with AgentClient(folder, PATIENT) as other:
        assert other.status().vending_open


@pytest.mark.parametrize("kind", flooder.KINDS)
def test_be_in_the_way(shop: AgentClient, tmp_path: Path, kind: str) -> None:
    """With many lines at once and without end: who sells goes on, and what it takes is bounded."""
    pid = shop.agent_pid()
    before = threads_of(pid)
    with flood(tmp_path, kind) as told:
        is_served(shop, tmp_path)
        most = threads_of(pid) - before
    # Each place has a thread, and so has, for a moment, whoever was sent away from it.
    assert most <= 3 * MOST_OF_ONE
    assert told[0], "the flood was never answered"
    gained(f"flood the agent with {kind}", f"nothing: all were served; it was told {told[0]}")


def test_be_in_the_way_with_many_programs(shop: AgentClient, tmp_path: Path) -> None:
    """More than there are places, each with one line: whoever was there before keeps its own."""
    with flood(tmp_path, "passphrases", PLACES + MOST_OF_ONE, "apart"):
        for _ in range(SALES):
            story.issue_one(shop)
        shop.sign_in(NAME, PIN)
    gained("flood the agent from many programs", "no place of whoever sells")


@pytest.mark.parametrize("open_files", [FEW_OPEN_FILES])
def test_take_all_descriptors(shop: AgentClient, tmp_path: Path) -> None:
    """Lines that say nothing, more than the agent may have files: it keeps those that it needs."""
    with flood(tmp_path, "half requests"):
        is_served(shop, tmp_path)
    gained("take all descriptors", "nothing: silent lines are closed for those who come")


def test_come_when_no_descriptor_is_left(shop: AgentClient, tmp_path: Path) -> None:
    """Nobody can be let in: the agent waits, does not try without end, and goes on selling."""
    pid = shop.agent_pid()
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (NO_MORE_FILES, USUAL_OPEN_FILES))
    place = AgentFolder(tmp_path).meeting_place
    with meeting_point.connect(place, within_s=PATIENCE_S) as stranger:
        stranger.settimeout(A_WHILE_S)
        used = processor_s(pid)
        with pytest.raises(TimeoutError):
            stranger.recv(1)
        assert processor_s(pid) - used < A_WHILE_S / 2
        story.issue_one(shop)
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (USUAL_OPEN_FILES, USUAL_OPEN_FILES))
    is_served(shop, tmp_path)
    gained("come when no descriptor is left", "nothing: the agent waits, and goes on selling")
