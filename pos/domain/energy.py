"""Energy: whole thousandths of a unit (kWh, m3 or minute)."""

import re

from pos.domain.errors import AmountNotANumber, AmountTooPrecise
from pos.domain.errors.selling import AmountNegative

_UNITS = re.compile(r"(-?)([0-9]{1,9})(?:\.([0-9]{1,9}))?", re.ASCII)
_UNIT_DECIMALS = 3


def format_units(units_milli: int) -> str:
    """Write thousandths as decimal units, at least one decimal: 45500 is `45.5`, 1 is `0.001`."""
    whole, part = divmod(abs(units_milli), 1000)
    digits = f"{part:03d}".rstrip("0") or "0"
    return f"{'-' if units_milli < 0 else ''}{whole}.{digits}"


def parse_units(text: str) -> int:
    """Read decimal units such as `45.5` and return thousandths; zero is allowed.

    Raises:
        AmountNotANumber, AmountTooPrecise.
        AmountNegative.
    """
    match = _UNITS.fullmatch(text)
    if match is None:
        raise AmountNotANumber(text=text[:40])
    sign, whole, part = match[1], match[2], match[3] or ""
    if sign:
        raise AmountNegative(text=text)
    if len(part) > _UNIT_DECIMALS:
        raise AmountTooPrecise(text=text, decimals=_UNIT_DECIMALS)
    return int(whole + part.ljust(_UNIT_DECIMALS, "0"))
