"""What clients ask of head office's key agent, a struct for each call; see `OfficeSigning`."""

from typing import Annotated, ClassVar, Final

import msgspec

from pos.app.ports.answer_keys import AnswerKeyPlan
from pos.app.ports.signing import SignedBefore, SigningStatus
from pos.app.ports.slots import UnlockSecret
from pos.app.ports.two_people import (
    NO_WARRANT,
    LimitWish,
    OpenLimit,
    Signer,
    Warrant,
    Wish,
)
from pos.keystore.calls.ceremony import CeremonyCall
from pos.keystore.calls.messages import Lock, Stay, Unlock
from pos.keystore.calls.protocol import Call, PassphraseCall, PinCall
from pos.keystore.calls.slots import SlotCall
from pos.wire.answer_keys import AnswerKeyStatement
from pos.wire.bundle import BODY_BYTES_MAX, BUNDLES_ANSWER_BYTES_MAX, BundleHead, SignedBundle
from pos.wire.ceiling import SignedCeiling
from pos.wire.sealed_key import KeyTerms, SealedKey
from pos.wire.uplink_keys import HexKey, HexSignature
from pos.wire.uplink_lease import LeaseTerms, SignedLease

# An answer that is full of bundles, and what is around it.
SIGNING_REQUEST_BYTES_MAX: Final = BUNDLES_ANSWER_BYTES_MAX + 64 * 1024
_LIMITS_MAX: Final = 200


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


class SignLease(PinCall, frozen=True, forbid_unknown_fields=True, tag="sign_lease"):
    """`OfficeSigning.sign_lease`."""

    Result: ClassVar[object] = SignedLease
    terms: LeaseTerms
    ceiling: SignedCeiling | None
    warrant: Warrant = NO_WARRANT


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


class PutSigner(PassphraseCall, frozen=True, forbid_unknown_fields=True, tag="put_signer"):
    """`TwoPeople.put_signer`."""

    by: UnlockSecret
    signer: Signer
    limits: Annotated[tuple[OpenLimit, ...], msgspec.Meta(max_length=_LIMITS_MAX)]


class RemoveSigner(PassphraseCall, frozen=True, forbid_unknown_fields=True, tag="remove_signer"):
    """`TwoPeople.remove_signer`."""

    by: UnlockSecret
    name: str


class SayYes(PinCall, frozen=True, forbid_unknown_fields=True, tag="say_yes"):
    """`TwoPeople.say_yes`."""

    wish: Wish
    first: Signer


class TakeBack(Call, frozen=True, forbid_unknown_fields=True, tag="take_back"):
    """`TwoPeople.take_back`."""

    wish: Wish


class SetLimit(PinCall, frozen=True, forbid_unknown_fields=True, tag="set_limit"):
    """`TwoPeople.set_limit`."""

    wish: LimitWish
    by: Signer


class AskAnswerKey(Call, frozen=True, forbid_unknown_fields=True, tag="answer_key"):
    """`AnswerKeyRing.newest`."""

    Result: ClassVar[object] = HexKey


class PrepareAnswerKey(
    PassphraseCall, frozen=True, forbid_unknown_fields=True, tag="prepare_answer_key"
):
    """`AnswerKeyRing.prepare`."""

    Result: ClassVar[object] = AnswerKeyStatement
    by: UnlockSecret
    plan: AnswerKeyPlan


class TakeAnswerKey(Call, frozen=True, forbid_unknown_fields=True, tag="take_answer_key"):
    """`AnswerKeyRing.take`."""

    statement: AnswerKeyStatement


class AskAnswerKeyStatements(
    Call, frozen=True, forbid_unknown_fields=True, tag="answer_key_statements"
):
    """`AnswerKeyRing.statements`."""

    Result: ClassVar[object] = tuple[AnswerKeyStatement, ...]


AnswerKeyCall = AskAnswerKey | PrepareAnswerKey | TakeAnswerKey | AskAnswerKeyStatements
PeopleCall = PutSigner | RemoveSigner | SayYes | TakeBack | SetLimit
SigningCall = (
    AskSigningStatus
    | Unlock
    | Lock
    | Stay
    | AskSignedBefore
    | SignAnswer
    | SignLease
    | SignBundle
    | SignSealedKey
    | AnswerKeyCall
    | PeopleCall
    | SlotCall
    | CeremonyCall
)
