"""The words of codes without a sale, marked for translation."""

from pos.domain.translation import QT_TRANSLATE_NOOP
from pos.presenters.codes.desk import CodeKind
from pos.presenters.texts import Say


def _say(text: str) -> Say:
    return Say("codes", text)


KINDS = {
    CodeKind.KEY_CHANGE: _say(QT_TRANSLATE_NOOP("codes", "Key change")),
    CodeKind.FREE: _say(QT_TRANSLATE_NOOP("codes", "Free units")),
    CodeKind.CLEAR_CREDIT: _say(QT_TRANSLATE_NOOP("codes", "Clear credit")),
    CodeKind.CLEAR_TAMPER: _say(QT_TRANSLATE_NOOP("codes", "Clear tamper")),
    CodeKind.POWER_LIMIT: _say(QT_TRANSLATE_NOOP("codes", "Power limit")),
    CodeKind.PHASE_UNBALANCE: _say(QT_TRANSLATE_NOOP("codes", "Phase limit")),
    CodeKind.METER_TEST: _say(QT_TRANSLATE_NOOP("codes", "Meter test")),
    CodeKind.REISSUE: _say(QT_TRANSLATE_NOOP("codes", "Other key")),
}
GUIDES = {
    CodeKind.KEY_CHANGE: _say(
        QT_TRANSLATE_NOOP(
            "codes",
            "Ask the customer first: codes bought earlier must be typed before. Then all codes of "
            "the set, in order.",
        )
    ),
    CodeKind.FREE: _say(
        QT_TRANSLATE_NOOP("codes", "What the tariff owes this month, whole or a part of it.")
    ),
    CodeKind.CLEAR_CREDIT: _say(
        QT_TRANSLATE_NOOP("codes", "The meter's credit is gone once this code is typed.")
    ),
    CodeKind.CLEAR_TAMPER: _say(
        QT_TRANSLATE_NOOP("codes", "Look at the meter and its seals before you give this code.")
    ),
    CodeKind.POWER_LIMIT: _say(
        QT_TRANSLATE_NOOP("codes", "Above this power the meter switches off.")
    ),
    CodeKind.PHASE_UNBALANCE: _say(
        QT_TRANSLATE_NOOP("codes", "Above this difference between phases the meter switches off.")
    ),
    CodeKind.METER_TEST: _say(
        QT_TRANSLATE_NOOP("codes", "The meter tests itself; nothing is set.")
    ),
    CodeKind.REISSUE: _say(
        QT_TRANSLATE_NOOP(
            "codes", "Sale and key change crossed: the sale's codes under the other key. Once."
        )
    ),
}
PLANNED = _say(QT_TRANSLATE_NOOP("codes", "Meters that need a new key: {count}. First of all:"))
GIVE = _say(QT_TRANSLATE_NOOP("codes", "Give the codes"))
ABOUT_FIRST = _say(QT_TRANSLATE_NOOP("codes", "Which meter?"))
RECEIPT_FIRST = _say(QT_TRANSLATE_NOOP("codes", "Type the receipt number"))
VALUE_FIRST = _say(QT_TRANSLATE_NOOP("codes", "Type the value"))
CHOOSE_APPROVER = _say(QT_TRANSLATE_NOOP("codes", "Choose who approves"))
WORKING = _say(QT_TRANSLATE_NOOP("codes", "Making the codes…"))
