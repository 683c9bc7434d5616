"""A meter's history as a JSON object, and moments as people write them.

    {"month_to_date": "120.5", "last_purchase": "2026-09-14", "fixed_paid": false,
     "arrears": "80.00", "carried": "0", "free_units_taken": "0", "known_at": "2026-11-01T08:00Z"}

Every key may be left out. Numbers may be JSON strings or numbers; they are read exactly.
"""

import re
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import NoReturn
from zoneinfo import ZoneInfo

import msgspec

from pos.domain.errors import MeterStateMalformed, TimeMalformed
from pos.domain.quote.state import MeterState
from pos.domain.tariff.tariff import Tariff
from pos.domain.tariff.values import MILLI_PER_UNIT, minor_per_major

STATE_BYTES_MAX = 64 * 1024
_FIRST_YEAR, _LAST_YEAR = 1993, 2200
_WHOLE_DIGITS_MAX = 12
_DECIMALS_MAX = 9
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])", re.ASCII)


_NULL = msgspec.Raw(b"null")
_YesOrNumber = bool | Decimal | None


class MeterStateFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The object's shape.

    Attributes:
        month_to_date: units bought this month.
        last_purchase: day or moment.
        fixed_paid: true: this month's charges are paid; false: nothing is; a month: paid up to
            and including it; an amount: so much of what is due.
        arrears: money owed in all.
        carried: the part of it that fell due before and was not paid then.
        free_units_taken: units given this month; true: all, false: none.
        known_at: when month_to_date was complete.
    """

    month_to_date: Decimal | None = None
    last_purchase: str | None = None
    fixed_paid: msgspec.Raw = _NULL
    arrears: Decimal | None = None
    carried: Decimal | None = None
    free_units_taken: _YesOrNumber = None
    known_at: str | None = None


_decoder = msgspec.json.Decoder(MeterStateFile)
_yes_or_number: msgspec.json.Decoder[_YesOrNumber] = msgspec.json.Decoder(_YesOrNumber)


def read_meter_state(content: bytes, tariff: Tariff, moment: datetime) -> MeterState:
    """Read a history for a purchase under a tariff at an aware moment.

    Args:
        content: UTF-8 JSON, at most 64 KiB.

    Raises:
        MeterStateMalformed: says where and why.
        TimeMalformed: a day or moment is none.
    """
    if len(content) > STATE_BYTES_MAX:
        _refuse("", "longer than 64 KiB")
    try:
        file = _decoder.decode(content)
    except msgspec.ValidationError as error:
        why, _, where = str(error).partition(" - at ")
        raise MeterStateMalformed(where=where.strip("`$."), why=why) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise MeterStateMalformed(where="", why="not JSON in UTF-8") from error
    paid_until, paid_minor = _fixed_paid(file.fixed_paid, tariff, moment)
    return MeterState(
        month_to_date_milli=_scaled(file.month_to_date, MILLI_PER_UNIT, "month_to_date"),
        last_purchase=_moment(file.last_purchase, tariff),
        fixed_paid_until=paid_until,
        fixed_paid_minor=paid_minor,
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
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise TimeMalformed(text=text[:40])
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(time_zone))
    return moment.astimezone(UTC)


def _moment(text: str | None, tariff: Tariff) -> datetime | None:
    return parse_moment(text, tariff.time_zone) if text else None


def _fixed_paid(raw: msgspec.Raw, tariff: Tariff, moment: datetime) -> tuple[str, int | None]:
    month = bytes(raw).decode().strip('"')
    if _MONTH.fullmatch(month):
        return month, None
    try:
        value = _yes_or_number.decode(raw)
    except msgspec.ValidationError as error:
        raise MeterStateMalformed(where="fixed_paid", why="no month and no amount") from error
    match value:
        case None:
            return "", None
        case True:
            return tariff.month_of(moment), None
        case False:
            return "", 0
        case _:
            return "", _minor(value, tariff, "fixed_paid")


def _free_units_taken(value: _YesOrNumber, tariff: Tariff) -> int | None:
    match value:
        case None:
            return None
        case True:
            return tariff.free_units.units_milli if tariff.free_units is not None else 0
        case False:
            return 0
        case _:
            return _scaled(value, MILLI_PER_UNIT, "free_units_taken")


def _minor(value: Decimal | None, tariff: Tariff, where: str) -> int:
    return _scaled(value, minor_per_major(tariff.decimals), where)


def _scaled(value: Decimal | None, factor: int, where: str) -> int:
    if value is None:
        return 0
    # A huge exponent would make a huge number of it; it is refused before that.
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -_DECIMALS_MAX:
        _refuse(where, "not a number of at most nine decimals")
    if value.adjusted() >= _WHOLE_DIGITS_MAX or value < 0:
        _refuse(where, "out of range")
    scaled = Fraction(value) * factor
    if scaled.denominator != 1:
        _refuse(where, "too many decimals")
    return scaled.numerator


def _refuse(where: str, why: str) -> NoReturn:
    raise MeterStateMalformed(where=where, why=why)
