"""Names of customers as people look for them: any word first, without case and accents.

    "Thandi Mokoena" is kept as "thandi mokoena" and as "mokoena thandi"

so that what somebody types is the beginning of a row, and one look at an index finds it.
"""

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.engine import Connection

from pos.headoffice.store.bulk import insert_rows
from pos.headoffice.store.schema_meters import METER_NAME

_WORDS_MAX: Final = 6
# An index of PostgreSQL holds no row that is much longer than 2,000 bytes.
_LETTERS_MAX: Final = 200
_WORD: Final = re.compile(r"\w+")
_BEHIND_ALL: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class NamedMeter:
    """A meter whose customer has a name."""

    pan: str
    name: str


def folded(name: str) -> str:
    """Return a name's words in lower case and without accents, as far as they are looked for."""
    plain = name.casefold()
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(plain)[:_WORDS_MAX])[:_LETTERS_MAX].rstrip()


def put_names(connection: Connection, names: Mapping[str, str], known: Container[str]) -> None:
    """Keep the names of meters, 18 digits, in place of those before; an empty one is forgotten.

    Args:
        connection: in a write transaction.
        names: of each meter.
        known: meters that may have one.
    """
    before = [pan for pan in names if pan in known]
    if before:
        connection.execute(delete(METER_NAME).where(METER_NAME.c.pan.in_(before)))
    rows = [
        {"looked_for": turned, "pan": pan, "name": _shown(name)}
        for pan, name in names.items()
        for turned in _turned(folded(name).split())
    ]
    insert_rows(connection, METER_NAME, rows)


def named_like(connection: Connection, text: str, count: int) -> tuple[NamedMeter, ...]:
    """Return meters whose customer's name begins so, with any of its words first."""
    wanted = folded(text)
    if not wanted:
        return ()
    rows = connection.execute(
        select(METER_NAME.c.pan, METER_NAME.c.name)
        .where(METER_NAME.c.looked_for >= wanted, METER_NAME.c.looked_for < wanted + _BEHIND_ALL)
        .order_by(METER_NAME.c.looked_for, METER_NAME.c.pan)
        # "Anna Anna" stands there twice.
        .limit(count * 2)
    )
    found = dict.fromkeys(NamedMeter(row.pan, row.name) for row in rows)
    return tuple(found)[:count]


def _shown(name: str) -> str:
    """Return a name as a page has room for it, with nothing that turns other letters round."""
    return "".join(filter(str.isprintable, name))[:_LETTERS_MAX]


def _turned(words: list[str]) -> Iterable[str]:
    return dict.fromkeys(" ".join((*words[place:], *words[:place])) for place in range(len(words)))
