"""What a terminal and head office say to each other about the journal.

The terminal sends a batch of entries that follow a point of its journal, and the signed end of its
journal. Head office answers with the point up to which it holds this journal now, cumulatively.

    POST /v1/uplink    UplinkRequest -> UplinkAnswer, or Refusal with a status of 400 or more

An entry travels as its stored bytes (JSON text inside JSON) and its hash; nobody encodes it again.
"""

from enum import StrEnum
from typing import Annotated

import msgspec

from pos.domain.standing import Standing
from pos.wire.uplink_keys import HexDigest, HexSignature
from pos.wire.uplink_lease import SignedLease

UPLINK_PATH = "/v1/uplink"
VERSION = 1
BATCH_ENTRIES_MAX = 500
# What a line is tried with: on the slowest it arrives in seconds.
BATCH_ENTRIES_FIRST = 100
# One entry more than fills it still fits into a request, whatever its quotes cost.
BATCH_BYTES_AIM = 1024 * 1024
ENTRY_BYTES_MAX = 256 * 1024
REQUEST_BYTES_MAX = 4 * 1024 * 1024
ANSWER_BYTES_MAX = 64 * 1024
MARKS_MAX = 64
EPOCH_MAX = 1 << 53

_Count = Annotated[int, msgspec.Meta(ge=0, le=1 << 53)]


class Mark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A point of a journal; number 0 with 64 zeros is before the first entry."""

    seq: _Count
    hash: HexDigest


class SignedMark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An end of a journal with the device key's signature, see `pos.domain.journal`."""

    seq: _Count
    hash: HexDigest
    signature: HexSignature


class EntryLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry: its stored bytes as text, and their hash."""

    body: Annotated[str, msgspec.Meta(max_length=ENTRY_BYTES_MAX)]
    hash: HexDigest


class UplinkRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A batch, perhaps empty.

    Attributes:
        version: of this form.
        incarnation: of the journal.
        epoch: highest head-office epoch that the terminal was ever told.
        acknowledged: what head office acknowledged last.
        head: the newest signed end of the journal; entries never go beyond it.
        marks: points of the journal before `acknowledged`, falling, for a head office that lost
            it; each about twice as far back as the one before.
        stopped: why the terminal stopped selling, MAIN if it did not.
        entries: follow `acknowledged`, without a gap.
    """

    version: int
    incarnation: Annotated[int, msgspec.Meta(ge=1, le=1 << 31)]
    epoch: Annotated[int, msgspec.Meta(ge=0, le=EPOCH_MAX)]
    acknowledged: Mark
    head: SignedMark
    marks: Annotated[tuple[Mark, ...], msgspec.Meta(max_length=MARKS_MAX)]
    stopped: Standing
    entries: Annotated[tuple[EntryLine, ...], msgspec.Meta(max_length=BATCH_ENTRIES_MAX)]


class UplinkAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far head office holds this journal.

    Attributes:
        epoch: of head office; it rises when head office was restored from an older copy.
        incarnation: as asked.
        seq, hash: everything up to this point is held; lower than `acknowledged` where head office
            lost it, and then the terminal sends it again.
        standing: how the journal stands.
        lease: newest lease, None where there is none or the terminal may not have it.
        time: head office's clock, in the journal's form.
    """

    epoch: Annotated[int, msgspec.Meta(ge=1, le=EPOCH_MAX)]
    incarnation: int
    seq: _Count
    hash: HexDigest
    standing: Standing
    lease: SignedLease | None
    time: str = ""


class RefusalCode(StrEnum):
    """Why head office did nothing with a request; each kind of bad request has its own."""

    MALFORMED = "malformed"
    OVERSIZED = "oversized"
    TOO_SLOW = "too_slow"
    NO_SUCH_PATH = "no_such_path"
    UNKNOWN_TERMINAL = "unknown_terminal"
    SIGNATURE = "signature"
    TIME = "time"
    REPLAYED = "replayed"
    FOREIGN = "foreign"
    BROKEN_CHAIN = "broken_chain"
    ENROLMENT = "enrolment"
    INCARNATION = "incarnation"
    KIND = "kind"
    BUSY = "busy"
    FAULT = "fault"


class Refusal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answer to a request that was not carried out.

    Attributes:
        refused: why.
        time: head office's clock, in the journal's form.
    """

    refused: RefusalCode
    time: str


STATUS_OF_REFUSAL: dict[RefusalCode, int] = {
    RefusalCode.MALFORMED: 400,
    RefusalCode.OVERSIZED: 413,
    RefusalCode.TOO_SLOW: 408,
    RefusalCode.NO_SUCH_PATH: 404,
    RefusalCode.UNKNOWN_TERMINAL: 403,
    RefusalCode.SIGNATURE: 401,
    RefusalCode.TIME: 401,
    RefusalCode.REPLAYED: 409,
    RefusalCode.FOREIGN: 422,
    RefusalCode.BROKEN_CHAIN: 422,
    RefusalCode.ENROLMENT: 403,
    RefusalCode.INCARNATION: 409,
    RefusalCode.KIND: 403,
    RefusalCode.BUSY: 503,
    RefusalCode.FAULT: 500,
}
