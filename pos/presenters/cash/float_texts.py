"""The words of the agent's float, marked for translation."""

from pos.domain.translation import QT_TRANSLATE_NOOP
from pos.presenters.texts import Say


def _say(text: str) -> Say:
    return Say("float", text)


FLOAT = _say(QT_TRANSLATE_NOOP("float", "Agent's float"))
NOT_KEPT = _say(
    QT_TRANSLATE_NOOP("float", "No float is kept here. A supervisor begins one: float policy.")
)
LEFT = _say(QT_TRANSLATE_NOOP("float", "Left"))
LOW = _say(QT_TRANSLATE_NOOP("float", "{left} of the agent's float is left. Pay the utility soon."))
USED_UP = _say(
    QT_TRANSLATE_NOOP("float", "The agent's float is used up. Pay the utility, then top it up.")
)
WARN_BELOW = _say(QT_TRANSLATE_NOOP("float", "Warned below"))
TOPPED_UP = _say(QT_TRANSLATE_NOOP("float", "Paid to the utility"))
SOLD = _say(QT_TRANSLATE_NOOP("float", "Sold"))
COMMISSION = _say(QT_TRANSLATE_NOOP("float", "Earned, {percent} %"))
CREDITED = _say(QT_TRANSLATE_NOOP("float", "Of it added"))
TOP_UP = _say(QT_TRANSLATE_NOOP("float", "Top up {amount}"))
TYPE_AMOUNT = _say(QT_TRANSLATE_NOOP("float", "Type what was paid"))
TYPE_REFERENCE = _say(QT_TRANSLATE_NOOP("float", "Type the slip's number"))
DONE = _say(QT_TRANSLATE_NOOP("float", "{amount} topped up."))
SECOND = _say(QT_TRANSLATE_NOOP("float", "A top-up is a supervisor's word, who signs here."))
