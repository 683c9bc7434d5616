"""Argon2id that works each question out once in a process, for tests.

A password of head office costs half a second of a core by intent, and many tests give the same one
to copies of one database. The value is the real one; who asks again need not wait for it again.
What a test keeps cheap by its port is never remembered: it is as quick to work out.
"""

from typing import Any, Final

from cryptography.hazmat.primitives.kdf import argon2

DEAR_KIB: Final = 64 * 1024
_Real: Final = argon2.Argon2id
_known: Final[dict[tuple[object, ...], bytes]] = {}


class _Remembering:
    """Stands where `Argon2id` does."""

    def __init__(self, **how: Any) -> None:
        self._how = how

    def derive(self, secret: bytes) -> bytes:
        """Return what `Argon2id` returns."""
        if self._how["memory_cost"] < DEAR_KIB:
            return _Real(**self._how).derive(secret)
        question = (bytes(secret), *sorted(self._how.items()))
        if question not in _known:
            _known[question] = _Real(**self._how).derive(secret)
        return _known[question]


def remember_passwords() -> None:
    """Take the place of `Argon2id`, before a module of the product asks for it by name."""
    argon2.Argon2id = _Remembering  # type: ignore[assignment]  # It is asked for no more.
