"""Statements of SQLAlchemy Core as text, compiled once."""

from collections.abc import Mapping
from dataclasses import dataclass
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


class StatementTexts:
    """Compiles each statement once.

    Statements are made at import and live as long as the program, so they may be keys.
    """

    def __init__(self) -> None:
        self._dialect: Dialect = sqlite.dialect(paramstyle="named")
        self._texts: dict[Executable, StatementText] = {}

    def of(self, statement: Executable) -> StatementText:
        """Return a statement's SQL."""
        found = self._texts.get(statement)
        if found is None:
            found = self._texts[statement] = self._compile(statement)
        return found

    def _compile(self, statement: Executable) -> StatementText:
        if not isinstance(statement, ClauseElement):
            raise StoreBug("not a statement of SQLAlchemy Core")
        compiled = statement.compile(dialect=self._dialect)
        constants = {name: value for name, value in compiled.params.items() if value is not None}
        return StatementText(str(compiled), constants)
