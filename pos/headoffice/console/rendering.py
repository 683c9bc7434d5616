"""From facts to HTML: every value is escaped, and a name that nobody gave is a fault."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pos.domain.cash import expected_cash
from pos.domain.energy import format_units
from pos.domain.journal import parse_time
from pos.domain.meter import display_number
from pos.domain.money import decimals_of, format_minor
from pos.headoffice.console.texts import Language
from pos.sts.errors import BadCheckDigit, BadIdentifier

LIVE_BLOCK: Final = "live"
_PARTS: Final = "parts.html"


class Renderer:
    """Draws templates; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        """Prepare.

        Args:
            folder: of the templates.
        """
        self._environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(
            expected=expected_cash,
            money=money,
            units=format_units,
            moment=moment,
            meter=meter,
            grouped=grouped,
            day=day,
        )

    def page(self, template: str, facts: Mapping[str, Any], language: Language) -> str:
        """Return a whole page."""
        return self._environment.get_template(template).render(self._said(facts, language))

    def live_part(self, template: str, facts: Mapping[str, Any], language: Language) -> str:
        """Return only what changes while somebody looks; empty where a page has nothing such."""
        found = self._environment.get_template(template)
        if LIVE_BLOCK not in found.blocks:
            return ""
        context = found.new_context(self._said(facts, language))
        return "".join(found.blocks[LIVE_BLOCK](context))

    def _said(self, facts: Mapping[str, Any], language: Language) -> dict[str, Any]:
        """Return facts with the words of a language, and with the parts that pages share."""
        said = {**facts, "say": language.say, "named": language.named, "language": language}
        return {**said, "parts": self._environment.get_template(_PARTS).make_module(said)}


def grouped(number: int) -> str:
    """Write a whole number with its thousands apart."""
    return f"{number:,}".replace(",", "\u202f")


def money(minor: int, currency: str) -> str:
    """Write an amount, thousands apart, without its currency."""
    whole, point, part = format_minor(minor, decimals_of(currency)).partition(".")
    sign, digits = ("\u2212", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{grouped(int(digits))}{point}{part}"


def meter(pan: str) -> str:
    """Write a meter's number as it stands on the meter; as it is where it is none."""
    try:
        return display_number(pan)
    except (BadCheckDigit, BadIdentifier):
        return pan


def day(text: str) -> str:
    """Return the day of a time."""
    return text[: len("YYYY-MM-DD")]


def moment(text: str) -> Markup:
    """Write a time in UTC to the second, and for programs to the millisecond; a dash for none."""
    if not text:
        return Markup("\u2013")
    shown = f"{parse_time(text):%Y-%m-%d %H:%M:%S}"
    return Markup('<time datetime="{}">{}</time>').format(text, shown)
