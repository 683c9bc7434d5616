"""No query of the daily work grows with the journal: ten years of history cost nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.store import sql_texts
from pos.store.database import Database, Durability
from pos.store.schema import create_schema
from pos.store.statement_texts import StatementText
from pos.store.statements.compiled import compiled_texts
from tests import store_stories as story

# Lists of a few rows, and walks that end after the rows that are asked for.
WHOLE_TABLES = {
    *("LAST_ENTRY", "LAST_CHECKPOINT", "NEWEST_SHIFT", "FIRST_METERS"),
    *("ENTRIES", "EARLIER_ENTRIES", "WISHES", "TEXT_WISHES"),
    # Tables of one row.
    *("SCHEMA_VERSION", "WHOSE_JOURNAL", "READ_UPLINK"),
}


def statements() -> Iterator[tuple[str, StatementText]]:
    """Name every query of the store but those for all rows of a table."""
    for name, value in vars(sql_texts).items():
        if isinstance(value, StatementText) and name not in WHOLE_TABLES:
            yield name, value
    for name in ("SALES_BY_DAYS", "SALES_BY_SALES"):
        for column, text in getattr(sql_texts, name).items():
            yield f"{name} {column}", text
    for name, texts in sql_texts.ROWS.items():
        yield name, texts.by_key


@pytest.fixture(name="database", scope="module")
def _database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give an empty database; plans do not depend on what is in it."""
    folder: Path = tmp_path_factory.mktemp("plans")
    database = Database(folder / "plans.db", story.STORE_KEY, Durability.CREATING)
    with database.schema_change() as connection:
        create_schema(connection)
    yield database
    database.close()


def plan_of(database: Database, text: StatementText) -> list[str]:
    """Return the steps of SQLite's plan."""
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
def test_no_query_reads_a_whole_table(
    database: Database, name: str, statement: StatementText
) -> None:
    """Each step is a search by key or index, or walks an index that holds unfinished work only."""
    steps = plan_of(database, statement)
    walks = [step for step in steps if step.startswith("SCAN") and "VIRTUAL TABLE" not in step]
    unfinished = ("uq_shift_open", "uq_sale_open_pan", "ix_print_job_waiting", "ix_sale_issue_no")
    # A meter's key is changed every few years, and its codes are asked for last.
    few = (*unfinished, "ix_sale_set")
    assert [step for step in walks if not step.endswith(few)] == [], name
    # Only what is few by nature is sorted: a customer's own meters, sales that are not settled, the
    # operators, tariffs, tenders and hours that a period is added up by.
    sorted_few = {"OPEN_SALES", "BY_ACCOUNT", "TENDERS_BY_DAYS"}
    is_few = name in sorted_few or name.startswith("SALES_BY")
    assert "USE TEMP B-TREE" not in " ".join(steps) or is_few


def test_the_texts_are_those_of_the_statements() -> None:
    """Whoever changes a statement, a table or a row class writes them anew."""
    assert Path(sql_texts.__file__).read_text("utf-8") == compiled_texts()
