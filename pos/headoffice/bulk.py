"""Many rows into one table, or out of it, in one statement."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ARRAY, Table, and_, bindparam, func, insert, select, tuple_
from sqlalchemy.engine import Connection, Row

_KEYS_AT_ONCE = 500


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, all of them or none.

    PostgreSQL takes each column as one array: a tenth of the work of a row at a time.

    Args:
        connection: in a write transaction.
        table: where they go.
        rows: all with the same columns; none is fine.
    """
    if not rows:
        return
    if connection.dialect.name != "postgresql":
        connection.execute(insert(table), list(rows))
        return
    names = list(rows[0])
    arrays = [bindparam(name, type_=ARRAY(table.c[name].type)) for name in names]
    source = func.unnest(*arrays).table_valued(*names).render_derived()
    statement = insert(table).from_select(names, select(*(source.c[name] for name in names)))
    connection.execute(statement, {name: [row[name] for row in rows] for name in names})


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
        keys: columns that tell them apart.
        wanted: values of these.
    """
    mine = [table.c[name] == value for name, value in own.items()]
    for first in range(0, len(wanted), _KEYS_AT_ONCE):
        part = wanted[first : first + _KEYS_AT_ONCE]
        if connection.dialect.name == "postgresql":
            arrays = [bindparam(name, type_=ARRAY(table.c[name].type)) for name in keys]
            source = func.unnest(*arrays).table_valued(*keys).render_derived()
            joined = and_(*(table.c[name] == source.c[name] for name in keys))
            found = select(table).join(source, joined).where(*mine)
            values = dict(zip(keys, map(list, zip(*part, strict=True)), strict=True))
            yield from connection.execute(found, values)
        else:
            key = tuple_(*(table.c[name] for name in keys))
            yield from connection.execute(select(table).where(*mine, key.in_(part)))
