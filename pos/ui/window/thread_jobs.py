"""Work on a few threads beside the window's own, with results brought back to it."""

import logging
import queue
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from pos.domain.errors import PosError, StoreBusy
from pos.presenters.jobs import Job
from pos.presenters.unexpected import UnexpectedFault

T = TypeVar("T")
THREADS = 2
WAITING_MAX = 32


class ThreadJob:
    """Work that was handed over; only the window's thread cancels it and asks."""

    def __init__(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        self.work = work
        self.done = done
        self.is_cancelled = False

    def cancel(self) -> None:
        """See `Job.cancel`."""
        self.is_cancelled = True


@dataclass(frozen=True, slots=True)
class _Ended:
    """A job's end on its way to the window's thread."""

    job: ThreadJob
    tell: Callable[[], None]


class ThreadJobs(QObject):
    """Implements `JobRunner`.

    Args:
        threads: how many jobs run at once.
        waiting_max: jobs that may wait; one more fails with StoreBusy.
    """

    _ended = Signal(object)  # _Ended

    def __init__(
        self,
        *,
        threads: int = THREADS,
        waiting_max: int = WAITING_MAX,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._waiting: queue.Queue[tuple[ThreadJob, Callable[[PosError], None]] | None]
        self._waiting = queue.Queue(waiting_max + threads)
        self._waiting_max = waiting_max
        self._ended.connect(self._bring_back, Qt.ConnectionType.QueuedConnection)
        self._is_stopped = False
        self._threads = tuple(
            threading.Thread(target=self._work, name=f"job-{number}") for number in range(threads)
        )
        for thread in self._threads:
            thread.start()

    def run(
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[PosError], None],
    ) -> Job:
        """See `JobRunner.run`."""

        def typed_done(result: object) -> None:
            # What comes back is what `work` of this very job returned.
            done(result)  # type: ignore[arg-type] # a queue cannot carry the type of each job.

        job = ThreadJob(work, typed_done)
        if self._is_stopped or self._waiting.qsize() >= self._waiting_max:
            self._ended.emit(_Ended(job, lambda: failed(StoreBusy())))
        else:
            self._waiting.put_nowait((job, failed))
        return job

    def stop(self) -> None:
        """Drop what waits, let what runs come to its end, and join the threads."""
        self._is_stopped = True
        while not self._waiting.empty():
            try:
                self._waiting.get_nowait()
            except queue.Empty:
                break
        for _ in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            thread.join()
        self._ended.disconnect(self._bring_back)

    def _work(self) -> None:
        while (item := self._waiting.get()) is not None:
            job, failed = item
            if not job.is_cancelled:
                self._ended.emit(_outcome(job, failed))

    @Slot(object)
    def _bring_back(self, ended: _Ended) -> None:
        if not ended.job.is_cancelled and not self._is_stopped:
            ended.tell()


def _outcome(job: ThreadJob, failed: Callable[[PosError], None]) -> _Ended:
    """Do the work of one job; whatever happens, the thread goes on."""
    error: PosError
    try:
        result = job.work()
    except PosError as refused:
        error = refused
    except Exception:
        reference = secrets.token_hex(4)
        logging.getLogger(__name__).exception("unexpected fault %s", reference)
        error = UnexpectedFault(reference=reference)
    else:
        return _Ended(job, lambda: job.done(result))
    return _Ended(job, lambda: failed(error))
