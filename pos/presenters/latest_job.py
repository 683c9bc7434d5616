"""Only the newest of several jobs counts: whoever types on does not want the old answer."""

from collections.abc import Callable
from typing import TypeVar

from pos.domain.errors import PosError
from pos.presenters.jobs import Job, JobRunner

T = TypeVar("T")


class LatestJob:
    """Runs one job at a time; a new one cancels the one before."""

    def __init__(self, jobs: JobRunner) -> None:
        self._jobs = jobs
        self._job: Job | None = None

    def run(
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[PosError], None],
    ) -> None:
        """Hand work over in place of what ran before."""
        self.cancel()
        self._job = self._jobs.run(work, done=done, failed=failed)

    def cancel(self) -> None:
        """Let nothing come back any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
