"""The protocol that every call to the key agent is made in: one request, one answer, in frames.

    request frame = MessagePack map {version, call}
    call          = map with its name under `call`, and the fields of its struct, see `messages.py`
    answer frame  = map with `answer`: `done` and the value, or `failed` with code and facts

A request with an unknown field, a wrong type or another version is answered with `failed`. The
value of `done` has the type that the call's struct names in `Result`. Frames: `pos.wire.framing`.
"""

from enum import Enum, auto
from typing import ClassVar, NoReturn

import msgspec

from pos.domain.error_catalogue import error_with_code
from pos.domain.errors import AgentUnreachable, PosError
from pos.keystore.errors import counter as counter_errors
from pos.keystore.errors import custody as custody_errors
from pos.keystore.errors import device as device_errors
from pos.keystore.errors.refusals import KEYSTORE_ERRORS

# Types are found by their codes once they are loaded, and a client loads nothing else of these.
ERROR_MODULES = (counter_errors, custody_errors, device_errors)
VERSION = 1
REQUEST_BYTES_MAX = 64 * 1024
ANSWER_BYTES_MAX = 16 * 1024 * 1024


class Tries(Enum):
    """A secret that a call tries or makes, which is slow on purpose."""

    PASSPHRASE = auto()
    PIN = auto()


class Call(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="call"):
    """Base of all calls; `Result` is the type of the value that answers it."""

    Result: ClassVar[object] = None
    tries: ClassVar[Tries | None] = None

    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a call is never pickled")


class PassphraseCall(Call, frozen=True, forbid_unknown_fields=True):
    """Base of calls that come with a passphrase, or another way to unlock."""

    tries: ClassVar[Tries | None] = Tries.PASSPHRASE


class PinCall(Call, frozen=True, forbid_unknown_fields=True):
    """Base of calls that come with somebody's PIN or password."""

    tries: ClassVar[Tries | None] = Tries.PIN


class Request(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A call with the version of the protocol it is made in."""

    version: int
    call: msgspec.Raw


class Done(msgspec.Struct, frozen=True, tag="done", tag_field="answer"):
    """The call succeeded."""

    value: msgspec.Raw


class Failed(msgspec.Struct, frozen=True, tag="failed", tag_field="answer"):
    """The call was refused or failed.

    Attributes:
        code: of a PosError.
        facts: its facts.
    """

    code: str
    facts: dict[str, str | int]


def failed_by(error: PosError) -> Failed:
    """Return what tells the client of an error."""
    return Failed(error.code, dict(error.facts))


def error_of(failed: Failed) -> PosError:
    """Return the error that the agent told of; AgentUnreachable for a code that nobody knows."""
    for kind in KEYSTORE_ERRORS:
        if kind.code == failed.code:
            return kind(**failed.facts)
    known = error_with_code(failed.code, **failed.facts)
    return known if known is not None else AgentUnreachable(why="unknown answer")
