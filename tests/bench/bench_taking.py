"""What head office takes in on PostgreSQL as a share of raw COPY; asserts no seconds.

At full size: `python -m tests.bench.bench_taking 5000`, the entries of each client in each turn.

Two clients at a time, each a process of its own: either replicas, which answer genuine requests as
far as HTTP, or raw COPY. That gets the same rows ready in binary form, and puts them into a table
with the same keys, the foreign key too, on the same server with its usual durability; all in one
transaction, where replicas commit every batch. The ways take turns, so that whatever else the
machine does falls on all of them; a share compares within a turn.

    batch's signed end, kept   signatures of request and end, replay, chain, entries, answer
    and books                  with all that consoles show, but without the issues' signatures
    every signature            as it runs
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from itertools import count
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec
import psutil  # type: ignore[import-untyped]  # The package ships no types.
import psycopg
import pytest
from psycopg.sql import SQL

from pos.app.journal.journal_heads import sign_newest_head
from pos.app.office.sync_journal import next_request, sync_status
from pos.app.ports import Ports
from pos.domain.journal import format_time
from pos.headoffice.journal import examine
from pos.headoffice.journal.bookkeeping import Account
from pos.headoffice.keys.set_up import create_office
from pos.headoffice.server import ingest
from pos.wire.uplink import BATCH_ENTRIES_MAX, UPLINK_PATH, Mark
from pos.wire.uplink_request import (
    NONCE_HEADER,
    SIGNATURE_HEADER,
    TERMINAL_HEADER,
    TIME_HEADER,
    RequestToSign,
    body_digest,
)
from tests import office_stories as story
from tests.office_stories import RealClock
from tests.postgres_server import postgres_server
from tests.signing_stories import agent_at, maker, shared_agent

ENTRIES, TURNS, CLIENTS = 200, 3, 2
# A replica runs for long: the first requests of a process, small ones, are not counted.
WARMING, WARMING_ENTRIES = 8, 4
SALES_A_COMMIT = 500
KEPT, BOOKS, ALL = "batch's signed end, kept", "and books", "every signature, as it runs"
_COPY = "raw COPY"
Request = tuple[dict[str, str], bytes]
# Of a process that a test starts.
_together: list[Barrier] = []


def say(line: str) -> None:
    """Print a figure."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@dataclass(frozen=True, slots=True)
class Spent:
    """What one way cost in one turn.

    Attributes:
        seconds: from the start of the first client to the end of the last.
        client_s, server_s: CPU time of the clients, and of PostgreSQL with its upkeep.
    """

    entries: int
    seconds: float
    client_s: float
    server_s: float


def _kept_only(_: object, account: Account, *__: object, **___: object) -> Account:
    return account


def _unlooked(*_: object) -> bool:
    return True


def _wait_for_others(barrier: Barrier) -> None:
    _together.append(barrier)


def _take(url: str, keys: Path, way: str, requests: list[Request]) -> tuple[float, float, float]:
    """Be a replica: answer requests; return start, end and CPU seconds."""
    with ExitStack() as stack:
        if way == KEPT:
            stack.enter_context(mock.patch.object(ingest, "keep_books", _kept_only))
        if way == BOOKS:
            stack.enter_context(mock.patch.object(examine, "is_signed_by", _unlooked))
        signing = stack.enter_context(shared_agent(keys))
        office = stack.enter_context(story.office_at(url, RealClock(), signing)).office
        for number, (headers, body) in enumerate(requests):
            if number == WARMING:
                _together[0].wait()
                start, cpu = time.monotonic(), time.process_time()
            answer = office.answer(UPLINK_PATH, headers, body)
            assert answer.outcome == "done", answer.outcome
        return start, time.monotonic(), time.process_time() - cpu


def _copy(url: str, terminal: str, after: int) -> tuple[float, float, float]:
    """Copy the rows of a terminal into the other table; return as `_take`."""
    with psycopg.connect(url.replace("postgresql+psycopg", "postgresql")) as connection:
        rows = "SELECT * FROM entry WHERE terminal = {} AND seq > {}"
        words = SQL(f"COPY ({rows}) TO STDOUT (FORMAT BINARY)").format(terminal, after)
        with connection.cursor().copy(words) as out:
            content = [bytes(part) for part in out]
        connection.commit()
        _together[0].wait()
        start, cpu = time.monotonic(), time.process_time()
        with connection.cursor().copy("COPY copied FROM STDIN (FORMAT BINARY)") as copy:
            for part in content:
                copy.write(part)
        connection.commit()
        return start, time.monotonic(), time.process_time() - cpu


class Terminals:
    """Terminals whose requests are written down, to be answered later."""

    def __init__(self, terminals: dict[str, Ports]) -> None:
        self._sold = 0
        self._terminals = terminals
        self.delivered: dict[str, Mark] = {}
        for name, ports in terminals.items():
            with ports.store.read() as reads:
                status = sync_status(reads)
            self.delivered[name] = Mark(status.acknowledged, status.office_hash)

    def requests(self, entries: int) -> dict[str, list[Request]]:
        """Sell anew, and return what each terminal would send, small requests first."""
        sales = (WARMING * WARMING_ENTRIES + entries) // 2
        for ports in self._terminals.values():
            for first in range(1, sales + 1, SALES_A_COMMIT):
                story.sell_many(ports, self._sold + first, min(SALES_A_COMMIT, sales + 1 - first))
            sign_newest_head(ports)
        self._sold += sales
        return {name: list(self._written_down(name)) for name in self._terminals}

    def _written_down(self, name: str) -> Iterator[Request]:
        ports = self._terminals[name]
        for number in count():
            most = WARMING_ENTRIES if number < WARMING else BATCH_ENTRIES_MAX
            with ports.store.read() as reads:
                after = self.delivered[name]
                _, message = next_request(reads, after=after, most=most)
            if not message.entries:
                return
            body = msgspec.json.encode(message)
            request = RequestToSign(
                method="POST",
                path=UPLINK_PATH,
                terminal=name,
                time=format_time(ports.clock.now()),
                nonce=os.urandom(16).hex(),
                body_digest=body_digest(body),
            )
            yield (
                {
                    TERMINAL_HEADER: name,
                    TIME_HEADER: request.time,
                    NONCE_HEADER: request.nonce,
                    SIGNATURE_HEADER: ports.keys.sign_request(request).hex(),
                },
                body,
            )
            self.delivered[name] = Mark(after.seq + len(message.entries), message.entries[-1].hash)


class Bench:
    """A head office's database, and processes that work on it at the same time."""

    def __init__(self, url: str, keys: Path, terminals: Terminals) -> None:
        self._url, self._keys, self._terminals = url, keys, terminals
        with psycopg.connect(self._dsn) as connection:
            backend = psutil.Process(connection.info.backend_pid)
        self._server = backend.parent()

    @property
    def _dsn(self) -> str:
        return self._url.replace("postgresql+psycopg", "postgresql")

    def take(self, way: str, entries: int) -> Spent:
        """Take new entries in one way."""
        requests = self._terminals.requests(entries)
        jobs = [(_take, self._url, self._keys, way, each) for each in requests.values()]
        return self._at_once(jobs, entries * len(jobs))

    def copy(self, entries: int) -> Spent:
        """Copy the last entries of each terminal into a table like theirs."""
        with psycopg.connect(self._dsn) as connection:
            connection.execute("CREATE TABLE copied (LIKE entry INCLUDING ALL)")
            connection.execute("ALTER TABLE copied ADD FOREIGN KEY (terminal) REFERENCES terminal")
        ends = self._terminals.delivered.items()
        jobs = [(_copy, self._url, name, end.seq - entries) for name, end in ends]
        spent = self._at_once(jobs, entries * len(jobs))
        with psycopg.connect(self._dsn) as connection:
            rows = connection.execute("SELECT count(*) FROM copied").fetchone()
            assert rows == (spent.entries,)
            connection.execute("DROP TABLE copied")
        return spent

    def _at_once(self, jobs: Sequence[tuple[Any, ...]], entries: int) -> Spent:
        context = get_context("spawn")
        barrier = context.Barrier(len(jobs))
        before = self._server_s()
        with ProcessPoolExecutor(
            len(jobs), context, initializer=_wait_for_others, initargs=(barrier,)
        ) as clients:
            spent = [client.result() for client in [clients.submit(*job) for job in jobs]]
            server_s = self._server_s() - before
        starts, ends, cpu = zip(*spent, strict=True)
        return Spent(entries, max(ends) - min(starts), sum(cpu), server_s)

    def _server_s(self) -> float:
        spent = 0.0
        for process in (self._server, *self._server.children()):
            # What a process spent that ended is told by its parent.
            with suppress(psutil.NoSuchProcess):
                times = process.cpu_times()
                spent += times.user + times.system + times.children_user + times.children_system
        return spent


def measure(folder: Path, entries: int) -> None:
    """Take the same work in three ways, in turns with COPY."""
    clock, keys = RealClock(), folder / "keys"
    with ExitStack() as stack:
        url = stack.enter_context(postgres_server()).new_database()
        make = maker(keys)
        create_office(url, folder / "root.pem", training=True, now=clock.now(), make_keys=make)
        terminals: dict[str, Ports] = {}
        with (
            agent_at(keys, clock) as signing,
            story.office_at(url, clock, signing) as office,
        ):
            for number in range(CLIENTS):
                made = story.new_terminal(folder / f"T{number}", clock, name=f"T{number}")
                ports = stack.enter_context(story.terminal_at(made, clock))
                story.join(office, ports)
                story.sync(office, ports)
                terminals[f"T{number}"] = ports
        bench = Bench(url, keys, Terminals(terminals))
        bench.take(ALL, ENTRIES)
        turns = [_turn(bench, entries) for _ in range(TURNS)]
    for way in (_COPY, KEPT, BOOKS, ALL):
        spent = [turn[way] for turn in turns]
        rate = statistics.median(each.entries / each.seconds for each in spent)
        share = statistics.median(turn[_COPY].seconds / turn[way].seconds for turn in turns)
        client, server = (
            statistics.median(getattr(each, name) / each.entries for each in spent) * 1e6
            for name in ("client_s", "server_s")
        )
        say(
            f"{way}: {rate:,.0f} entries/s, {share:.1%} of COPY; CPU for an entry"
            f" {client:.0f} µs client, {server:.0f} µs PostgreSQL"
        )


def _turn(bench: Bench, entries: int) -> dict[str, Spent]:
    turn = {way: bench.take(way, entries) for way in (KEPT, BOOKS, ALL)}
    turn[_COPY] = bench.copy(entries)
    return turn


@pytest.mark.bench
def test_taking_figures(tmp_path: Path) -> None:
    """Print the figures, small; only what is refused is red."""
    measure(tmp_path, ENTRIES)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        measure(Path(place), int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)
