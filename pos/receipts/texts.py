"""The words on papers; what they are in other languages is in `resources/receipts/languages`."""

from typing import Final

from pos.domain.tariff import own_labels

LINE_ARREARS = own_labels.ARREARS_LABEL
LINE_BLOCK = own_labels.BLOCK_LABEL
LINE_EARLIER = own_labels.EARLIER_LABEL
LINE_ENERGY = own_labels.ENERGY_LABEL
LINE_ROUNDING = own_labels.ROUNDING_LABEL
ADDRESS = "Address"
ACCOUNT = "Account"
ALL_CODES = "Type all codes into your meter, in this order"
ALGORITHM = "STS algorithm, carrier"
AMOUNT = "Amount"
APPROVED_BY = "Approved by"
CARD = "Card"
CASE = "Case"
CASE_TITLE = "Case opened"
CASE_WHY = "The code stays good for the meter that it was made for. Keep this paper."
CASH = "Cash"
CHANGE = "Change"
CHEQUE = "Cheque"
CLEAR_CREDIT = "Takes the credit out of the meter"
CLEAR_TAMPER = "Ends the meter's tamper state"
CODE = "Type this code into your meter"
CODE_OF = "Code {number} of {count}"
COPY = "COPY {copy}"
COPY_FILE = "COPY FROM THE FILES"
COPY_OF = "Copy of {date}, printed by {operator}"
CUSTOMER = "Customer"
CUSTOMER_SIGNATURE = "Customer's signature"
DATE = "Date"
ENGINEERING_TITLE = "Engineering code"
FREE_TITLE = "Free units"
GIVEN_BACK = "Given back"
FREE_UNITS = "Your meter adds {units} kWh, free of charge"
KEY = "SGC, key, tariff index"
KEY_CHANGE = "NEW KEY FOR YOUR METER"
KEY_CHANGE_CODE = "A part of the new key"
KEY_CHANGE_TITLE = "Key change"
KEY_CHANGE_WHY = "Leave no code out. Until all are typed, your meter may take no other code."
KEY_CHANGE_OLD = "Type codes that you bought earlier first; afterwards they no longer work."
MEANT_METER = "Meant for meter"
METER = "Meter"
METER_TEST = "Tests the meter"
MOBILE = "Mobile money"
NO_MONEY = "No money was paid for this."
OPERATOR = "Operator"
PHASE_UNBALANCE = "Sets the limit between phases"
POWER_LIMIT = "Sets the power limit"
PRINTER = "Printer"
REASON = "Reason"
RECEIPT = "Receipt"
REISSUE_TITLE = "Codes issued again"
REISSUE_WHY = "Your meter takes the code of one of the two papers, not both."
ROUNDING = "Cash rounding"
SALE = "Sale"
SHEET_TITLE = "Codes of a list"
STATEMENT_TITLE = "What this meter bought here"
STILL_OWED = "Still owed"
TARIFF = "Tariff"
TAX_INVOICE = "TAX INVOICE"
TERMINAL = "Terminal"
TEST_NO_CODE = "This is how a code looks; it is none."
TEST_PAGE = "TEST PAGE"
TEST_RULER = "The next line fills the paper:"
TITLE = "Prepaid electricity"
TOTAL = "Total paid"
TRAINING = "TRAINING"
TRAINING_WHY = "The code does not work on a real meter."
TRANSFER = "Transfer"
UNITS = "Your meter adds {units} kWh"
VALUE_ALL = "everything"
VALUE_DISPLAY = "display"
VALUE_ELECTRICITY = "electricity"
VALUE_KEY_REVISION = "key revision"
VALUE_LOAD_SWITCH = "load switch"
VALUE_POWER_LIMIT = "power limit"
VALUE_TARIFF_INDEX = "tariff index"
VALUE_TOTAL_REGISTER = "total register"
VOUCHER = "Voucher"

TENDERS: Final = {
    "card": CARD,
    "cash": CASH,
    "cheque": CHEQUE,
    "mobile": MOBILE,
    "transfer": TRANSFER,
    "voucher": VOUCHER,
}
"""What each kind of tender is called."""
CAPTIONS: Final = {
    "clear_credit": CLEAR_CREDIT,
    "clear_tamper": CLEAR_TAMPER,
    "key_change": KEY_CHANGE_CODE,
    "meter_test": METER_TEST,
    "phase_unbalance": PHASE_UNBALANCE,
    "power_limit": POWER_LIMIT,
}
"""What each kind of code does that adds no units."""
VALUES: Final = {
    "all": VALUE_ALL,
    "display": VALUE_DISPLAY,
    "electricity": VALUE_ELECTRICITY,
    "key_revision": VALUE_KEY_REVISION,
    "load_switch": VALUE_LOAD_SWITCH,
    "power_limit": VALUE_POWER_LIMIT,
    "tariff_index": VALUE_TARIFF_INDEX,
    "total_register": VALUE_TOTAL_REGISTER,
}
"""Registers and tests that an engineering code names."""
TITLES: Final = {
    "engineering": ENGINEERING_TITLE,
    "free": FREE_TITLE,
    "key_change": KEY_CHANGE_TITLE,
    "reissue": REISSUE_TITLE,
}
"""Headings of codes that nobody pays for, by purpose."""
