"""The words of the reports, marked for translation."""

from pos.app.reports.report_table import ReportName
from pos.domain.translation import QT_TRANSLATE_NOOP
from pos.presenters.texts import Say


def _say(text: str) -> Say:
    return Say("reports", text)


NAMES = {
    ReportName.SALES_BY_HOUR: _say(QT_TRANSLATE_NOOP("reports", "Sales by hour")),
    ReportName.SALES_BY_DAY: _say(QT_TRANSLATE_NOOP("reports", "Sales by day")),
    ReportName.SALES_BY_TARIFF: _say(QT_TRANSLATE_NOOP("reports", "Sales by tariff")),
    ReportName.SALES_BY_OPERATOR: _say(QT_TRANSLATE_NOOP("reports", "Sales by operator")),
    ReportName.SALES_BY_TENDER: _say(QT_TRANSLATE_NOOP("reports", "Sales by tender")),
    ReportName.EXCEPTIONS: _say(QT_TRANSLATE_NOOP("reports", "Exceptions")),
    ReportName.OVER_SHORT: _say(QT_TRANSLATE_NOOP("reports", "Over and short")),
    ReportName.CASH: _say(QT_TRANSLATE_NOOP("reports", "Cash movements")),
    ReportName.ENGINEERING: _say(QT_TRANSLATE_NOOP("reports", "Engineering codes")),
    ReportName.FREE: _say(QT_TRANSLATE_NOOP("reports", "Free units")),
    ReportName.FLOAT: _say(QT_TRANSLATE_NOOP("reports", "Agent's float")),
}
# On buttons, under a heading that says which of them are sales.
SHORT_NAMES = {
    ReportName.SALES_BY_HOUR: _say(QT_TRANSLATE_NOOP("reports", "Hour")),
    ReportName.SALES_BY_DAY: _say(QT_TRANSLATE_NOOP("reports", "Day")),
    ReportName.SALES_BY_TARIFF: _say(QT_TRANSLATE_NOOP("reports", "Tariff")),
    ReportName.SALES_BY_OPERATOR: _say(QT_TRANSLATE_NOOP("reports", "Operator")),
    ReportName.SALES_BY_TENDER: _say(QT_TRANSLATE_NOOP("reports", "Tender")),
    ReportName.EXCEPTIONS: _say(QT_TRANSLATE_NOOP("reports", "Exceptions")),
    ReportName.OVER_SHORT: _say(QT_TRANSLATE_NOOP("reports", "Over, short")),
    ReportName.CASH: _say(QT_TRANSLATE_NOOP("reports", "Cash")),
    ReportName.ENGINEERING: _say(QT_TRANSLATE_NOOP("reports", "Engineering")),
    ReportName.FREE: _say(QT_TRANSLATE_NOOP("reports", "Free units")),
    ReportName.FLOAT: _say(QT_TRANSLATE_NOOP("reports", "Float")),
}
COLUMNS = {
    "hour": _say(QT_TRANSLATE_NOOP("reports", "Hour")),
    "day": _say(QT_TRANSLATE_NOOP("reports", "Day")),
    "tariff": _say(QT_TRANSLATE_NOOP("reports", "Tariff")),
    "operator": _say(QT_TRANSLATE_NOOP("reports", "Operator")),
    "tender": _say(QT_TRANSLATE_NOOP("reports", "Tender")),
    "sales": _say(QT_TRANSLATE_NOOP("reports", "Sales")),
    "total": _say(QT_TRANSLATE_NOOP("reports", "Total")),
    "units": _say(QT_TRANSLATE_NOOP("reports", "Units")),
    "topped_up": _say(QT_TRANSLATE_NOOP("reports", "Paid to the utility")),
    "sold": _say(QT_TRANSLATE_NOOP("reports", "Sold")),
    "commission": _say(QT_TRANSLATE_NOOP("reports", "Commission")),
    "balance": _say(QT_TRANSLATE_NOOP("reports", "Left")),
    "at": _say(QT_TRANSLATE_NOOP("reports", "When")),
    "entry": _say(QT_TRANSLATE_NOOP("reports", "Entry")),
    "shift": _say(QT_TRANSLATE_NOOP("reports", "Shift")),
    "what": _say(QT_TRANSLATE_NOOP("reports", "What")),
    "amount": _say(QT_TRANSLATE_NOOP("reports", "Amount")),
    "subject": _say(QT_TRANSLATE_NOOP("reports", "About")),
    "meter": _say(QT_TRANSLATE_NOOP("reports", "Meter")),
    "receipt": _say(QT_TRANSLATE_NOOP("reports", "Receipt")),
    "reason": _say(QT_TRANSLATE_NOOP("reports", "Reason")),
    "z_no": _say(QT_TRANSLATE_NOOP("reports", "Z report")),
    "closed_at": _say(QT_TRANSLATE_NOOP("reports", "Closed")),
    "opener": _say(QT_TRANSLATE_NOOP("reports", "Opened by")),
    "closed_by": _say(QT_TRANSLATE_NOOP("reports", "Closed by")),
    "approver": _say(QT_TRANSLATE_NOOP("reports", "Signed by")),
    "expected": _say(QT_TRANSLATE_NOOP("reports", "Expected")),
    "counted": _say(QT_TRANSLATE_NOOP("reports", "Counted")),
    "over_short": _say(QT_TRANSLATE_NOOP("reports", "Over or short")),
}
TENDERS = {
    "cash": Say("tenders", QT_TRANSLATE_NOOP("tenders", "Cash")),
    "card": Say("tenders", QT_TRANSLATE_NOOP("tenders", "Card")),
    "mobile": Say("tenders", QT_TRANSLATE_NOOP("tenders", "Mobile money")),
    "transfer": Say("tenders", QT_TRANSLATE_NOOP("tenders", "Bank transfer")),
    "voucher": Say("tenders", QT_TRANSLATE_NOOP("tenders", "Voucher")),
    "cheque": Say("tenders", QT_TRANSLATE_NOOP("tenders", "Cheque")),
}
OVER = _say(QT_TRANSLATE_NOOP("reports", "Over"))
SHORT = _say(QT_TRANSLATE_NOOP("reports", "Short"))
TODAY = _say(QT_TRANSLATE_NOOP("reports", "Today"))
YESTERDAY = _say(QT_TRANSLATE_NOOP("reports", "Yesterday"))
SEVEN_DAYS = _say(QT_TRANSLATE_NOOP("reports", "7 days"))
THIS_MONTH = _say(QT_TRANSLATE_NOOP("reports", "This month"))
TOTAL = _say(QT_TRANSLATE_NOOP("reports", "Total"))
NOTHING_HAPPENED = _say(QT_TRANSLATE_NOOP("reports", "Nothing in this time."))
THIS_TERMINAL = _say(QT_TRANSLATE_NOOP("reports", "This terminal"))
SAVED = _say(QT_TRANSLATE_NOOP("reports", "Saved as {file}."))
