"""What delivering a job needs from a way to a printer."""

from typing import Protocol


class Transport(Protocol):
    """An open way to one printer, for one job, used by one thread."""

    @property
    def can_answer(self) -> bool:
        """Tell whether anything could ever come back."""
        ...

    @property
    def bytes_sent(self) -> int:
        """Return how many bytes have been handed over since it was opened."""
        ...

    def send(self, data: bytes) -> None:
        """Hand over all of the data.

        Raises:
            PrinterError: not all of it; `bytes_sent` tells how much went before.
        """
        ...

    def receive(self, timeout_s: float) -> bytes:
        """Return what came back, or nothing after that many seconds.

        Raises:
            ConnectionBroke: the other side closed or reset the connection.
        """
        ...

    def finish(self, timeout_s: float) -> bool:
        """End the job in good order; call it once, after the last send.

        Args:
            timeout_s: how long to let the other side read to the end.

        Returns:
            True only if this way itself proves that the whole job is kept.

        Raises:
            PrinterError: the end was not in order.
        """
        ...

    def close(self) -> None:
        """Let go of it; may be called at any time and more than once."""
        ...
