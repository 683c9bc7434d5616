"""Print jobs, as the use cases queue them and the store keeps them."""

from dataclasses import dataclass
from enum import StrEnum


class PrintState(StrEnum):
    """Where a print job stands; see `printers.spool`."""

    QUEUED = "queued"
    SENDING = "sending"
    CONFIRMED = "confirmed"
    HANDED_OVER = "handed_over"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"
    SETTLED = "settled"


class PrintKind(StrEnum):
    """What a job makes a printer do, and what its subject names.

    A kind of paper is added here and in `pos.receipts.papers`, which makes the document.
    """

    RECEIPT = "receipt"
    """A sale's receipt; the sale's id."""
    CASH_SLIP = "cash_slip"
    """A count or a movement of cash; the number of its journal entry."""
    X_REPORT = "x_report"
    """An open shift as it was; the number of the entry that says who looked, and its content."""
    Z_REPORT = "z_report"
    """A closed shift; its number."""
    CASE = "case"
    """A case as it was opened; its number."""
    STATEMENT = "statement"
    """What a meter bought here, as it stands when it is printed; the meter, 18 digits."""
    FLOAT_STATEMENT = "float_statement"
    """The agent's float as it was; the newest entry that counts in it, and its content."""
    DRAWER = "drawer"
    """No paper: a drawer is opened; the sale, or the number of the entry that says why."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """Something on its way to a printer.

    Attributes:
        job: UUID.
        kind: what it is.
        subject: what it is about; see `PrintKind`.
        copy: 0 for the first, then counting copies.
        printer: address.
        state: where it stands.
        queued_at: time in the journal's form.
        queued_by: operator.
        number: given by the store, from 1.
        attempts: how often it was claimed.
        content: what the journal does not hold, as JSON; see `pos.app.paper.print_paper`.
    """

    job: str
    kind: PrintKind
    subject: str
    copy: int
    printer: str
    state: PrintState
    queued_at: str
    queued_by: str
    number: int = 0
    attempts: int = 0
    content: str = ""

    @property
    def sale_id(self) -> str:
        """The sale whose receipt it is; empty for everything else."""
        return self.subject if self.kind is PrintKind.RECEIPT else ""


class Condition(StrEnum):
    """How a printer is."""

    READY = "ready"
    NEAR_END = "near_end"
    FAULT = "fault"
    UNREACHABLE = "unreachable"
    CANNOT_SAY = "cannot_say"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class PrinterReport:
    """What was last found out about one printer.

    Attributes:
        address: its address.
        condition: in one word.
        faults: why it does not print, by the names of `printers.status.Fault`.
        texts: sentences for a person, untranslated, in the context `printer`.
    """

    address: str
    condition: Condition
    faults: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrinterMemory:
    """What a printer was seen to do; None where it was never tried.

    Attributes:
        answers_status: it answers status questions.
        confirms: it sends process ids back.
        fences: it tells how far it came in what it was sent.
    """

    answers_status: bool | None = None
    confirms: bool | None = None
    fences: bool | None = None
