"""A head office over each database, for tests of what holds on both."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pos.app.ports import Clock
from pos.headoffice.keys.set_up import create_office
from tests import office_stories as story
from tests.office_stories import OfficeHere
from tests.postgres_server import PostgresServer
from tests.signing_stories import agent_at, keys_of, maker

DATABASES = ("sqlite", "postgres")


@contextmanager
def new_office_on(
    request: pytest.FixtureRequest, folder: Path, clock: Clock
) -> Iterator[OfficeHere]:
    """Make a head office on the database that the test's parameter names.

    Args:
        folder: gets its keys, in the place beside a file `office.db` whatever the database.
    """
    if request.param == "sqlite":
        with story.office_at(story.new_office(folder), clock) as office:
            yield office
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    url, keys = server.new_database(), keys_of(folder / "office.db")
    now, root = clock.now(), folder / "root.pem"
    create_office(url, root, training=True, now=now, make_keys=maker(keys))
    with agent_at(keys, clock) as signing, story.office_at(url, clock, signing) as office:
        yield office
