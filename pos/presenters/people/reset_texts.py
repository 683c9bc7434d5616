"""The words of forgotten PINs, marked for translation."""

from pos.domain.translation import QT_TRANSLATE_NOOP
from pos.presenters.texts import Say


def _say(text: str) -> Say:
    return Say("reset", text)


BY_CODE = _say(QT_TRANSLATE_NOOP("reset", "Recovery code"))
ASK = _say(QT_TRANSLATE_NOOP("reset", "Ask head office"))
ANSWER = _say(QT_TRANSLATE_NOOP("reset", "Its answer"))

GUIDE_CODE = _say(QT_TRANSLATE_NOOP("reset", "Only where no supervisor can do it under People."))
GUIDE_ASK = _say(
    QT_TRANSLATE_NOOP(
        "reset", "Put in a stick and type the PIN you want. The request is good for a day."
    )
)
GUIDE_ANSWER = _say(
    QT_TRANSLATE_NOOP(
        "reset", "Put in the stick with the answer. The PIN is the one you asked for."
    )
)
DO_CODE = _say(QT_TRANSLATE_NOOP("reset", "Set the PIN"))
DO_ASK = _say(QT_TRANSLATE_NOOP("reset", "Write the request"))
DO_ANSWER = _say(QT_TRANSLATE_NOOP("reset", "Take the answer"))
WHO = _say(QT_TRANSLATE_NOOP("reset", "Whose PIN?"))
WORKING = _say(QT_TRANSLATE_NOOP("reset", "Working…"))
PINS_DIFFER = _say(QT_TRANSLATE_NOOP("reset", "The two new PINs are not the same."))
DONE = _say(QT_TRANSLATE_NOOP("reset", "{name} has another PIN now."))
ASKED = _say(
    QT_TRANSLATE_NOOP("reset", "Bring {file} to head office, and tell them by telephone: {code}")
)
NO_STICK = _say(QT_TRANSLATE_NOOP("reset", "Put in a stick first."))
NO_ANSWER = _say(QT_TRANSLATE_NOOP("reset", "There is no answer on a stick."))
