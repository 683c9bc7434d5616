"""Six-digit codes from a phone, by RFC 6238 with SHA-1 and steps of 30 seconds.

Authenticator programs agree on these parameters and on few others.
"""

import base64
import hashlib
import hmac
import struct
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote

SECRET_BYTES: Final = 20
_STEP_SECONDS: Final = 30
_DIGITS: Final = 6
# A phone's clock may be off by so many steps.
_STEPS_OFF: Final = 1


def code_of(secret: bytes, step: int, digits: int = _DIGITS) -> str:
    """Return the code of one step.

    Args:
        secret: shared with the phone.
        step: since 1970 began.
        digits: 6 to 8.
    """
    digest = hmac.digest(secret, struct.pack(">Q", step), hashlib.sha1)
    offset = digest[-1] & 0x0F
    (number,) = struct.unpack_from(">I", digest, offset)
    return f"{(number & 0x7FFFFFFF) % 10**digits:0{digits}d}"


def step_at(now: datetime) -> int:
    """Return the step of a moment."""
    return int(now.timestamp()) // _STEP_SECONDS


def accepted_step(secret: bytes, code: str, now: datetime, *, after: int) -> int | None:
    """Return the step that a code belongs to; None where it is not taken.

    Args:
        secret: shared with the phone.
        code: as typed.
        now: the clock.
        after: newest step whose code was taken: a code that somebody saw being typed is worth
            nothing.
    """
    typed = "".join(code.split())
    if len(typed) != _DIGITS or not typed.isascii() or not typed.isdecimal():
        return None
    current = step_at(now)
    taken = None
    for step in range(current - _STEPS_OFF, current + _STEPS_OFF + 1):
        if hmac.compare_digest(code_of(secret, step), typed) and step > after:
            taken = step
    return taken


def spelled(secret: bytes) -> str:
    """Return a secret as people type it into a phone, in groups of four."""
    text = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def link(secret: bytes, *, name: str, issuer: str) -> str:
    """Return what a QR code says to an authenticator program."""
    text = base64.b32encode(secret).decode().rstrip("=")
    label = f"{quote(issuer, safe='')}:{quote(name, safe='')}"
    return f"otpauth://totp/{label}?secret={text}&issuer={quote(issuer, safe='')}"


def moment_of(step: int) -> datetime:
    """Return when a step begins."""
    return datetime.fromtimestamp(step * _STEP_SECONDS, UTC)
