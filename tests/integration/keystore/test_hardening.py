"""An agent that is stuck, idle, or shared with a group."""

import os
import resource
import signal
import socket
import time
from contextlib import nullcontext
from pathlib import Path

import pytest

from pos.domain.errors import AgentUnreachable
from pos.domain.operator import Role
from pos.keystore.agent.idle_lock import IdleLock
from pos.keystore.client.agent_client import AgentClient
from pos.keystore.client.agent_line import Patience
from pos.keystore.client.starter import ensure_agent
from pos.keystore.client.stopper import end_agent
from pos.keystore.files import meeting_point
from pos.keystore.files.folder import AgentFolder
from tests import agent_stories as story
from tests import command_line as cli
from tests import terminal_stories
from tests.custody_stories import BY, new_custody_vault, owned
from tests.patience import PATIENCE_S

LITTLE_MEMORY = 32 * 1024


def test_a_stopped_agent_is_said_to_be_silent_and_not_a_folder_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is there, holds the folder, and answers nobody; once it goes on, it answers again."""
    agent = terminal_stories.serve_forked(story.new_vault(tmp_path))
    try:
        with AgentClient(tmp_path) as client:
            client.status()
            os.kill(agent, signal.SIGSTOP)
            monkeypatch.setattr(Patience, "__init__", _impatient)
            with pytest.raises(AgentUnreachable) as silent:
                ensure_agent(tmp_path)
            assert silent.value.facts == {"why": "silent"}
        monkeypatch.undo()
        os.kill(agent, signal.SIGCONT)
        with ensure_agent(tmp_path) as again:
            assert again.status().training
    finally:
        terminal_stories.end_process(agent)


def test_open_keys_are_kept_out_of_swap(tmp_path: Path) -> None:
    """Also where no more than a little memory may be locked, as for an agent of the cashier's."""
    agent = terminal_stories.serve_forked(story.new_vault(tmp_path))
    try:
        resource.prlimit(agent, resource.RLIMIT_MEMLOCK, (LITTLE_MEMORY, LITTLE_MEMORY))
        with AgentClient(tmp_path) as client:
            assert _locked_kib(agent) == 0
            client.unlock(story.PASSPHRASE)
            assert _locked_kib(agent) > 0
    finally:
        terminal_stories.end_process(agent)


def _locked_kib(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmLck:"))


def test_an_agent_that_does_not_end_is_said_so(tmp_path: Path) -> None:
    """It was told to, and ends as soon as it goes on."""
    with ensure_agent(story.new_vault(tmp_path)) as client:
        client.stay()
        pid = client.agent_pid()
    os.kill(pid, signal.SIGSTOP)
    try:
        with pytest.raises(AgentUnreachable) as silent:
            end_agent(tmp_path, within_s=0)
    finally:
        os.kill(pid, signal.SIGCONT)
    assert silent.value.facts == {"why": "silent"}
    story.wait_for_end(pid)
    assert not end_agent(tmp_path)


def test_an_agent_that_cannot_be_named_is_not_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It lives among other process ids, in a container perhaps; for the system it is 0."""
    with ensure_agent(story.new_vault(tmp_path)) as client:
        pid = client.agent_pid()
        with monkeypatch.context() as elsewhere:
            elsewhere.setattr(meeting_point, "peer_pid", lambda _: 0)
            with pytest.raises(AgentUnreachable) as refusal:
                end_agent(tmp_path)
        assert refusal.value.facts == {"why": "another user's"}
        client.status()
    story.wait_for_end(pid)


def _impatient(patience: Patience) -> None:
    for name in ("connect_s", "call_s", "unlock_s"):
        object.__setattr__(patience, name, 1)


def test_idle_keys_lock_themselves(tmp_path: Path) -> None:
    """After the minutes that the vault says, counted from the last use; setting survives."""
    now = 1000.0
    agent = owned(new_custody_vault(tmp_path))
    agent.set_pin(BY["by"], BY["pin"], Role.SUPERVISOR)
    agent.idle = IdleLock(agent._safe, agent._queue, lambda: now)
    assert agent.idle.wait_s() is None
    agent.custody.set_idle_lock(5, **BY)
    agent.idle.begin(0)
    assert agent.idle.wait_s() == 300
    now += 299
    agent.idle.lock_if_due()
    assert agent.status().vending_open
    agent.idle.begin(0)
    now += 300
    assert agent.idle.wait_s() == 0
    agent.idle.lock_if_due()
    assert not agent.status().vending_open
    assert agent.idle.wait_s() is None
    assert agent.device_key()
    agent.close()
    again = owned(tmp_path)
    assert again.custody.status().idle_lock_minutes == 5
    again.custody.set_idle_lock(0, **BY)
    assert again.idle.wait_s() is None
    again.close()


def test_a_serving_agent_locks_idle_keys_by_itself(tmp_path: Path) -> None:
    """With a client that stays connected and asks nothing."""
    with story.served(new_custody_vault(tmp_path)) as client:
        client.unlock(story.PASSPHRASE)
        client.set_pin(BY["by"], BY["pin"], Role.SUPERVISOR)
        client.custody.set_idle_lock(1, **BY)
        agent = story.served_agent(client)
        agent.idle._used_at -= 60
        client.device_key()
        # The answer goes out before the loop has looked at the time.
        give_up_at = time.monotonic() + PATIENCE_S
        while client.status().vending_open:
            assert time.monotonic() < give_up_at


@pytest.mark.parametrize("first", [True, False])
def test_a_group_is_served_and_nobody_else(monkeypatch: pytest.MonkeyPatch, *, first: bool) -> None:
    """By the peer's first group, or by one that the system's records give it."""
    mine, theirs = os.getuid(), os.getgid()
    one, other = socket.socketpair()
    monkeypatch.setattr(os, "getuid", lambda: mine + 1)
    monkeypatch.setattr(os, "getgrouplist", lambda *_: [] if first else [4242])
    try:
        meeting_point.must_be_own(one, group=theirs if first else 4242)
        for group in (None, theirs + 1):
            with pytest.raises(meeting_point.StrangePeer):
                meeting_point.must_be_own(one, group=group)
    finally:
        one.close()
        other.close()


@pytest.mark.parametrize(
    ("mode", "is_owners", "is_our_group", "is_talked_to"),
    [
        (0o750, True, True, True),
        (0o700, True, True, False),
        (0o750, False, True, False),
        (0o750, True, False, False),
    ],
)
def test_another_users_listener_is_talked_to_as_a_service_of_our_group_alone(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    mode: int,
    is_owners: bool,
    is_our_group: bool,
    is_talked_to: bool,
) -> None:
    """The folder is its own, and open to a group that we are in."""
    place = tmp_path / "agent"
    place.mkdir()
    place.chmod(mode)
    owner, group = place.stat().st_uid, place.stat().st_gid
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)
    monkeypatch.setattr(os, "getgid", lambda: group + 1)
    monkeypatch.setattr(os, "getgroups", lambda: [group if is_our_group else group + 2])
    user = owner if is_owners else owner + 2
    monkeypatch.setattr(meeting_point, "_credentials", lambda _: (1, user, group))
    expected = nullcontext() if is_talked_to else pytest.raises(meeting_point.StrangePeer)
    with meeting_point.listen(place), expected:
        meeting_point.connect(place, within_s=PATIENCE_S).close()


def test_the_socket_of_a_group_is_open_to_that_group_alone(tmp_path: Path) -> None:
    """0750 for its folder, 0660 for the socket; without a group 0700."""
    place = AgentFolder(tmp_path)
    place.make_meeting_place()
    assert place.meeting_place.stat().st_mode & 0o777 == 0o700
    place.make_meeting_place(group=os.getgid())
    with meeting_point.listen(place.meeting_place, group=os.getgid()):
        assert place.meeting_place.stat().st_mode & 0o777 == 0o750
        assert (place.meeting_place / "socket").stat().st_mode & 0o777 == 0o660
    place.make_meeting_place()
    assert place.meeting_place.stat().st_mode & 0o777 == 0o700


def test_a_running_agent_leaves_no_core_and_cannot_be_looked_into(tmp_path: Path) -> None:
    """As the kernel tells of the real process."""
    with ensure_agent(story.new_vault(tmp_path)) as client:
        client.stay()
        pid = client.agent_pid()
        limits = Path(f"/proc/{pid}/limits").read_text()
        status = Path(f"/proc/{pid}/status").read_text()
        owner = Path(f"/proc/{pid}").stat().st_uid
    (core,) = [line for line in limits.splitlines() if line.startswith("Max core file size")]
    assert core.split()[4:6] == ["0", "0"]
    assert "NoNewPrivs:\t1" in status
    # The kernel gives the files of a process that is not dumpable to root.
    assert owner == 0
    cli.end_agent(pid, signal.SIGTERM)
