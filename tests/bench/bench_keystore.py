"""How long the key agent takes; prints figures, asserts nothing about seconds.

Run alone: `python -m tests.bench.bench_keystore`.
"""

import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

import pytest

from pos.app.ports import Issued
from pos.keystore.agent.provisioning import create_vault
from pos.keystore.client.starter import ensure_agent
from pos.keystore.files.encrypted_database import create_database, open_database
from pos.keystore.files.folder import AgentFolder
from pos.keystore.files.secret import Secret
from pos.keystore.issue.issue_store import IssueMoves, IssueStore
from pos.keystore.vault.slots import KEY_BYTES
from tests import agent_stories as story

STARTS = 5
ISSUES = 200
CLIENTS = 8
CROWDS = 3
# What one page adds to the write-ahead log, in two writes.
FRAME_HEADER, PAGE = bytes(24), bytes(4096)
VAULT_ID = bytes(16)
BASE_YEAR = 2014


def milliseconds(what: Callable[[], object]) -> float:
    """Return how long a call takes."""
    start = time.perf_counter()
    what()
    return (time.perf_counter() - start) * 1000


def say(text: str) -> None:
    """Print one figure."""
    sys.stdout.write(text + "\n")


def starts(folder: Path) -> None:
    """Measure start and unlock of an agent on demand."""
    begun, unlocked = [], []
    for _ in range(STARTS):
        start = time.perf_counter()
        with ensure_agent(folder) as client:
            begun.append((time.perf_counter() - start) * 1000)
            unlocked.append(milliseconds(lambda: client.unlock(story.PASSPHRASE)))
            pid = client.agent_pid()
        story.wait_for_end(pid)
    say(f"agent on demand: start {statistics.median(begun):.0f} ms")
    say(f"unlock, Argon2id 64 MiB: {statistics.median(unlocked):.0f} ms")


def issues(folder: Path) -> None:
    """Measure issues over the socket against their own durable writes, in turns."""
    issued, stored, written, pages = [], [], [], 0
    log = AgentFolder(folder).issue_store.with_name("agent.db-wal")
    with (
        ensure_agent(folder) as client,
        store_alone(folder / "alone.db") as store,
        (folder / "written").open("ab", buffering=0) as file,
    ):
        client.unlock(story.PASSPHRASE)
        story.make_ready(client, story.MachineClock().now())
        for number in range(ISSUES):
            sale_id = story.new_sale_id()
            meter = story.a_meter(number)
            body = story.begun_bytes(sale_id, meter=meter)
            size = log.stat().st_size
            issued.append(milliseconds(lambda: client.issue(sale_id, body)))  # noqa: B023 - called at once
            # A log that began anew does not grow; such an issue is taken for one like the last.
            pages = (log.stat().st_size - size) // len(FRAME_HEADER + PAGE) or pages
            end = client.outcome(sale_id)
            assert isinstance(end, Issued)
            stored.append(milliseconds(lambda: store(meter.pan, end)))  # noqa: B023 - called at once
            written.append(milliseconds(lambda: append(file, pages)))  # noqa: B023 - called at once
        say(f"issue over the socket: {statistics.median(issued):.2f} ms")
        against("the transaction that stores it, alone", issued, stored)
        against("append and fdatasync of as many bytes", issued, written)
        rates = [crowd(folder) for _ in range(CROWDS)]
        say(f"issues a second with {CLIENTS} clients: {statistics.median(rates):.0f}")


def against(what: str, issued: list[float], own: list[float]) -> None:
    """Print how many times as long an issue takes as its own write."""
    ratios = [whole / part for whole, part in zip(issued, own, strict=True)]
    say(
        f"  against {what}: {statistics.median(own):.2f} ms,"
        f" median of ratios {statistics.median(ratios):.1f},"
        f" of the fastest {min(issued) / min(own):.1f}"
    )


@contextmanager
def store_alone(path: Path) -> Iterator[Callable[[str, Issued], None]]:
    """Give what stores an issue as the agent does, without rules, tokens, signature and socket."""
    key = os.urandom(KEY_BYTES)
    create_database(path, Secret(key))
    database = open_database(path, Secret(key))
    issues = IssueStore(database)
    with database.transaction():
        issues.begin(VAULT_ID)

    def store(pan: str, issued: Issued) -> None:
        receipt = issued.receipt
        (token,) = receipt.tokens
        moves = IssueMoves(
            pan=pan,
            base_date=BASE_YEAR,
            last_tid=token.tid,
            day=receipt.issued_at[:10],
            money=token.units_milli,
            energy_milli=token.units_milli,
        )
        with database.transaction():
            issues.add_issue(issued, moves)

    yield store
    database.close()


def append(file: FileIO, pages: int) -> None:
    """Write what an issue writes, as often and as much, until it is on the disk."""
    for _ in range(pages):
        file.write(FRAME_HEADER)
        file.write(PAGE)
    os.fdatasync(file.fileno())


def pieces(folder: Path) -> None:
    """Count what one issue takes inside the agent, whatever else the machine does."""
    agent = story.ready_agent(folder, story.SetClock())
    identity = agent._identity
    assert identity is not None
    log = AgentFolder(folder).issue_store.with_name("agent.db-wal")
    statements: list[str] = []
    worked = []
    for number in range(ISSUES):
        sale_id = story.new_sale_id()
        body = story.begun_bytes(sale_id, meter=story.a_meter(number))
        statements.clear()
        identity.database._connection.set_trace_callback(statements.append if not number else None)
        size, start = log.stat().st_size, time.thread_time()
        agent.issue(sale_id, body)
        worked.append((time.thread_time() - start) * 1000)
        if not number:
            written = log.stat().st_size - size
            say(f"inside the agent: {len(statements)} statements, {written:,} bytes written")
    say(f"processor time of an issue inside the agent: {statistics.median(worked):.2f} ms")
    agent.close()


def crowd(folder: Path) -> float:
    """Return issues a second with eight clients."""

    def sell() -> None:
        with ensure_agent(folder) as client:
            for number in range(ISSUES // CLIENTS):
                story.issue_one(client, meter=story.a_meter(number))

    threads = [threading.Thread(target=sell) for _ in range(CLIENTS)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ISSUES / (time.perf_counter() - start)


def run(folder: Path) -> None:
    """Print all figures."""
    create_vault(folder, story.PASSPHRASE, training=True, randomness=os.urandom)
    starts(folder)
    issues(folder)
    inside = folder / "inside"
    inside.mkdir()
    pieces(inside)


@pytest.mark.bench
def test_figures(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    record_property: Callable[[str, object], None],
) -> None:
    """Record them where the suite is run with the bench."""
    run(tmp_path)
    for line in capsys.readouterr().out.splitlines():
        record_property("figure", line)


if __name__ == "__main__":
    place = Path(tempfile.mkdtemp())
    try:
        run(place)
    finally:
        shutil.rmtree(place, ignore_errors=True)
