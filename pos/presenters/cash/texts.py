"""The words of the drawer, of cash-up and of their reasons, marked for translation."""

from pos.app.ports import PrintState
from pos.domain.cash import DifferenceCode, UsualReason, reason_parts
from pos.domain.projections import ActKind
from pos.domain.translation import QT_TRANSLATE_NOOP
from pos.presenters.cash.desk import CashAct
from pos.presenters.history.case_texts import OUTCOMES as CASE_OUTCOMES
from pos.presenters.history.case_texts import REASONS as CASE_REASONS
from pos.presenters.texts import Say, plain


def _say(text: str) -> Say:
    return Say("cash", text)


DRAWER = _say(QT_TRANSLATE_NOOP("cash", "Drawer"))
CASH_UP = _say(QT_TRANSLATE_NOOP("cash", "Cash-up"))
X_AND_Z = _say(QT_TRANSLATE_NOOP("cash", "X and Z reports"))

SHIFT_LINE = _say(QT_TRANSLATE_NOOP("cash", "Shift {shift} · {keeper} · since {moment}"))
NO_SHIFT = _say(QT_TRANSLATE_NOOP("cash", "No shift is open. Count what is in the drawer."))
EXPOSED = _say(
    QT_TRANSLATE_NOOP(
        "cash", "The drawer holds more than {limit}. Drop cash into the safe, with a bag number."
    )
)
OPEN_SHIFT = _say(QT_TRANSLATE_NOOP("cash", "Open the shift with {amount}"))
COUNT_FIRST = _say(QT_TRANSLATE_NOOP("cash", "Count first; an empty drawer is a 0"))
OPENED = _say(QT_TRANSLATE_NOOP("cash", "Shift {shift} is open with {amount}."))
WORKING = _say(QT_TRANSLATE_NOOP("cash", "Working…"))

ACTS = {
    CashAct.PAY_IN: _say(QT_TRANSLATE_NOOP("cash", "Pay in")),
    CashAct.PAY_OUT: _say(QT_TRANSLATE_NOOP("cash", "Pay out")),
    CashAct.DROP: _say(QT_TRANSLATE_NOOP("cash", "To safe")),
    CashAct.DEPOSIT: _say(QT_TRANSLATE_NOOP("cash", "To bank")),
    CashAct.OPEN_DRAWER: _say(QT_TRANSLATE_NOOP("cash", "No sale")),
}
DO_ACTS = {
    CashAct.PAY_IN: _say(QT_TRANSLATE_NOOP("cash", "Pay in {amount}")),
    CashAct.PAY_OUT: _say(QT_TRANSLATE_NOOP("cash", "Pay out {amount}")),
    CashAct.DROP: _say(QT_TRANSLATE_NOOP("cash", "Drop {amount} to the safe")),
    CashAct.DEPOSIT: _say(QT_TRANSLATE_NOOP("cash", "Deposit {amount} to the bank")),
    CashAct.OPEN_DRAWER: _say(QT_TRANSLATE_NOOP("cash", "Open the drawer")),
}
DONE_ACTS = {
    CashAct.PAY_IN: _say(QT_TRANSLATE_NOOP("cash", "{amount} paid in, entry {entry}.")),
    CashAct.PAY_OUT: _say(QT_TRANSLATE_NOOP("cash", "{amount} paid out, entry {entry}.")),
    CashAct.DROP: _say(
        QT_TRANSLATE_NOOP("cash", "{amount} dropped to the safe, entry {entry}. Bag it now.")
    ),
    CashAct.DEPOSIT: _say(
        QT_TRANSLATE_NOOP("cash", "{amount} for the bank, entry {entry}. The slip goes with it.")
    ),
    CashAct.OPEN_DRAWER: _say(QT_TRANSLATE_NOOP("cash", "It is written down why.")),
}
AMOUNT_MISSING = _say(QT_TRANSLATE_NOOP("cash", "Type the amount"))
REASON_MISSING = _say(QT_TRANSLATE_NOOP("cash", "Say why"))
ASK_SECOND = _say(QT_TRANSLATE_NOOP("cash", "Ask a supervisor"))
SECOND_FOR_LIMIT = _say(
    QT_TRANSLATE_NOOP("cash", "{asked} is above your limit of {limit}. A supervisor signs here.")
)
SECOND_FOR_COPY = _say(
    QT_TRANSLATE_NOOP(
        "cash", "Copy {copy} needs a supervisor, who signs here. Without one: {limit} at most."
    )
)
BACK = _say(QT_TRANSLATE_NOOP("cash", "Back"))
SIGN = _say(QT_TRANSLATE_NOOP("cash", "Sign"))
CHOOSE_WHO = _say(QT_TRANSLATE_NOOP("cash", "Choose who signs"))
NOBODY_SIGNS = _say(QT_TRANSLATE_NOOP("cash", "No other supervisor"))

USUAL = {
    UsualReason.CASH_FOUND: _say(QT_TRANSLATE_NOOP("cash", "Cash found")),
    UsualReason.CHANGE_FOR_NOTES: _say(QT_TRANSLATE_NOOP("cash", "Change for notes")),
    UsualReason.CHANGE_WRONG: _say(QT_TRANSLATE_NOOP("cash", "Wrong change")),
    UsualReason.CHECK: _say(QT_TRANSLATE_NOOP("cash", "Check")),
    UsualReason.COURIER: _say(QT_TRANSLATE_NOOP("cash", "Courier")),
    UsualReason.DAILY_TAKINGS: _say(QT_TRANSLATE_NOOP("cash", "Daily takings")),
    UsualReason.END_OF_DAY: _say(QT_TRANSLATE_NOOP("cash", "End of day")),
    UsualReason.LOAN_FROM_OWNER: _say(QT_TRANSLATE_NOOP("cash", "Loan from owner")),
    UsualReason.MORE_CHANGE: _say(QT_TRANSLATE_NOOP("cash", "More change")),
    UsualReason.OTHER: _say(QT_TRANSLATE_NOOP("cash", "Other")),
    UsualReason.PAID_TO_OWNER: _say(QT_TRANSLATE_NOOP("cash", "Paid to owner")),
    UsualReason.SHIFT_ENDS: _say(QT_TRANSLATE_NOOP("cash", "Shift ends")),
    UsualReason.SUPPLIES: _say(QT_TRANSLATE_NOOP("cash", "Supplies")),
    UsualReason.TOO_MUCH_CASH: _say(QT_TRANSLATE_NOOP("cash", "Too much cash")),
    UsualReason.TRANSPORT: _say(QT_TRANSLATE_NOOP("cash", "Transport")),
}
_USUAL_OF_ACTS = {
    CashAct.PAY_IN: "more_change cash_found loan_from_owner other",
    CashAct.PAY_OUT: "supplies transport paid_to_owner other",
    CashAct.DROP: "too_much_cash end_of_day shift_ends other",
    CashAct.DEPOSIT: "daily_takings too_much_cash courier other",
    CashAct.OPEN_DRAWER: "change_for_notes change_wrong check other",
}
REASONS = {act: tuple(map(UsualReason, codes.split())) for act, codes in _USUAL_OF_ACTS.items()}
DIFFERENCES = {
    DifferenceCode.CHANGE_WRONG: USUAL[UsualReason.CHANGE_WRONG],
    DifferenceCode.COUNT_WRONG: _say(QT_TRANSLATE_NOOP("cash", "Miscounted")),
    DifferenceCode.NOT_WRITTEN: _say(QT_TRANSLATE_NOOP("cash", "Not written")),
    DifferenceCode.COUNTERFEIT: _say(QT_TRANSLATE_NOOP("cash", "False note")),
    DifferenceCode.DAMAGED: _say(QT_TRANSLATE_NOOP("cash", "Torn note")),
    DifferenceCode.THEFT: _say(QT_TRANSLATE_NOOP("cash", "Theft")),
    DifferenceCode.OTHER: USUAL[UsualReason.OTHER],
}
_CODES = {
    code.value: said
    for told in (USUAL, DIFFERENCES, CASE_REASONS, CASE_OUTCOMES)
    for code, said in told.items()
}
_EXPLAINED = Say("", "{code}: {own}")

STEPS = (
    _say(QT_TRANSLATE_NOOP("cash", "1 Count")),
    _say(QT_TRANSLATE_NOOP("cash", "2 Explain")),
    _say(QT_TRANSLATE_NOOP("cash", "3 Sign")),
    _say(QT_TRANSLATE_NOOP("cash", "4 Z report")),
)
BLIND = _say(QT_TRANSLATE_NOOP("cash", "What should be there is shown once the count is final."))
DROPS = _say(QT_TRANSLATE_NOOP("cash", "Drops and deposits: {count}"))
GO_ON = _say(QT_TRANSLATE_NOOP("cash", "Go on with the count of {amount}"))
PAUSE = _say(QT_TRANSLATE_NOOP("cash", "Save and pause"))
RECOUNT = _say(QT_TRANSLATE_NOOP("cash", "Count once more"))
PRINT_AGAIN = _say(QT_TRANSLATE_NOOP("cash", "Print again"))
OPEN_FIRST = _say(QT_TRANSLATE_NOOP("cash", "Open a shift"))
WHY_DIFFERENT = _say(QT_TRANSLATE_NOOP("cash", "Say why it is over or short"))
COUNT_FINAL = _say(QT_TRANSLATE_NOOP("cash", "Count is final: {amount}"))
PIECES = _say(QT_TRANSLATE_NOOP("cash", "Counted, pieces: {pieces}"))
PAUSED = _say(QT_TRANSLATE_NOOP("cash", "The count is kept. Go on with it when you like."))
VOIDED = _say(
    QT_TRANSLATE_NOOP("cash", "Cash moved after the count, so it is void. Count once more.")
)
COUNTED = _say(QT_TRANSLATE_NOOP("cash", "Counted"))
EXPECTED = _say(QT_TRANSLATE_NOOP("cash", "Expected"))
OVER = _say(QT_TRANSLATE_NOOP("cash", "Over"))
SHORT = _say(QT_TRANSLATE_NOOP("cash", "Short"))
EXACT = _say(QT_TRANSLATE_NOOP("cash", "Exact"))
FLOAT = _say(QT_TRANSLATE_NOOP("cash", "Float"))
TENDERED = _say(QT_TRANSLATE_NOOP("cash", "Cash received"))
CHANGE = _say(QT_TRANSLATE_NOOP("cash", "Change given"))
REFUNDS = _say(QT_TRANSLATE_NOOP("cash", "Refunds"))
PAID_IN = _say(QT_TRANSLATE_NOOP("cash", "Paid in"))
PAID_OUT = _say(QT_TRANSLATE_NOOP("cash", "Paid out"))
DROPPED = _say(QT_TRANSLATE_NOOP("cash", "Drops and deposits"))
TO_SIGNING = _say(QT_TRANSLATE_NOOP("cash", "Go on to signing"))
CLOSE_SHIFT = _say(QT_TRANSLATE_NOOP("cash", "Close shift {shift}"))
HAND_OVER = _say(QT_TRANSLATE_NOOP("cash", "Hand the drawer to {name}"))
HANDED_OVER = _say(QT_TRANSLATE_NOOP("cash", "{name} answers for the drawer now."))
TO_CLOSE = _say(QT_TRANSLATE_NOOP("cash", "Close the shift"))
TO_HAND_OVER = _say(QT_TRANSLATE_NOOP("cash", "Hand over"))
WHO_TAKES = _say(
    QT_TRANSLATE_NOOP("cash", "Whoever takes the drawer over signs; the shift goes on.")
)
SELL_ON = _say(QT_TRANSLATE_NOOP("cash", "Back to selling"))
BAG_MISSING = _say(QT_TRANSLATE_NOOP("cash", "Type the bag's number"))
WHO_SIGNS = _say(QT_TRANSLATE_NOOP("cash", "Somebody else signs as well: {name} stays signed in."))
CLOSED = _say(QT_TRANSLATE_NOOP("cash", "Shift {shift} is closed: Z report {number}."))
NEXT_SHIFT = _say(QT_TRANSLATE_NOOP("cash", "Open the next shift"))
NOT_FINISHED = _say(QT_TRANSLATE_NOOP("cash", "Sale to {meter}, {amount}, {time}: not finished"))
NOT_KNOWN_PRINTED = _say(
    QT_TRANSLATE_NOOP("cash", "Receipt for {meter}, {amount}, {time}: did it come out?")
)
NOT_KNOWN_PAPER = _say(QT_TRANSLATE_NOOP("cash", "A paper of {time}: did it come out?"))
SETTLE = _say(QT_TRANSLATE_NOOP("cash", "Settle these first"))
SETTLE_FIRST = _say(
    QT_TRANSLATE_NOOP("cash", "The shift cannot be closed over these. Settle them first.")
)

SEE_X = _say(QT_TRANSLATE_NOOP("cash", "See the X report"))
X_IS_WRITTEN = _say(
    QT_TRANSLATE_NOOP("cash", "That you looked at what should be there is written down.")
)
_PRINTED = _say(QT_TRANSLATE_NOOP("cash", "Printed."))
_WAITS = _say(QT_TRANSLATE_NOOP("cash", "It waits for the printer."))
_UNKNOWN = _say(QT_TRANSLATE_NOOP("cash", "It is not known whether it came out. Look."))
PRINT_STATES = {
    PrintState.QUEUED: _WAITS,
    PrintState.SENDING: _WAITS,
    PrintState.BLOCKED: _WAITS,
    PrintState.CONFIRMED: _PRINTED,
    PrintState.HANDED_OVER: _PRINTED,
    PrintState.SETTLED: _PRINTED,
    PrintState.UNKNOWN: _UNKNOWN,
}

ACT_KINDS = {
    ActKind.SHIFT_OPENED: _say(QT_TRANSLATE_NOOP("cash", "Shift opened")),
    ActKind.SHIFT_CLOSED: _say(QT_TRANSLATE_NOOP("cash", "Shift closed")),
    ActKind.PAID_IN: _say(QT_TRANSLATE_NOOP("cash", "Paid in")),
    ActKind.PAID_OUT: _say(QT_TRANSLATE_NOOP("cash", "Paid out")),
    ActKind.DROP_SAFE: _say(QT_TRANSLATE_NOOP("cash", "Drop to safe")),
    ActKind.DROP_BANK: _say(QT_TRANSLATE_NOOP("cash", "Bank deposit")),
    ActKind.DRAWER_OPENED: _say(QT_TRANSLATE_NOOP("cash", "Drawer opened")),
    ActKind.FLOAT_TOPPED_UP: _say(QT_TRANSLATE_NOOP("cash", "Agent's float paid up")),
    ActKind.FLOAT_POLICY: _say(QT_TRANSLATE_NOOP("cash", "Agent's float rules")),
    ActKind.HANDED_OVER: _say(QT_TRANSLATE_NOOP("cash", "Handed over")),
    ActKind.CLOCK_MOVED: _say(QT_TRANSLATE_NOOP("cash", "Clock moved")),
    ActKind.CUSTOMER_FORGOTTEN: _say(QT_TRANSLATE_NOOP("cash", "Customer forgotten")),
    ActKind.CASE_OPENED: _say(QT_TRANSLATE_NOOP("cash", "Case opened")),
    ActKind.CASE_CLOSED: _say(QT_TRANSLATE_NOOP("cash", "Case closed")),
    ActKind.REFUNDED: _say(QT_TRANSLATE_NOOP("cash", "Refunded")),
    ActKind.COUNTED: _say(QT_TRANSLATE_NOOP("cash", "Counted")),
    ActKind.EXPECTED_SHOWN: _say(QT_TRANSLATE_NOOP("cash", "Expected shown")),
    ActKind.SALE_CANCELLED: _say(QT_TRANSLATE_NOOP("cash", "Sale cancelled")),
    ActKind.SALE_LATE: _say(QT_TRANSLATE_NOOP("cash", "Sale after close")),
    ActKind.COPY: _say(QT_TRANSLATE_NOOP("cash", "Copy printed")),
    ActKind.CLOCK_ACCEPTED: _say(QT_TRANSLATE_NOOP("cash", "Clock accepted")),
    ActKind.SIGN_IN_REFUSED: _say(QT_TRANSLATE_NOOP("cash", "Sign-in refused")),
    ActKind.OPERATOR_ADDED: _say(QT_TRANSLATE_NOOP("cash", "Person added")),
    ActKind.OPERATOR_CHANGED: _say(QT_TRANSLATE_NOOP("cash", "Person changed")),
    ActKind.OPERATOR_REMOVED: _say(QT_TRANSLATE_NOOP("cash", "Person removed")),
    ActKind.PIN_CHANGED: _say(QT_TRANSLATE_NOOP("cash", "PIN changed")),
    ActKind.PIN_RESET_BY_CODE: _say(QT_TRANSLATE_NOOP("cash", "PIN by recovery code")),
    ActKind.PIN_RESET_BY_OFFICE: _say(QT_TRANSLATE_NOOP("cash", "PIN by head office")),
}


def reason_told(reason: str) -> Say:
    """Return a reason as the journal has it in the reader's words."""
    code, own = reason_parts(reason)
    if not code:
        return plain(own)
    said = _CODES[code]
    return _EXPLAINED.with_facts(code=said, own=own) if own else said
