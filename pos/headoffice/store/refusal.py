"""A request that head office does nothing with."""

from pos.wire.uplink import RefusalCode


class RequestRefused(Exception):
    """Raised anywhere while a request is handled; nothing of the request stays.

    Attributes:
        code: why, as the terminal is told.
    """

    def __init__(self, code: RefusalCode) -> None:
        self.code = code
        super().__init__(code.value)
