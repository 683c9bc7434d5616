"""A journal that travels to head office in a file, and the answer that comes back in another.

    journal file = lines, each the JSON object of `StickLine`: one signed batch
    answer file  = the JSON object of `StickAnswer`

A batch is the very body that would travel over the line, signed as every request, with the method
`STICK`, so that neither can be passed off for the other. A file may be late by weeks and may be
read again: batches are known by their entries, not by their time.
"""

from typing import Annotated

import msgspec

from pos.wire.answer_keys import ANSWER_KEYS_BYTES_MAX, STATEMENTS_MAX, AnswerKeyStatement
from pos.wire.uplink import ANSWER_BYTES_MAX, REQUEST_BYTES_MAX, UPLINK_PATH
from pos.wire.uplink_keys import HexDigest, HexSignature
from pos.wire.uplink_request import RequestToSign, body_digest

STICK_METHOD = "STICK"
# A body is escaped once more as text within a line.
LINE_BYTES_MAX = 2 * REQUEST_BYTES_MAX
ANSWER_FILE_BYTES_MAX = 4 * ANSWER_BYTES_MAX + ANSWER_KEYS_BYTES_MAX

_Short = Annotated[str, msgspec.Meta(max_length=64)]


class StickLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One signed batch.

    Attributes:
        terminal, time, nonce: as in the headers of a request.
        signature: of the device key.
        body: JSON of `UplinkRequest`.
    """

    terminal: _Short
    time: _Short
    nonce: _Short
    signature: HexSignature
    body: Annotated[str, msgspec.Meta(max_length=REQUEST_BYTES_MAX)]

    def request(self) -> RequestToSign:
        """Return what the device key signed."""
        digest = body_digest(self.body.encode())
        return RequestToSign(
            STICK_METHOD, UPLINK_PATH, self.terminal, self.time, self.nonce, digest
        )


class StickAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Head office's answer to the last batch of a file that it took.

    Attributes:
        terminal, time, nonce, request_signature: of that batch.
        body_digest: of its body, 64 hex digits.
        body: JSON of `UplinkAnswer`.
        signature: of the answer key, as over the line.
        answer_keys: statements that lead to that key, if it is not the first.
    """

    terminal: _Short
    time: _Short
    nonce: _Short
    request_signature: HexSignature
    body_digest: HexDigest
    body: Annotated[str, msgspec.Meta(max_length=ANSWER_BYTES_MAX)]
    signature: HexSignature
    answer_keys: Annotated[
        tuple[AnswerKeyStatement, ...], msgspec.Meta(max_length=STATEMENTS_MAX)
    ] = ()

    def request(self) -> RequestToSign:
        """Return the request that is answered."""
        return RequestToSign(
            STICK_METHOD, UPLINK_PATH, self.terminal, self.time, self.nonce, self.body_digest
        )


def read_stick_line(content: bytes) -> StickLine | None:
    """Read a line of a journal file; None for anything else."""
    try:
        return msgspec.json.decode(content, type=StickLine)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None


def read_stick_answer(content: bytes) -> StickAnswer | None:
    """Read an answer file; None for anything else."""
    if len(content) > ANSWER_FILE_BYTES_MAX:
        return None
    try:
        return msgspec.json.decode(content, type=StickAnswer)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
