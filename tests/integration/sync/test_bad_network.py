"""Exactly once through a network that loses, doubles, cuts and delays, and a server that dies."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pos.app.office.sync_journal import sync_journal, sync_status
from pos.app.ports import Ports
from pos.domain.errors import HeadOfficeUnreachable, TerminalForked
from pos.sync.client import HttpHeadOffice
from pos.wire.office_time import SignedTime
from pos.wire.uplink import UplinkAnswer, UplinkRequest
from tests import office_stories as story
from tests.faulty_proxy import Fault, proxy_to
from tests.office_stories import RealClock
from tests.signing_stories import keys_of, shared_agent

ROOT = Path(__file__).parents[3]
ENTRIES = 2_000
TRIES_MAX = 1_000


def _deliver(ports: Ports, url: str) -> int:
    """Sync until it goes through once with everything acknowledged; return how often it failed."""
    for failures in range(TRIES_MAX):
        with story.line_over(None, ports, url) as line:
            try:
                sync_journal(ports, line)
            except HeadOfficeUnreachable:
                continue
        with ports.store.read() as reads:
            assert sync_status(reads).equal
        return failures
    raise AssertionError("it never got through")


@pytest.mark.parametrize("seed", [1, 2])
def test_two_thousand_entries_arrive_once_through_a_faulty_proxy(tmp_path: Path, seed: int) -> None:
    """Every kind of fault happens; the same bytes are there once, and the sums are equal."""
    clock = RealClock()
    folder = story.new_terminal(tmp_path / "terminal", clock)
    with (
        story.office_at(story.new_office(tmp_path), clock) as office,
        story.terminal_at(folder, clock) as ports,
        story.served(office) as url,
        proxy_to(int(url.rpartition(":")[2]), seed) as (proxy, proxied),
    ):
        story.join(office, ports)
        total = 0
        for first in range(1, ENTRIES // 2, 25):
            total += story.sell_many(ports, first, 25)
            _deliver(ports, proxied)
        assert story.stored_hashes(office) == story.hashes_of(ports)
        assert len(story.hashes_of(ports)) >= ENTRIES
        found = office.only_terminal()
        assert (found.sales, found.total) == (ENTRIES // 2, total)
        assert (found.alarms, found.other_entries, found.exceptions) == ((), 0, 0)
        assert set(proxy.happened) == set(Fault)


def test_a_copied_terminal_is_found_through_a_faulty_proxy(tmp_path: Path) -> None:
    """Both copies sell and deliver: each entry is there once, and one alarm tells of the fork."""
    clock = RealClock()
    folder = story.new_terminal(tmp_path / "terminal", clock)
    with (
        story.office_at(story.new_office(tmp_path), clock) as office,
        story.served(office) as url,
        proxy_to(int(url.rpartition(":")[2]), seed=3) as (_, proxied),
    ):
        with story.terminal_at(folder, clock) as ports:
            story.join(office, ports)
            story.sell_many(ports, 1, 5)
            _deliver(ports, proxied)
        twin = shutil.copytree(folder, tmp_path / "twin")
        with story.terminal_at(folder, clock) as ports:
            story.sell_many(ports, 6, 20)
            _deliver(ports, proxied)
            main = story.hashes_of(ports)
        with story.terminal_at(twin, clock) as ports:
            story.sell_many(ports, 106, 20)
            with pytest.raises(TerminalForked):
                _deliver(ports, proxied)
            branch = story.hashes_of(ports)[-40:]
        assert story.stored_hashes(office) == main
        assert story.stored_hashes(office, 1) == branch
        found = office.only_terminal()
        assert (found.sales, len(found.alarms), found.exceptions) == (45, 1, 0)


@contextmanager
def _serving(
    database: Path, says: int | None = None
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run a head office as its own process; it may be dead when this ends.

    Args:
        says: file that it reports its faults to, and those of the interpreter's development mode.
    """
    environment = None if says is None else {**os.environ, "PYTHONDEVMODE": "1"}
    command = [sys.executable, "-m", "pos", "--json", "headoffice", "serve"]
    with subprocess.Popen(
        [*command, "--database", f"sqlite:///{database}", "--listen", "127.0.0.1:0"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=says,
        env=environment,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            yield process, json.loads(process.stdout.readline())["listening"]
        finally:
            process.kill()


def test_a_head_office_that_is_killed_and_restored_loses_nothing(tmp_path: Path) -> None:
    """Killed under way, put back from an older copy, killed again: in the end all is there."""
    clock = RealClock()
    database = story.new_office(tmp_path)
    folder = story.new_terminal(tmp_path / "terminal", clock)
    copy = tmp_path / "copy.db"
    total = 0
    with story.terminal_at(folder, clock) as ports:
        with story.office_at(database, clock) as office:
            story.join(office, ports)
        shutil.copy(database, copy)
        for round_number in range(4):
            total += story.sell_many(ports, 1 + 250 * round_number, 250)
            with (
                _serving(database) as (process, url),
                story.line_over(None, ports, url) as line,
                pytest.raises(HeadOfficeUnreachable),
            ):
                sync_journal(ports, _KillsAfter(line, process, batches=2))
            if round_number % 2:
                for side in ("-wal", "-shm"):
                    (tmp_path / f"office.db{side}").unlink(missing_ok=True)
                shutil.copy(copy, database)
        with _serving(database) as (process, url):
            _deliver(ports, url)
            process.send_signal(signal.SIGTERM)
            assert process.wait() == 0
        with (
            shared_agent(keys_of(database)) as signing,
            story.office_at(database, clock, signing) as office,
        ):
            assert story.stored_hashes(office) == story.hashes_of(ports)
            found = office.only_terminal()
            assert (found.sales, found.total, found.other_entries) == (1000, total, 0)


class _KillsAfter:
    """A line whose head office is killed after some batches."""

    def __init__(self, line: HttpHeadOffice, process: subprocess.Popen[str], batches: int) -> None:
        self._line, self._process, self._left = line, process, batches

    def deliver(self, request: UplinkRequest) -> UplinkAnswer:
        """Deliver, or find nobody there."""
        if self._left == 0:
            self._process.kill()
            self._process.wait()
        self._left -= 1
        return self._line.deliver(request)

    def tell_time(self) -> SignedTime:
        """Ask on."""
        return self._line.tell_time()


def test_secrets_stay_out_of_the_servers_output(tmp_path: Path) -> None:
    """What a server writes holds no token, code or key."""
    clock = RealClock()
    database = story.new_office(tmp_path)
    folder = story.new_terminal(tmp_path / "terminal", clock)
    said = tmp_path / "said"
    with (
        said.open("wb") as output,
        story.terminal_at(folder, clock) as ports,
        _serving(database, output.fileno()) as (process, url),
    ):
        with (
            shared_agent(keys_of(database)) as signing,
            story.office_at(database, clock, signing) as office,
        ):
            story.join(office, ports, url)
        story.sell_many(ports, 1, 3)
        _deliver(ports, url)
        process.terminate()
        assert process.stdout is not None
        rest = process.stdout.read()
    assert rest == ""
    text = said.read_text()
    assert "digits" not in text
    assert story.TERMINAL not in text
