"""What the virtual meter says, marked for translation."""

from pos.domain.translation import QT_TRANSLATE_NOOP
from pos.presenters.texts import Say


def _say(text: str) -> Say:
    return Say("meter panel", text)


CREDIT = _say(QT_TRANSLATE_NOOP("meter panel", "{units} kWh"))
REFUSED = _say(QT_TRANSLATE_NOOP("meter panel", "Rejected ({code}). The credit is unchanged."))
_ACCEPTED = _say(QT_TRANSLATE_NOOP("meter panel", "Accepted: {units} kWh added."))
DONE = _say(QT_TRANSLATE_NOOP("meter panel", "Accepted: the meter did what the code says."))
_PART = _say(
    QT_TRANSLATE_NOOP("meter panel", "A part of a new key is taken; type the other parts as well.")
)
_USED = _say(
    QT_TRANSLATE_NOOP("meter panel", "Used: this meter took the code already. Nothing was added.")
)
_OLD = _say(QT_TRANSLATE_NOOP("meter panel", "Too old: the code is not taken any more."))
_WRONG = _say(
    QT_TRANSLATE_NOOP(
        "meter panel", "Rejected: a digit is wrong, or the code is for another meter."
    )
)
_LENGTH = _say(QT_TRANSLATE_NOOP("meter panel", "Rejected: a code has 20 digits."))
_EXPIRED = _say(QT_TRANSLATE_NOOP("meter panel", "Rejected: the meter's key has expired."))
_FULL = _say(QT_TRANSLATE_NOOP("meter panel", "Rejected: the meter cannot hold that much credit."))

# By the values of `pos.sts.meter_answer.MeterCode`.
ANSWERS = {
    "accept": _ACCEPTED,
    "1stKCT": _PART,
    "2ndKCT": _PART,
    "3rdKCT": _PART,
    "4thKCT": _PART,
    "used": _USED,
    "old": _OLD,
    "CRC": _WRONG,
    "format": _LENGTH,
    "key expired": _EXPIRED,
    "overflow": _FULL,
}
