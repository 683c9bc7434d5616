"""What the tables of head office are made of, alike on SQLite and PostgreSQL."""

from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)

METADATA: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)
# SQLite's strict tables have one integer type, which holds 64 bits.
_NUMBER: Final = BigInteger().with_variant(Integer(), "sqlite")
# Times and names are compared byte by byte, whatever language the server was set up in.
_TEXT: Final = Text().with_variant(Text(collation="C"), "postgresql")


def number(name: str) -> Column[int]:
    """Return a column of whole numbers."""
    return Column(name, _NUMBER, nullable=False, autoincrement=False)


def text(name: str) -> Column[str]:
    """Return a column of texts."""
    return Column(name, _TEXT, nullable=False)


def text_or_none(name: str) -> Column[str]:
    """Return a column of texts for rows that have one; an index leaves the others out."""
    return Column(name, _TEXT, nullable=True)


def bytes_column(name: str) -> Column[bytes]:
    """Return a column of bytes."""
    return Column(name, LargeBinary, nullable=False)


def table(name: str, *columns: Column[Any], key: int) -> Table:
    """Make a table whose first `key` columns are its primary key."""
    primary_key = PrimaryKeyConstraint(*(column.name for column in columns[:key]))
    return Table(name, METADATA, *columns, primary_key, sqlite_strict=True)
