"""Agent, lease, clock, disk and folder fail under the real command; the sale is safe each time."""

import os
import resource
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from pos.app.selling.sell import sell
from pos.domain.journal import format_time
from pos.domain.meter import display_number
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.files.folder import AgentFolder, FileLock
from tests import command_line as cli
from tests import terminal_stories as story
from tests.command_line import vendwatt
from tests.faults.durable_steps import Moment, dies_at_issue
from tests.promises_kept import broken_promises

NOTHING = "nothing_charged"
HELD = "held_open"
SALE_ID = "00000000-0000-4000-8000-00000000cafe"
DISK_BYTES = 3 * 1024 * 1024


def meters_of(folder: Path, count: int = 1) -> list[str]:
    """Return numbers of meters that may buy."""
    with cli.opened_after(folder) as ports, ports.store.read() as reads:
        return [display_number(pan) for pan in story.pans_of(reads, count)]


def must_be_whole(folder: Path, *, issues: int) -> None:
    """Check all promises, and how many tokens were ever issued."""
    with cli.opened_after(folder) as ports:
        assert broken_promises(ports) == []
        assert len(tuple(ports.keys.issues_after(0))) == issues


@contextmanager
def dying_agent(folder: Path, moment: Moment) -> Iterator[None]:
    """Serve an open agent that dies when it issues."""
    kind = dies_at_issue(moment)
    pid = story.serve_forked(folder, lambda place: story.own_agent(place, kind=kind))
    try:
        yield
    finally:
        story.end_process(pid)


@pytest.mark.parametrize("end", ["resume", "cancel", "sell"])
@pytest.mark.parametrize("moment", Moment)
def test_an_agent_that_is_killed_under_a_sale(till: Path, moment: Moment, end: str) -> None:
    """The sale is held open and listed; its meter waits; resume and cancel end it, once."""
    (meter,) = meters_of(till)
    with dying_agent(till, moment):
        answer = cli.sell(till, meter, "50", "--sale-id", SALE_ID)
    assert answer.refusal() == (8, "AGENT-02", HELD)
    is_issued = moment is Moment.AFTER
    with cli.resident_agent(till):
        waiting = [sale["sale_id"] for sale in vendwatt(till, "sales", "list", "--open").lines]
        assert waiting == ([] if is_issued else [SALE_ID])
        if not is_issued:
            assert cli.sell(till, meter, "70").refusal() == (3, "SALE-03", NOTHING)
        if end == "sell":
            ended = cli.sell(till, meter, "50", "--sale-id", SALE_ID)
        else:
            ended = vendwatt(till, "sales", end, SALE_ID)
        if end != "cancel":
            assert len(ended.line["tokens"]) == 1
        elif is_issued:
            assert ended.refusal() == (3, "SALE-07", "sale_complete")
        else:
            assert ended.line["state"] == "cancelled"
            again = cli.sell(till, meter, "50", "--sale-id", SALE_ID)
            assert again.refusal() == (3, "SALE-05", "give_back")
    must_be_whole(till, issues=int(is_issued or end != "cancel"))


def test_an_agent_that_was_killed_before_a_sale(till: Path) -> None:
    """The next command starts another one and sells."""
    (meter,) = meters_of(till)
    assert vendwatt(till, "keys", "unlock").status == 0
    cli.end_agent(cli.agent_pid(till), signal.SIGKILL)
    assert cli.sell(till, meter).status == 0
    must_be_whole(till, issues=1)


def test_a_folder_in_use(till: Path) -> None:
    """Where somebody else owns the keys, a command says so and starts nothing."""
    (meter,) = meters_of(till)
    with FileLock.take(AgentFolder(till).agent_lock, holder="a test"):
        assert cli.sell(till, meter).refusal() == (8, "FOLDER-01", NOTHING)
    must_be_whole(till, issues=0)


def grant(folder: Path, **changes: object) -> None:
    """Replace the lease by one that differs in some respect."""
    with cli.opened_after(folder) as ports:
        assert isinstance(ports.keys, KeyAgent)
        lease = ports.keys.status().lease
        assert lease is not None
        changed = replace(lease, serial=lease.serial + 1, **changes)  # type: ignore[arg-type]  # Names come from tests.
        ports.keys.grant_training_lease(changed)


def test_a_lease_that_is_used_up(till: Path) -> None:
    """The last sale that fits is sold, the next one is refused before it begins."""
    (meter,) = meters_of(till)
    grant(till, money_may_reach=9_000)
    assert cli.sell(till, meter, "50").status == 0
    assert cli.sell(till, meter, "50").refusal() == (3, "LEASE-01", NOTHING)
    assert vendwatt(till, "lease", "show").line["money_left"] == "40.00"
    assert cli.sell(till, meter, "40").status == 0
    assert vendwatt(till, "sales", "list", "--open").lines == ()
    must_be_whole(till, issues=2)


@pytest.mark.parametrize(
    ("begins", "ends", "code"),
    [
        (-timedelta(days=2), -timedelta(hours=1), "LEASE-02"),
        (timedelta(1), timedelta(2), "LEASE-03"),
    ],
    ids=["ended", "not begun"],
)
def test_a_lease_out_of_its_time(till: Path, begins: timedelta, ends: timedelta, code: str) -> None:
    """Nothing is sold before a lease begins and after it ends."""
    (meter,) = meters_of(till)
    now = datetime.now(UTC)
    grant(till, not_before=format_time(now + begins), until=format_time(now + ends))
    assert cli.sell(till, meter).refusal() == (3, code, NOTHING)
    must_be_whole(till, issues=0)


def test_a_clock_that_was_set_back(till: Path) -> None:
    """A sale an hour ahead is in the journal; nothing sells until a supervisor has looked."""
    (meter,) = meters_of(till)
    later = story.MovedClock(datetime.now(UTC) + timedelta(hours=1))
    with story.opened(till, clock=later) as ports:
        with ports.store.read() as reads:
            (pan,) = story.pans_of(reads, 1)
        sell(ports, story.a_request(pan), operator=story.OPERATOR)
    assert cli.sell(till, meter).refusal() == (3, "CLOCK-01", NOTHING)
    assert vendwatt(till, "clock", "accept").refusal()[:2] == (3, "ROLE-01")
    assert vendwatt(till, "clock", "accept", "--operator", "supervisor").status == 0
    assert cli.sell(till, meters_of(till)[-1]).status == 0
    must_be_whole(till, issues=2)


def test_a_clock_far_ahead(tmp_path: Path) -> None:
    """After fifty days of rest nothing sells until a supervisor has looked at the clock."""
    folder = tmp_path / "till"
    long_ago = story.MovedClock(datetime.now(UTC) - timedelta(days=50))
    with patch("pos.bootstrap.training.SystemClock", return_value=long_ago):
        story.new_terminal(folder)
    (meter,) = meters_of(folder)
    assert cli.sell(folder, meter).refusal() == (3, "CLOCK-02", NOTHING)
    assert vendwatt(folder, "clock", "accept").refusal()[:2] == (3, "ROLE-01")
    assert vendwatt(folder, "clock", "accept", "--operator", "supervisor").status == 0
    assert cli.sell(folder, meter).status == 0
    must_be_whole(folder, issues=1)


@dataclass
class SmallDisk:
    """A terminal on a disk that can be filled up.

    Attributes:
        folder: the terminal's.
        fill: leaves so many bytes; without root, no file grows any more.
        empty: makes room again.
    """

    folder: Path
    fill: Callable[[], object]
    empty: Callable[[], object]


@pytest.fixture(name="disk")
def _disk(template: Path, tmp_path: Path) -> Iterator[SmallDisk]:
    """Give a terminal on a disk of three megabytes, or under a limit on file sizes."""
    root = tmp_path / "disk"
    root.mkdir()
    folder = root / "till"
    if os.geteuid() == 0:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(root)]
        subprocess.run(mount, check=True)
        subprocess.run(["cp", "-a", str(template), str(folder)], check=True)
        filler = root / "filler"
        try:
            yield SmallDisk(folder, lambda: _fill_up(filler), filler.unlink)
        finally:
            subprocess.run(["umount", "--lazy", str(root)], check=True)
        return
    subprocess.run(["cp", "-a", str(template), str(folder)], check=True)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        yield SmallDisk(
            folder,
            lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard)),
            lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard)),
        )
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _fill_up(filler: Path) -> None:
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(b"f" * 4096):
                pass
        except OSError:
            # No room is what was wanted.
            return


def test_a_full_disk(disk: SmallDisk) -> None:
    """A sale that finds no room charges nothing; with room again the same sale is sold once."""
    (meter,) = meters_of(disk.folder)
    first = cli.sell(disk.folder, meter).line
    disk.fill()
    answer = cli.sell(disk.folder, meter, "50", "--sale-id", SALE_ID)
    disk.empty()
    assert answer.status == 5
    assert answer.error["code"] in ("STORE-03", "STORE-04")
    assert answer.error["money"] in (NOTHING, HELD, "not_known")
    sold = cli.sell(disk.folder, meter, "50", "--sale-id", SALE_ID).line
    assert sold["receipt_no"] > first["receipt_no"]
    must_be_whole(disk.folder, issues=2)
