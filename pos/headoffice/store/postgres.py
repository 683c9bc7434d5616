"""Head office on PostgreSQL: any number of replicas over one database.

Every transaction that writes locks the row of its terminal first, so replicas wait for each other
only where two speak for the same terminal. What is acknowledged must be on the disk (and on the
synchronous standby, where the cluster has one), so a server that forgets writes is refused.
"""

from contextlib import AbstractContextManager, nullcontext
from typing import Final

from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from pos.domain.errors import OfficeUnusable

OLDEST_SERVER = 14
_CONNECT_SECONDS = 10
_POOL_SIZE = 10
# A replica that hangs must not hold a terminal's row for ever.
_LIMITS = "-c lock_timeout=10s -c statement_timeout=60s -c idle_in_transaction_session_timeout=60s"


class Postgres:
    """One database of a PostgreSQL server (`Backend`)."""

    to_read: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    # Statements behind the one that locks the terminal's row see all that was committed before it.
    to_write: Final = "BEGIN ISOLATION LEVEL READ COMMITTED"

    def __init__(self, url: URL) -> None:
        """Connect to nothing yet.

        Args:
            url: `postgresql+psycopg://…`.
        """
        asked = {"options": _LIMITS, "application_name": "vendwatt", **url.query}
        self.engine: Engine = create_engine(
            url.set(query=asked),
            # Parameters are tokens and keys: never part of an error's text.
            hide_parameters=True,
            # Transactions begin and end by the words above, as on SQLite.
            isolation_level="AUTOCOMMIT",
            pool_reset_on_return=None,
            pool_pre_ping=True,
            pool_size=_POOL_SIZE,
            max_overflow=0,
            pool_timeout=_CONNECT_SECONDS,
            connect_args={"connect_timeout": _CONNECT_SECONDS},
        )
        event.listen(self.engine, "connect", _must_keep_writes)

    def to_write_anew(self, table: str) -> tuple[str, ...]:
        """Return what rewrites a table's file."""
        return (f'VACUUM FULL "{table}"', "CHECKPOINT")

    def one_writer(self) -> AbstractContextManager[object]:
        """Return nothing to wait for: rows are locked in the database."""
        return nullcontext()


def _must_keep_writes(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute(
        "SELECT current_setting('server_version_num')::int / 10000,"
        " current_setting('fsync'), current_setting('synchronous_commit')"
    )
    version, fsync, synchronous_commit = cursor.fetchone() or (0, "off", "off")
    if version < OLDEST_SERVER:
        raise OfficeUnusable(why=f"PostgreSQL {version}, not {OLDEST_SERVER} or later")
    if fsync != "on":
        raise OfficeUnusable(why="PostgreSQL runs with fsync off")
    if synchronous_commit == "off":
        cursor.execute("SET synchronous_commit = on")
    cursor.close()
