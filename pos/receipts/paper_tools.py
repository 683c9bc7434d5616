"""What every paper is made with."""

from collections.abc import Callable
from dataclasses import dataclass

from pos.app.ports import PrintJob, Reads
from pos.receipts.languages import PaperLanguage
from pos.receipts.stationery import Stationery
from printers.document import Document


@dataclass(frozen=True, slots=True)
class PaperTools:
    """What one paper is made with.

    Attributes:
        language: of its words, figures and dates.
        stationery: None for plain papers in the printer's own characters.
    """

    language: PaperLanguage
    stationery: Stationery | None


Maker = Callable[[Reads, PrintJob, PaperTools], Document]
