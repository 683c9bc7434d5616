"""Texts in view states: marked for translation, turned into words only when they are shown.

A state never holds a translated sentence, so the language changes without asking anything again.
Whoever renders calls `tell` with the translator of the language of the moment.
"""

from dataclasses import dataclass
from enum import Enum

from pos.domain.translation import Translate, untranslated


class Kind(Enum):
    """What a value is, so that whoever shows it knows how it is written."""

    MONEY = "money"
    NUMBER = "number"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Value:
    """A value as an error carries it, written only when it is shown.

    Attributes:
        text: a decimal with a point (money is in the terminal's currency), or a moment of ISO 8601.
    """

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Say:
    """One text with its facts.

    Attributes:
        context: translation context, as in `QT_TRANSLATE_NOOP`.
        text: English template; facts stand in braces.
        facts: name and value: formatted already, a text of its own, or to be formatted.
    """

    context: str
    text: str
    facts: tuple[tuple[str, "str | Say | Value"], ...] = ()

    def with_facts(self, **facts: "str | Say | Value") -> "Say":
        """Return this text with facts filled in."""
        return Say(self.context, self.text, tuple(facts.items()))

    def english(self) -> str:
        """Return the whole sentence in English, for tests and logs."""
        return tell(self, untranslated)


NOTHING = Say("", "")


def plain(text: str) -> Say:
    """Return a text that no language changes: a name, a number, a code."""
    return Say("", "{text}", (("text", text),)) if text else NOTHING


def tell(say: Say, translate: Translate) -> str:
    """Return a text in the reader's language.

    A translation that names a fact which does not exist falls back to English: the wrong language
    is better than no sentence. A value that nobody has written stands as it is.
    """
    if not say.text:
        return ""
    facts = {name: _told(fact, translate) for name, fact in say.facts}
    template = translate(say.context, say.text) if say.context else say.text
    try:
        return template.format(**facts)
    except (KeyError, IndexError, ValueError, AttributeError):
        return say.text.format(**facts)


def _told(fact: str | Say | Value, translate: Translate) -> str:
    match fact:
        case Say():
            return tell(fact, translate)
        case Value(text=text):
            return text
        case _:
            return fact
