"""What a printer and its jobs are doing, in words, marked for translation."""

from pos.app.ports import PrintState
from pos.domain.translation import QT_TRANSLATE_NOOP
from printers.status import Fault, PrinterStatus

CONTEXT = "printer"

READY = QT_TRANSLATE_NOOP("printer", "The printer is ready.")
NEAR_END = QT_TRANSLATE_NOOP("printer", "The paper is nearly used up. Have a new roll ready.")
CANNOT_SAY = QT_TRANSLATE_NOOP("printer", "This printer cannot say what state it is in.")
BUSY = QT_TRANSLATE_NOOP("printer", "The printer is at work.")
UNREACHABLE = QT_TRANSLATE_NOOP(
    "printer", "The printer cannot be reached. Check that it is plugged in and switched on."
)

FAULTS: dict[Fault, str] = {
    Fault.PAPER_END: QT_TRANSLATE_NOOP("printer", "The paper is used up. Put in a new roll."),
    Fault.COVER_OPEN: QT_TRANSLATE_NOOP("printer", "The printer's cover is open. Close it."),
    Fault.CUTTER: QT_TRANSLATE_NOOP(
        "printer", "The cutter is stuck. Open the cover and take the paper out."
    ),
    Fault.MECHANICAL: QT_TRANSLATE_NOOP(
        "printer", "Something is stuck in the printer. Switch it off and look inside."
    ),
    Fault.UNRECOVERABLE: QT_TRANSLATE_NOOP("printer", "The printer is broken. Use another one."),
    Fault.OVERHEATED: QT_TRANSLATE_NOOP(
        "printer", "The printer is too hot. It goes on by itself when it has cooled down."
    ),
    Fault.OFFLINE: QT_TRANSLATE_NOOP(
        "printer", "The printer is off line. Look at its lamps and press its feed button."
    ),
    Fault.NOT_ANSWERING: QT_TRANSLATE_NOOP(
        "printer", "The printer no longer answers. Switch it off and on again."
    ),
}

STATES: dict[PrintState, str] = {
    PrintState.QUEUED: QT_TRANSLATE_NOOP("printer", "The receipt waits for the printer."),
    PrintState.SENDING: QT_TRANSLATE_NOOP("printer", "The receipt is being printed."),
    PrintState.CONFIRMED: QT_TRANSLATE_NOOP("printer", "The receipt is printed."),
    PrintState.HANDED_OVER: QT_TRANSLATE_NOOP(
        "printer", "The receipt went to the printer, which cannot confirm. Did it come out?"
    ),
    PrintState.BLOCKED: QT_TRANSLATE_NOOP(
        "printer", "Nothing is printed yet. The receipt is printed as soon as the printer is ready."
    ),
    PrintState.UNKNOWN: QT_TRANSLATE_NOOP(
        "printer", "Nobody knows whether the receipt came out. Look, and say what you see."
    ),
    PrintState.SETTLED: QT_TRANSLATE_NOOP("printer", "Somebody has said what came out."),
}


def status_texts(status: PrinterStatus | None) -> tuple[str, ...]:
    """Return the sentences for a state, the most telling first, untranslated.

    Args:
        status: None for a printer that cannot be asked.
    """
    if status is None:
        return (CANNOT_SAY,)
    # A printer with a named fault is off line too; that says nothing more.
    named = status.faults - {Fault.OFFLINE} or status.faults
    texts = tuple(text for fault, text in FAULTS.items() if fault in named)
    if status.is_paper_near_end and Fault.PAPER_END not in named:
        texts += (NEAR_END,)
    return texts or (READY,)
