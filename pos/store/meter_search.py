"""The registry of meters and its customers: exact look-up, search, bulk loading."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from typing import Final

from pos.domain.errors import BadValue
from pos.domain.meter import Meter, Person, parse_meter_number
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

    def put_meters(self, meters: Iterable[Meter]) -> int:
        """Add or replace meters at flat memory; return how many were given."""
        count = 0
        for chunk in _sorted_chunks(meters, _pan):
            self._transaction.run_each(
                METERS.texts.upsert, [METERS.values(meter) for meter in chunk]
            )
            count += len(chunk)
        return count

    def put_people(self, people: Iterable[Person]) -> None:
        """Add or replace customers and the words they are found by, at flat memory."""
        for chunk in _sorted_chunks(people, _ref):
            refs = [{"ref": person.ref} for person in chunk]
            words = [_words_of(person) for person in chunk]
            self._transaction.run_each(sql.DROP_WORDS, refs)
            self._transaction.run_each(
                sql.PUT_PERSON, [{"id": None, **asdict(one)} for one in chunk]
            )
            self._transaction.run_each(sql.PUT_WORDS, words)

    def forget_person(self, ref: str) -> None:
        """Erase a customer and the words they are found by."""
        for statement in (sql.DROP_WORDS, sql.DROP_PERSON):
            self._transaction.run(statement, {"ref": ref})

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


def _words_of(person: Person) -> dict[str, str]:
    """Return the words that a customer is found by, other spellings behind what is written."""
    return {
        "ref": person.ref,
        "name_words": f"{person.name} {other_spellings(person.name)}",
        "address_words": f"{person.address} {other_spellings(person.address)}",
        "phone_words": phone_words(person.phone),
    }


def _pan(meter: Meter) -> str:
    return meter.pan


def _ref(person: Person) -> str:
    return person.ref


def _sorted_chunks(rows: Iterable[RowT], key: Callable[[RowT], str]) -> Iterator[list[RowT]]:
    """Yield rows in chunks; of two with the same key the later one stays behind the earlier."""
    walk = iter(rows)
    while chunk := sorted(islice(walk, _CHUNK), key=key):
        yield chunk
