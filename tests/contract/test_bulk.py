"""Many rows at once, into each database and out of it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pos.domain.errors import OfficeUnusable
from pos.headoffice.store.bulk import find_rows, insert_rows
from pos.headoffice.store.database import OfficeDatabase, new_database, open_database
from pos.headoffice.store.schema import GRANT_LIMIT


@pytest.fixture(params=["sqlite", "postgres"], name="database")
def _database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OfficeDatabase]:
    """Give each database, with its tables and nothing in them."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'office.db'}"
    else:
        url = request.getfixturevalue("postgres").new_database()
    with new_database(url):
        pass
    with closing(open_database(url)) as database:
        yield database


def test_many_rows_go_in_together_or_not_at_all(database: OfficeDatabase) -> None:
    """What a database says against one of them says that head office cannot take them."""
    rows = [{"currency": name, "money": 1, "energy_milli": 1} for name in ("AAA", "BBB")]
    keys = [("AAA",), ("BBB",), ("CCC",)]
    with pytest.raises(OfficeUnusable), database.write() as connection:
        insert_rows(connection, GRANT_LIMIT, [*rows, rows[0]])
    with database.write() as connection:
        assert not list(find_rows(connection, GRANT_LIMIT, {}, ("currency",), keys))
        insert_rows(connection, GRANT_LIMIT, rows)
    with database.read() as connection:
        found = list(find_rows(connection, GRANT_LIMIT, {}, ("currency",), keys))
    assert sorted(row.currency for row in found) == ["AAA", "BBB"]
