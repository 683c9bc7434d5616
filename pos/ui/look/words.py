"""Texts of the moment's language, ready to be shown."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from pos.domain.errors import PosError
from pos.domain.money import parse_money
from pos.domain.translation import Translate
from pos.presenters.formatting import Formatter
from pos.presenters.texts import Kind, Say, Value, tell

_ISOLATE, _POP = "\u2068", "\u2069"
_RIGHT_TO_LEFT = "\u200f"
_NO_MARKS = str.maketrans("", "", f"{_ISOLATE}{_POP}{_RIGHT_TO_LEFT}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the terminal stands: its zone, and the currency that it sells in."""

    zone: ZoneInfo
    currency: str


class Words:
    """Turns what presenters say into text.

    In a language that runs from right to left each fact is a run of its own, so that an amount or
    a number beside a word keeps its order.

    Attributes:
        formatter: of values, in this language.
    """

    def __init__(
        self,
        translate: Translate,
        formatter: Formatter,
        *,
        is_mirrored: bool,
        place: Place | None = None,
    ) -> None:
        """Speak a language.

        Args:
            place: None before a terminal is open; values of errors then stay as they are.
        """
        self._translate = translate
        self._place = place
        self._is_mirrored = is_mirrored
        self.formatter = formatter

    def at(self, place: Place) -> "Words":
        """Return the same language at an open terminal."""
        mirrored = self._is_mirrored
        return Words(self._translate, self.formatter, is_mirrored=mirrored, place=place)

    def translate(self, context: str, text: str) -> str:
        """Return a text that the window itself marks for translation."""
        return self._translate(context, text)

    def say(self, said: Say) -> str:
        """Return a presenter's text."""
        facts = tuple((name, self._fact(fact)) for name, fact in said.facts)
        told = tell(Say(said.context, said.text, facts), self._translate)
        # A line of nothing but values has no direction of its own; it takes the language's.
        return self.line(told) if said.context else told

    def typed(self, said: Say) -> str:
        """Return what stands in a field: without marks of direction, which would be read back."""
        return self.say(said).translate(_NO_MARKS)

    def line(self, text: str) -> str:
        """Return a text that runs as the language does, whatever it begins with."""
        return f"{_RIGHT_TO_LEFT}{text}" if self._is_mirrored and text else text

    def run(self, value: str) -> str:
        """Return a value as a run of its own, whatever stands around it."""
        return f"{_ISOLATE}{value}{_POP}" if self._is_mirrored and value else value

    def _fact(self, fact: str | Say | Value) -> str:
        match fact:
            case Say():
                return self.say(fact)
            case Value(text=text):
                return self.run(text if self._place is None else self._write(fact, self._place))
            case _:
                return self.run(fact)

    def _write(self, value: Value, place: Place) -> str:
        """Write a value; what is none of its kind stays as it is, since it is in a refusal."""
        try:
            match value.kind:
                case Kind.MONEY:
                    minor = parse_money(value.text.removeprefix("-"), place.currency).minor
                    signed = -minor if value.text.startswith("-") else minor
                    return self.formatter.money(signed, place.currency)
                case Kind.NUMBER:
                    Decimal(value.text)
                    return self.formatter.decimal(value.text)
                case Kind.MOMENT:
                    moment = datetime.fromisoformat(value.text)
                    return self.formatter.moment(moment.astimezone(place.zone))
        except (PosError, ValueError, OverflowError, InvalidOperation):
            return value.text
