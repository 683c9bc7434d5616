"""The books of head office and the tables of a terminal tell rows apart by the same fields."""

import pytest

from pos.headoffice.journal.book_rows import _KEY_FIELDS
from pos.store.schema import PROJECTIONS


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda one: one.row.__name__)
def test_keys_are_those_of_the_terminal(projection: object) -> None:
    """A kind of row whose key grows here and not there would fold rows into one."""
    row, table = projection.row, projection.table  # type: ignore[attr-defined]  # A Projection.
    key = [column.name for column in table.primary_key]
    assert list(row.__struct_fields__[: _KEY_FIELDS.get(row, 1)]) == key
