"""Standings are told by servers themselves, on time, by one at a time, and never put back."""

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, insert, select

from pos.domain.errors import IdentityLocked
from pos.domain.errors.office import DutyTaken
from pos.headoffice.administration.office_administration import OfficeAdministration
from pos.headoffice.meters.standings import METERS_AT_ONCE, STANDINGS, StandingsTold
from pos.headoffice.server.office import PATHS
from pos.headoffice.server.teller import StandingsTeller
from pos.headoffice.server.watch import Watch
from pos.headoffice.store.database import open_database
from pos.headoffice.store.duty import TURN, Done, Turn
from pos.headoffice.store.schema import BUNDLE
from pos.headoffice.store.schema_meters import METER_SHARE
from tests import office_stories as story
from tests.both_databases import DATABASES, new_office_on
from tests.office_stories import OfficeHere, RealClock
from tests.patience import PATIENCE_S
from tests.standing_stories import MONTH, Seller, take, tell

SHORT = timedelta(milliseconds=20)


@pytest.fixture(name="clock")
def _clock() -> RealClock:
    """Give a clock that a test may move."""
    return RealClock()


@pytest.fixture(name="office", params=DATABASES)
def _office(
    request: pytest.FixtureRequest, tmp_path: Path, clock: RealClock
) -> Iterator[OfficeHere]:
    """Give a head office over each database."""
    with new_office_on(request, tmp_path, clock) as office:
        yield office


@pytest.fixture(name="sellers")
def _sellers(tmp_path: Path, office: OfficeHere, clock: RealClock) -> Iterator[list[Seller]]:
    """Give a terminal that sells, and another one that is told."""
    with (
        story.terminal_at(story.new_terminal(tmp_path / "T1", clock, "T1"), clock) as first,
        story.terminal_at(story.new_terminal(tmp_path / "T2", clock, "T2"), clock) as second,
    ):
        for ports in (first, second):
            story.join(office, ports)
        yield [Seller(first), Seller(second)]


@contextmanager
def another_server(office: OfficeHere) -> Iterator[OfficeAdministration]:
    """Open the same database again, as another process does."""
    database, keys = open_database(office.url), office.administration.signing
    try:
        yield OfficeAdministration(database, office.clock, os.urandom, keys)
    finally:
        database.close()


def bundles(office: OfficeHere) -> int:
    """Count what was published."""
    with office.database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(BUNDLE)).scalar_one())


def fill_a_bundle(office: OfficeHere) -> None:
    """Let T1 have sold to as many meters as one bundle tells of, whose numbers come first."""
    share = {"terminal": "T1", "month": MONTH, "units_milli": 1, "free_milli": 0, "paid": 0}
    share |= {"carried": 0, "last_at": f"{MONTH}-01T00:00:00.000Z", "version": 1, "published": 0}
    rows = [{**share, "pan": f"{number:018d}"} for number in range(METERS_AT_ONCE)]
    with office.database.write() as connection:
        connection.execute(insert(METER_SHARE), rows)


def test_of_two_runs_at_once_one_is_refused(office: OfficeHere, sellers: list[Seller]) -> None:
    """So what was looked up earlier is never told later."""
    seller, told = sellers
    seller.sell(1, 5_000)
    story.sync(office, seller.ports)
    fill_a_bundle(office)
    between, go_on = threading.Event(), threading.Event()

    def wait_between_bundles() -> bool:
        between.set()
        assert go_on.wait(PATIENCE_S)
        return False

    with another_server(office) as slow, ThreadPoolExecutor(1) as pool:
        running = pool.submit(slow.tell_standings, whole=False, must_stop=wait_between_bundles)
        assert between.wait(PATIENCE_S)
        seller.sell(1, 7_000)
        story.sync(office, seller.ports)
        try:
            with pytest.raises(DutyTaken):
                tell(office)
        finally:
            go_on.set()
        assert running.result(PATIENCE_S).meters == METERS_AT_ONCE + 1
    take(office, told.ports)
    assert told.knows(1).units_milli == 5_000
    tell(office)
    take(office, told.ports)
    assert told.knows(1).units_milli == 12_000


def go_on_late(office: OfficeHere, turn: Turn) -> None:
    """Do something under a turn, in the transaction that asks whether it still holds."""
    with office.database.write() as connection:
        connection.execute(BUNDLE.delete())
        turn.keep(connection, office.clock.now())


def test_a_turn_ends_where_its_holder_died(
    office: OfficeHere, clock: RealClock, sellers: list[Seller]
) -> None:
    """And a holder that was only slow tells nothing any more."""
    seller, told = sellers
    seller.sell(1, 5_000)
    story.sync(office, seller.ports)
    slow = Turn(STANDINGS, "slow")
    with office.database.write() as connection:
        slow.take(connection, clock.now())
    clock.moved = TURN - timedelta(seconds=30)
    with pytest.raises(DutyTaken):
        tell(office)
    clock.moved = TURN + timedelta(seconds=30)
    assert tell(office).meters == 1
    before = bundles(office)
    with pytest.raises(DutyTaken):
        go_on_late(office, slow)
    assert bundles(office) == before
    take(office, told.ports)
    assert told.knows(1).units_milli == 5_000


def test_servers_that_all_tell_at_once_put_nothing_back(
    office: OfficeHere, sellers: list[Seller]
) -> None:
    """Four of them without a pause, while a terminal sells: what is known elsewhere only rises."""
    seller, told = sellers
    over = threading.Event()

    def keep_telling() -> int:
        runs = 0
        with another_server(office) as server:
            while not over.is_set():
                try:
                    server.tell_standings(whole=runs % 2 == 0)
                    runs += 1
                except DutyTaken:
                    over.wait(SHORT.total_seconds())
        return runs

    known = [0]
    with ThreadPoolExecutor(4) as pool:
        servers = [pool.submit(keep_telling) for _ in range(4)]
        try:
            for _ in range(8):
                seller.sell(1, 1_000)
                story.sync(office, seller.ports)
                take(office, told.ports)
                known.append(told.knows(1).units_milli)
        finally:
            over.set()
        assert sum(one.result(PATIENCE_S) for one in servers)
    tell(office)
    take(office, told.ports)
    known.append(told.knows(1).units_milli)
    assert known == sorted(known)
    assert known[-1] == seller.sold[1]


def test_a_run_that_is_stopped_leaves_the_rest_to_the_next(
    office: OfficeHere, sellers: list[Seller]
) -> None:
    """Between two bundles; nothing is told twice and nothing is left out."""
    sellers[0].sell(1, 5_000)
    story.sync(office, sellers[0].ports)
    fill_a_bundle(office)
    stopped = office.administration.tell_standings(whole=False, must_stop=lambda: True)
    assert stopped.meters == METERS_AT_ONCE
    assert office.administration.standings_done() == Done("", 0)
    assert tell(office).meters == 1
    assert office.administration.standings_done().count == 1


class _Watched:
    """A head office that says when something was told, and whose keys may be locked.

    Attributes:
        fails: raised instead of telling, each once.
        told: set once standings were.
    """

    def __init__(self, office: OfficeAdministration, fails: list[Exception]) -> None:
        self._office, self.fails = office, fails
        self.told = threading.Event()

    def tell_standings(
        self, *, whole: bool, must_stop: Callable[[], bool] = lambda: False
    ) -> StandingsTold:
        """Tell, or fail."""
        if self.fails:
            raise self.fails.pop()
        done = self._office.tell_standings(whole=whole, must_stop=must_stop)
        self.told.set()
        return done

    def standings_done(self) -> Done:
        """Pass on."""
        return self._office.standings_done()


def test_a_server_tells_by_itself_and_stops_at_once(
    office: OfficeHere, sellers: list[Seller], clock: RealClock
) -> None:
    """Whatever went wrong before; the counters say how it went, and no thread stays behind."""
    seller, told = sellers
    seller.sell(1, 5_000)
    story.sync(office, seller.ports)
    watch = Watch(PATHS)
    watched = _Watched(office.administration, [IdentityLocked(), RuntimeError("a fault")])
    with StandingsTeller(watched, clock, SHORT, watch).running():
        assert watched.told.wait(PATIENCE_S)
    assert "standings" not in {thread.name for thread in threading.enumerate()}
    take(office, told.ports)
    assert told.knows(1).units_milli == 5_000
    with watch.serving_metrics("127.0.0.1", 0) as port:
        counters = httpx.get(f"http://127.0.0.1:{port}/metrics").text
    for outcome in ("fault", IdentityLocked.code, "done"):
        assert f'vendwatt_standings_runs_total{{outcome="{outcome}"}}' in counters
    assert "vendwatt_standings_told_timestamp_seconds 1." in counters
    hourly = StandingsTeller(watched, clock, timedelta(hours=1), watch)
    watched.told.clear()
    with hourly.running():
        pass
    assert not watched.told.is_set()
    assert office.office.standings_told_at() == office.administration.standings_done().at != ""
