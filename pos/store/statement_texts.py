"""What a statement is where it is run: text, made from SQLAlchemy Core beforehand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Values = Mapping[str, str | int | bytes | None]
StoredRow = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class StatementText:
    """A compiled statement.

    Attributes:
        sql: with named parameters.
        constants: parameters that the statement itself gives.
    """

    sql: str
    constants: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowTexts:
    """The statements of a table of rows.

    Attributes:
        names: columns, in the order of the fields.
        key: the columns that tell rows apart; they come first.
        by_key: query for one row; its parameters are named as the key's columns.
        in_order: query for all rows by key.
        upsert: adds or replaces a row.
        empty: removes all rows.
    """

    names: tuple[str, ...]
    key: tuple[str, ...]
    by_key: StatementText
    in_order: StatementText
    upsert: StatementText
    empty: StatementText
