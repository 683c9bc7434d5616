"""What state a printer is in, read from the bits that it sends.

Source: Epson's public ESC/POS command reference, pages for GS a, GS r and DLE EOT.
"""

from dataclasses import dataclass
from enum import Enum, unique


@unique
class Fault(Enum):
    """Why a printer does not print."""

    PAPER_END = "paper_end"
    COVER_OPEN = "cover_open"
    CUTTER = "cutter"
    MECHANICAL = "mechanical"
    UNRECOVERABLE = "unrecoverable"
    OVERHEATED = "overheated"
    OFFLINE = "offline"
    NOT_ANSWERING = "not_answering"


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """The state of a printer at one moment.

    Attributes:
        faults: empty when it can print.
        is_paper_near_end: the roll is nearly used up; printing goes on.
    """

    faults: frozenset[Fault] = frozenset()
    is_paper_near_end: bool = False


def automatic_status(four: bytes) -> PrinterStatus:
    """Read the four bytes of an automatic status."""
    printer, errors, paper, _ = four
    faults = _faults(
        (printer & 0x20, Fault.COVER_OPEN),
        (errors & 0x04, Fault.MECHANICAL),
        (errors & 0x08, Fault.CUTTER),
        (errors & 0x20, Fault.UNRECOVERABLE),
        (errors & 0x40, Fault.OVERHEATED),
        (paper & 0x0C, Fault.PAPER_END),
        (printer & 0x08, Fault.OFFLINE),
    )
    return PrinterStatus(faults, is_paper_near_end=bool(paper & 0x03))


def real_time_status(answers: dict[int, int]) -> PrinterStatus:
    """Put the answers to DLE EOT 1 to 4 together.

    Args:
        answers: n of the question and the byte that answered it; any of 1 to 4 may be missing.
    """
    printer, cause, error, paper = (answers.get(question, 0) for question in (1, 2, 3, 4))
    faults = _faults(
        (printer & 0x08, Fault.OFFLINE),
        (cause & 0x04, Fault.COVER_OPEN),
        (cause & 0x20, Fault.PAPER_END),
        (error & 0x04, Fault.MECHANICAL),
        (error & 0x08, Fault.CUTTER),
        (error & 0x20, Fault.UNRECOVERABLE),
        (error & 0x40, Fault.OVERHEATED),
        (paper & 0x60, Fault.PAPER_END),
    )
    return PrinterStatus(faults, is_paper_near_end=bool(paper & 0x0C))


def sensor_says_paper_end(answer: int) -> bool:
    """Read the byte that answers GS r 1."""
    return bool(answer & 0x0C)


def _faults(*bits: tuple[int, Fault]) -> frozenset[Fault]:
    return frozenset(fault for bit, fault in bits if bit)
