"""The registry of meters and its customers."""

from typing import Final

from sqlalchemy import bindparam, column, func, select, table, text

from pos.domain.meter import Person
from pos.store.schema import METER, METER_DEBT, PERSON
from pos.store.statements.rows import upsert

FIRST_METERS: Final = select(METER).order_by(METER.c.pan).limit(bindparam("limit"))
_PERSON_NAMES: Final = Person.__struct_fields__
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
DROP_PERSON: Final = text("DELETE FROM person WHERE id = :id")
# Both by number: a statement that has to look for it first writes the index out for every row.
DROP_WORDS: Final = text("DELETE FROM person_words WHERE rowid = :id")
PUT_WORDS: Final = text(
    "INSERT INTO person_words (rowid, account, name, address, phone)"
    " VALUES (:id, :account, :name_words, :address_words, :phone_words)"
)
NEWEST_PERSON_ID: Final = select(func.coalesce(func.max(PERSON.c.id), 0))
_ASKED: Final = func.json_each(bindparam("asked")).table_valued("value").alias("asked")
PERSON_IDS: Final = (
    select(PERSON.c.ref, PERSON.c.id)
    .select_from(_ASKED)
    .join(PERSON, PERSON.c.ref == _ASKED.c.value)
)
KNOWN_METERS: Final = (
    select(_ASKED.c.value, METER_DEBT.c.paid, *METER.c, *_PERSON_COLUMNS)
    .select_from(_ASKED)
    .outerjoin(METER, METER.c.pan == _ASKED.c.value)
    .outerjoin(METER_DEBT, METER_DEBT.c.pan == _ASKED.c.value)
    .outerjoin(PERSON, PERSON.c.ref == METER.c.person_ref)
    .where(METER.c.pan.is_not(None) | METER_DEBT.c.pan.is_not(None))
)
