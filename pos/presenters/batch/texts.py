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
RUN = _say(QT_TRANSLATE_NOOP("batch", "Run “{run}”: {rows} rows, {amount} for {ready} to be sold."))
SOLD_BEFORE = _say(
    QT_TRANSLATE_NOOP(
        "batch", "{sold} were sold in this run before and are not sold again; a new run would."
    )
)
PROBLEMS = _say(QT_TRANSLATE_NOOP("batch", "{count} cannot be sold; each says why."))
REPEATS = _say(QT_TRANSLATE_NOOP("batch", "{count} bought the same amount minutes ago."))
PROGRESS = _say(QT_TRANSLATE_NOOP("batch", "{done} of {count} rows done, {amount} sold."))
STOPPED = _say(
    QT_TRANSLATE_NOOP("batch", "Stopped: {done} of {count} rows done. It goes on where it stopped.")
)
DONE = _say(QT_TRANSLATE_NOOP("batch", "All done: {sold} rows sold for {amount}, {left} left out."))
SHEET_AT = _say(QT_TRANSLATE_NOOP("batch", "The codes are in {file}."))

READY = _say(QT_TRANSLATE_NOOP("batch", "{units} kWh"))
REPEAT = _say(QT_TRANSLATE_NOOP("batch", "{units} kWh; bought minutes ago"))
BEFORE = _say(QT_TRANSLATE_NOOP("batch", "Sold before"))
SOLD = _say(QT_TRANSLATE_NOOP("batch", "Sold, {units} kWh"))

OPEN = _say(QT_TRANSLATE_NOOP("batch", "Look at the list"))
SELL = _say(QT_TRANSLATE_NOOP("batch", "Sell {ready} rows for {amount}"))
NOTHING_LEFT = _say(QT_TRANSLATE_NOOP("batch", "Nothing left to sell"))
STOP = _say(QT_TRANSLATE_NOOP("batch", "Stop"))
GO_ON = _say(QT_TRANSLATE_NOOP("batch", "Go on"))
ANOTHER = _say(QT_TRANSLATE_NOOP("batch", "Another list"))
WORKING = _say(QT_TRANSLATE_NOOP("batch", "Reading the list…"))
