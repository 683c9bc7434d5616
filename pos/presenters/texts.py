"""Texts in view states: marked for translation, turned into words only when they are shown.

A state never holds a translated sentence, so the language changes without asking anything again.
Whoever renders calls `tell` with the translator of the language of the moment.
"""

from dataclasses import dataclass

from pos.domain.translation import Translate, untranslated


@dataclass(frozen=True, slots=True)
class Say:
    """One text with its facts.

    Attributes:
        context: translation context, as in `QT_TRANSLATE_NOOP`.
        text: English template; facts stand in braces.
        facts: name and value, values formatted already, or texts of their own.
    """

    context: str
    text: str
    facts: tuple[tuple[str, "str | Say"], ...] = ()

    def with_facts(self, **facts: "str | Say") -> "Say":
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
    is better than no sentence.
    """
    if not say.text:
        return ""
    facts = {
        name: tell(fact, translate) if isinstance(fact, Say) else fact for name, fact in say.facts
    }
    template = translate(say.context, say.text) if say.context else say.text
    try:
        return template.format(**facts)
    except (KeyError, IndexError, ValueError, AttributeError):
        return say.text.format(**facts)
