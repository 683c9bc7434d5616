"""The languages of papers: words as data, figures and dates as each language writes them.

A language is a file in `resources/receipts/languages`; see the README there. English needs none:
its words are those of the source, its figures and dates plain, and such papers wait for no library.
"""

import importlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Final, Literal
from zoneinfo import ZoneInfo

import msgspec

from pos.domain.journal import parse_time
from pos.domain.money import decimals_of, format_minor

ENGLISH_CODE: Final = "en"
SUFFIX: Final = ".language.json"
FILE_BYTES_MAX: Final = 256 * 1024
_GROUP_FROM_DIGITS: Final = 5
_NO_BREAK_SPACE: Final = "\u00a0"

_Name = Annotated[str, msgspec.Meta(min_length=2, max_length=40)]


class LanguageMalformed(Exception):
    """A language's file does not follow its form; says where and why in English."""


class _LanguageFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it is written; see resources/receipts/languages/README.md."""

    format: Literal[1]
    language: Annotated[str, msgspec.Meta(pattern="^[a-z]{2}$")]
    name: _Name
    locale: Annotated[str, msgspec.Meta(pattern="^[a-z]{2}(_[A-Z]{2})?$")]
    moment: Annotated[str, msgspec.Meta(pattern="^[dMyHmZ \u00a0,\u060c./:-]{1,40}$")]
    texts: Annotated[dict[str, str], msgspec.Meta(max_length=1000)]


@dataclass(frozen=True, slots=True)
class PaperLanguage:
    """One language on paper.

    Attributes:
        code: two letters.
        name: what it calls itself.
        locale: whose figures and dates it has, by the name in CLDR; empty for plain ones.
        pattern: of a moment, in the letters of CLDR.
        texts: by the English text.
    """

    code: str = ENGLISH_CODE
    name: str = "English"
    locale: str = ""
    pattern: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)

    def with_words(self, words: Mapping[str, Mapping[str, str]]) -> "PaperLanguage":
        """Return it with more words, such as those of a utility; they go before its own.

        Args:
            words: texts by language.
        """
        more = words.get(self.code)
        return replace(self, texts={**self.texts, **more}) if more else self

    def say(self, text: str) -> str:
        """Return a text in this language, or as it is where nobody translated it."""
        return self.texts.get(text, text)

    def figure(self, plain: str) -> str:
        """Write a decimal with a point as this language does, every digit kept.

        Args:
            plain: such as `-1234.50`; groups are told apart from 10,000 on.
        """
        if not self.locale:
            return plain
        numbers = importlib.import_module("babel.numbers")
        whole, _, part = plain.removeprefix("-").partition(".")
        if len(whole) >= _GROUP_FROM_DIGITS:
            group = numbers.get_group_symbol(self.locale, numbering_system="latn")
            first = len(whole) % 3 or 3
            ends = range(first, len(whole) + 1, 3)
            whole = group.join(whole[max(end - 3, 0) : end] for end in ends)
        point = numbers.get_decimal_symbol(self.locale, numbering_system="latn") if part else ""
        return f"{'-' if plain.startswith('-') else ''}{whole}{point}{part}"

    def money(self, minor: int, currency: str, *, named: bool = False) -> str:
        """Write an amount, with its currency's code where it stands alone."""
        amount = self.figure(format_minor(minor, decimals_of(currency)))
        if not named:
            return amount
        parts = (currency, amount) if self._currency_is_first() else (amount, currency)
        return _NO_BREAK_SPACE.join(parts)

    def moment(self, time: str, zone: str) -> str:
        """Write a journal time in a time zone, with the zone's offset."""
        local = parse_time(time).astimezone(ZoneInfo(zone))
        if not self.locale:
            return f"{local:%Y-%m-%d %H:%M} {local:%z}"
        dates = importlib.import_module("babel.dates")
        written: str = dates.format_datetime(local, self.pattern, locale=self.locale)
        return written

    def day(self, day: str) -> str:
        """Write a day `YYYY-MM-DD` as it stands in a moment; as it is where that names none."""
        pattern = self.pattern.partition("H")[0].rstrip(" \u00a0,\u060c")
        if not pattern:
            return day
        dates = importlib.import_module("babel.dates")
        written: str = dates.format_date(date.fromisoformat(day), pattern, locale=self.locale)
        return written

    def _currency_is_first(self) -> bool:
        if not self.locale:
            return True
        locale = importlib.import_module("babel").Locale.parse(self.locale)
        pattern: str = locale.currency_formats["standard"].pattern
        return pattern.startswith("\u00a4")


ENGLISH: Final = PaperLanguage()


class PaperLanguages:
    """The languages that ship, and those that a terminal's folder adds or replaces.

    Args:
        folders: a later one goes before an earlier one.
    """

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self._read: dict[str, PaperLanguage] = {ENGLISH_CODE: ENGLISH}

    def of(self, code: str) -> PaperLanguage:
        """Return a language; English, and a word in the log, where it cannot be read."""
        if code not in self._read:
            self._read[code] = self._found(code)
        return self._read[code]

    def codes(self) -> tuple[str, ...]:
        """Return the codes of all languages, English first."""
        names = {
            path.name.removesuffix(SUFFIX)
            for folder in self._folders
            for path in folder.glob(f"*{SUFFIX}")
        }
        return (ENGLISH_CODE, *sorted(names - {ENGLISH_CODE}))

    def _found(self, code: str) -> PaperLanguage:
        for folder in reversed(self._folders):
            path = folder / f"{code}{SUFFIX}"
            try:
                return read_language(path)
            except FileNotFoundError:
                continue
            except (LanguageMalformed, OSError) as error:
                logging.getLogger(__name__).warning("language %s: %s", path.name, error)
        return ENGLISH


def read_language(path: Path) -> PaperLanguage:
    """Read one file.

    Raises:
        LanguageMalformed: it does not follow its form.
        OSError: it cannot be read.
    """
    with path.open("rb") as opened:
        content = opened.read(FILE_BYTES_MAX + 1)
    if len(content) > FILE_BYTES_MAX:
        raise LanguageMalformed(f"more than {FILE_BYTES_MAX} bytes")
    try:
        file = msgspec.json.decode(content, type=_LanguageFile)
    except msgspec.DecodeError as error:
        raise LanguageMalformed(str(error)) from error
    if file.language != path.name.removesuffix(SUFFIX):
        raise LanguageMalformed("language: not that of the file's name")
    babel = importlib.import_module("babel")
    try:
        babel.Locale.parse(file.locale)
    except (babel.UnknownLocaleError, ValueError) as error:
        raise LanguageMalformed(f"locale: {error}") from error
    return PaperLanguage(file.language, file.name, file.locale, file.moment, file.texts)
