"""Every state of a printer and of a job has its words."""

from pos.app.ports import PrintState
from pos.receipts.printer_texts import CANNOT_SAY, FAULTS, NEAR_END, READY, STATES, status_texts
from printers.status import Fault, PrinterStatus


def test_every_fault_and_every_state_has_words_of_its_own() -> None:
    """No two are told alike."""
    assert set(FAULTS) == set(Fault)
    assert set(STATES) == set(PrintState)
    assert len(set(FAULTS.values())) == len(FAULTS)
    assert len(set(STATES.values())) == len(STATES)


def test_the_cause_is_told_and_not_its_consequence() -> None:
    """A printer without paper is off line too."""
    both = PrinterStatus(frozenset({Fault.OFFLINE, Fault.PAPER_END}), is_paper_near_end=True)
    assert status_texts(both) == (FAULTS[Fault.PAPER_END],)
    assert status_texts(PrinterStatus(frozenset({Fault.OFFLINE}))) == (FAULTS[Fault.OFFLINE],)


def test_a_printer_that_prints_is_ready_or_nearly_out() -> None:
    """And one that cannot be asked is neither."""
    assert status_texts(PrinterStatus()) == (READY,)
    assert status_texts(PrinterStatus(is_paper_near_end=True)) == (NEAR_END,)
    assert status_texts(None) == (CANNOT_SAY,)
