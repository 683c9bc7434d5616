"""The words on receipts, marked for translation."""

from pos.domain.translation import QT_TRANSLATE_NOOP

CONTEXT = "receipt"

ADDRESS = QT_TRANSLATE_NOOP("receipt", "Address")
ACCOUNT = QT_TRANSLATE_NOOP("receipt", "Account")
ALGORITHM = QT_TRANSLATE_NOOP("receipt", "STS algorithm, carrier")
CASH = QT_TRANSLATE_NOOP("receipt", "Cash")
CHANGE = QT_TRANSLATE_NOOP("receipt", "Change")
CODE = QT_TRANSLATE_NOOP("receipt", "Type this code into your meter")
COPY = QT_TRANSLATE_NOOP("receipt", "COPY {copy}")
COPY_OF = QT_TRANSLATE_NOOP("receipt", "Copy of {date}, printed by {operator}")
CUSTOMER = QT_TRANSLATE_NOOP("receipt", "Customer")
DATE = QT_TRANSLATE_NOOP("receipt", "Date")
KEY = QT_TRANSLATE_NOOP("receipt", "SGC, key, tariff index")
METER = QT_TRANSLATE_NOOP("receipt", "Meter")
OPERATOR = QT_TRANSLATE_NOOP("receipt", "Operator")
RECEIPT = QT_TRANSLATE_NOOP("receipt", "Receipt")
SALE = QT_TRANSLATE_NOOP("receipt", "Sale")
TARIFF = QT_TRANSLATE_NOOP("receipt", "Tariff")
TAX_INVOICE = QT_TRANSLATE_NOOP("receipt", "TAX INVOICE")
TERMINAL = QT_TRANSLATE_NOOP("receipt", "Terminal")
TITLE = QT_TRANSLATE_NOOP("receipt", "Prepaid electricity")
TOTAL = QT_TRANSLATE_NOOP("receipt", "Total paid")
TRAINING = QT_TRANSLATE_NOOP("receipt", "TRAINING")
TRAINING_WHY = QT_TRANSLATE_NOOP("receipt", "The code does not work on a real meter.")
UNITS = QT_TRANSLATE_NOOP("receipt", "Your meter adds {units} kWh")
