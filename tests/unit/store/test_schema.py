"""The tables follow the rows of the journal's projections."""

from typing import get_type_hints

import pytest
from sqlalchemy import Integer, Text

from pos.domain.projections import Row
from pos.store.rows import ROW_TABLES, RowTable
from pos.store.schema import PROJECTIONS
from pos.store.table_parts import METADATA


def test_every_row_class_has_a_table() -> None:
    """A new row class cannot be forgotten."""
    assert {projection.row for projection in PROJECTIONS} == set(Row.__args__)


@pytest.mark.parametrize("table", ROW_TABLES.values(), ids=lambda table: table.table.name)
def test_columns_are_the_fields(table: RowTable[object]) -> None:
    """In their order and type, none of them empty, the key in front."""
    names = list(get_type_hints(table.row))
    assert [column.name for column in table.table.columns] == names
    assert {type(column.type) for column in table.table.columns} <= {Integer, Text}
    assert not any(column.nullable for column in table.table.columns)
    assert tuple(names[: len(table.key)]) == table.key


def test_no_table_is_named_by_chance() -> None:
    """Every constraint and index has a name that a later migration can use."""
    names = [
        (table.name, named.name)
        for table in METADATA.tables.values()
        for group in (table.constraints, table.indexes)
        for named in group
    ]
    assert [table for table, name in names if name is None] == []
