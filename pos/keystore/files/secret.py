"""Secret bytes that show themselves nowhere by accident.

Reduced exposure, no more: Python and its libraries copy bytes, so wiping leaves copies behind, and
copies may go to the disk with what is swapped out.
"""

import ctypes
from functools import cache
from typing import NoReturn


class Secret:
    """Bytes without a repr, without pickling, wiped when they are done with.

    They stay out of swap where the system allows it. Whoever is done before its last holder lets
    go wipes; an error on the way to that leaves nothing behind either.
    """

    __slots__ = ("_content",)

    def __init__(self, content: bytes | bytearray) -> None:
        self._content = bytearray(content)
        _keep_in_memory(self._content)

    def reveal(self) -> bytes:
        """Return a copy of the bytes."""
        assert self._content, "a wiped secret is never used"  # noqa: S101 - our own bug.
        return bytes(self._content)

    def wipe(self) -> None:
        """Overwrite the bytes and forget their number."""
        wipe(self._content)
        self._content = bytearray()

    def __del__(self) -> None:
        # The rest of the module may be gone already when the program ends.
        self._content[:] = bytes(len(self._content))

    def __repr__(self) -> str:
        return "Secret(...)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is never pickled")


def wipe(content: bytearray) -> None:
    """Overwrite a buffer with zeros; its length stays."""
    content[:] = bytes(len(content))


def _keep_in_memory(content: bytearray) -> None:
    """Lock the pages of a buffer; it stays as it was where no more may be locked.

    They are never unlocked: other secrets may lie on the same page.
    """
    if content:
        place = ctypes.addressof(ctypes.c_char.from_buffer(content))
        _libc().mlock(ctypes.c_void_p(place), ctypes.c_size_t(len(content)))


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None)
