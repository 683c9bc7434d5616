"""What is known about a job after one attempt, and about the printer that it went to."""

from dataclasses import dataclass
from enum import Enum, unique
from typing import Final

from printers.errors import PrinterError
from printers.status import PrinterStatus


@unique
class Outcome(Enum):
    """What is known about a job after one attempt.

    CONFIRMED: the printer said that it is on paper.
    HANDED_OVER: everything was taken, and this printer cannot say more.
    BLOCKED: no byte of the job left us; it may be tried again without asking anybody.
    UNKNOWN: some of it left us; only a person can say what is on paper.
    """

    CONFIRMED = "confirmed"
    HANDED_OVER = "handed_over"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What one unit was seen to do; None where it was never tried.

    Attributes:
        answers_status: it answers status questions.
        confirms: it sends process ids back.
        fences: it answers GS r 1, which shows that it came that far in what it was sent.
    """

    answers_status: bool | None = None
    confirms: bool | None = None
    fences: bool | None = None


MUTE: Final = Capabilities(answers_status=False, confirms=False, fences=False)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """How long to wait, in seconds.

    Attributes:
        first_answer_s: for a status answer of a printer never tried before.
        answer_s: for a status answer of a printer that is known to answer.
        silence_s: after a job, for any sign of a printer never tried before.
        first_confirm_s: for the process id of a printer that answers but was never seen to confirm.
        confirm_s: for the process id or the fence of a printer that gives them; a long receipt
            takes this long.
        after_fence_s: for a process id that may still follow a fence.
        finish_s: for a printer that does not confirm to read to the end of the connection.
    """

    first_answer_s: float = 0.5
    answer_s: float = 2.0
    silence_s: float = 1.0
    first_confirm_s: float = 10.0
    confirm_s: float = 20.0
    after_fence_s: float = 4.0
    finish_s: float = 1.0


DEADLINES: Final = Deadlines()


@dataclass(frozen=True, slots=True)
class Delivery:
    """The result of one attempt.

    Attributes:
        outcome: what is known.
        status: what the printer said last; empty if it said nothing.
        capabilities: what is now known about the unit.
        error: what went wrong, if an error ended the attempt.
    """

    outcome: Outcome
    status: PrinterStatus
    capabilities: Capabilities
    error: PrinterError | None = None
