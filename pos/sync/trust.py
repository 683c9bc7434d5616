"""Whose answers a terminal believes."""

from collections.abc import Callable
from dataclasses import dataclass

from pos.wire.answer_keys import AnswerKeyStatement
from pos.wire.signatures import signature_is_genuine
from pos.wire.uplink_request import is_signature


@dataclass(frozen=True, slots=True)
class AnswerTrust:
    """Whose answers are believed.

    Attributes:
        good_keys: returns the keys, 64 hex digits each, the newest first.
        all_keys: returns them with those that are good no longer, the pinned one first.
        follow: believes statements that lead to newer ones; AnswerKeyRefused.
    """

    good_keys: Callable[[], tuple[str, ...]]
    all_keys: Callable[[], tuple[str, ...]]
    follow: Callable[[tuple[AnswerKeyStatement, ...]], None]


def is_signed_by_any(keys: tuple[str, ...], signature: str, signed: bytes) -> bool:
    """Whether one of some keys signed these bytes; the signature is text from outside."""
    return is_signature(signature) and any(
        signature_is_genuine(bytes.fromhex(key), bytes.fromhex(signature), signed) for key in keys
    )
