"""Numbers, money and moments as people read them: a port, and one fixed form for tests.

The window gives a formatter of the chosen language. Tokens and meter numbers are the same in all
languages and run left to right everywhere.
"""

from datetime import datetime
from typing import Protocol

from pos.domain.currency_notes import symbol_of
from pos.domain.energy import format_units
from pos.domain.money import decimals_of, format_minor

NO_BREAK_SPACE = "\u00a0"
_GROUP = 4
_MASK = "•••"
_THOUSAND = 3


class Formatter(Protocol):
    """Writes values for people."""

    @property
    def language(self) -> str:
        """The language that it writes in."""

    def money(self, minor: int, currency: str) -> str:
        """Write an amount with its currency, e.g. `R 100.00`; negative with a minus sign."""

    def amount(self, minor: int, currency: str) -> str:
        """Write an amount for a column that names its currency elsewhere, e.g. `100.00`."""

    def whole(self, minor: int, currency: str) -> str:
        """Write an amount as short as it goes for a button, e.g. `100`, `123.45`."""

    def money_whole(self, minor: int, currency: str) -> str:
        """Write an amount with its currency as short as it goes, e.g. `R 100`, `R 0.50`."""

    def units(self, units_milli: int) -> str:
        """Write thousandths of a unit, e.g. `38.5`, without the unit's name."""

    def decimal(self, text: str) -> str:
        """Write a number that is a text with a point already, e.g. the rate `0.9722`."""

    def moment(self, local: datetime) -> str:
        """Write day and time of a local moment."""

    def day(self, local: datetime) -> str:
        """Write the day of a local moment."""

    def clock(self, local: datetime) -> str:
        """Write the time of a local moment, hours and minutes."""


class FixedFormatter:
    """English with a point and a narrow set of forms, whatever the machine is set to."""

    language = "en"

    def money(self, minor: int, currency: str) -> str:
        """See `Formatter.money`."""
        sign = "-" if minor < 0 else ""
        amount = self.amount(abs(minor), currency)
        return f"{sign}{symbol_of(currency)}{NO_BREAK_SPACE}{amount}"

    def amount(self, minor: int, currency: str) -> str:
        """See `Formatter.amount`; thousands are set apart with a no-break space."""
        return _grouped(format_minor(minor, decimals_of(currency)))

    def whole(self, minor: int, currency: str) -> str:
        """See `Formatter.whole`."""
        decimals = decimals_of(currency)
        is_whole = minor % 10**decimals == 0
        return (
            _grouped(format_minor(minor // 10**decimals, 0))
            if is_whole
            else self.amount(minor, currency)
        )

    def money_whole(self, minor: int, currency: str) -> str:
        """See `Formatter.money_whole`."""
        return f"{symbol_of(currency)}{NO_BREAK_SPACE}{self.whole(minor, currency)}"

    def units(self, units_milli: int) -> str:
        """See `Formatter.units`."""
        return self.decimal(format_units(units_milli))

    def decimal(self, text: str) -> str:
        """See `Formatter.decimal`."""
        return _grouped(text)

    def moment(self, local: datetime) -> str:
        """See `Formatter.moment`."""
        return f"{self.day(local)} {self.clock(local)}"

    def day(self, local: datetime) -> str:
        """See `Formatter.day`."""
        return f"{local:%Y-%m-%d}"

    def clock(self, local: datetime) -> str:
        """See `Formatter.clock`."""
        return f"{local:%H:%M}"


def _grouped(number: str) -> str:
    whole, point, part = number.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    first = len(digits) % _THOUSAND
    groups = [digits[:first]] if first else []
    groups += [digits[at : at + _THOUSAND] for at in range(first, len(digits), _THOUSAND)]
    return sign + NO_BREAK_SPACE.join(groups) + point + part


def grouped_meter(number: str) -> str:
    """Write a meter number in groups: 11 digits as `0123 4567 895`, 13 as `0000 0000 0012 3`."""
    return " ".join(number[at : at + _GROUP] for at in range(0, len(number), _GROUP))


def token_groups(digits: str) -> tuple[str, ...]:
    """Return a code in groups of four, in reading order."""
    return tuple(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))


def masked_name(name: str) -> str:
    """Return a customer's name so that a queue cannot read it: `Thabo Nkosi` is `T. N•••i`.

    A name of one word keeps its first and last letter; one or two letters keep the first only.
    """
    words = name.split()
    if not words:
        return ""
    last = words[-1]
    ending = last[-1] if len(last) > len("ab") else ""
    hidden = f"{last[0]}{_MASK}{ending}"
    return f"{words[0][0]}. {hidden}" if len(words) > 1 else hidden
