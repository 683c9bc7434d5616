"""No query of the daily work grows with the journal: ten years of history cost nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Executable

from pos.app.ports import SalesColumn
from pos.store import cash_reads, meter_search, print_jobs, reads, sale_reads, unit_of_work
from pos.store.database import Database, Durability
from pos.store.rows import ROW_TABLES
from pos.store.schema import create_schema
from pos.store.statement_texts import text_of
from tests import store_stories as story

# Lists of a few rows, and walks that end after the rows that are asked for.
WHOLE_TABLES = {"_LAST_ENTRY", "_LAST_CHECKPOINT", "_NEWEST_SHIFT", "_FIRST_METERS"}


def statements() -> Iterator[tuple[str, Executable]]:
    """Name every query of the store's modules."""
    for module in (reads, sale_reads, cash_reads, unit_of_work, print_jobs, meter_search):
        for name, value in vars(module).items():
            if isinstance(value, Executable) and name not in WHOLE_TABLES:
                yield name, value
    for column in SalesColumn:
        yield f"_SALES_BY_DAYS {column}", cash_reads._SALES_BY_DAYS[column]
        yield f"_SALES_BY_SALES {column}", cash_reads._SALES_BY_SALES[column]
    for row, table in ROW_TABLES.items():
        yield row.__name__, table.by_key
    yield "Meter", meter_search.METERS.by_key


@pytest.fixture(name="database", scope="module")
def _database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give an empty database; plans do not depend on what is in it."""
    folder: Path = tmp_path_factory.mktemp("plans")
    database = Database(folder / "plans.db", story.STORE_KEY, Durability.CREATING)
    with database.schema_change() as connection:
        create_schema(connection)
    yield database
    database.close()


def plan_of(database: Database, statement: Executable) -> list[str]:
    """Return the steps of SQLite's plan."""
    text = text_of(statement)
    values = dict.fromkeys(statement_parameters(text.sql), 1) | dict(text.constants)
    with database.schema_change() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text.sql}", values)
        return [str(row[-1]) for row in rows]


def statement_parameters(sql: str) -> list[str]:
    """Return the names behind colons."""
    return re.findall(r":(\w+)", sql)


@pytest.mark.parametrize(
    ("name", "statement"), list(statements()), ids=lambda value: str(value)[:30]
)
def test_no_query_reads_a_whole_table(database: Database, name: str, statement: Executable) -> None:
    """Each step is a search by key or index, or walks an index that holds unfinished work only."""
    steps = plan_of(database, statement)
    walks = [step for step in steps if step.startswith("SCAN") and "VIRTUAL TABLE" not in step]
    unfinished = ("uq_shift_open", "uq_sale_open_pan", "ix_print_job_waiting", "ix_sale_issue_no")
    # A meter's key is changed every few years, and its codes are asked for last.
    few = (*unfinished, "ix_sale_set")
    assert [step for step in walks if not step.endswith(few)] == [], name
    # Only what is few by nature is sorted: a customer's own meters, sales that are not settled, the
    # operators, tariffs, tenders and hours that a period is added up by.
    sorted_few = {"_OPEN_SALES", "_BY_ACCOUNT", "_TENDERS_BY_DAYS"}
    is_few = name in sorted_few or name.startswith("_SALES_BY")
    assert "USE TEMP B-TREE" not in " ".join(steps) or is_few
