"""Tables of head office made by migrations are the tables the program expects, on each database."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Text, inspect

from pos.domain.errors import OfficeExists, OfficeMissing, OfficeUnusable
from pos.headoffice.journal.sale_codes import sales_with_code
from pos.headoffice.meters.meter_names import NamedMeter, named_like
from pos.headoffice.store import database as database_module
from pos.headoffice.store.columns import METADATA
from pos.headoffice.store.database import (
    OfficeDatabase,
    new_database,
    open_database,
    parse_database_url,
)
from pos.headoffice.store.migrate import upgrade
from pos.headoffice.store.postgres import Postgres
from pos.headoffice.store.schema import BUNDLE, COUNTED_SALE, OFFICE, REVISION, TERMINAL, VERSION
from pos.headoffice.store.sqlite import Sqlite
from tests import store_stories


@pytest.fixture(params=["sqlite", "postgres"], name="url")
def _url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of a database with nothing in it."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'office.db'}"
    return str(request.getfixturevalue("postgres").new_database())


def _raw(url: str) -> OfficeDatabase:
    parsed = parse_database_url(url)
    if parsed.get_backend_name() == "sqlite":
        return OfficeDatabase(Sqlite(Path(str(parsed.database))))
    return OfficeDatabase(Postgres(parsed))


def test_a_new_office_has_every_table_whatever_was_imported() -> None:
    """Tables join the others when their module is read; a program that makes them reads all."""
    code = "from pos.headoffice.store.migrate import METADATA; print(*METADATA.tables)"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    schemas = Path(database_module.__file__).parent.glob("schema*.py")
    declared = [
        name for path in schemas for name in re.findall(r'= _?table\(\s*"(\w+)"', path.read_text())
    ]
    assert len(declared) > 30
    assert set(declared) <= set(made.stdout.split())


def test_tables_follow_the_program(url: str) -> None:
    """From nothing, by migrations alone, come exactly the tables of a new head office."""
    with pytest.raises(OfficeMissing):
        open_database(url)
    database = _raw(url)
    try:
        with database.write() as connection:
            upgrade(connection)
        with database.write() as connection:
            context = MigrationContext.configure(connection)
            assert compare_metadata(context, METADATA) == []
            assert connection.execute(VERSION.select()).scalar_one() == REVISION
        # Twice changes nothing, and what is there is never made anew.
        open_database(url).close()
        if url.startswith("postgresql"):
            with pytest.raises(OfficeExists), new_database(url):
                pass
        with database.write() as connection:
            connection.execute(VERSION.update().values(version_num="from_the_future"))
        with pytest.raises(OfficeUnusable):
            open_database(url)
    finally:
        database.close()


def test_tables_from_before_migrations_are_taken_over(tmp_path: Path) -> None:
    """A head office that a first program made goes on."""
    url = f"sqlite:///{tmp_path / 'office.db'}"
    first = _raw(url)
    with first.write() as connection:
        upgrade(connection, "first_schema")
        connection.execute(
            OFFICE.insert().values(id=1, training=1, root_key="", epoch=7, created_at="")
        )
        VERSION.drop(connection)
        connection.exec_driver_sql("ALTER TABLE office ADD schema_version INTEGER DEFAULT 1")
    first.close()
    database = open_database(url)
    with database.read() as connection:
        assert connection.execute(OFFICE.select()).one().epoch == 7
        assert "schema_version" not in {
            column["name"] for column in inspect(connection).get_columns("office")
        }
    database.close()


def test_what_was_sold_and_listed_before_is_found(url: str) -> None:
    """Codes of counted sales and names of published lists are filed where people look."""
    database = _raw(url)
    lists = (
        "meter,name\n{0},Zoë M\n{1},Ann\nno number,x\n",
        "name;meter\nBea;{1}\n",
        "meter\n{1}\n",
    )
    pans = [store_stories.a_meter(number).pan for number in (1, 2)]
    with database.write() as connection:
        upgrade(connection, "published_lists")
        blank = {one.name: "" if isinstance(one.type, Text) else 0 for one in TERMINAL.c}
        connection.execute(TERMINAL.insert().values({**blank, "terminal": "T1"}))
        sales = [
            {
                "terminal": "T1",
                "sale_id": f"{number:04d}",
                "tokens": f"{number:020d} {number + 5000:020d}",
                "total": 1,
            }
            for number in range(1500)
        ]
        connection.execute(COUNTED_SALE.insert(), sales)
        for n, content in enumerate(lists):
            signed = json.dumps({"body": content.format(*pans)}).encode()
            connection.execute(
                BUNDLE.insert().values(
                    epoch=1, n=n, audience="", kind="meters", signed=signed, created_at=""
                )
            )
    with database.write() as connection:
        upgrade(connection)
        assert len(sales_with_code(connection, "001499", 9)) == 1
        assert len(sales_with_code(connection, "006499", 9)) == 1
        assert named_like(connection, "zoe", 9) == (NamedMeter(pans[0], "Zoë M"),)
        assert named_like(connection, "ann", 9) == ()
        assert named_like(connection, "bea", 9) == (NamedMeter(pans[1], "Bea"),)
    database.close()
