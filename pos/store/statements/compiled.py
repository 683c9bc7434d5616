"""The texts of all statements, as the source of a module."""

import json
import textwrap
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Final

from sqlalchemy import Executable, Table, delete
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.sql import ClauseElement

from pos.store.schema import METER, METER_STANDING, PROJECTIONS
from pos.store.statements import cash, journal, meters, office, prints, sales
from pos.store.statements.rows import by_key, in_order, upsert

_MODULES: Final = (journal, sales, cash, prints, meters, office)
_WIDTH: Final = 84
_HEAD: Final = '''"""The SQL of every statement, written by `python -m pos.store.statements`."""

from typing import Final

from pos.store.statement_texts import RowTexts, StatementText

'''


def compiled_texts() -> str:
    """Compile everything; return the source of `pos.store.sql_texts`."""
    dialect = sqlite.dialect(paramstyle="named")
    lines = [_HEAD]
    for module in _MODULES:
        for name, text in _texts_of(module, dialect):
            lines.append(f"{name}: Final = {text}\n")
    tables = (*(one.table for one in PROJECTIONS), METER, METER_STANDING)
    rows = "".join(f'"{table.name}": {_row_texts(table, dialect)},\n' for table in tables)
    lines.append(f"ROWS: Final = {{\n{_indented(rows)}}}\n")
    return "".join(lines)


def _texts_of(module: ModuleType, dialect: Dialect) -> Iterator[tuple[str, str]]:
    """Name each statement that a module makes itself, tables of statements, too."""
    for name, value in vars(module).items():
        if name.startswith("_") or isinstance(value, Table):
            continue
        if isinstance(value, Executable):
            yield name, _text(value, dialect)
        elif isinstance(value, Mapping):
            texts = (f'"{key.value}": {_text(one, dialect)},\n' for key, one in value.items())
            yield name, "{\n" + _indented("".join(texts)) + "}"


def _row_texts(table: Table, dialect: Dialect) -> str:
    names = tuple(column.name for column in table.columns)
    key = tuple(column.name for column in table.primary_key)
    statements = (by_key(table), in_order(table), upsert(table, key), delete(table))
    parts = (
        _tuple(names),
        _tuple(key),
        *(_text(one, dialect) for one in statements),
    )
    return "RowTexts(\n" + _indented("".join(f"{part},\n" for part in parts)) + ")"


def _tuple(names: tuple[str, ...]) -> str:
    return "(" + "".join(f"{json.dumps(name)}, " for name in names).rstrip() + ")"


def _text(statement: Executable, dialect: Dialect) -> str:
    assert isinstance(statement, ClauseElement)  # noqa: S101 - all of Core's are.
    compiled = statement.compile(dialect=dialect)
    constants = {name: value for name, value in compiled.params.items() if value is not None}
    words = " ".join(str(compiled).split())
    parts = textwrap.wrap(
        words, _WIDTH, drop_whitespace=False, break_long_words=False, break_on_hyphens=False
    )
    text = "\n".join(json.dumps(part) for part in parts)
    told = f"{text},\n{json.dumps(constants)},\n" if constants else f"{text}\n"
    return f"StatementText(\n{_indented(told)})"


def _indented(lines: str) -> str:
    return textwrap.indent(lines, "    ")
