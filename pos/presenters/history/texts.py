"""The words of the history, marked for translation."""

from pos.domain.translation import QT_TRANSLATE_NOOP
from pos.presenters.texts import Say


def _say(text: str) -> Say:
    return Say("history", text)


OPEN = _say(QT_TRANSLATE_NOOP("history", "Unfinished"))
CANCELLED = _say(QT_TRANSLATE_NOOP("history", "Cancelled"))
SOLD = _say(QT_TRANSLATE_NOOP("history", "Sold"))
ISSUED = _say(QT_TRANSLATE_NOOP("history", "Issued"))
RECOVERED = _say(QT_TRANSLATE_NOOP("history", "Recovered"))
