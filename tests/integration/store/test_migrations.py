"""Tables made by migrations are the tables the program expects."""

import re
from pathlib import Path

import pytest

from pos.domain.errors import MadeByNewerProgram
from pos.store.database import Database, Durability
from pos.store.migrate import migrate
from pos.store.row_classes import REVISION
from pos.store.schema import create_schema

KEY = b"k" * 32


def _database(folder: Path, name: str) -> Database:
    return Database(folder / name, KEY, Durability.CREATING)


def _schema_of(database: Database) -> dict[str, str]:
    with database.schema_change() as connection:
        rows = connection.exec_driver_sql(
            "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
        ).fetchall()
    return {name: re.sub(r"\s+", " ", sql).strip() for name, sql in rows}


def _revision_of(database: Database) -> str:
    with database.schema_change() as connection:
        return str(connection.exec_driver_sql("SELECT * FROM alembic_version").scalar_one())


def test_migrations_make_the_same_tables(tmp_path: Path) -> None:
    """From empty, all migrations together give exactly the schema of a new terminal."""
    made, migrated = _database(tmp_path, "made.db"), _database(tmp_path, "migrated.db")
    with made.schema_change() as connection:
        create_schema(connection)
    migrate(migrated)
    assert _schema_of(migrated) == _schema_of(made)
    assert _revision_of(migrated) == _revision_of(made) == REVISION
    made.close()
    migrated.close()


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    """Two processes may both find an old schema; the second has nothing to do."""
    database = _database(tmp_path, "twice.db")
    migrate(database)
    before = _schema_of(database)
    migrate(database)
    assert _schema_of(database) == before
    database.close()


def test_a_failed_migration_leaves_nothing(tmp_path: Path) -> None:
    """A migration is one transaction: when it fails in the middle, no table is left of it."""
    database = _database(tmp_path, "failed.db")
    with database.schema_change() as connection:
        connection.exec_driver_sql("CREATE TABLE sale (in_the_way TEXT)")
    before = _schema_of(database)
    with pytest.raises(Exception, match="sale already exists"):
        migrate(database)
    assert _schema_of(database) == before
    database.close()


def test_tables_of_a_newer_program_are_refused(tmp_path: Path) -> None:
    """An unknown revision is said so, and nothing is touched."""
    database = _database(tmp_path, "newer.db")
    with database.schema_change() as connection:
        create_schema(connection)
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'from_the_future'")
    before = _schema_of(database)
    with pytest.raises(MadeByNewerProgram) as caught:
        migrate(database)
    assert caught.value.facts == {"file": "terminal.db"}
    assert _schema_of(database) == before
    assert _revision_of(database) == "from_the_future"
    database.close()
