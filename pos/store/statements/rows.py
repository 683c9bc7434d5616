"""One row of a table by its key, all of them in order, and adding one or replacing it."""

from sqlalchemy import Executable, Table, bindparam, select
from sqlalchemy.dialects.sqlite import insert


def upsert(table: Table, key: tuple[str, ...]) -> Executable:
    """Return the statement that adds a row or replaces the one with its key."""
    added = insert(table)
    kept = {*key, *(column.name for column in table.primary_key)}
    names = [column.name for column in table.columns if column.name not in kept]
    replaced = {name: added.excluded[name] for name in names}
    return added.on_conflict_do_update(index_elements=key, set_=replaced)


def by_key(table: Table) -> Executable:
    """Return the query for one row; its parameters are named as the key's columns."""
    query = select(table)
    for column in table.primary_key:
        query = query.where(column == bindparam(column.name))
    return query


def in_order(table: Table) -> Executable:
    """Return the query for all rows by key."""
    return select(table).order_by(*table.primary_key)
