"""A thief who cuts the power at each step of the agent's work: what it said stays true."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from pos.app.ports import Issued, Tombstone
from pos.domain.errors import AgentStateDamaged, PosError
from pos.keystore.client.starter import ensure_agent
from tests import agent_stories as story
from tests.agent_stories import SetClock
from tests.faults.keystore.gains import gained
from tests.patience import PATIENCE_S

ROOT = Path(__file__).parents[3]
STEPS_MAX = 60
LOG = "agent.db-wal"
SECTOR, PAGE, FRAME_HEADER = 512, 4096, 24
KILLS = 8


def dies(folder: Path, what: str, sale_id: str, begun: Path, step: int) -> bool:
    """Let an agent die at a step; False if it had fewer."""
    program = [sys.executable, "-m", "tests.integration.keystore.dying_agent"]
    run = subprocess.run(
        [*program, str(folder), what, sale_id, str(begun), str(step)],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if run.returncode == -signal.SIGKILL:
        return True
    assert (run.returncode, run.stdout) == (0, b"done"), run.stderr
    return False


def test_kill_at_every_write_of_an_issue(tmp_path: Path) -> None:
    """Before the commit nothing happened; after it the same token comes out again."""
    folder = tmp_path / "terminal"
    folder.mkdir()
    story.ready_agent(folder, SetClock()).close()
    begun = tmp_path / "begun"
    tids: list[int] = []
    durable = 0
    for step in range(1, STEPS_MAX):
        sale_id = story.new_sale_id()
        begun.write_bytes(story.begun_bytes(sale_id))
        died = dies(folder, "issue", sale_id, begun, step)
        agent = story.opened(folder, SetClock())
        known = agent.outcome(sale_id)
        durable += known is not None
        outcome = agent.issue(sale_id, begun.read_bytes())
        issues = [one.receipt for one in agent.issues_after(0)]
        agent.close()
        assert isinstance(outcome, Issued)
        assert known in (None, outcome)
        tids.append(outcome.receipt.tokens[0].tid)
        assert [one.issue_no for one in issues] == list(range(1, step + 1))
        if not died:
            break
    assert step > 8, "the steps of one issue"
    assert len(set(tids)) == len(tids)
    # Only the last step, after the commit, and the run that survived left something durable.
    assert durable == 2
    gained("kill at every write of an issue", f"nothing: {step} deaths, no code twice")


def test_kill_at_every_write_of_a_cancel(tmp_path: Path) -> None:
    """A tombstone is there for good or not at all."""
    folder = tmp_path / "terminal"
    folder.mkdir()
    story.ready_agent(folder, SetClock()).close()
    begun = tmp_path / "begun"
    durable = 0
    for step in range(1, STEPS_MAX):
        sale_id = story.new_sale_id()
        begun.write_bytes(story.begun_bytes(sale_id))
        died = dies(folder, "cancel", sale_id, begun, step)
        agent = story.opened(folder, SetClock())
        known = agent.outcome(sale_id)
        outcome = agent.issue(sale_id, begun.read_bytes())
        agent.close()
        durable += isinstance(known, Tombstone)
        assert isinstance(outcome, Tombstone if known is not None else Issued)
        if not died:
            break
    assert step > 3, "the steps of one cancel"
    assert durable == 2
    gained("kill at every write of a cancel", f"nothing: {step} deaths, no code for it")


def torn_at(log: bytes, begin: int) -> list[int]:
    """Return where the last commit may have ended: each sector, and around each page's header."""
    sectors = range(begin, len(log), SECTOR)
    headers = range(begin, len(log), FRAME_HEADER + PAGE)
    around = (
        header + near for header in headers for near in (1, 8, FRAME_HEADER - 1, FRAME_HEADER)
    )
    return sorted({*sectors, *around, len(log) - 1})


@pytest.mark.parametrize("behind", [b"", b"\0", b"\xa5"], ids=["cut", "zeros", "old"])
def test_cut_the_power_within_a_write(tmp_path: Path, behind: bytes) -> None:
    """Where the log's last commit is not whole, its issue never was; what was before stands."""
    till = tmp_path / "till"
    till.mkdir()
    agent = story.ready_agent(till, SetClock())
    kept = [story.issue_one(agent) for _ in range(2)]
    begin = (till / LOG).stat().st_size
    last = story.issue_one(agent)
    shutil.copytree(till, tmp_path / "whole")
    agent.close()
    log = (tmp_path / "whole" / LOG).read_bytes()
    assert len(log) >= begin + 4 * (FRAME_HEADER + PAGE)
    for place in torn_at(log, begin):
        torn = tmp_path / str(place)
        shutil.copytree(tmp_path / "whole", torn)
        (torn / LOG).write_bytes(log[:place] + behind * (len(log) - place))
        agent = story.opened(torn, SetClock())
        agent.verify()
        assert list(agent.issues_after(0)) == kept
        assert agent.outcome(last.receipt.sale_id) is None
        again = agent.issue(last.receipt.sale_id, last.begun)
        assert isinstance(again, Issued)
        assert again.receipt.issue_no == len(kept) + 1
        agent.close()
        shutil.rmtree(torn)
    agent = story.opened(tmp_path / "whole", SetClock())
    assert list(agent.issues_after(0)) == [*kept, last]
    agent.close()
    gained("cut the power within a write", "nothing: the whole issue is there, or none of it")


def test_spoil_the_log_of_a_killed_agent(tmp_path: Path) -> None:
    """No issue is forgotten unsaid, unless it is the last thing that there was."""
    till = tmp_path / "till"
    till.mkdir()
    agent = story.ready_agent(till, SetClock())
    begin = (till / LOG).stat().st_size
    kept = story.issue_one(agent)
    later = (till / LOG).stat().st_size
    story.issue_one(agent)
    shutil.copytree(till, tmp_path / "killed")
    agent.close()
    shutil.copytree(tmp_path / "killed", tmp_path / "cut")
    log = bytearray((tmp_path / "killed" / LOG).read_bytes())
    (tmp_path / "cut" / LOG).write_bytes(log[:later])
    log[begin + FRAME_HEADER + 1000] ^= 1
    (tmp_path / "killed" / LOG).write_bytes(log)
    with pytest.raises(AgentStateDamaged):
        story.opened(tmp_path / "killed", SetClock())
    agent = story.opened(tmp_path / "cut", SetClock())
    assert list(agent.issues_after(0)) == [kept]
    agent.close()
    gained("spoil the log of a killed agent", "nothing: AGENT-04")
    gained("cut its end off", "what came last is gone, and missed where the journal knows of it")


@pytest.mark.parametrize("after", range(KILLS))
def test_kill_it_while_it_sells(tmp_path: Path, after: int) -> None:
    """Every token that a client got is there, under its number, and the next one follows."""
    story.new_vault(tmp_path)
    got: list[Issued] = []
    enough = threading.Event()
    with ensure_agent(tmp_path) as client:
        client.unlock(story.PASSPHRASE)
        story.make_ready(client, story.MachineClock().now())
        pid = client.agent_pid()

        def sell() -> None:
            try:
                while True:
                    got.append(story.issue_one(client))
                    if len(got) > 3 * after:
                        enough.set()
            except PosError:
                return

        seller = threading.Thread(target=sell)
        seller.start()
        assert enough.wait(PATIENCE_S)
        os.kill(pid, signal.SIGKILL)
        seller.join()
    with ensure_agent(tmp_path) as client:
        client.unlock(story.PASSPHRASE)
        kept = list(client.issues_after(0))
        assert kept[: len(got)] == got
        assert len(kept) - len(got) in (0, 1)
        for one in kept:
            assert client.issue(one.receipt.sale_id, one.begun) == one
        assert story.issue_one(client).receipt.issue_no == len(kept) + 1
    gained("kill it while it sells", f"nothing: {len(got)} codes were told, and are known again")
