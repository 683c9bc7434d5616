"""The words of the sale screen, marked for translation."""

from pos.domain.tariff.own_labels import (
    ARREARS_LABEL,
    BLOCK_LABEL,
    EARLIER_LABEL,
    ENERGY_LABEL,
    FREE_LABEL,
    ROUNDING_LABEL,
    own_label,
)
from pos.domain.translation import QT_TRANSLATE_NOOP
from pos.presenters.texts import Say, plain


def _say(text: str) -> Say:
    return Say("sale", text)


CONTINUE = _say(QT_TRANSLATE_NOOP("sale", "Continue"))
EXACT = _say(QT_TRANSLATE_NOOP("sale", "Exact"))
RECEIVED_EXACTLY = _say(QT_TRANSLATE_NOOP("sale", "Received exactly {amount}"))
SELL = _say(QT_TRANSLATE_NOOP("sale", "Sell"))
SELL_TO = _say(QT_TRANSLATE_NOOP("sale", "Sell {amount} to …{ending}"))
SELL_ANYWAY = _say(QT_TRANSLATE_NOOP("sale", "Sell all the same"))
GO_BACK = _say(QT_TRANSLATE_NOOP("sale", "Go back"))
NEW_SALE = _say(QT_TRANSLATE_NOOP("sale", "New sale"))
RESUME = _say(QT_TRANSLATE_NOOP("sale", "Finish this sale"))
CANCEL = _say(QT_TRANSLATE_NOOP("sale", "Cancel this sale"))

FINDING = _say(QT_TRANSLATE_NOOP("sale", "Looking for the meter…"))
SELLING = _say(QT_TRANSLATE_NOOP("sale", "Making the code… The sale is safe."))
RESUMING = _say(QT_TRANSLATE_NOOP("sale", "Finishing the sale…"))
CANCELLING = _say(QT_TRANSLATE_NOOP("sale", "Cancelling the sale…"))

NUMBER_CHECKS = _say(QT_TRANSLATE_NOOP("sale", "Number checks"))
NOTHING_FOUND = _say(QT_TRANSLATE_NOOP("sale", "Nothing found for “{text}”."))
FIND_OTHERWISE = _say(
    QT_TRANSLATE_NOOP("sale", "Read the number from the meter again, or type name or phone.")
)
CHOOSE_ONE = _say(QT_TRANSLATE_NOOP("sale", "Choose one of those found."))
SCANNED = _say(QT_TRANSLATE_NOOP("sale", "Meter scanned."))
SCAN_REFUSED = _say(QT_TRANSLATE_NOOP("sale", "A scan was ignored: finish this sale first."))

TARIFF = _say(QT_TRANSLATE_NOOP("sale", "Tariff"))
LAST_PURCHASE = _say(QT_TRANSLATE_NOOP("sale", "Last purchase"))
LAST_WITH_AMOUNT = _say(QT_TRANSLATE_NOOP("sale", "{amount}, {day}"))
NEVER = _say(QT_TRANSLATE_NOOP("sale", "None here"))
THIS_MONTH = _say(QT_TRANSLATE_NOOP("sale", "This month"))
DEBT = _say(QT_TRANSLATE_NOOP("sale", "Debt"))
UNITS = _say(QT_TRANSLATE_NOOP("sale", "{units} kWh"))
UNITS_TIMES = _say(QT_TRANSLATE_NOOP("sale", "{units} kWh \u00d7 {rate}"))
FREE_UNITS = _say(QT_TRANSLATE_NOOP("sale", "{units} kWh, free of charge"))
KEY_CHANGE = _say(QT_TRANSLATE_NOOP("sale", "Key change"))
KEY_CHANGE_COMES = _say(QT_TRANSLATE_NOOP("sale", "{count} codes more"))
KEY_CHANGE_STUCK = _say(QT_TRANSLATE_NOOP("sale", "Due by {day}, not here"))
KEY_CHANGE_FIRST = _say(
    QT_TRANSLATE_NOOP(
        "sale",
        "New key: type codes bought earlier first, then all of these in this order.",
    )
)
_OWN_LABELS = {
    ENERGY_LABEL: _say(QT_TRANSLATE_NOOP("sale", "Energy")),
    BLOCK_LABEL: _say(QT_TRANSLATE_NOOP("sale", "Block {number}")),
    EARLIER_LABEL: _say(QT_TRANSLATE_NOOP("sale", "Earlier units at full price")),
    FREE_LABEL: _say(QT_TRANSLATE_NOOP("sale", "Free units")),
    ARREARS_LABEL: _say(QT_TRANSLATE_NOOP("sale", "Arrears")),
    ROUNDING_LABEL: _say(QT_TRANSLATE_NOOP("sale", "Rounding")),
}


def line_label(label: str) -> Say:
    """Return what a line is called: the program's own words translated, a tariff's as they are."""
    own, number = own_label(label)
    return _OWN_LABELS[own].with_facts(number=number) if own else plain(label)


LEFT_IN_BLOCK = _say(
    QT_TRANSLATE_NOOP("sale", "{units} kWh ({amount}) left at the present price, {label}.")
)
FEWER = _say(
    QT_TRANSLATE_NOOP("sale", "{units} kWh less than at the start of the month: {label} has begun.")
)
SHORT = _say(QT_TRANSLATE_NOOP("sale", "{amount} short"))

REPEATED = _say(
    QT_TRANSLATE_NOOP(
        "sale", "The same amount was sold to this meter at {time}. Sell it once more?"
    )
)
MUCH_DEBT = _say(
    QT_TRANSLATE_NOOP("sale", "{debt} of the {amount} pays debt. Does the customer agree?")
)
MUCH_MORE = _say(
    QT_TRANSLATE_NOOP("sale", "{amount} is over five times the last purchase, {last}. Is it right?")
)
MUCH_CHANGE = _say(
    QT_TRANSLATE_NOOP("sale", "{received} was handed over and {change} goes back. Is it right?")
)

CODE_FOR = _say(QT_TRANSLATE_NOOP("sale", "Vend code for {meter} · {customer}"))
CODE_FOR_NOBODY = _say(QT_TRANSLATE_NOOP("sale", "Vend code for {meter}"))
RECEIPT = _say(QT_TRANSLATE_NOOP("sale", "Receipt {number}"))
SOLD_DETAILS = _say(QT_TRANSLATE_NOOP("sale", "{amount} · {moment} · {tariff}"))
GIVEN_DETAILS = _say(
    QT_TRANSLATE_NOOP("sale", "No money was paid · {moment} · {operator}, approved by {approver}")
)
REISSUED_DETAILS = _say(
    QT_TRANSLATE_NOOP(
        "sale",
        "The meter takes one of the two codes, not both · {moment} · {operator}, approved by"
        " {approver}",
    )
)
TOKENS = {
    "key_change": _say(QT_TRANSLATE_NOOP("sale", "A part of the new key")),
    "clear_credit": _say(QT_TRANSLATE_NOOP("sale", "Takes the credit out of the meter")),
    "clear_tamper": _say(QT_TRANSLATE_NOOP("sale", "Ends the meter's tamper state")),
    "power_limit": _say(QT_TRANSLATE_NOOP("sale", "Sets the power limit")),
    "phase_unbalance": _say(QT_TRANSLATE_NOOP("sale", "Sets the limit between phases")),
    "meter_test": _say(QT_TRANSLATE_NOOP("sale", "Tests the meter")),
}
LIMITS = {
    "power_limit": _say(QT_TRANSLATE_NOOP("sale", "Sets the power limit: {watts} W")),
    "phase_unbalance": _say(QT_TRANSLATE_NOOP("sale", "Sets the limit between phases: {watts} W")),
}
"""In place of the above where the register tells the limit, as the meter reads it."""
OTHER_TOKEN = _say(QT_TRANSLATE_NOOP("sale", "A code for the meter"))
CHECKED = _say(QT_TRANSLATE_NOOP("sale", "The code was checked by a virtual meter."))
CANCELLED = _say(
    QT_TRANSLATE_NOOP("sale", "Sale to {meter} cancelled: give {amount} back to the customer.")
)
HELD_OPEN = _say(
    QT_TRANSLATE_NOOP(
        "sale", "Unfinished sale to {meter}: {amount} of {time}, {received} received."
    )
)

PRINT_NONE = _say(QT_TRANSLATE_NOOP("sale", "No receipt was printed."))
PRINT_QUEUED = _say(QT_TRANSLATE_NOOP("sale", "The receipt waits for the printer."))
PRINT_SENDING = _say(QT_TRANSLATE_NOOP("sale", "The receipt is being printed."))
PRINT_CONFIRMED = _say(QT_TRANSLATE_NOOP("sale", "The printer confirms the receipt."))
PRINT_HANDED_OVER = _say(
    QT_TRANSLATE_NOOP("sale", "The receipt went to the printer, which cannot confirm it.")
)
PRINT_BLOCKED = _say(
    QT_TRANSLATE_NOOP("sale", "The receipt waits: check paper and printer. The code is good.")
)
PRINT_UNKNOWN = _say(
    QT_TRANSLATE_NOOP("sale", "Did the receipt come out? Look, then say. The code is good.")
)
PRINT_SETTLED = _say(QT_TRANSLATE_NOOP("sale", "Somebody looked after the receipt."))
