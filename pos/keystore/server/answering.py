"""From a request frame to an answer frame, for any kind of agent: strict reading, one call."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final, TypeVar

import msgspec

from pos.domain.errors import AgentUnreachable, PosError
from pos.keystore.calls.protocol import VERSION, Call, Done, Failed, Request, Tries, failed_by

# Its type takes longer to prepare than a request takes to read.
_request_decoder: Final = msgspec.msgpack.Decoder(Request)
CallT = TypeVar("CallT", bound=Call)
TurnFor = Callable[[Tries | None], AbstractContextManager[None]]
"""Waits until a call that tries such a secret, or none, may be carried out."""


def answered(
    frame: bytearray,
    calls: msgspec.msgpack.Decoder[CallT],
    perform: Callable[[CallT], object],
    turn_for: TurnFor,
) -> bytes:
    """Carry out one request.

    Args:
        frame: payload of a request frame, from anybody who may connect.
        calls: reads those that this agent takes.
        perform: does the work of one of them.
        turn_for: lets it.

    Returns:
        Payload of the answer frame. A request that cannot be read, or is in another version, is
        answered with the code of AgentUnreachable and the reason `version` or `request`.
    """
    answer: Done | Failed
    try:
        call = _read(frame, calls)
        with turn_for(call.tries):
            value = perform(call)
        answer = Done(msgspec.Raw(msgspec.msgpack.encode(value)))
    except PosError as error:
        answer = failed_by(error)
    return msgspec.msgpack.encode(answer)


def _read(frame: bytearray, calls: msgspec.msgpack.Decoder[CallT]) -> CallT:
    try:
        request = _request_decoder.decode(frame)
        if request.version != VERSION:
            raise AgentUnreachable(why="version")
        call = calls.decode(request.call)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        # The library's message may quote what it read, so it does not go along.
        raise AgentUnreachable(why="request") from None
    return call
