"""The words on papers of the drawer; see `pos.receipts.texts`."""

from typing import Final

APPROVER = "Second signature"
BAG = "Bag or paper"
BY_OPERATOR = "By operator"
CASH_TENDERED = "+ Cash taken"
CHANGE = "- Change given"
CLOSED = "Closed"
CLOSED_BY = "Signed"
COUNT = "Count of the drawer"
COUNTED = "Counted"
DATE = "Date"
DEPOSIT = "Deposit to the bank"
DRAWER_OPENINGS = "Drawer opened without a sale"
DROP = "Drop to the safe"
DROPS = "- Drops"
ENTRY = "Journal entry"
EXPECTED = "= Expected in the drawer"
EXPECTED_SHOWN = "Expected sum looked at"
FLOAT = "Float"
HAND_OVER = "Hand-over of the drawer"
HAND_OVERS = "Handed over"
KEEPER = "Answers for the drawer"
FLOAT_STATEMENT = "Float of the drawer"
OPENED = "Opened"
OPENER = "Opened by"
OPERATOR = "Operator"
OVER_SHORT = "Over (+) or short (-)"
PAID_IN = "+ Paid in"
PAID_IN_SLIP = "Paid in"
PAID_OUT = "- Paid out"
PAID_OUT_SLIP = "Paid out"
REASON = "Reason"
REFUNDS = "- Refunds"
REFUND_SLIP = "Refund"
SALES = "Sales"
SHIFT = "Shift"
ROUNDING = "Cash rounding"
SIGNATURE = "Signature"
TAKER = "Takes it over"
BY_TENDER = "By tender"
IN_DRAWER = "cash in the drawer"
TERMINAL = "Terminal"
X_REPORT = "X report (shift is open)"
Z_REPORT = "Z report {number}"

CASH_FOUND = "Cash found"
CHANGE_FOR_NOTES = "Change for notes"
CHANGE_WRONG = "Wrong change"
CHECK = "Check"
CODE_REFUSED = "Code refused"
CODE_WORKS = "Code works now"
COUNTERFEIT = "False note"
COUNT_WRONG = "Miscounted"
COURIER = "Courier"
CUSTOMER_KEEPS = "Customer keeps it"
DAILY_TAKINGS = "Daily takings"
DAMAGED = "Torn note"
END_OF_DAY = "End of day"
LOAN_FROM_OWNER = "Loan from owner"
MORE_CHANGE = "More change"
NOT_WRITTEN = "Not written"
OPENED_BY_MISTAKE = "Opened by mistake"
OTHER = "Other"
PAID_TO_OWNER = "Paid to owner"
SHIFT_ENDS = "Shift ends"
SOLD_TWICE = "Sold twice"
SUPPLIES = "Supplies"
THEFT = "Theft"
TOO_MUCH_CASH = "Too much cash"
TRANSPORT = "Transport"
UTILITY_SETTLES = "Utility settles it"
WRONG_AMOUNT = "Wrong amount"
WRONG_METER = "Wrong meter"

REASONS: Final = {
    "cash_found": CASH_FOUND,
    "change_for_notes": CHANGE_FOR_NOTES,
    "change_wrong": CHANGE_WRONG,
    "check": CHECK,
    "code_refused": CODE_REFUSED,
    "code_works": CODE_WORKS,
    "count_wrong": COUNT_WRONG,
    "counterfeit": COUNTERFEIT,
    "courier": COURIER,
    "customer_keeps": CUSTOMER_KEEPS,
    "daily_takings": DAILY_TAKINGS,
    "damaged": DAMAGED,
    "end_of_day": END_OF_DAY,
    "loan_from_owner": LOAN_FROM_OWNER,
    "more_change": MORE_CHANGE,
    "not_written": NOT_WRITTEN,
    "opened_by_mistake": OPENED_BY_MISTAKE,
    "other": OTHER,
    "paid_to_owner": PAID_TO_OWNER,
    "shift_ends": SHIFT_ENDS,
    "sold_twice": SOLD_TWICE,
    "supplies": SUPPLIES,
    "theft": THEFT,
    "too_much_cash": TOO_MUCH_CASH,
    "transport": TRANSPORT,
    "utility_settles": UTILITY_SETTLES,
    "wrong_amount": WRONG_AMOUNT,
    "wrong_meter": WRONG_METER,
}
"""What each code of a reason is called."""
