"""Statements of SQLAlchemy Core as text, compiled once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.sql import ClauseElement

from pos.store.faults import StoreBug

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
    constants: Values


@cache
def text_of(statement: Executable) -> StatementText:
    """Return a statement's SQL.

    Each is compiled once in a process, whichever database it is for: statements are made at import
    and live as long as the program, so they may be keys.

    Raises:
        StoreBug: it is something else.
    """
    if not isinstance(statement, ClauseElement):
        raise StoreBug("not a statement of SQLAlchemy Core")
    compiled = statement.compile(dialect=_dialect())
    constants = {name: value for name, value in compiled.params.items() if value is not None}
    return StatementText(str(compiled), constants)


@cache
def _dialect() -> Dialect:
    return sqlite.dialect(paramstyle="named")
