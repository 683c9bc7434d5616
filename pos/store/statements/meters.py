"""The registry of meters and its customers."""

from dataclasses import fields
from typing import Final

from sqlalchemy import bindparam, column, select, table, text

from pos.domain.meter import Person
from pos.store.schema import METER, PERSON
from pos.store.statements.rows import upsert

FIRST_METERS: Final = select(METER).order_by(METER.c.pan).limit(bindparam("limit"))
_PERSON_NAMES: Final = tuple(field.name for field in fields(Person))
_PERSON_COLUMNS: Final = tuple(PERSON.c[name] for name in _PERSON_NAMES)
PERSON_BY_REF: Final = select(*_PERSON_COLUMNS).where(PERSON.c.ref == bindparam("ref"))
BY_ACCOUNT: Final = (
    select(METER)
    .join(PERSON, METER.c.person_ref == PERSON.c.ref)
    .where(PERSON.c.account == bindparam("account"), text("account <> ''"))
    .where(text("person_ref <> ''"))
    .order_by(METER.c.pan)
    .limit(bindparam("limit"))
)
_WORDS: Final = table("person_words", column("rowid"))
BY_WORDS: Final = (
    select(METER)
    .select_from(_WORDS)
    .join(PERSON, PERSON.c.id == _WORDS.c.rowid)
    .join(METER, METER.c.person_ref == PERSON.c.ref)
    .where(text("person_words MATCH :match"), text("person_ref <> ''"))
    .limit(bindparam("limit"))
)
PUT_PERSON: Final = upsert(PERSON, ("ref",))
DROP_WORDS: Final = text(
    "DELETE FROM person_words WHERE rowid = (SELECT id FROM person WHERE ref = :ref)"
)
DROP_PERSON: Final = text("DELETE FROM person WHERE ref = :ref")
PUT_WORDS: Final = text(
    "INSERT INTO person_words (rowid, account, name, address, phone)"
    " SELECT id, account, :name_words, :address_words, :phone_words FROM person WHERE ref = :ref"
)
