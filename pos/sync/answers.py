"""What comes back over the line, before anything of it is believed."""

import time
from datetime import datetime
from typing import Final, TypeVar

import httpx
import msgspec

from pos.domain.errors import (
    EnrolmentRefused,
    HeadOfficeKindDiffers,
    HeadOfficeRefused,
    HeadOfficeUnreachable,
    IncarnationKnown,
    PosError,
)
from pos.domain.journal import parse_time
from pos.wire.uplink import RefusalCode

T = TypeVar("T")
TRY_ANEW: Final = frozenset({RefusalCode.TIME, RefusalCode.REPLAYED})
"""Refusals that a fresh request may not meet."""
_TRANSIENT: Final = TRY_ANEW | {RefusalCode.BUSY, RefusalCode.FAULT, RefusalCode.TOO_SLOW}


def read_body(response: httpx.Response, within_s: int, bytes_max: int) -> bytes:
    """Return a body; HeadOfficeUnreachable where it is too long, or drips in for too long."""
    content = bytearray()
    deadline = time.monotonic() + within_s
    for part in response.iter_bytes():
        content += part
        if len(content) > bytes_max:
            raise HeadOfficeUnreachable(why="an answer that is too long")
        if time.monotonic() > deadline:
            raise HeadOfficeUnreachable(why="no answer in time")
    return bytes(content)


def decoded(body: bytes, kind: type[T]) -> T:
    """Read a JSON body; HeadOfficeUnreachable for anything else."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        # Whatever answered there, such as a hotel's sign-in page; its text does not go along.
        raise HeadOfficeUnreachable(why="an answer that cannot be read") from None


def moment_of(text: str) -> datetime:
    """Read a time; HeadOfficeUnreachable for anything else."""
    try:
        return parse_time(text)
    except ValueError as error:
        raise HeadOfficeUnreachable(why="an answer that cannot be read") from error


def error_of(code: RefusalCode) -> PosError:
    """Return what a refusal means to a terminal."""
    if code is RefusalCode.ENROLMENT:
        return EnrolmentRefused()
    if code is RefusalCode.INCARNATION:
        return IncarnationKnown()
    if code is RefusalCode.KIND:
        return HeadOfficeKindDiffers()
    if code in _TRANSIENT:
        return HeadOfficeUnreachable(why=code.value)
    return HeadOfficeRefused(why=code.value)
