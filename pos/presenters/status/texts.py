"""The words of the status bar, marked for translation."""

from pos.domain.translation import QT_TRANSLATE_NOOP
from pos.presenters.texts import Say


def _say(text: str) -> Say:
    return Say("status", text)


NOBODY = _say(QT_TRANSLATE_NOOP("status", "Nobody signed in"))
OPERATOR = _say(QT_TRANSLATE_NOOP("status", "{name} · no shift"))
OPERATOR_AND_SHIFT = _say(QT_TRANSLATE_NOOP("status", "{name} · shift {shift}"))
NO_SHIFT = _say(QT_TRANSLATE_NOOP("status", "No shift is open: nothing can be sold."))
SHIFT_SINCE = _say(QT_TRANSLATE_NOOP("status", "The shift is open since {moment}."))

STANDS_ALONE = _say(QT_TRANSLATE_NOOP("status", "No head office"))
STANDS_ALONE_WHOLE = _say(
    QT_TRANSLATE_NOOP("status", "This terminal has joined no head office; it holds {all} entries.")
)
ONLINE = _say(QT_TRANSLATE_NOOP("status", "Online"))
ONLINE_UNSENT = _say(QT_TRANSLATE_NOOP("status", "Online · {unsent} to send"))
OFFLINE = _say(QT_TRANSLATE_NOOP("status", "Offline · {unsent} to send"))
LINK_WHOLE = _say(
    QT_TRANSLATE_NOOP(
        "status",
        "Head office has {sent} of {all} entries. Selling goes on without it; nothing is lost.",
    )
)

PRINTER_READY = _say(QT_TRANSLATE_NOOP("status", "Printer"))
PRINTER_AT = _say(QT_TRANSLATE_NOOP("status", "Receipts go to {address}."))
PRINTER_WAITING = _say(QT_TRANSLATE_NOOP("status", "Printing · {count}"))
PRINTER_LOW = _say(QT_TRANSLATE_NOOP("status", "Paper low"))
PRINTER_UNREACHABLE = _say(QT_TRANSLATE_NOOP("status", "No printer"))
PRINTER_CONTEXT = "printer"
PRINTER_TROUBLES = {
    "paper_end": _say(QT_TRANSLATE_NOOP("status", "No paper")),
    "cover_open": _say(QT_TRANSLATE_NOOP("status", "Cover open")),
    "cutter": _say(QT_TRANSLATE_NOOP("status", "Cutter stuck")),
    "mechanical": _say(QT_TRANSLATE_NOOP("status", "Printer stuck")),
    "unrecoverable": _say(QT_TRANSLATE_NOOP("status", "Printer broken")),
    "overheated": _say(QT_TRANSLATE_NOOP("status", "Printer hot")),
    "offline": _say(QT_TRANSLATE_NOOP("status", "Printer off line")),
    "not_answering": _say(QT_TRANSLATE_NOOP("status", "Printer silent")),
}
PRINTER_BLOCKED = _say(QT_TRANSLATE_NOOP("status", "Printer waits"))
PRINTER_BLOCKED_WHOLE = _say(
    QT_TRANSLATE_NOOP("status", "Receipts wait: check paper, cover and cable of the printer.")
)
PRINTER_UNKNOWN = _say(QT_TRANSLATE_NOOP("status", "Printed?"))
PRINTER_UNKNOWN_WHOLE = _say(
    QT_TRANSLATE_NOOP("status", "It is not known whether a receipt came out. Look, then say.")
)

LEASE = _say(QT_TRANSLATE_NOOP("status", "{money} · {days} d"))
LEASE_WHOLE = _say(
    QT_TRANSLATE_NOOP("status", "May still sell {money} and {units} kWh; days left: {days}.")
)
LEASE_AHEAD = _say(QT_TRANSLATE_NOOP("status", "From {moment}"))
LEASE_AHEAD_WHOLE = _say(
    QT_TRANSLATE_NOOP("status", "May sell {money} and {units} kWh from {moment}; nothing before.")
)
NO_LEASE = _say(QT_TRANSLATE_NOOP("status", "No allowance"))
NO_LEASE_WHOLE = _say(
    QT_TRANSLATE_NOOP("status", "Head office has not allowed any sales here yet.")
)
KEYS_SILENT = _say(QT_TRANSLATE_NOOP("status", "Keys: no answer"))
KEYS_SILENT_WHOLE = _say(
    QT_TRANSLATE_NOOP("status", "The key store does not answer; nothing can be sold now.")
)
KEYS_CLOSED = _say(QT_TRANSLATE_NOOP("status", "Keys closed"))
KEYS_CLOSED_WHOLE = _say(
    QT_TRANSLATE_NOOP(
        "status", "The key store was started anew; nobody sells before its passphrase is typed."
    )
)

HARDWARE = _say(QT_TRANSLATE_NOOP("status", "Hardware keys"))
HARDWARE_WHOLE = _say(
    QT_TRANSLATE_NOOP("status", "A hardware counter backs the allowance: theft is bounded by it.")
)
SOFTWARE = _say(QT_TRANSLATE_NOOP("status", "Software keys"))
SOFTWARE_WHOLE = _say(
    QT_TRANSLATE_NOOP(
        "status", "Software alone backs the allowance: misuse is found when head office is reached."
    )
)
UNSETTLED = _say(QT_TRANSLATE_NOOP("status", "Unfinished: {meter}, {amount}, {time}"))

PROGRAM_STOPPED = _say(
    QT_TRANSLATE_NOOP(
        "status",
        "This program ({running}) is too old to begin sales; head office asks for {lowest}. "
        "Install it; nothing here gets lost.",
    )
)
PROGRAM_OLD = _say(
    QT_TRANSLATE_NOOP(
        "status", "Head office asks for version {lowest} or newer; this is {running}."
    )
)
PROGRAM_OLD_UNTIL = _say(
    QT_TRANSLATE_NOOP(
        "status",
        "Head office asks for version {lowest}; this is {running} and may sell until {stops}.",
    )
)
KEY_WAITS = _say(
    QT_TRANSLATE_NOOP(
        "status",
        "Key {krn} of supply group {sgc} came from head office; unlock the keys to load it.",
    )
)
KEY_CAME = _say(
    QT_TRANSLATE_NOOP(
        "status", "Key {krn} of supply group {sgc} came from head office and is loaded."
    )
)
KEY_REFUSED = _say(
    QT_TRANSLATE_NOOP(
        "status",
        "Key {krn} of supply group {sgc} from head office was refused ({code}). Call head office.",
    )
)
