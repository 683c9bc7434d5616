"""A terminal of an older program keeps its journal and gets the new tables filled from it."""

from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from pos.app.ports import PrintKind
from pos.domain.entries import CopyQueued
from pos.domain.errors import JournalDamaged
from pos.domain.projections import ShiftState
from pos.store.database import Database, Durability
from pos.store.store import FILE_NAME
from tests import store_stories as story

OLDER = "uplink"
_COPIED = ("identity", "journal", "checkpoint")


def older_copy(folder: Path, old: Path) -> None:
    """Copy a store's journal into tables as they were one revision ago, sales and jobs included."""
    old.mkdir()
    database = Database(old / FILE_NAME, story.STORE_KEY, Durability.LASTING)
    with database.schema_change() as connection:
        config = Config()
        config.set_main_option("script_location", "pos.store:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, OLDER)
    with database.schema_change() as connection:
        raw = connection.connection.cursor()
        raw.execute("COMMIT")
        key = story.STORE_KEY.hex()
        raw.execute(f"ATTACH '{folder / FILE_NAME}' AS new KEY \"x'{key}'\"")
        raw.execute("BEGIN IMMEDIATE")
        for table in _COPIED:
            raw.execute(f"INSERT INTO {table} SELECT * FROM new.{table}")  # noqa: S608 - our names.
        names = [row[1] for row in raw.execute("PRAGMA table_info(sale)").fetchall()]
        columns = ",".join(names)
        raw.execute(f"INSERT INTO sale SELECT {columns} FROM new.sale")  # noqa: S608 - our names.
        raw.execute(
            "INSERT INTO print_job SELECT id, job, subject, copy, printer, state, queued_at, "
            "queued_by, attempts FROM new.print_job"
        )
        raw.execute("COMMIT")
        raw.execute("DETACH new")
        raw.execute("BEGIN")
    database.close()


def a_used_store(folder: Path) -> None:
    """Write a day with sales, a cancelled one and a copy."""
    store = story.store_for_business(folder)
    story.sell(store, 1)
    story.sell(store, 2)
    with store.write() as work:
        story.begin(work, 3)
        story.cancel_sale(work, 3)
        work.append(CopyQueued(job="j", sale_id=story.sale_id(1), copy=1), operator="agent")
        work.commit()
    store.close()


def test_an_older_terminal_is_filled_from_its_journal(tmp_path: Path) -> None:
    """Every table is what a rebuild would give, and selling goes on."""
    a_used_store(tmp_path / "new")
    older_copy(tmp_path / "new", tmp_path / "old")
    store = story.reopened(tmp_path / "old")
    assert store.rebuild() == 10
    with store.read() as reads:
        shift = reads.open_shift()
        assert shift is not None
        assert (shift.state, shift.sales, shift.sales_total) == (ShiftState.OPEN, 2, 20_000)
        assert [own.operator for own in reads.shift_operators(1)] == ["agent"]
        (job,) = reads.print_jobs_of(story.sale_id(1))
        assert (job.kind, job.sale_id) == (PrintKind.RECEIPT, story.sale_id(1))
    story.sell(store, 4)
    store.close()


def test_a_damaged_journal_is_not_migrated(tmp_path: Path) -> None:
    """The entry is named, and the older tables stay as they were."""
    a_used_store(tmp_path / "new")
    older_copy(tmp_path / "new", tmp_path / "old")
    database = Database(tmp_path / "old" / FILE_NAME, story.STORE_KEY, Durability.LASTING)
    with database.schema_change() as connection:
        connection.exec_driver_sql("DROP TRIGGER journal_unchanged")
        connection.exec_driver_sql("UPDATE journal SET hash = 'ab' WHERE seq = 4")
    database.close()
    for _ in range(2):
        with pytest.raises(JournalDamaged) as caught:
            story.reopened(tmp_path / "old")
        assert caught.value.facts["seq"] == 4
