"""Decimal strings of a tariff file as exact numbers; each refusal says where and why."""

from collections.abc import Collection, Iterable
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import NoReturn

from pos.domain.errors import TariffMalformed
from pos.domain.tariff.parts import RoundingPart, WhenPart
from pos.domain.tariff.rounding import Rounding, RoundingMode
from pos.domain.tariff.terms import When

MILLI_PER_UNIT = 1000


def refuse(where: str, why: str) -> NoReturn:
    """Raise TariffMalformed."""
    raise TariffMalformed(where=where, why=why)


def minor_per_major(decimals: int) -> int:
    """Return how many minor units make a major one."""
    return int("1" + "0" * decimals)


def read_day(text: str, where: str) -> date:
    """Read `YYYY-MM-DD`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        refuse(where, "there is no such day")


def read_price(text: str, decimals: int) -> Fraction:
    """Return money in minor units, exactly; parts of a minor unit are allowed."""
    return Fraction(text) * minor_per_major(decimals)


def read_minor(text: str, decimals: int, where: str) -> int:
    """Return money in whole minor units."""
    return _whole(read_price(text, decimals), where, "more decimals than the currency has")


def read_milli(text: str, where: str) -> int:
    """Return units in whole thousandths."""
    return _whole(Fraction(text) * MILLI_PER_UNIT, where, "more than three decimals")


def read_percent(text: str) -> Fraction:
    """Return a percentage as a share: `15` is 3/20."""
    return Fraction(text) * Fraction(1, 100)


def _whole(value: Fraction, where: str, why: str) -> int:
    if value.denominator != 1:
        refuse(where, why)
    return value.numerator


def read_money_rounding(part: RoundingPart | None, decimals: int, where: str) -> Rounding:
    """Return a rounding of money, by default to the nearest minor unit."""
    if part is None:
        return Rounding(RoundingMode.NEAREST, 1)
    step = 1 if part.step is None else read_minor(part.step, decimals, f"{where}.step")
    if step == 0:
        refuse(f"{where}.step", "must be above zero")
    return Rounding(RoundingMode(part.mode), step)


def read_units_rounding(part: RoundingPart, where: str) -> Rounding:
    """Return a rounding of units, by default to a thousandth."""
    step = 1 if part.step is None else read_milli(part.step, f"{where}.step")
    if step == 0:
        refuse(f"{where}.step", "must be above zero")
    return Rounding(RoundingMode(part.mode), step)


def read_when(part: WhenPart | None, decimals: int, where: str) -> When:
    """Return conditions."""
    if part is None:
        return When()

    def minor(text: str | None, field: str) -> int | None:
        return None if text is None else read_minor(text, decimals, f"{where}.{field}")

    def milli(text: str | None, field: str) -> int | None:
        return None if text is None else read_milli(text, f"{where}.{field}")

    return When(
        total_above=minor(part.total_above, "total_above"),
        total_up_to=minor(part.total_up_to, "total_up_to"),
        month_above_milli=milli(part.month_above, "month_above"),
        month_up_to_milli=milli(part.month_up_to, "month_up_to"),
    )


def _meant(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1)
    if near:
        return f"perhaps {near[0]} is meant"
    return f"there are {', '.join(sorted(known)) or 'none'}"


def must_be_known(names: Iterable[str], known: Collection[str], where: str) -> None:
    """Refuse a name that nothing carries, and one named twice."""
    seen: set[str] = set()
    for name in names:
        if name not in known:
            refuse(
                where, f"nothing to refer to is called {name[:40]!r} here; {_meant(name, known)}"
            )
        if name in seen:
            refuse(where, f"{name!r} is named twice")
        seen.add(name)
