"""The tables follow the rows of the journal's projections."""

from typing import get_type_hints

import pytest
from sqlalchemy import Integer, Text

from pos.domain.projections import Row
from pos.store.rows import ROW_TABLES
from pos.store.schema import PROJECTIONS, Projection
from pos.store.table_parts import METADATA


def test_every_row_class_has_a_table() -> None:
    """A new row class cannot be forgotten."""
    assert {projection.row for projection in PROJECTIONS} == set(Row.__args__)


@pytest.mark.parametrize("one", PROJECTIONS, ids=lambda one: one.table.name)
def test_columns_are_the_fields(one: Projection) -> None:
    """In their order and type, none of them empty, the key in front; so is what is read."""
    names = tuple(get_type_hints(one.row))
    assert tuple(column.name for column in one.table.columns) == names
    assert {type(column.type) for column in one.table.columns} <= {Integer, Text}
    assert not any(column.nullable for column in one.table.columns)
    read = ROW_TABLES[one.row].texts
    assert read.names == names
    assert names[: len(read.key)] == read.key


def test_no_table_is_named_by_chance() -> None:
    """Every constraint and index has a name that a later migration can use."""
    names = [
        (table.name, named.name)
        for table in METADATA.tables.values()
        for group in (table.constraints, table.indexes)
        for named in group
    ]
    assert [table for table, name in names if name is None] == []
