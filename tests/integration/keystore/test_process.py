"""The agent's own process: how it starts, that there is one, how it ends, what it gives away."""

import base64
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from pos.domain.errors import (
    AgentUnreachable,
    ExitStatus,
    FolderInUse,
    FolderNotATerminal,
    NextStep,
    VaultDamaged,
    VaultMissing,
    WrongPassphrase,
)
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.client.agent_client import AgentClient
from pos.keystore.client.starter import ensure_agent
from pos.keystore.client.stopper import end_agent
from pos.keystore.files.folder import AgentFolder, FileLock
from pos.keystore.keys.vending_keys import KeyInMemory, ring_of
from pos.keystore.vault.vault import read_vault
from pos.sts.attributes import Ea, MeterConfig
from pos.sts.decoder_key import derive_decoder_key
from pos.sts.identifiers import MeterPan
from tests import agent_stories as story
from tests.patience import PATIENCE_S
from tests.secret_forms import vending_content

ROOT = Path(__file__).parents[3]
STARTERS = 6


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """Give a folder with a vault."""
    return story.new_vault(tmp_path)


def run_agent(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run an agent in the foreground until it ends."""
    return subprocess.run(
        [sys.executable, "-m", "pos.keystore", "--data", str(folder), *more],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )


def test_an_agent_is_started_once_and_found_again(folder: Path) -> None:
    """Beside our packages, installed or not; the second client talks to the first one's agent."""
    with ensure_agent(folder) as first, ensure_agent(folder) as second:
        assert first.agent_pid() == second.agent_pid()
        place = Path("/proc") / str(first.agent_pid()) / "cwd"
        assert place.readlink() == ROOT
        first.unlock(story.PASSPHRASE)
        assert second.status().vending_open


def test_an_agent_ends_whatever_its_libraries_do_then(folder: Path) -> None:
    """That of a device may wait for one that hangs, where Python lets it end at leisure."""
    program = (
        "import atexit, runpy, threading; atexit.register(threading.Event().wait);"
        "runpy.run_module('pos.keystore', run_name='__main__', alter_sys=True)"
    )
    with ensure_agent(folder, command=(sys.executable, "-c", program)) as client:
        pid = client.agent_pid()
        assert end_agent(folder)
    story.wait_for_end(pid)


def test_many_starters_start_one_agent(folder: Path) -> None:
    """All at once, all are served by the same."""
    pids: list[int] = []
    all_here = threading.Barrier(STARTERS)

    def start() -> None:
        with ensure_agent(folder) as client:
            pids.append(client.agent_pid())
            all_here.wait(PATIENCE_S)

    threads = [threading.Thread(target=start) for _ in range(STARTERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(pids) == STARTERS
    assert len(set(pids)) == 1
    story.wait_for_end(pids[0])


def test_starting_while_the_last_one_leaves_always_ends_in_an_agent(folder: Path) -> None:
    """Coming and going as fast as it can be done."""
    for _ in range(8):
        with ensure_agent(folder) as client:
            assert client.status().training


def test_an_agent_on_demand_ends_and_a_resident_one_stays(folder: Path) -> None:
    """Both end on SIGTERM, cleanly."""
    with ensure_agent(folder) as client:
        pid = client.agent_pid()
    story.wait_for_end(pid)
    with ensure_agent(folder) as client:
        client.stay()
        pid = client.agent_pid()
    with ensure_agent(folder) as client:
        assert client.agent_pid() == pid
        client.unlock(story.PASSPHRASE)
        os.kill(pid, signal.SIGTERM)
        story.wait_for_end(pid)
    assert not (folder / "agent" / "socket").exists()
    assert not (folder / "agent.db-wal").exists()


def test_a_killed_agent_is_replaced(folder: Path) -> None:
    """Its socket is left behind and stands in nobody's way."""
    with ensure_agent(folder) as client:
        pid = client.agent_pid()
        os.kill(pid, signal.SIGKILL)
        story.wait_for_end(pid)
        assert (folder / "agent" / "socket").exists()
        with pytest.raises(AgentUnreachable):
            client.status()
        with ensure_agent(folder) as again:
            assert again.agent_pid() != pid
            assert client.status().training


def test_why_an_agent_cannot_start_is_told(tmp_path: Path, folder: Path) -> None:
    """As the error it is, to whoever started it."""
    with pytest.raises(FolderNotATerminal):
        ensure_agent(tmp_path / "nowhere")
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(VaultMissing):
        ensure_agent(empty)
    agent = KeyAgent.open(folder, clock=story.MachineClock(), randomness=os.urandom)
    with pytest.raises(FolderInUse):
        ensure_agent(folder)
    agent.close()
    (folder / "vault").write_bytes(b"rot")
    with pytest.raises(VaultDamaged):
        ensure_agent(folder)


@pytest.mark.parametrize("command", [["/nonexistent"], ["/bin/false"], ["/bin/echo", "x"]])
def test_a_program_that_is_no_agent_is_found_out(folder: Path, command: list[str]) -> None:
    """It says nothing on the pipe."""
    with pytest.raises(AgentUnreachable) as refusal:
        ensure_agent(folder, command=command)
    assert refusal.value.facts == {"why": "did not start"}


def test_a_program_that_says_nothing_is_not_waited_for_for_ever(folder: Path) -> None:
    """It is left alone with its folder."""
    command = [sys.executable, "-c", "import sys; sys.stdin.read()"]
    with pytest.raises(AgentUnreachable) as refusal:
        ensure_agent(folder, command=command, within_s=0)
    assert refusal.value.facts == {"why": "did not start in time"}


def test_the_start_lock_is_not_waited_for_for_ever(folder: Path) -> None:
    """Somebody who hangs while starting an agent is named."""
    (folder / "agent").mkdir()
    with FileLock.take(folder / "agent" / "start.lock", holder="x"), pytest.raises(FolderInUse):
        ensure_agent(folder, within_s=0)


def test_a_second_agent_in_the_foreground_ends_at_once(folder: Path) -> None:
    """With the exit status of its error, and without a traceback."""
    with ensure_agent(folder):
        second = run_agent(folder, "--resident")
    assert (second.returncode, second.stderr) == (ExitStatus.UNAVAILABLE, "FOLDER-01\n")
    missing = run_agent(folder / "nowhere")
    assert (missing.returncode, missing.stderr) == (ExitStatus.NOT_FOUND, "FOLDER-02\n")


def test_the_process_gives_nothing_away(folder: Path) -> None:
    """No core file, no debugger of the same user, nothing of our environment, folder 0700."""
    os.environ["VENDWATT_TEST_SECRET"] = "a secret in the environment"
    try:
        with ensure_agent(folder) as client:
            process = Path("/proc") / str(client.agent_pid())
            limits = (process / "limits").read_text()
            assert b"SECRET" not in (process / "environ").read_bytes()
            # The kernel gives the files of a process that may not be dumped to root.
            assert (process / "environ").stat().st_uid == 0
    finally:
        del os.environ["VENDWATT_TEST_SECRET"]
    cores = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
    assert cores.split()[4:6] == ["0", "0"]
    assert (folder / "agent").stat().st_mode & 0o777 == 0o700
    modes = {path.stat().st_mode & 0o777 for path in (folder / "agent").glob("*.lo*")}
    assert modes == {0o600}


def secrets_of(folder: Path) -> list[bytes]:
    """Return all vending keys of a vault, and decoder keys of the meters that were sold to."""
    vault = read_vault(folder / "vault")
    ring = ring_of(vending_content(vault, story.PASSPHRASE))
    found = []
    for wanted in (story.KEY_EA11, story.KEY_EA07, story.KEY_DKGA02):
        key = ring.find(wanted.sgc, 1)
        assert isinstance(key, KeyInMemory)
        found.append(key.secret.reveal())
        for number in range(3):
            config = MeterConfig(
                pan=MeterPan(story.pan_of(number)),
                sgc=wanted.sgc,
                krn=1,
                tariff_index="01",
                key_type=key.attributes.key_type,
                ea=Ea(story.a_meter(key=wanted).ea),
                dkga=key.attributes.dkga,
                base_date=key.attributes.base_date,
            )
            found.append(derive_decoder_key(key.secret.reveal(), config).secret)
    return found


def forms_of(secret: bytes) -> list[bytes]:
    """Return the ways in which a key might lie about."""
    encoded = base64.b64encode(secret).rstrip(b"=")
    return [
        secret,
        secret.hex().encode(),
        secret.hex().upper().encode(),
        encoded[:-1],
        repr(secret).encode(),
        str(int.from_bytes(secret)).encode(),
    ]


def test_no_key_lies_about_after_selling(folder: Path) -> None:
    """In no file, log, message, argument or environment: raw, hex, base64, number or repr."""
    told: list[str] = []
    with ensure_agent(folder) as client:
        client.unlock(story.PASSPHRASE)
        told += [repr(key) for key in story.make_ready(client, story.MachineClock().now())]
        for key in (story.KEY_EA11, story.KEY_EA07, story.KEY_DKGA02):
            for number in range(3):
                meter = story.a_meter(number, key=key)
                told.append(repr(story.issue_one(client, meter=meter)))
        told.append(repr(client.status()))
        with pytest.raises(WrongPassphrase) as refusal:
            client.unlock(b"wrong")
        told.append(repr(refusal.getrepr(style="long", showlocals=True)))
        process = Path("/proc") / str(client.agent_pid())
        heap = [(process / "cmdline").read_bytes(), (process / "environ").read_bytes()]
        heap += [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    heap += [text.encode() for text in told]
    secrets = [*secrets_of(folder), story.PASSPHRASE]
    assert len(secrets) == 13
    for secret in secrets:
        for form in forms_of(secret):
            assert not any(form in content for content in heap)
    # The search does find what is there.
    assert any(story.KEY_EA11.sgc.encode() in content for content in heap)


def test_another_users_agent_is_not_talked_to(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A passphrase is for our own agent only."""
    with ensure_agent(folder) as client:
        client.close()
        mine = os.getuid()
        monkeypatch.setattr(os, "getuid", lambda: mine + 1)
        with pytest.raises(AgentUnreachable) as refusal:
            client.unlock(story.PASSPHRASE)
    assert refusal.value.facts == {"why": "another user's"}
    assert refusal.value.next_step is NextStep.CALL_SUPERVISOR


def test_root_starts_nobody_elses_agent(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What root writes, the owner would not open any more; nothing of the folder is touched."""
    before = sorted(folder.iterdir())
    mine = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: mine + 1)
    with pytest.raises(AgentUnreachable) as refusal:
        ensure_agent(folder)
    assert refusal.value.facts == {"why": "another user's"}
    assert refusal.value.next_step is NextStep.CALL_SUPERVISOR
    assert sorted(folder.iterdir()) == before


def test_a_second_agent_leaves_the_door_as_it_is(folder: Path) -> None:
    """Of a service that a group may reach, whoever starts another one by hand."""
    with ensure_agent(folder) as client:
        door = AgentFolder(folder).meeting_place
        door.chmod(0o750)
        assert run_agent(folder).returncode == ExitStatus.UNAVAILABLE
        assert door.stat().st_mode & 0o777 == 0o750
        assert not client.status().vending_open


def test_a_large_log_starts_over(folder: Path) -> None:
    """It cannot fill the disk."""
    (folder / "agent").mkdir(mode=0o700)
    log = folder / "agent" / "agent.log"
    log.write_bytes(b"x" * 65_537)
    with ensure_agent(folder) as client, AgentClient(folder) as other:
        assert client.status() == other.status()
    assert log.read_bytes() == b""
