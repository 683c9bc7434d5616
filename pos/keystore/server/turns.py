"""Who of those who wait goes next.

Processes take turns, whoever came first at the front, and each gets one a round: another one's
hundred calls delay it by one. Of one process's own calls the oldest goes first: none is passed by
for ever, and whoever has given up and hung up meanwhile is not tried any more.
"""

import threading
from collections import OrderedDict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


class SentAway(Exception):
    """Whoever waited is not to wait any more."""


@dataclass(slots=True, eq=False)
class Caller:
    """Who may wait for a turn, in one thread.

    Attributes:
        process: id of the process that it is part of.
        called: set when its turn has come, or it is sent away.
        is_sent_away: which of both.
    """

    process: int
    called: threading.Event = field(default_factory=threading.Event)
    is_sent_away: bool = False


class Turns:
    """Lets one caller at a time do what only one may do."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._change = threading.Lock()
        self._is_taken = False
        self._waiting: OrderedDict[int, deque[Caller]] = OrderedDict()

    @contextmanager
    def taken_by(self, caller: Caller) -> Iterator[None]:
        """Wait for a turn, and hold it; SentAway."""
        self._wait(caller)
        try:
            yield
        finally:
            self._give_on()

    def send_away(self, caller: Caller) -> bool:
        """Let somebody wait no more; False where it does not wait here."""
        with self._change:
            if caller not in self._waiting.get(caller.process, ()):
                return False
            self._waiting[caller.process].remove(caller)
            self._forget_if_none(caller.process)
            caller.is_sent_away = True
            caller.called.set()
            return True

    def _wait(self, caller: Caller) -> None:
        with self._change:
            if not self._is_taken:
                self._is_taken = True
                return
            caller.called.clear()
            self._waiting.setdefault(caller.process, deque()).append(caller)
        caller.called.wait()
        if caller.is_sent_away:
            raise SentAway

    def _give_on(self) -> None:
        with self._change:
            if not self._waiting:
                self._is_taken = False
                return
            process = next(iter(self._waiting))
            self._waiting.move_to_end(process)
            self._waiting[process].popleft().called.set()
            self._forget_if_none(process)

    def _forget_if_none(self, process: int) -> None:
        if not self._waiting[process]:
            del self._waiting[process]
