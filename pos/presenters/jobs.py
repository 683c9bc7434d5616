"""Work off the window's thread.

Everything that may touch a disk, a key, a network or paper goes through a `JobRunner`. Results come
back on the window's thread. A runner is bounded: what does not fit into its queue fails at once
with StoreBusy. What fails without being a PosError is logged by the runner and comes back as
`UnexpectedFault`.
"""

from collections.abc import Callable
from typing import Protocol, TypeVar

from pos.domain.errors import PosError

T = TypeVar("T")


class Job(Protocol):
    """One piece of work that was handed over."""

    def cancel(self) -> None:
        """See to it that neither `done` nor `failed` is called any more.

        Work that has begun goes on to its end; work that has not is dropped. Cancelling again, or
        after the end, does nothing.
        """


class JobRunner(Protocol):
    """Runs work and brings its result back."""

    def run(
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[PosError], None],
    ) -> Job:
        """Hand work over; exactly one of `done` and `failed` is called, on the window's thread."""


class EndedJob:
    """A job that is over before anybody could cancel it."""

    def cancel(self) -> None:
        """Do nothing."""


class InlineJobs:
    """Runs everything at once, for tests and commands."""

    def run(
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[PosError], None],
    ) -> Job:
        """Do the work here and now."""
        try:
            result = work()
        except PosError as error:
            failed(error)
        else:
            done(result)
        return EndedJob()
