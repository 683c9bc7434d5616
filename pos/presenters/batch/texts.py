"""The words of selling a list, marked for translation."""

from pos.domain.translation import QT_TRANSLATE_NOOP
from pos.presenters.texts import Say


def _say(text: str) -> Say:
    return Say("batch", text)


CHOOSE = _say(QT_TRANSLATE_NOOP("batch", "Choose a list: a CSV with the columns meter, amount."))
NO_LISTS = _say(
    QT_TRANSLATE_NOOP(
        "batch", "No list on a stick or in the terminal's folder “{folder}”. Type where it is."
    )
)
CUT_OFF = _say(QT_TRANSLATE_NOOP("batch", "Cut off: {run}"))
# Counts stand behind a colon: no language has to bend its words to them.
RUN = _say(
    QT_TRANSLATE_NOOP("batch", "Run “{run}”. Rows: {rows}. To be sold: {ready}, for {amount}.")
)
SOLD_BEFORE = _say(
    QT_TRANSLATE_NOOP(
        "batch", "Sold in this run before, and not again: {sold}. A new run would sell them."
    )
)
PROBLEMS = _say(QT_TRANSLATE_NOOP("batch", "Rows that cannot be sold: {count}. Each says why."))
REPEATS = _say(QT_TRANSLATE_NOOP("batch", "Bought the same amount minutes ago: {count}."))
PROGRESS = _say(QT_TRANSLATE_NOOP("batch", "Rows done: {done} of {count}. Sold: {amount}."))
STOPPED = _say(
    QT_TRANSLATE_NOOP(
        "batch", "Stopped. Rows done: {done} of {count}. It goes on where it stopped."
    )
)
DONE = _say(
    QT_TRANSLATE_NOOP("batch", "All done. Rows sold: {sold}, for {amount}. Left out: {left}.")
)
UNPRINTED = _say(
    QT_TRANSLATE_NOOP("batch", "Slips not printed yet: {count}. Look after the printer.")
)
SHEET_AT = _say(QT_TRANSLATE_NOOP("batch", "The codes are in {file}."))

READY = _say(QT_TRANSLATE_NOOP("batch", "{units} kWh"))
REPEAT = _say(QT_TRANSLATE_NOOP("batch", "{units} kWh; bought minutes ago"))
BEFORE = _say(QT_TRANSLATE_NOOP("batch", "Sold before"))
SOLD = _say(QT_TRANSLATE_NOOP("batch", "Sold, {units} kWh"))

OPEN = _say(QT_TRANSLATE_NOOP("batch", "Look at the list"))
SELL = _say(QT_TRANSLATE_NOOP("batch", "Sell for {amount}, rows: {ready}"))
NOTHING_LEFT = _say(QT_TRANSLATE_NOOP("batch", "Nothing left to sell"))
STOP = _say(QT_TRANSLATE_NOOP("batch", "Stop"))
GO_ON = _say(QT_TRANSLATE_NOOP("batch", "Go on"))
ANOTHER = _say(QT_TRANSLATE_NOOP("batch", "Another list"))
WORKING = _say(QT_TRANSLATE_NOOP("batch", "Reading the list…"))
