"""Texts of the moment's language, ready to be shown."""

from pos.domain.translation import Translate
from pos.presenters.formatting import Formatter
from pos.presenters.texts import Say, tell

_ISOLATE, _POP = "\u2068", "\u2069"
_RIGHT_TO_LEFT = "\u200f"


class Words:
    """Turns what presenters say into text.

    In a language that runs from right to left each fact is a run of its own, so that an amount or
    a number beside a word keeps its order.

    Attributes:
        formatter: of values, in this language.
    """

    def __init__(self, translate: Translate, formatter: Formatter, *, is_mirrored: bool) -> None:
        self._translate = translate
        self._is_mirrored = is_mirrored
        self.formatter = formatter

    def translate(self, context: str, text: str) -> str:
        """Return a text that the window itself marks for translation."""
        return self._translate(context, text)

    def say(self, said: Say) -> str:
        """Return a presenter's text."""
        facts = tuple(
            (name, self.say(fact) if isinstance(fact, Say) else self.run(fact))
            for name, fact in said.facts
        )
        told = tell(Say(said.context, said.text, facts), self._translate)
        # A line of nothing but values has no direction of its own; it takes the language's.
        return self.line(told) if said.context else told

    def line(self, text: str) -> str:
        """Return a text that runs as the language does, whatever it begins with."""
        return f"{_RIGHT_TO_LEFT}{text}" if self._is_mirrored and text else text

    def run(self, value: str) -> str:
        """Return a value as a run of its own, whatever stands around it."""
        return f"{_ISOLATE}{value}{_POP}" if self._is_mirrored and value else value
