"""A head office on each database, its console served, and a terminal that has joined."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pos.app.ports import Ports
from pos.headoffice.keys.set_up import create_office
from tests import console_stories, office_stories
from tests.console_stories import Visitor
from tests.office_stories import OfficeHere, RealClock
from tests.postgres_server import PostgresServer
from tests.signing_stories import agent_at, keys_of, maker

LAST_HOUR = 23
HOUR, MILLISECOND = timedelta(hours=1), timedelta(milliseconds=1)


@pytest.fixture(name="made", scope="session")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file of a head office with four people, made once: passwords cost time."""
    path = office_stories.new_office(tmp_path_factory.mktemp("made"))
    with office_stories.office_at(path, RealClock()) as office:
        console_stories.add_people(office)
    return path


@pytest.fixture(name="made_there", scope="session")
def _made_there(
    postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """Give the folder of a head office with four people, and its URL on PostgreSQL."""
    folder = tmp_path_factory.mktemp("made_there")
    url, now, make = postgres.new_database(), datetime.now(UTC), maker(folder / "keys")
    create_office(url, folder / "root.pem", training=True, now=now, make_keys=make)
    with (
        agent_at(folder / "keys", RealClock()) as signing,
        office_stories.office_at(url, RealClock(), signing) as office,
    ):
        console_stories.add_people(office)
    return folder, url


@pytest.fixture(name="clock")
def _clock() -> RealClock:
    """Give a clock that a test may move, and that passes no midnight by itself.

    It shows the time of the test's beginning and goes on with each look; in the last hour of a day
    it shows the next one's first.
    """
    now = datetime.now(UTC)
    start = (now + HOUR).replace(minute=0) if now.hour == LAST_HOUR else now
    return RealClock(stopped_at=start, step=MILLISECOND)


@pytest.fixture(name="office")
def _office(
    request: pytest.FixtureRequest, tmp_path: Path, clock: RealClock, made: Path
) -> Iterator[OfficeHere]:
    """Give a head office with four people, on SQLite unless a test asks for another database."""
    if getattr(request, "param", "sqlite") == "sqlite":
        shutil.copy(made, tmp_path / "office.db")
        shutil.copytree(keys_of(made), keys_of(tmp_path / "office.db"))
        with office_stories.office_at(tmp_path / "office.db", clock) as office:
            yield office
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    folder, url = request.getfixturevalue("made_there")
    with (
        agent_at(folder / "keys", clock) as signing,
        office_stories.office_at(server.copy_of(url), clock, signing) as office,
    ):
        yield office


@pytest.fixture(name="ports")
def _ports(tmp_path: Path, office: OfficeHere, clock: RealClock) -> Iterator[Ports]:
    """Give a terminal that has joined and has a lease."""
    folder = office_stories.new_terminal(tmp_path / "terminal", clock)
    with office_stories.terminal_at(folder, clock) as ports:
        office_stories.join(office, ports)
        office.grant(office_stories.TERMINAL, 500_000, 900)
        yield ports


@pytest.fixture(name="url")
def _url(office: OfficeHere) -> Iterator[str]:
    """Give the URL of the console."""
    with console_stories.console_of(office) as url:
        yield url


@pytest.fixture(name="somebody")
def _somebody(url: str) -> Iterator[Visitor]:
    """Give somebody who has not signed in."""
    with console_stories.visitor(url) as one:
        yield one


@pytest.fixture(name="anne")
def _anne(somebody: Visitor, office: OfficeHere) -> Visitor:
    """Give the administrator, signed in."""
    console_stories.sign_in(somebody, office, "Anne")
    return somebody
