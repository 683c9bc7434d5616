"""Telling standings by itself, from a thread of the server; of many servers one at a time.

    wait until due --> take the turn, tell --> note when it was done (for all servers) --+
         ^                                                                                |
         +--------------------------------------------------------------------------------+

Whoever is refused (another is at it, the keys are locked, the database does not answer) waits and
tries again. Stopping breaks a run off between two bundles; the next one tells the rest.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final, Protocol

from pos.app.ports import Clock
from pos.domain.errors import PosError
from pos.domain.errors.office import DutyTaken
from pos.domain.journal import parse_time
from pos.headoffice.meters.standings import StandingsTold
from pos.headoffice.server.watch import DONE, Watch
from pos.headoffice.store.duty import Done

_AGAIN: Final = timedelta(seconds=15)
TAKEN: Final = "taken"
FAULT: Final = "fault"


class TellsStandings(Protocol):
    """What the thread drives."""

    def tell_standings(self, *, whole: bool, must_stop: Callable[[], bool] = ...) -> StandingsTold:
        """Tell what changed; raises as `tell_standings`."""

    def standings_done(self) -> Done:
        """Return when any server told them last."""


class StandingsTeller:
    """Tells every so often while it runs."""

    def __init__(
        self, office: TellsStandings, clock: Clock, every: timedelta, watch: Watch
    ) -> None:
        """Prepare; nothing is told before `running`."""
        self._office, self._clock, self._every, self._watch = office, clock, every, watch
        self._again = min(every, _AGAIN)
        self._stop = threading.Event()
        self._began = clock.now()
        self._tried: datetime | None = None

    @contextmanager
    def running(self) -> Iterator[None]:
        """Tell for as long as it lasts; afterwards the thread has ended."""
        thread = threading.Thread(target=self._run, name="standings")
        thread.start()
        try:
            yield
        finally:
            self._stop.set()
            thread.join()

    def _run(self) -> None:
        while not self._stop.wait(self._wait().total_seconds()):
            try:
                outcome = self._tell()
            except Exception:
                logging.getLogger(__name__).exception("unexpected fault")
                outcome = FAULT
            self._watch.told_standings(outcome)

    def _wait(self) -> timedelta:
        """Return how long it is until they are due, by what all servers did."""
        now = self._clock.now()
        try:
            done = self._office.standings_done()
        except PosError:
            return self._again
        self._watch.standings_are_of(done)
        before = parse_time(done.at) if done.at else self._began
        # A clock that was put back must not keep it silent.
        due = min(before, now) + self._every
        if self._tried is not None:
            due = max(due, self._tried + self._again)
        return max(due - now, timedelta())

    def _tell(self) -> str:
        self._tried = self._clock.now()
        try:
            self._office.tell_standings(whole=False, must_stop=self._stop.is_set)
        except DutyTaken:
            return TAKEN
        except PosError as error:
            return error.code
        return DONE
