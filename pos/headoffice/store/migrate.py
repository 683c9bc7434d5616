"""Tables of head office: made new, and brought up to date where an older program made them."""

from contextlib import AbstractContextManager
from typing import Protocol

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import inspect, select, text
from sqlalchemy.engine import Connection

from pos.domain.errors import OfficeMissing, OfficeUnusable

# Their tables join the others.
from pos.headoffice.store import schema_ceremonies, schema_meters, schema_people  # noqa: F401
from pos.headoffice.store.columns import METADATA
from pos.headoffice.store.schema import OFFICE, REVISION, VERSION

# Any number will do, as long as nothing else in the database locks by it.
_LOCK_NUMBER = 0x76656E6477617474


class Transactions(Protocol):
    """Opens transactions on a database."""

    def read(self) -> AbstractContextManager[Connection]:
        """Open a consistent view."""

    def write(self) -> AbstractContextManager[Connection]:
        """Open a write transaction."""


def has_tables(connection: Connection) -> bool:
    """Whether a head office, whole or not, is in this database."""
    return inspect(connection).has_table(OFFICE.name)


def create_schema(connection: Connection) -> None:
    """Make all tables in an empty database and note the revision."""
    METADATA.create_all(connection)
    connection.execute(VERSION.insert().values(version_num=REVISION))


def migrate(database: Transactions) -> None:
    """Bring the tables up to date, in one transaction; replicas that start together take turns.

    Raises:
        OfficeMissing: there are no tables.
        OfficeUnusable: a newer program made them.
    """
    with database.read() as connection:
        if not has_tables(connection):
            raise OfficeMissing
        if _revision(connection) == REVISION:
            return
    with database.write() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(
                text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK_NUMBER}
            )
        upgrade(connection)


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the missing migrations, up to one of them, inside the caller's transaction."""
    config = Config()
    config.set_main_option("script_location", "pos.headoffice:migrations")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
    except CommandError as error:
        raise OfficeUnusable(why="made by a newer program") from error


def _revision(connection: Connection) -> str:
    if not inspect(connection).has_table(VERSION.name):
        return ""
    return str(connection.execute(select(VERSION.c.version_num)).scalar_one_or_none() or "")
