"""Marking text for translation, apart from whatever translates it."""

from typing import Protocol


class Translate(Protocol):
    """Turns a marked text into the reader's language."""

    def __call__(self, context: str, text: str, /) -> str:
        """Return the translation, or the text itself where there is none."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - the name lupdate looks for.
    """Mark a text for translation and return it as it is."""
    del context
    return text


def untranslated(context: str, text: str, /) -> str:
    """Give back the English text."""
    del context
    return text
