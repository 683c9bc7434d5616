"""Secret bytes that show themselves nowhere by accident.

Reduced exposure, no more: Python and its libraries copy bytes, so wiping leaves copies behind.
"""

from typing import NoReturn


class Secret:
    """Bytes without a repr, without pickling, wiped when they are done with."""

    __slots__ = ("_content",)

    def __init__(self, content: bytes | bytearray) -> None:
        self._content = bytearray(content)

    def reveal(self) -> bytes:
        """Return a copy of the bytes."""
        assert self._content, "a wiped secret is never used"  # noqa: S101 - our own bug.
        return bytes(self._content)

    def wipe(self) -> None:
        """Overwrite the bytes and forget their number."""
        wipe(self._content)
        self._content = bytearray()

    def __repr__(self) -> str:
        return "Secret(...)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is never pickled")


def wipe(content: bytearray) -> None:
    """Overwrite a buffer with zeros; its length stays."""
    content[:] = bytes(len(content))
