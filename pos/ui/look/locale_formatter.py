"""Numbers, money and days in the forms of a language, always with Latin digits.

Digits stay the same in every language: a meter has them on its keys, and so has the receipt.
"""

from datetime import datetime

from PySide6.QtCore import QDate, QLocale

from pos.domain.currency_notes import symbol_of
from pos.domain.money import decimals_of
from pos.presenters.formatting import NO_BREAK_SPACE, FixedFormatter

_DAY = "d MMM yyyy"
_COMMA_LANGUAGES = ("fr", "pt")


class LocaleFormatter:
    """Implements `Formatter`.

    Attributes:
        language: two letters.
        separator: between whole units and their parts.

    Args:
        language: code of the language, e.g. `fr`.
    """

    def __init__(self, language: str) -> None:
        self._fixed = FixedFormatter()
        self.language = language[:2]
        self.separator = "," if language in _COMMA_LANGUAGES else "."
        # Of the Arabic locales this one writes Latin digits.
        self._locale = QLocale("ar_AE" if language == "ar" else language)

    def money(self, minor: int, currency: str) -> str:
        """See `Formatter.money`."""
        sign = "-" if minor < 0 else ""
        amount = self.amount(abs(minor), currency)
        if self.separator == ",":
            return f"{sign}{amount}{NO_BREAK_SPACE}{symbol_of(currency)}"
        return f"{sign}{symbol_of(currency)}{NO_BREAK_SPACE}{amount}"

    def amount(self, minor: int, currency: str) -> str:
        """See `Formatter.amount`."""
        return self._separated(self._fixed.amount(minor, currency))

    def whole(self, minor: int, currency: str) -> str:
        """See `Formatter.whole`."""
        is_whole = minor % 10 ** decimals_of(currency) == 0
        written = self._fixed.whole(minor, currency)
        return written if is_whole else self._separated(written)

    def money_whole(self, minor: int, currency: str) -> str:
        """See `Formatter.money_whole`."""
        whole = self.whole(minor, currency)
        if self.separator == ",":
            return f"{whole}{NO_BREAK_SPACE}{symbol_of(currency)}"
        return f"{symbol_of(currency)}{NO_BREAK_SPACE}{whole}"

    def units(self, units_milli: int) -> str:
        """See `Formatter.units`."""
        return self._separated(self._fixed.units(units_milli))

    def decimal(self, text: str) -> str:
        """See `Formatter.decimal`."""
        return self._separated(self._fixed.decimal(text))

    def moment(self, local: datetime) -> str:
        """See `Formatter.moment`."""
        return f"{self.day(local)}, {self.clock(local)}"

    def day(self, local: datetime) -> str:
        """See `Formatter.day`."""
        return self._locale.toString(QDate(local.year, local.month, local.day), _DAY)

    def clock(self, local: datetime) -> str:
        """See `Formatter.clock`."""
        return f"{local:%H:%M}"

    def _separated(self, number: str) -> str:
        return number.replace(".", self.separator)
