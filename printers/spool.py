"""The life of a print job.

    queued ──> sending ──> confirmed      the printer said that it is on paper
      ^           ├──────> handed_over    taken; this printer cannot say more
      │           ├──────> blocked        no byte left us
      │           └──────> unknown        bytes left us, no confirmation: a person decides
      └── blocked (paper jobs only, by itself)

A job found `sending` at start-up is `unknown`: the program died while bytes may have been leaving.
An unknown job is never sent again; what a person then prints is a new job, a numbered copy. A
drawer kick is tried once, at once: a drawer must not fly open minutes later.

Where jobs are kept is not this package's business: see JobQueue.
"""

from dataclasses import dataclass
from enum import Enum, unique
from typing import Final, Protocol, assert_never

from printers.document import Document
from printers.outcome import Delivery, Outcome


@unique
class JobState(Enum):
    """Where a job is; the value is what is stored and shown."""

    QUEUED = "queued"
    SENDING = "sending"
    CONFIRMED = "confirmed"
    HANDED_OVER = "handed_over"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"


@unique
class JobKind(Enum):
    """What a job makes the printer do."""

    PAPER = "paper"
    DRAWER = "drawer"


_ALLOWED: Final = {
    JobState.QUEUED: frozenset({JobState.SENDING, JobState.BLOCKED}),
    JobState.SENDING: frozenset(
        {JobState.CONFIRMED, JobState.HANDED_OVER, JobState.BLOCKED, JobState.UNKNOWN}
    ),
    JobState.BLOCKED: frozenset({JobState.SENDING}),
    JobState.CONFIRMED: frozenset(),
    JobState.HANDED_OVER: frozenset(),
    JobState.UNKNOWN: frozenset(),
}


def may_become(kind: JobKind, before: JobState, after: JobState) -> bool:
    """Tell whether a job may go from one state to another."""
    if kind is JobKind.DRAWER and before is JobState.BLOCKED:
        return False
    return after in _ALLOWED[before]


def may_be_sent(kind: JobKind, state: JobState) -> bool:
    """Tell whether the worker may take a job by itself."""
    return may_become(kind, state, JobState.SENDING)


def needs_a_person(kind: JobKind, state: JobState) -> bool:
    """Tell whether somebody must say what became of a job before the shift can close."""
    return kind is JobKind.PAPER and state is JobState.UNKNOWN


def state_at_start_up(kind: JobKind, state: JobState) -> JobState:
    """Return what a job found in the queue at start-up becomes, before anything is sent."""
    if state is JobState.SENDING:
        return JobState.UNKNOWN
    if kind is JobKind.DRAWER and state is JobState.QUEUED:
        return JobState.BLOCKED
    return state


def state_after(outcome: Outcome) -> JobState:
    """Return the state that an attempt with this outcome leaves a job in."""
    match outcome:
        case Outcome.CONFIRMED:
            return JobState.CONFIRMED
        case Outcome.HANDED_OVER:
            return JobState.HANDED_OVER
        case Outcome.BLOCKED:
            return JobState.BLOCKED
        case Outcome.UNKNOWN:
            return JobState.UNKNOWN
        case _ as never:
            assert_never(never)


@dataclass(frozen=True, slots=True)
class PaperJob:
    """A document to print.

    Attributes:
        number: number of the job, the same for every attempt.
        attempt: 1 for the first; every claim counts one more.
        document: what to print.
    """

    number: int
    attempt: int
    document: Document


@dataclass(frozen=True, slots=True)
class DrawerJob:
    """A cash drawer to open.

    Attributes:
        number: number of the job.
        attempt: always 1 in practice, because a kick is never repeated.
        pin: pin of the drawer's connector, 2 or 5.
    """

    number: int
    attempt: int
    pin: int


Job = PaperJob | DrawerJob


@dataclass(frozen=True, slots=True)
class Try:
    """An attempt at one printer.

    Attributes:
        printer: name of the printer.
        delivery: what became of the attempt.
    """

    printer: str
    delivery: Delivery


class JobQueue(Protocol):
    """The durable queue that the worker reads; the caller holds its lock."""

    def claim(self) -> Job | None:
        """Take the oldest job that may be sent.

        Before this returns, the job is durably `sending` and its attempt counted.
        """
        ...

    def finish(self, job: Job, tries: tuple[Try, ...]) -> None:
        """Store the state after the last outcome, and each printer's capabilities, durably."""
        ...
