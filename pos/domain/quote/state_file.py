"""A meter's history as a JSON object, and moments as people write them.

    {"month_to_date": "120.5", "last_purchase": "2026-09-14", "fixed_paid": false,
     "arrears": "80.00", "carried": "0", "free_units_taken": "0", "known_at": "2026-11-01T08:00Z"}

Every key may be left out. Numbers may be JSON strings or numbers; they are read exactly,
without signs and exponents.
"""

import re
from datetime import UTC, datetime
from fractions import Fraction
from typing import Annotated
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

from pos.domain.errors import MeterStateMalformed, TimeMalformed
from pos.domain.json_by_hand import JsonWrong, at_line, parse_by_hand, shape_wrong
from pos.domain.quote.state import MeterState
from pos.domain.tariff.parts import DECIMAL, PATTERN_WORDS
from pos.domain.tariff.tariff import Tariff
from pos.domain.tariff.terms import Per
from pos.domain.tariff.values import MILLI_PER_UNIT, minor_per_major

STATE_BYTES_MAX = 64 * 1024
_FIRST_YEAR, _LAST_YEAR = 1993, 2200
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])", re.ASCII)


_Number = Annotated[str, Meta(pattern=DECIMAL)]


class MeterStateFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The object's shape.

    Attributes:
        month_to_date: units bought this month.
        last_purchase: day or moment.
        fixed_paid: true: this month's charges are paid; false: nothing is; a month: paid up to
            and including it; an amount: so much of what is due.
        fixed_owed: what a cap left due of the charges of earlier months.
        arrears: money owed in all.
        carried: the part of it that fell due before and was not paid then.
        free_units_taken: units given this month; true: all, false: none.
        known_at: when month_to_date was complete.
    """

    month_to_date: _Number | None = None
    last_purchase: str | None = None
    fixed_paid: bool | str | None = None
    fixed_owed: _Number | None = None
    arrears: _Number | None = None
    carried: _Number | None = None
    free_units_taken: bool | _Number | None = None
    known_at: str | None = None


def read_meter_state(content: bytes, tariff: Tariff, moment: datetime) -> MeterState:
    """Read a history for a purchase under a tariff at an aware moment.

    Args:
        content: UTF-8 JSON, at most 64 KiB.

    Raises:
        MeterStateMalformed: says where and why.
        TimeMalformed: a day or moment is none.
    """
    try:
        document = parse_by_hand(content, bytes_max=STATE_BYTES_MAX)
        file = msgspec.convert(document, MeterStateFile)
    except msgspec.ValidationError as error:
        wrong = shape_wrong(error, MeterStateFile, content, PATTERN_WORDS)
        raise MeterStateMalformed(where=wrong.where, why=wrong.why) from error
    except JsonWrong as wrong:
        raise MeterStateMalformed(where=wrong.where, why=wrong.why) from wrong
    try:
        return _meaning(file, tariff, moment)
    except MeterStateMalformed as error:
        where = at_line(content, str(error.facts["where"]))
        raise MeterStateMalformed(where=where, why=error.facts["why"]) from error


def _last_purchase(text: str | None, tariff: Tariff, moment: datetime) -> datetime | None:
    last = _moment(text, tariff)
    if last is not None and tariff.local(last).date() > tariff.local(moment).date():
        raise MeterStateMalformed(where="last_purchase", why="is after the purchase to be quoted")
    return last


def _meaning(file: MeterStateFile, tariff: Tariff, moment: datetime) -> MeterState:
    paid_until, paid_minor = _fixed_paid(file.fixed_paid, tariff, moment)
    return MeterState(
        month_to_date_milli=_milli(file.month_to_date, "month_to_date"),
        last_purchase=_last_purchase(file.last_purchase, tariff, moment),
        fixed_paid_until=paid_until,
        fixed_paid_minor=paid_minor,
        fixed_owed_of=_fixed_owed_of(file.fixed_owed, tariff),
        arrears_minor=_minor(file.arrears, tariff, "arrears"),
        carried_minor=_minor(file.carried, tariff, "carried"),
        free_units_taken_milli=_free_units_taken(file.free_units_taken, tariff),
        month_known_at=_moment(file.known_at, tariff),
    )


def parse_moment(text: str, time_zone: str) -> datetime:
    """Read a day or moment of ISO 8601; without an offset it is in the zone.

    Raises:
        TimeMalformed: it is none, or of no year from 1993 to 2200.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise TimeMalformed(text=text[:40]) from error
    if not text.isascii() or not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise TimeMalformed(text=text[:40])
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(time_zone))
    return moment.astimezone(UTC)


def _moment(text: str | None, tariff: Tariff) -> datetime | None:
    return parse_moment(text, tariff.time_zone) if text else None


def _fixed_paid(
    value: bool | str | None,  # noqa: FBT001 - read from a file, where either is meant.
    tariff: Tariff,
    moment: datetime,
) -> tuple[str, int | None]:
    match value:
        case None:
            return "", None
        case True:
            return tariff.month_of(moment), None
        case False:
            return "", 0
        case str() if _MONTH.fullmatch(value):
            return value, None
        case str() if re.fullmatch(DECIMAL, value):
            return "", _minor(value, tariff, "fixed_paid")
        case _:
            raise MeterStateMalformed(
                where="fixed_paid", why="write true, false, a month as 2026-09, or an amount"
            )


def _fixed_owed_of(text: str | None, tariff: Tariff) -> tuple[tuple[str, int], ...]:
    owed = _minor(text, tariff, "fixed_owed")
    first = next((each for each in tariff.charges if each.per is Per.UNPAID_MONTHS), None)
    if not owed:
        return ()
    if first is None:
        raise MeterStateMalformed(
            where="fixed_owed", why="no charge of the tariff is unpaid_months"
        )
    return ((first.name, owed),)


def _free_units_taken(value: bool | str | None, tariff: Tariff) -> int | None:  # noqa: FBT001 - as above.
    match value:
        case None:
            return None
        case True:
            return tariff.free_units.units_milli if tariff.free_units is not None else 0
        case False:
            return 0
        case _:
            return _milli(value, "free_units_taken")


def _minor(text: str | None, tariff: Tariff, where: str) -> int:
    return _scaled(text, minor_per_major(tariff.decimals), where)


def _milli(text: str | None, where: str) -> int:
    return _scaled(text, MILLI_PER_UNIT, where)


def _scaled(text: str | None, factor: int, where: str) -> int:
    scaled = Fraction(text or "0") * factor
    if scaled.denominator != 1:
        raise MeterStateMalformed(where=where, why=f"{text} has too many decimals")
    return scaled.numerator
