"""The life of a job as a table of states."""

import itertools

from printers.outcome import Outcome
from printers.spool import (
    JobKind,
    JobState,
    may_be_sent,
    may_become,
    needs_a_person,
    state_after,
    state_at_start_up,
)


def test_nothing_leaves_an_end_state() -> None:
    """Confirmed, handed over and unknown stay what they are: another print is another job."""
    ends = (JobState.CONFIRMED, JobState.HANDED_OVER, JobState.UNKNOWN)
    for kind, end, after in itertools.product(JobKind, ends, JobState):
        assert not may_become(kind, end, after)


def test_only_jobs_of_which_no_byte_left_are_sent_by_themselves() -> None:
    """Queued, and blocked if it is paper."""
    sendable = {pair for pair in itertools.product(JobKind, JobState) if may_be_sent(*pair)}
    assert sendable == {
        (JobKind.PAPER, JobState.QUEUED),
        (JobKind.PAPER, JobState.BLOCKED),
        (JobKind.DRAWER, JobState.QUEUED),
    }


def test_every_outcome_ends_sending() -> None:
    """Each attempt leaves a state that sending may become."""
    for kind, outcome in itertools.product(JobKind, Outcome):
        assert may_become(kind, JobState.SENDING, state_after(outcome))


def test_a_job_found_sending_is_unknown() -> None:
    """Nobody knows how far it got."""
    for kind in JobKind:
        assert state_at_start_up(kind, JobState.SENDING) is JobState.UNKNOWN


def test_a_drawer_does_not_open_at_start_up() -> None:
    """A kick left over from before is dropped; a receipt left over is printed."""
    assert state_at_start_up(JobKind.DRAWER, JobState.QUEUED) is JobState.BLOCKED
    assert not may_be_sent(JobKind.DRAWER, JobState.BLOCKED)
    assert state_at_start_up(JobKind.PAPER, JobState.QUEUED) is JobState.QUEUED


def test_only_unknown_paper_needs_a_person() -> None:
    """A drawer that may have opened does not hold up the shift."""
    needy = [pair for pair in itertools.product(JobKind, JobState) if needs_a_person(*pair)]
    assert needy == [(JobKind.PAPER, JobState.UNKNOWN)]
