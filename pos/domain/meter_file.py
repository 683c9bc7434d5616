"""A utility's list of meters as CSV: one line, one meter with its customer.

    meter,account,name,address,phone,id_number,sgc,krn,ti,kt,ea,tct,tariff,arrears,status

The columns may stand in any order; those of COLUMNS_REQUIRED must be there. Of a meter that stands
there twice the later line counts. A status is `active`, or says in words why the meter may not buy.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

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
_FORMS: Final = {
    "sgc": (re.compile(r"[0-9]{6}", re.ASCII), "a supply group code has 6 digits"),
    "krn": (re.compile(r"[1-9]", re.ASCII), "a key revision is 1 to 9"),
    "ti": (re.compile(r"[0-9]{2}", re.ASCII), "a tariff index has 2 digits"),
    "kt": (re.compile(r"[0-3]", re.ASCII), "a key type is 0 to 3"),
    "ea": (re.compile(r"07|11", re.ASCII), "an encryption algorithm is 07 or 11"),
    # The others are reserved; 03 to 06 are makers' own.
    "tct": (re.compile(r"0[1-7]", re.ASCII), "a token carrier is 01 to 07"),
}


@dataclass(frozen=True, slots=True)
class ListedMeter:
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

    def read(self, line: bytes) -> ListedMeter | None:
        """Read a line; None for an empty one.

        Raises:
            MeterRowMalformed: facts `column` and `why`.
            MeterNumberMalformed, MeterCheckDigitWrong.
        """
        found = self._lines.read(line)
        return None if found is None else ListedMeter(self._meter(found), _person(found))

    def _meter(self, found: Mapping[str, str]) -> Meter:
        pan = parse_meter_number(found["meter"])
        tariff = found["tariff"]
        if tariff not in self._rules.tariffs:
            raise MeterRowMalformed(column="tariff", why=f"{tariff[:64]!r} is not loaded here")
        return Meter(
            pan=pan.digits,
            sgc=_formed(found, "sgc"),
            krn=int(_formed(found, "krn")),
            tariff_index=_formed(found, "ti"),
            key_type=int(_formed(found, "kt", _KEY_IN_USE)),
            ea=_formed(found, "ea"),
            tct=_formed(found, "tct", _TYPED_CARRIER),
            tariff=tariff,
            arrears=self._arrears(found.get("arrears", "")),
            status=_status(found),
            person_ref="",
        )

    def _arrears(self, text: str) -> int:
        if not text:
            return 0
        try:
            owed = parse_money(text, self._rules.currency).minor
        except PosError as error:
            raise MeterRowMalformed(column="arrears", why="not an amount of money") from error
        if owed < 0:
            raise MeterRowMalformed(column="arrears", why="below zero")
        return owed


def _formed(found: Mapping[str, str], column: str, default: str = "") -> str:
    form, why = _FORMS[column]
    value = found.get(column, "") or default
    if form.fullmatch(value) is None:
        raise MeterRowMalformed(column=column, why=why)
    return value


def _plain(found: Mapping[str, str], column: str) -> str:
    value = found.get(column, "")
    if len(value) > _TEXT_MAX[column] or not value.isprintable():
        why = f"more than {_TEXT_MAX[column]} characters, or invisible ones"
        raise MeterRowMalformed(column=column, why=why)
    return value


def _status(found: Mapping[str, str]) -> str:
    """Return `active` however it is written; what is no word may be anything, so it is refused."""
    status = _plain(found, "status") or ACTIVE
    if not any(map(str.isalpha, status)):
        raise MeterRowMalformed(column="status", why="active, or a word for why it may not buy")
    return ACTIVE if status.casefold() == ACTIVE else status


def _person(found: Mapping[str, str]) -> Person | None:
    texts = {name: _plain(found, name) for name in _TEXT_MAX if name != "status"}
    return Person(ref="", **texts) if any(texts.values()) else None
