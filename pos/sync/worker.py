"""Background sync for a program that stays open: one thread, woken after each commit.

    waiting --woken, or time is up--> syncing --done--> waiting (the usual pause)
                                         |
                                         +--failed----> waiting (longer each time, with jitter)

Selling never waits for it: whoever wakes it returns at once, and a wake-up that gets lost costs a
pause, since every run looks at the journal itself.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from pos.domain.errors import NotEnrolled, PosError, SyncInProgress

_JITTER_STEPS = 1000


@dataclass(frozen=True, slots=True)
class Pace:
    """How often it tries; milliseconds.

    Attributes:
        pause_ms: between runs while nothing wakes it, so that leases and alarms arrive.
        first_retry_ms: after a failure; doubled with each further one.
        longest_retry_ms: the end of doubling.
        gather_ms: from a wake-up to the run, so that the entries of one sale go together.
    """

    pause_ms: int = 60_000
    first_retry_ms: int = 2_000
    longest_retry_ms: int = 300_000
    gather_ms: int = 500


class SyncWorker:
    """Runs a sync again and again until it is stopped."""

    def __init__(
        self,
        run: Callable[[Callable[[], bool]], object],
        *,
        on_change: Callable[[PosError | None], None],
        randomness: Callable[[int], int],
        pace: Pace | None = None,
    ) -> None:
        """Prepare; nothing runs before `start`.

        Args:
            run: one whole sync; raises PosError. It is given what tells that it must stop, to be
                asked between exchanges.
            on_change: called in the worker's thread after each run, with what went wrong.
            randomness: gives a number from 0 up to, not including, its argument.
            pace: the usual one if None.
        """
        self._run, self._on_change, self._randomness = run, on_change, randomness
        self._pace = pace or Pace()
        self._changed = threading.Condition()
        self._is_woken = True
        self._is_stopping = False
        self._failures = 0
        self._thread = threading.Thread(target=self._work, name="sync", daemon=True)

    def start(self) -> None:
        """Begin with a run at once."""
        self._thread.start()

    def wake(self) -> None:
        """Say that there may be something to send; returns at once."""
        with self._changed:
            self._is_woken = True
            self._changed.notify()

    def stop(self) -> None:
        """Ask it to stop and wait until it has; an exchange under way has its own time limits."""
        with self._changed:
            self._is_stopping = True
            self._changed.notify()
        if self._thread.ident is not None:
            self._thread.join()

    def _work(self) -> None:
        while self._wait_for_turn():
            try:
                self._once()
            except Exception:
                # The thread must live on; the next run may find things in order again.
                self._failures += 1
                logging.getLogger(__name__).exception("unexpected fault in sync")

    def _once(self) -> None:
        problem: PosError | None = None
        try:
            self._run(self._must_stop)
            self._failures = 0
        except (NotEnrolled, SyncInProgress) as error:
            # Nothing is wrong: there is nowhere to send to, or somebody else is sending.
            self._failures = 0
            problem = error
        except PosError as error:
            self._failures += 1
            problem = error
        self._on_change(problem)

    def _wait_for_turn(self) -> bool:
        """Wait until a run is due; return False to end."""
        pace = self._pace
        with self._changed:
            if self._failures:
                # Wake-ups do not shorten it: a head office that is down is not hammered.
                self._changed.wait_for(self._must_stop, self._retry_ms() / 1000)
            elif not self._changed.wait_for(self._must_act, 0):
                self._changed.wait_for(self._must_act, pace.pause_ms / 1000)
                self._changed.wait_for(self._must_stop, pace.gather_ms / 1000)
            self._is_woken = False
            return not self._is_stopping

    def _must_stop(self) -> bool:
        return self._is_stopping

    def _must_act(self) -> bool:
        return self._is_stopping or self._is_woken

    def _retry_ms(self) -> int:
        """Return the pause after failures: doubled each time, then a random half to all of it."""
        doubled = self._pace.first_retry_ms << min(self._failures - 1, 16)
        longest = min(doubled, self._pace.longest_retry_ms)
        return longest // 2 + longest * self._randomness(_JITTER_STEPS) // (2 * _JITTER_STEPS)
