"""A utility's list of meters as CSV: one line, one meter with its customer.

    meter,account,name,address,phone,id_number,sgc,krn,ti,kt,ea,tct,tariff,arrears,status

The columns may stand in any order; those of COLUMNS_REQUIRED must be there. Of a meter that stands
there twice the later line counts. A status is `active`, or says in words why the meter may not buy.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

import msgspec

from pos.domain.csv_lines import CsvLines
from pos.domain.errors import PosError
from pos.domain.errors.selling import MeterRowMalformed
from pos.domain.meter import ACTIVE, Meter, Person, parse_meter_number
from pos.domain.money import parse_money

COLUMNS: Final = (
    "meter",
    "account",
    "name",
    "address",
    "phone",
    "id_number",
    "sgc",
    "krn",
    "ti",
    "kt",
    "ea",
    "tct",
    "tariff",
    "arrears",
    "status",
)
COLUMNS_REQUIRED: Final = ("meter", "sgc", "krn", "ti", "ea", "tariff")
_KEY_IN_USE: Final = "2"
_TYPED_CARRIER: Final = "02"
_TEXT_MAX: Final = {
    "account": 40,
    "name": 120,
    "address": 200,
    "phone": 40,
    "id_number": 40,
    "status": 40,
}
# Texts that are shorter together are short enough each.
_SHORT: Final = min(_TEXT_MAX.values())
_PERSON_COLUMNS: Final = Person.__struct_fields__[1:]
# What many meters have in common.
_SHARED_COLUMNS: Final = ("sgc", "krn", "ti", "kt", "ea", "tct", "tariff", "status")
_SHARED_MAX: Final = 1_000
_FORMS: Final = {
    "sgc": (re.compile(r"[0-9]{6}", re.ASCII), "a supply group code has 6 digits"),
    "krn": (re.compile(r"[1-9]", re.ASCII), "a key revision is 1 to 9"),
    "ti": (re.compile(r"[0-9]{2}", re.ASCII), "a tariff index has 2 digits"),
    "kt": (re.compile(r"[0-3]", re.ASCII), "a key type is 0 to 3"),
    "ea": (re.compile(r"07|11", re.ASCII), "an encryption algorithm is 07 or 11"),
    # The others are reserved; 03 to 06 are makers' own.
    "tct": (re.compile(r"0[1-7]", re.ASCII), "a token carrier is 01 to 07"),
}


class ListedMeter(msgspec.Struct, frozen=True, gc=False):
    """A meter of the list and its customer, both without a handle yet.

    Attributes:
        person: None where the line says nothing of a customer.
    """

    meter: Meter
    person: Person | None


@dataclass(frozen=True, slots=True)
class ListRules:
    """What a list is read by.

    Attributes:
        currency: ISO 4217, of the arrears.
        tariffs: ids that this terminal knows.
    """

    currency: str
    tariffs: Collection[str]


class MeterList:
    """Reads the lines below a header."""

    def __init__(self, header: bytes, rules: ListRules) -> None:
        """Read the header.

        Raises:
            MeterFileMalformed: unknown, repeated or missing columns.
        """
        self._lines = CsvLines(header, COLUMNS, COLUMNS_REQUIRED)
        self._rules = rules
        self._number_of = self._getter("meter", "arrears")
        self._shared_of = self._getter(*_SHARED_COLUMNS)
        self._texts_of = self._getter(*_PERSON_COLUMNS)
        self._shared: dict[tuple[str, ...], Meter] = {}

    def read(self, line: bytes) -> ListedMeter | None:
        """Read a line; None for an empty one.

        Raises:
            MeterRowMalformed: facts `column` and `why`.
            MeterNumberMalformed, MeterCheckDigitWrong.
        """
        cells = self._lines.cells(line)
        if cells is None:
            return None
        # Where the columns that are not there are read.
        cells.append("")
        return ListedMeter(self._meter(cells), _person(self._texts_of(cells)))

    def _getter(self, *columns: str) -> Callable[[list[str]], tuple[str, ...]]:
        names = self._lines.names
        return itemgetter(*(names.index(name) if name in names else -1 for name in columns))

    def _meter(self, cells: list[str]) -> Meter:
        number, owed = self._number_of(cells)
        pan = parse_meter_number(number)
        # Of a million lines few say anything else here than one before.
        values = self._shared_of(cells)
        shared = self._shared.get(values)
        if shared is None:
            shared = self._checked(dict(zip(_SHARED_COLUMNS, values, strict=True)))
            if len(self._shared) < _SHARED_MAX:
                self._shared[values] = shared
        arrears = self._arrears(owed) if owed else 0
        return msgspec.structs.replace(shared, pan=pan.digits, arrears=arrears)

    def _checked(self, found: Mapping[str, str]) -> Meter:
        """Return what a line says of its meter besides the number and the arrears."""
        tariff = found["tariff"]
        if tariff not in self._rules.tariffs:
            raise MeterRowMalformed(column="tariff", why=f"{tariff[:64]!r} is not loaded here")
        return Meter(
            pan="",
            sgc=_formed(found, "sgc"),
            krn=int(_formed(found, "krn")),
            tariff_index=_formed(found, "ti"),
            key_type=int(_formed(found, "kt", _KEY_IN_USE)),
            ea=_formed(found, "ea"),
            tct=_formed(found, "tct", _TYPED_CARRIER),
            tariff=tariff,
            arrears=0,
            status=_status(found),
            person_ref="",
        )

    def _arrears(self, text: str) -> int:
        try:
            owed = parse_money(text, self._rules.currency).minor
        except PosError as error:
            raise MeterRowMalformed(column="arrears", why="not an amount of money") from error
        if owed < 0:
            raise MeterRowMalformed(column="arrears", why="below zero")
        return owed


def _formed(found: Mapping[str, str], column: str, default: str = "") -> str:
    form, why = _FORMS[column]
    value = found[column] or default
    if form.fullmatch(value) is None:
        raise MeterRowMalformed(column=column, why=why)
    return value


def _plain(column: str, value: str) -> str:
    if len(value) > _TEXT_MAX[column] or not value.isprintable():
        why = f"more than {_TEXT_MAX[column]} characters, or invisible ones"
        raise MeterRowMalformed(column=column, why=why)
    return value


def _status(found: Mapping[str, str]) -> str:
    """Return `active` however it is written; what is no word may be anything, so it is refused."""
    status = _plain("status", found["status"]) or ACTIVE
    if not any(map(str.isalpha, status)):
        raise MeterRowMalformed(column="status", why="active, or a word for why it may not buy")
    return ACTIVE if status.casefold() == ACTIVE else status


def _person(texts: tuple[str, ...]) -> Person | None:
    together = "".join(texts)
    if not together:
        return None
    if len(together) > _SHORT or not together.isprintable():
        for column, value in zip(_PERSON_COLUMNS, texts, strict=True):
            _plain(column, value)
    return Person("", *texts)
