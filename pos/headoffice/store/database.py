"""The database of head office: SQLite for one shop, PostgreSQL beyond, by the same statements."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from sqlalchemy import make_url
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from pos.domain.errors import OfficeDatabaseMalformed, OfficeExists, OfficeMissing, OfficeUnusable
from pos.headoffice.store.migrate import create_schema, has_tables, migrate
from pos.headoffice.store.postgres import Postgres
from pos.headoffice.store.sqlite import existing_sqlite, new_sqlite

SQLITE = "sqlite"
POSTGRES = "postgresql"
# What SQLite calls a file of something else.
_NO_DATABASE = "SQLITE_NOTADB"
_FORMS = "write sqlite:///FILE or postgresql+psycopg://USER@HOST/DATABASE"


class Backend(Protocol):
    """What differs between the databases.

    Attributes:
        engine: whose driver begins no transaction by itself.
        to_read: begins a transaction that sees one moment.
        to_write: begins a transaction that will write.
    """

    @property
    def engine(self) -> Engine:
        """The pool of connections."""

    @property
    def to_read(self) -> str:
        """Statement that begins reading."""

    @property
    def to_write(self) -> str:
        """Statement that begins writing."""

    def to_write_anew(self, table: str) -> tuple[str, ...]:
        """Return statements, outside transactions, after which no page holds deleted content."""

    def one_writer(self) -> AbstractContextManager[object]:
        """Return what this process's writers wait for."""


def parse_database_url(text: str) -> URL:
    """Read the URL of a database.

    Raises:
        OfficeDatabaseMalformed: it is none, or names another kind of database.
    """
    try:
        url = make_url(text.strip())
    except (ArgumentError, ValueError) as error:
        raise OfficeDatabaseMalformed(why=_FORMS) from error
    match url.get_backend_name():
        case "sqlite" if url.drivername == SQLITE:
            return url
        case "postgresql" if url.drivername in (POSTGRES, "postgresql+psycopg"):
            return url.set(drivername="postgresql+psycopg")
        case _:
            raise OfficeDatabaseMalformed(why=_FORMS)


class OfficeDatabase:
    """Transactions on one database; safe to use from several threads.

    Raises, besides what is named: OfficeUnusable for whatever the database meets.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    @contextmanager
    def glance(self) -> Iterator[Connection]:
        """Open a connection for one statement that reads; it sees one moment by itself."""
        with self._connection() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a consistent view; it blocks nobody."""
        with self._transaction(self._backend.to_read) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open a write transaction; committed at the end, rolled back after an error."""
        with (
            self._backend.one_writer(),
            self._transaction(self._backend.to_write) as connection,
        ):
            yield connection

    def write_anew(self, table: str) -> None:
        """Leave nothing in the database's files of what was deleted from a table.

        What a write-ahead log, a backup or a standby was given before stays there.
        """
        try:
            with self._backend.engine.connect() as connection:
                for statement in self._backend.to_write_anew(table):
                    connection.exec_driver_sql(statement)
        except DBAPIError as error:
            raise OfficeUnusable(why=_why(error)) from error

    def close(self) -> None:
        """Close all connections."""
        self._backend.engine.dispose()

    @contextmanager
    def _transaction(self, how: str) -> Iterator[Connection]:
        with self._connection() as connection:
            connection.exec_driver_sql(how)
            try:
                yield connection
                connection.commit()
            finally:
                # A connection that broke has nothing to roll back.
                if not connection.invalidated:
                    connection.rollback()

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        try:
            with self._backend.engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            if getattr(error.orig, "sqlite_errorname", "") == _NO_DATABASE:
                raise OfficeMissing from error
            raise OfficeUnusable(why=_why(error)) from error
        except SQLAlchemyError as error:
            raise OfficeUnusable(why=type(error).__name__) from error


def _why(error: DBAPIError) -> str:
    """Name what the driver met; its own text may hold what was being written."""
    name = type(error.orig).__name__
    # An error of PostgreSQL itself has a number; without one, nobody answered.
    never_answered = name == "OperationalError" and not getattr(error.orig, "sqlstate", "none")
    return "the server does not answer" if never_answered else name


@contextmanager
def new_database(text: str) -> Iterator[Connection]:
    """Make all tables in a new file or an empty database, and let the caller fill them.

    After a power cut everything that was filled in is there, or nothing.

    Raises:
        OfficeExists: there is a head office already.
        OfficeDatabaseMalformed, OfficeUnusable.
    """
    url = parse_database_url(text)
    if url.get_backend_name() == SQLITE:
        with new_sqlite(url) as backend, _filling(OfficeDatabase(backend)) as connection:
            yield connection
        return
    database = OfficeDatabase(Postgres(url))
    try:
        with _filling(database) as connection:
            yield connection
    finally:
        database.close()


@contextmanager
def _filling(database: OfficeDatabase) -> Iterator[Connection]:
    with database.write() as connection:
        if has_tables(connection):
            raise OfficeExists(what="head office")
        create_schema(connection)
        yield connection


def open_database(text: str) -> OfficeDatabase:
    """Open the database of a head office, bringing an older program's tables up to date.

    Raises:
        OfficeMissing: there is none.
        OfficeUnusable: it is damaged, or a newer program made it.
        OfficeDatabaseMalformed.
    """
    url = parse_database_url(text)
    is_sqlite = url.get_backend_name() == SQLITE
    database = OfficeDatabase(existing_sqlite(url) if is_sqlite else Postgres(url))
    try:
        migrate(database)
    except BaseException:
        database.close()
        raise
    return database
