"""The registry of meters and its customers: exact look-up, search, bulk loading."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count, islice, starmap
from typing import Final

import msgspec
from msgspec.structs import asdict

from pos.domain.errors import BadValue
from pos.domain.meter import KnownMeter, Meter, Person, parse_meter_number
from pos.domain.spelling import other_spellings, plain_digits
from pos.store import sql_texts as sql
from pos.store.rows import RowT, RowTable
from pos.store.statement_texts import StatementText, Values
from pos.store.transaction import Transaction

METERS: Final = RowTable(Meter, "meter")
# Sorted in chunks of this size, rows in any order find most of the pages they need in memory.
_CHUNK: Final = 20_000
_TEXT_LENGTH_MAX: Final = 100
_WORDS_MAX: Final = 8
# Whatever stands in front of the last nine digits (country code, leading zero) is written in many
# ways, so numbers are compared without it.
_PHONE_TAIL: Final = 9
_PHONE_DIGITS_MIN: Final = 6
_PHONE_SIGNS: Final = str.maketrans("", "", " +-()./")
_PAN_AT: Final = 2
_REF_AT: Final = _PAN_AT + len(METERS.texts.names)


class MeterRegistry:
    """Meters and customers as they are in one transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def meter(self, pan: str) -> Meter | None:
        """Return a meter by its 18 digits."""
        return METERS.find(self._transaction, {"pan": pan})

    def meters(self, limit: int) -> tuple[Meter, ...]:
        """Return the first meters by number."""
        return self._meters(sql.FIRST_METERS, {"limit": limit})

    def person(self, ref: str) -> Person | None:
        """Return a customer by handle."""
        found = self._transaction.first(sql.PERSON_BY_REF, {"ref": ref})
        return None if found is None else Person(*found)

    def find(self, typed: str, limit: int) -> tuple[Meter, ...]:
        """Return meters by number, account, phone or words of name and address, best first.

        The number of a known meter finds this meter and nothing else. Otherwise accounts come
        first, then phone numbers, then customers with just these words, then with words that begin
        so.
        """
        # A command line can hold bytes that are no text, and SQLite ends a text at a zero.
        readable = typed[:_TEXT_LENGTH_MAX].encode(errors="ignore").decode()
        wanted = plain_digits(readable.replace("\0", " ")).strip()
        by_number = self._by_number(wanted)
        if by_number is not None:
            return (by_number,)
        found: dict[str, Meter] = {}
        for statement, values in _searches(wanted):
            for meter in self._meters(statement, {**values, "limit": limit}):
                found.setdefault(meter.pan, meter)
            if len(found) >= limit:
                break
        return tuple(islice(found.values(), limit))

    def known(self, pans: Iterable[str]) -> dict[str, KnownMeter]:
        """Return what is known of these meters, by number; of most of a new list nothing is."""
        found: dict[str, KnownMeter] = {}
        walk = iter(pans)
        while asked := list(islice(walk, _CHUNK)):
            for row in self._transaction.all(sql.KNOWN_METERS, {"asked": _as_json(asked)}):
                meter = None if row[_PAN_AT] is None else Meter(*row[_PAN_AT:_REF_AT])
                person = None if row[_REF_AT] is None else Person(*row[_REF_AT:])
                found[row[0]] = KnownMeter(meter, person, row[1] or 0)
        return found

    def put_meters(self, meters: Iterable[Meter]) -> int:
        """Add or replace meters at flat memory; return how many were given."""
        given = 0
        for chunk in _sorted_chunks(meters, _pan):
            self._transaction.run_each(METERS.texts.upsert, list(map(asdict, chunk)))
            given += len(chunk)
        return given

    def put_people(self, people: Iterable[Person]) -> None:
        """Add or replace customers and the words they are found by, at flat memory."""
        for chunk in _sorted_chunks(people, _ref):
            latest = {person.ref: person for person in chunk}
            known = self._ids(list(latest))
            self._transaction.run_each(
                sql.DROP_WORDS, [{"id": number} for number in known.values()]
            )
            (newest,) = self._transaction.all(sql.NEWEST_PERSON_ID)
            fresh = count(newest[0] + 1)
            numbered = [(known.get(ref) or next(fresh), person) for ref, person in latest.items()]
            rows = list(starmap(_row_of, numbered))
            for statement in (sql.PUT_PERSON, sql.PUT_WORDS):
                self._transaction.run_each(statement, rows)

    def forget_person(self, ref: str) -> None:
        """Erase a customer and the words they are found by."""
        for number in self._ids([ref]).values():
            for statement in (sql.DROP_WORDS, sql.DROP_PERSON):
                self._transaction.run(statement, {"id": number})

    def _ids(self, refs: Sequence[str]) -> dict[str, int]:
        return dict(self._transaction.all(sql.PERSON_IDS, {"asked": _as_json(refs)}))

    def _by_number(self, typed: str) -> Meter | None:
        try:
            return self.meter(parse_meter_number(typed).digits)
        except BadValue:
            # Not a meter number, so it may be an account, a phone number or a name.
            return None

    def _meters(self, statement: StatementText, values: Values) -> tuple[Meter, ...]:
        return tuple(Meter(*row) for row in self._transaction.all(statement, values))


def phone_words(phone: str) -> str:
    """Return a phone number as typed, as digits, and as its last nine digits."""
    if not phone:
        return ""
    digits = "".join(sign for sign in phone if sign.isdigit())
    return f"{phone} {digits} {digits[-_PHONE_TAIL:]}"


def _searches(wanted: str) -> Iterator[tuple[StatementText, dict[str, str]]]:
    """Yield the queries for a text, best first."""
    words = [word for word in wanted.split() if any(sign.isalnum() for sign in word)]
    if not words:
        return
    yield sql.BY_ACCOUNT, {"account": wanted}
    digits = wanted.translate(_PHONE_SIGNS)
    if digits.isdigit() and len(digits) >= _PHONE_DIGITS_MIN:
        yield sql.BY_WORDS, {"match": f'phone : "{digits[-_PHONE_TAIL:]}" *'}
    quoted = [_quoted_spellings(word) for word in words[:_WORDS_MAX]]
    for end in ("", " *"):
        every = ["(" + " OR ".join(f"{each}{end}" for each in word) + ")" for word in quoted]
        yield sql.BY_WORDS, {"match": " AND ".join(every)}


def _quoted_spellings(word: str) -> list[str]:
    """Return a word as it was typed, and as the index holds its other spelling."""
    spellings = [word, *other_spellings(word).split()]
    return ['"' + each.replace('"', '""') + '"' for each in spellings]


def words_of(person: Person) -> tuple[str, str, str, str]:
    """Return the words that a customer is found by, other spellings behind what is written."""
    return (
        person.account,
        f"{person.name} {other_spellings(person.name)}",
        f"{person.address} {other_spellings(person.address)}",
        phone_words(person.phone),
    )


def _row_of(number: int, person: Person) -> dict[str, str | int]:
    """Return what both tables of customers take."""
    row: dict[str, str | int] = asdict(person)
    _, row["name_words"], row["address_words"], row["phone_words"] = words_of(person)
    row["id"] = number
    return row


def _as_json(asked: Sequence[str]) -> str:
    return msgspec.json.encode(asked).decode()


def _pan(meter: Meter) -> str:
    return meter.pan


def _ref(person: Person) -> str:
    return person.ref


def _sorted_chunks(rows: Iterable[RowT], key: Callable[[RowT], str]) -> Iterator[list[RowT]]:
    """Yield rows in chunks; of two with the same key the later one stays behind the earlier."""
    walk = iter(rows)
    while chunk := sorted(islice(walk, _CHUNK), key=key):
        yield chunk
