"""A primary is killed under load, its synchronous standby promoted: nothing is lost."""

import threading
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from pos.app.office.sync_journal import sync_journal, sync_status
from pos.app.ports import Ports
from pos.domain.errors import HeadOfficeUnreachable
from pos.headoffice.keys.set_up import create_office
from pos.headoffice.store.schema import ENTRY
from tests import office_stories as story
from tests.office_stories import OfficeHere, RealClock
from tests.postgres_pair import synchronous_pair
from tests.signing_stories import agent_at, maker

TERMINALS = 3
SALES_A_TURN = 5
TURNS_BEFORE = 4
DATABASE = "office"


@dataclass(slots=True)
class Shop:
    """A terminal that goes on selling and delivering until nobody answers."""

    name: str
    ports: Ports
    turns: int = 0

    def sell(self) -> None:
        """Sell a few."""
        story.sell_many(self.ports, 1 + self.turns * SALES_A_TURN, SALES_A_TURN)
        self.turns += 1

    def acknowledged(self) -> int:
        """Return how many entries it was told are there."""
        with self.ports.store.read() as reads:
            return sync_status(reads).acknowledged

    def work(self, office: OfficeHere, under_load: threading.Barrier) -> None:
        """Sell and deliver in turns."""
        with suppress(HeadOfficeUnreachable), story.line_to(office, self.ports) as line:
            while True:
                self.sell()
                sync_journal(self.ports, line)
                if self.turns == TURNS_BEFORE:
                    under_load.wait()


def _held(office: OfficeHere, shop: Shop) -> list[str]:
    mine = select(ENTRY.c.hash).where(ENTRY.c.terminal == shop.name).order_by(ENTRY.c.seq)
    with office.database.read() as connection:
        return list(connection.execute(mine).scalars())


def test_what_was_acknowledged_is_on_the_promoted_standby(tmp_path: Path) -> None:
    """Then the terminals go on with it as if nothing had been."""
    clock, keys = RealClock(), tmp_path / "keys"
    with ExitStack() as stack:
        primary, standby = stack.enter_context(synchronous_pair())
        primary.ask(f"CREATE DATABASE {DATABASE}")
        url = primary.url(DATABASE)
        now, make = datetime.now(UTC), maker(keys)
        create_office(url, tmp_path / "root.pem", training=True, now=now, make_keys=make)
        signing = stack.enter_context(agent_at(keys, clock))
        shops = []
        with story.office_at(url, clock, signing) as office:
            for number in range(TERMINALS):
                name = f"T{number}"
                folder = story.new_terminal(tmp_path / name, clock, name=name)
                ports = stack.enter_context(story.terminal_at(folder, clock))
                story.join(office, ports)
                shops.append(Shop(name, ports))
            assert primary.ask("SELECT sync_state FROM pg_stat_replication") == "sync"
            under_load = threading.Barrier(TERMINALS + 1)
            threads = [
                threading.Thread(target=shop.work, args=(office, under_load)) for shop in shops
            ]
            for thread in threads:
                thread.start()
            under_load.wait()
            primary.kill()
            for thread in threads:
                thread.join()
        standby.promote()
        with story.office_at(standby.url(DATABASE), clock, signing) as office:
            for shop in shops:
                acknowledged = shop.acknowledged()
                assert acknowledged >= TURNS_BEFORE * 2 * SALES_A_TURN
                held, mine = _held(office, shop), story.hashes_of(shop.ports)
                assert len(held) >= acknowledged
                assert held == mine[: len(held)]
                shop.sell()
                story.sync(office, shop.ports)
                assert _held(office, shop) == story.hashes_of(shop.ports)
            found = office.administration.report()
            assert {one.total for one in found} == {
                one.turns * SALES_A_TURN * 10_000 for one in shops
            }
            assert all(one.alarms == () for one in found)
