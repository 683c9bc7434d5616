"""Locking the vending keys of an agent that nobody sells with, as its vault says."""

import threading
import time
from collections.abc import Callable
from typing import Final

from pos.app.ports import Issued, Tombstone
from pos.keystore.agent.safe import Safe

MINUTES_MAX: Final = 24 * 60
_MINUTE_S: Final = 60


class IdleLock:
    """Knows when the vending keys were used last, and closes them when it is too long ago."""

    def __init__(
        self, safe: Safe, queue: threading.Lock, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        """Take the vault, what holds the agent still, and a clock that nobody sets."""
        self._safe, self._queue, self._monotonic = safe, queue, monotonic
        self._used_at = monotonic()
        self._newest_issue = 0

    def begin(self, issues: int) -> None:
        """Count idle time from now on, after so many issues."""
        self._newest_issue, self._used_at = issues, self._monotonic()

    def note(self, ended: Issued | Tombstone) -> None:
        """Note that something was sold; a code told once more, or a refusal, is no use of keys."""
        if isinstance(ended, Issued) and ended.receipt.issue_no > self._newest_issue:
            self.begin(ended.receipt.issue_no)

    def wait_s(self) -> float | None:
        """Return in how many seconds they are due, None for never or locked already."""
        vending = self._safe.vending
        if vending is None or vending.idle_lock_minutes == 0:
            return None
        due_at = self._used_at + vending.idle_lock_minutes * _MINUTE_S
        return max(0.0, due_at - self._monotonic())

    def lock_if_due(self) -> None:
        """Close the vending keys if nobody used them for too long."""
        # Asked first without waiting for whoever is served: new clients wait for this loop.
        if self.wait_s() != 0:
            return
        with self._queue:
            if self.wait_s() == 0:
                self._safe.close_vending()
