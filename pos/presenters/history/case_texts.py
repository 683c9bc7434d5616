"""The words about sales that went wrong, marked for translation."""

from pos.domain.cash import CaseOutcome, CaseReason
from pos.domain.translation import QT_TRANSLATE_NOOP
from pos.presenters.texts import Say


def _say(text: str) -> Say:
    return Say("case", text)


WRITE = _say(
    QT_TRANSLATE_NOOP(
        "case",
        "The code stays good for its meter. Say what went wrong: money goes back with a "
        "supervisor.",
    )
)
OPEN = _say(
    QT_TRANSLATE_NOOP(
        "case",
        "Case {case}, {amount}: {reason}. Next: give the money back with a supervisor, or let a "
        "supervisor close it.",
    )
)
REFUNDED = _say(QT_TRANSLATE_NOOP("case", "Case {case}: {amount} went back on {day}, {approver}."))
CLOSED = _say(QT_TRANSLATE_NOOP("case", "Case {case} was closed on {day}: {outcome}."))
CLOSE_WHY = _say(QT_TRANSLATE_NOOP("case", "How was case {case} settled? No money goes back."))
SIGN = _say(
    QT_TRANSLATE_NOOP("case", "{amount} goes back to the customer in cash: a supervisor signs.")
)

REASONS = {
    CaseReason.WRONG_METER: _say(QT_TRANSLATE_NOOP("case", "Wrong meter")),
    CaseReason.WRONG_AMOUNT: _say(QT_TRANSLATE_NOOP("case", "Wrong amount")),
    CaseReason.SOLD_TWICE: _say(QT_TRANSLATE_NOOP("case", "Sold twice")),
    CaseReason.CODE_REFUSED: _say(QT_TRANSLATE_NOOP("case", "Code refused")),
}
OUTCOMES = {
    CaseOutcome.CUSTOMER_KEEPS: _say(QT_TRANSLATE_NOOP("case", "Customer keeps it")),
    CaseOutcome.CODE_WORKS: _say(QT_TRANSLATE_NOOP("case", "Code works now")),
    CaseOutcome.UTILITY_SETTLES: _say(QT_TRANSLATE_NOOP("case", "Utility settles it")),
    CaseOutcome.OPENED_BY_MISTAKE: _say(QT_TRANSLATE_NOOP("case", "Opened by mistake")),
}

SAY_WHY = _say(QT_TRANSLATE_NOOP("case", "Say what went wrong"))
SAY_HOW = _say(QT_TRANSLATE_NOOP("case", "Say how it was settled"))
OPEN_IT = _say(QT_TRANSLATE_NOOP("case", "Open a case"))
CLOSE_IT = _say(QT_TRANSLATE_NOOP("case", "Close the case"))
WORKING = _say(QT_TRANSLATE_NOOP("case", "Writing it down…"))
