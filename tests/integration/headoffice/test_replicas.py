"""Several processes over one PostgreSQL, bad networks in front, and everything killed under way.

Small in the suite. At full size, with its figures printed:

    VENDWATT_SCALE=200,100000 pytest -s tests/integration/headoffice/test_replicas.py
"""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from pos.app.office.sync_journal import sync_journal, sync_status
from pos.app.ports import Ports
from pos.domain.errors import HeadOfficeUnreachable
from pos.headoffice.keys.set_up import create_office
from pos.headoffice.store.schema import ENTRY
from tests import office_stories as story
from tests.faulty_proxy import Fault, proxy_to
from tests.kept_port import kept_port
from tests.office_stories import OfficeHere, RealClock
from tests.postgres_server import postgres_server
from tests.signing_stories import maker, shared_agent

ROOT = Path(__file__).parents[3]
REPLICAS = 3
TERMINALS, ENTRIES = map(int, os.environ.get("VENDWATT_SCALE", "6,192").split(","))
ROUNDS = 4
SALES_A_ROUND = ENTRIES // TERMINALS // ROUNDS // 2
SHOPS_AT_ONCE = 6
TRIES_MAX = 1_000


@dataclass(slots=True)
class Shop:
    """A terminal and what it sold."""

    name: str
    ports: Ports
    total: int = 0


@dataclass(slots=True)
class Replica:
    """One server, on one port for as long as the test lasts."""

    command: list[str]
    port: int
    process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Serve, and wait until it does."""
        self.process = subprocess.Popen(
            [*self.command, "--listen", f"127.0.0.1:{self.port}"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        url = json.loads(self.process.stdout.readline())["listening"]
        assert url == f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        """End it at once, whatever it does."""
        if self.process is not None:
            assert self.process.stdout is not None
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()

    def crash(self) -> None:
        """Kill it, and start another one in its place."""
        self.kill()
        self.start()


@dataclass
class Misfortune:
    """What goes wrong, each when so much of the work is done.

    Attributes:
        happening: held from a kill until what was killed is there again.
    """

    events: list[Callable[[], None]]
    rounds: int
    done: int = 0
    happening: threading.Lock = field(default_factory=threading.Lock)

    def after_a_round(self) -> None:
        """Count a round that was delivered, and let happen what is due."""
        with self.happening:
            self.done += 1
            due = len(self.events) * self.done // self.rounds
            before = len(self.events) * (self.done - 1) // self.rounds
            for event in self.events[before:due]:
                event()


@contextmanager
def _replicas(url_file: Path, keys: Path) -> Iterator[list[Replica]]:
    command = [sys.executable, "-m", "pos", "--json", "headoffice", "serve"]
    places = ("--database-file", str(url_file), "--keys", str(keys))
    with ExitStack() as stack:
        replicas = []
        for _ in range(REPLICAS):
            replica = Replica([*command, *places], stack.enter_context(kept_port()))
            stack.callback(replica.kill)
            replica.start()
            replicas.append(replica)
        yield replicas


def _shops(stack: ExitStack, folder: Path, office: OfficeHere) -> list[Shop]:
    shops = []
    for number in range(TERMINALS):
        name = f"T{number:03d}"
        made = story.new_terminal(folder / name, office.clock, name=name)
        ports = stack.enter_context(story.terminal_at(made, office.clock))
        story.join(office, ports)
        shops.append(Shop(name, ports))
    return shops


def _sell_and_deliver(
    shops: list[Shop], urls: list[str], chance: random.Random, misfortune: Misfortune
) -> None:
    for first in range(1, ROUNDS * SALES_A_ROUND + 1, SALES_A_ROUND):
        for shop in shops:
            shop.total += story.sell_many(shop.ports, first, SALES_A_ROUND)
            _deliver(shop, urls, chance, misfortune)
            misfortune.after_a_round()


def _deliver(shop: Shop, urls: list[str], chance: random.Random, misfortune: Misfortune) -> None:
    """Sync as a terminal does, through whichever server it meets, until all is acknowledged.

    It tries while something is killed, and where that failed it again when that has started anew,
    however long a busy machine takes for it.
    """
    for _ in range(TRIES_MAX):
        with story.line_over(None, shop.ports, chance.choice(urls)) as line:
            try:
                sync_journal(shop.ports, line)
            except HeadOfficeUnreachable:
                with misfortune.happening:
                    continue
        with shop.ports.store.read() as reads:
            assert sync_status(reads).equal
        return
    raise AssertionError("it never got through")


def _must_be_there_once(office: OfficeHere, shops: list[Shop]) -> int:
    """Compare each journal with what head office holds; return how many entries that are."""
    found = {report.terminal: report for report in office.administration.report()}
    entries = 0
    for shop in shops:
        report, hashes = found[shop.name], story.hashes_of(shop.ports)
        mine = select(ENTRY.c.hash).where(ENTRY.c.terminal == shop.name).order_by(ENTRY.c.seq)
        with office.database.read() as connection:
            assert list(connection.execute(mine).scalars()) == hashes
        assert (report.sales, report.total) == (ROUNDS * SALES_A_ROUND, shop.total)
        assert (report.entries, report.head_hash) == (len(hashes), hashes[-1])
        assert (report.alarms, report.other_entries, report.exceptions) == ((), 0, 0)
        entries += len(hashes)
    assert sum(report.total for report in found.values()) == sum(shop.total for shop in shops)
    return entries


def test_replicas_hold_every_entry_once(tmp_path: Path) -> None:
    """Servers, database and key agent are killed meanwhile; each entry is there once."""
    with ExitStack() as stack:
        server = stack.enter_context(postgres_server())
        database = server.new_database()
        keys, url_file = tmp_path / "keys", tmp_path / "url"
        now, root_key = datetime.now(UTC), tmp_path / "root.pem"
        create_office(database, root_key, training=True, now=now, make_keys=maker(keys))
        url_file.touch(mode=0o600)
        url_file.write_text(database)
        signing = stack.enter_context(shared_agent(keys))
        replicas = stack.enter_context(_replicas(url_file, keys))
        proxies = [
            stack.enter_context(proxy_to(replica.port, seed))
            for seed, replica in enumerate(replicas)
        ]
        office = stack.enter_context(story.office_at(database, RealClock(), signing))
        shops = _shops(stack, tmp_path, office)
        urls = [url for _, url in proxies]
        misfortune = Misfortune(
            [
                replicas[0].crash,
                server.crash,
                lambda: os.kill(signing.agent_pid(), signal.SIGKILL),
                replicas[1].crash,
                server.crash,
                replicas[2].crash,
            ],
            rounds=TERMINALS * ROUNDS,
        )
        threads = [
            threading.Thread(
                target=_sell_and_deliver,
                args=(
                    shops[number::SHOPS_AT_ONCE],
                    urls,
                    random.Random(number),  # noqa: S311 - repeatable choices.
                    misfortune,
                ),
            )
            for number in range(min(SHOPS_AT_ONCE, TERMINALS))
        ]
        start = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds = time.perf_counter() - start
        assert misfortune.done == misfortune.rounds
        entries = _must_be_there_once(office, shops)
        happened = {fault: sum(proxy.happened[fault] for proxy, _ in proxies) for fault in Fault}
        assert all(happened.values())
        sys.stdout.write(
            f"{entries:,} entries of {TERMINALS} terminals in {seconds:,.0f} s,"
            f" {sum(happened.values()):,} requests, {happened[Fault.NONE]:,} of them unharmed,"
            f" {len(misfortune.events)} kills\n"
        )
