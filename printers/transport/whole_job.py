"""A transport that keeps a job in memory and hands it over whole, at its end.

Queues, spoolers and folders take a whole job or none, and nothing comes back from the printer.
"""


class WholeJob:
    """One job until it is handed over; who inherits says in `finish` how that is done."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._bytes_sent = 0

    @property
    def can_answer(self) -> bool:
        """Return False: nothing comes back from the printer."""
        return False

    @property
    def bytes_sent(self) -> int:
        """Return how many bytes may have been handed over; 0 before the end."""
        return self._bytes_sent

    def send(self, data: bytes) -> None:
        """Take bytes into memory."""
        self._data += data

    def receive(self, timeout_s: float) -> bytes:  # noqa: ARG002 -- the port's signature
        """Return nothing."""
        return b""

    def close(self) -> None:
        """Forget what was not finished; may be called more than once."""
        self._data.clear()
