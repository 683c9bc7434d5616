"""The window's line to head office: the background sync, and what the status bar says of it."""

from collections.abc import Callable
from dataclasses import replace

from pos.app.ports import Ports, Reads
from pos.bootstrap.offices import InstalledOffices
from pos.domain.errors import NotEnrolled, PosError
from pos.presenters.desk import LinkStatus
from pos.presenters.terminal_desk import link_without_worker


class HeadOfficeLine:
    """Delivers entries of an open terminal in the background from `start` to `stop`.

    Args:
        ports: of the terminal.
        exchanged: called in the line's thread after each exchange, so that `link` is read anew.
    """

    def __init__(self, ports: Ports, exchanged: Callable[[], None]) -> None:
        self._tell = exchanged
        self._trouble: PosError | None = None
        self._is_online = False
        self._entries_seen = 0
        self._worker = InstalledOffices().sync_worker(ports, self._exchanged)

    def start(self) -> None:
        """Begin with an exchange at once."""
        self._worker.start()

    def stop(self) -> None:
        """Stop and wait; an exchange under way ends with its own time limits."""
        self._worker.stop()

    def link(self, reads: Reads) -> LinkStatus:
        """Return how far head office has the journal; new entries wake the worker."""
        known = link_without_worker(reads)
        if known.entries > self._entries_seen:
            self._entries_seen = known.entries
            self._worker.wake()
        trouble = self._trouble
        return replace(known, online=self._is_online, last_error=trouble.code if trouble else "")

    def _exchanged(self, trouble: PosError | None) -> None:
        # A terminal that stands alone is not in trouble.
        self._trouble = None if isinstance(trouble, NotEnrolled) else trouble
        self._is_online = trouble is None
        self._tell()
