"""Parts that the tables are made of: names of constraints, and columns from row classes."""

from typing import Any, Final, get_type_hints

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, Text

METADATA: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)
_COLUMN_TYPES: Final = {str: Text, int: Integer}


def columns_of(row: type[Any], key_columns: int) -> tuple[Column[Any], ...]:
    """Return a column for each field of a row class; the first ones are the key."""
    return tuple(
        Column(
            name,
            _COLUMN_TYPES[kind](),
            primary_key=place < key_columns,
            nullable=False,
            autoincrement=False,
        )
        for place, (name, kind) in enumerate(get_type_hints(row).items())
    )


def keyed_table(name: str, row: type[Any], key_columns: int) -> Table:
    """Return the table of a row class."""
    columns = columns_of(row, key_columns)
    return Table(name, METADATA, *columns, sqlite_with_rowid=False, sqlite_strict=True)


def id_column() -> Column[int]:
    """Return a number that SQLite gives."""
    # Explicit, since SQLite may renumber rows that have no integer key of their own.
    return Column("id", Integer, primary_key=True)


def text_column(name: str, *constraints: ForeignKey, unique: bool = False) -> Column[str]:
    """Return a column of text."""
    return Column(name, Text, *constraints, nullable=False, unique=unique)
