"""What clients ask of head office's key agent, a struct for each call; see `OfficeSigning`."""

from typing import Annotated, ClassVar, Final

import msgspec

from pos.app.ports.signing import SignedBefore, SigningStatus
from pos.keystore.ceremony_calls import CeremonyCall
from pos.keystore.messages import Lock, Unlock
from pos.keystore.protocol import Call
from pos.keystore.slot_calls import SlotCall
from pos.wire.bundle import BODY_BYTES_MAX, BUNDLES_ANSWER_BYTES_MAX, BundleHead, SignedBundle
from pos.wire.ceiling import SignedCeiling
from pos.wire.sealed_key import KeyTerms, SealedKey
from pos.wire.uplink_keys import HexSignature
from pos.wire.uplink_lease import LeaseTerms, SignedLease

# An answer that is full of bundles, and what is around it.
SIGNING_REQUEST_BYTES_MAX: Final = BUNDLES_ANSWER_BYTES_MAX + 64 * 1024


class AskSigningStatus(Call, frozen=True, forbid_unknown_fields=True, tag="status"):
    """`OfficeSigning.status`."""

    Result: ClassVar[object] = SigningStatus


class AskSignedBefore(Call, frozen=True, forbid_unknown_fields=True, tag="signed_before"):
    """`OfficeSigning.signed_before`."""

    Result: ClassVar[object] = SignedBefore
    terminal: str


class SignAnswer(Call, frozen=True, forbid_unknown_fields=True, tag="sign_answer"):
    """`OfficeSigning.sign_answer`."""

    Result: ClassVar[object] = HexSignature
    path: str
    request_signature: HexSignature
    body: bytes


class SignLease(Call, frozen=True, forbid_unknown_fields=True, tag="sign_lease"):
    """`OfficeSigning.sign_lease`."""

    Result: ClassVar[object] = SignedLease
    terms: LeaseTerms
    ceiling: SignedCeiling | None


class SignBundle(Call, frozen=True, forbid_unknown_fields=True, tag="sign_bundle"):
    """`OfficeSigning.sign_bundle`."""

    Result: ClassVar[object] = SignedBundle
    head: BundleHead
    body: Annotated[str, msgspec.Meta(max_length=BODY_BYTES_MAX)]


class SignSealedKey(Call, frozen=True, forbid_unknown_fields=True, tag="sign_sealed_key"):
    """`OfficeSigning.sign_sealed_key`."""

    Result: ClassVar[object] = SealedKey
    terms: KeyTerms
    box: Annotated[bytes, msgspec.Meta(min_length=49, max_length=256)]


SigningCall = (
    AskSigningStatus
    | Unlock
    | Lock
    | AskSignedBefore
    | SignAnswer
    | SignLease
    | SignBundle
    | SignSealedKey
    | SlotCall
    | CeremonyCall
)
