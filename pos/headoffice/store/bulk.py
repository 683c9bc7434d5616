"""Many rows into one table, or out of it, at once."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Executable,
    LargeBinary,
    Select,
    Table,
    Text,
    bindparam,
    exists,
    func,
    insert,
    select,
    true,
    tuple_,
)
from sqlalchemy.engine import Connection, Row
from sqlalchemy.exc import DBAPIError

_KEYS_AT_ONCE = 500
# What columns are called in PostgreSQL, which takes no other type for it in binary form.
_BINARY: Final = {BigInteger: "int8", LargeBinary: "bytea", Text: "text"}


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, all of them or none.

    Args:
        connection: in a write transaction.
        table: where they go.
        rows: all with the same columns; none is fine.
    """
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
    else:
        connection.execute(insert(table), list(rows))


def insert_new(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row unless its key is taken; return whether it was free.

    Args:
        connection: in a write transaction that keeps others from inserting the same.
        table: where it goes.
        row: all columns.
    """
    return connection.execute(_inserting(table), row).rowcount == 1


@cache
def _inserting(table: Table) -> Executable:
    is_taken = exists().where(*(key == bindparam(key.name) for key in table.primary_key))
    values = (bindparam(column.name, type_=column.type) for column in table.columns)
    inserting = insert(table).from_select(list(table.columns), select(*values).where(~is_taken))
    return inserting.execution_options(preserve_rowcount=True)


def _copy(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows by COPY: a third of the work of a statement that takes columns as arrays."""
    names = list(rows[0])
    columns = ", ".join(f'"{name}"' for name in names)
    words = f'COPY "{table.name}" ({columns}) FROM STDIN (FORMAT BINARY)'
    types = [_BINARY[type(table.c[name].type)] for name in names]
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(words) as copy:
            copy.set_types(types)
            for row in rows:
                copy.write_row([row[name] for name in names])
    except connection.dialect.loaded_dbapi.Error as error:
        # As it would come from a statement.
        raise DBAPIError(words, None, error, hide_parameters=True) from error


def find_rows(
    connection: Connection,
    table: Table,
    own: Mapping[str, Any],
    keys: tuple[str, ...],
    wanted: Sequence[tuple[Any, ...]],
) -> Iterator[Row[Any]]:
    """Find rows by their keys, in a few statements however many there are.

    Args:
        connection: in a transaction.
        table: where they are.
        own: columns that all of them share, with their values.
        keys: columns that tell them apart; with `own`, the table's primary key.
        wanted: values of these.
    """
    by_arrays = connection.dialect.name == "postgresql"
    found = _finding(table, tuple(own), keys, by_arrays=by_arrays)
    mine = {f"of_{name}": value for name, value in own.items()}
    for first in range(0, len(wanted), _KEYS_AT_ONCE):
        part = wanted[first : first + _KEYS_AT_ONCE]
        columns = zip(keys, map(list, zip(*part, strict=True)), strict=True)
        values: dict[str, Any] = dict(columns) if by_arrays else {"wanted": part}
        yield from connection.execute(found, mine | values)


# Kept: it takes longer to put together than a few rows take to find.
@cache
def _finding(
    table: Table, own: tuple[str, ...], keys: tuple[str, ...], *, by_arrays: bool
) -> Select[Any]:
    mine = [table.c[name] == bindparam(f"of_{name}") for name in own]
    if not by_arrays:
        key = tuple_(*(table.c[name] for name in keys))
        return select(table).where(*mine, key.in_(bindparam("wanted", expanding=True)))
    arrays = [bindparam(name, type_=ARRAY(table.c[name].type)) for name in keys]
    source = func.unnest(*arrays).table_valued(*keys).render_derived()
    matching = (table.c[name] == source.c[name] for name in keys)
    # Each by itself: joined, all rows of `own` are read where statistics are old.
    row = select(table).where(*mine, *matching).limit(1).lateral()
    return select(row).select_from(source.join(row, true()))
