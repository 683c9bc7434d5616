"""Several processes over one PostgreSQL, a bad network in front, one of them killed under way."""

import json
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pos.app.ports import Ports
from pos.app.sync_journal import sync_journal, sync_status
from pos.domain.errors import HeadOfficeUnreachable
from pos.headoffice.set_up import create_office
from tests import office_stories as story
from tests.faulty_proxy import Fault, proxy_to
from tests.office_stories import OfficeHere, RealClock
from tests.postgres_server import postgres_server
from tests.signing_stories import maker, shared_agent

ROOT = Path(__file__).parents[3]
REPLICAS = 3
TERMINALS = 5
SALES = 40
SALES_A_ROUND = 10
TRIES_MAX = 500


@dataclass(slots=True)
class Shop:
    """A terminal and what it sold."""

    name: str
    ports: Ports
    total: int = 0


@contextmanager
def _replica(url_file: Path, keys: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "pos", "--json", "headoffice", "serve"]
    with subprocess.Popen(
        [
            *command,
            *("--database-file", str(url_file), "--keys", str(keys)),
            *("--listen", "127.0.0.1:0"),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            yield process, json.loads(process.stdout.readline())["listening"]
        finally:
            process.kill()


def _shops(stack: ExitStack, folder: Path, office: OfficeHere) -> list[Shop]:
    shops = []
    for number in range(TERMINALS):
        name = f"T{number}"
        made = story.new_terminal(folder / name, office.clock, name=name)
        ports = stack.enter_context(story.terminal_at(made, office.clock))
        story.join(office, ports)
        shops.append(Shop(name, ports))
    return shops


def _sell_and_deliver(shop: Shop, urls: list[str], chance: random.Random) -> None:
    for first in range(1, SALES + 1, SALES_A_ROUND):
        shop.total += story.sell_many(shop.ports, first, SALES_A_ROUND)
        for _ in range(TRIES_MAX):
            with story.line_over(None, shop.ports, chance.choice(urls)) as line:
                try:
                    sync_journal(shop.ports, line)
                except HeadOfficeUnreachable:
                    continue
            break
        with shop.ports.store.read() as reads:
            assert sync_status(reads).equal


def test_replicas_hold_every_entry_once(tmp_path: Path) -> None:
    """Whichever replica a batch meets, and however often, each entry is there once."""
    with ExitStack() as stack:
        server = stack.enter_context(postgres_server())
        database = server.new_database()
        root_key, keys = tmp_path / "root.pem", tmp_path / "keys"
        create_office(
            database,
            root_key,
            training=True,
            now=datetime.now(UTC),
            make_keys=maker(keys),
        )
        url_file = tmp_path / "url"
        url_file.touch(mode=0o600)
        url_file.write_text(database)
        replicas = [stack.enter_context(_replica(url_file, keys)) for _ in range(REPLICAS)]
        proxies = [
            stack.enter_context(proxy_to(int(url.rpartition(":")[2]), seed))
            for seed, (_, url) in enumerate(replicas)
        ]
        signing = stack.enter_context(shared_agent(keys))
        office = stack.enter_context(story.office_at(database, RealClock(), signing))
        shops = _shops(stack, tmp_path, office)
        urls = [url for _, url in proxies]
        threads = [
            threading.Thread(
                target=_sell_and_deliver,
                args=(shop, urls, random.Random(number)),  # noqa: S311 - repeatable choices.
            )
            for number, shop in enumerate(shops)
        ]
        for thread in threads:
            thread.start()
        replicas[0][0].kill()
        for thread in threads:
            thread.join()
        found = {report.terminal: report for report in office.administration.report()}
        for shop in shops:
            report, hashes = found[shop.name], story.hashes_of(shop.ports)
            assert (report.sales, report.total) == (SALES, shop.total)
            assert (report.entries, report.head_hash) == (len(hashes), hashes[-1])
            assert (report.alarms, report.other_entries, report.exceptions) == ((), 0, 0)
        happened = {fault for proxy, _ in proxies for fault in proxy.happened}
        assert happened == set(Fault)
