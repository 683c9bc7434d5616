r"""What head office gives to terminals: bundles, each signed once, whoever carries it.

    head      = JSON object of `BundleHead`, no white space, UTF-8
    signature = Ed25519 by a certified bundle key over "vendwatt bundle 1\0" head
    body      = text whose SHA-256 is in the head

    POST /v1/bundles    BundlesRequest -> BundlesAnswer, or Refusal

Versions compare as (epoch, n). A terminal takes bundles in that order and none that is not newer
than the last it took, so that nothing is ever put back. A long list travels as many bundles; a
line that breaks costs one of them.
"""

import hashlib
from enum import StrEnum
from typing import Annotated

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.wire.signatures import signature_is_genuine
from pos.wire.uplink import EPOCH_MAX
from pos.wire.uplink_keys import (
    HexDigest,
    HexSignature,
    KeyCertificate,
    KeyPurpose,
    is_certified_by,
)

BUNDLES_PATH = "/v1/bundles"
BODY_BYTES_MAX = 1024 * 1024
# A part of a long list; a terminal takes it in as one transaction, between two sales.
PART_BYTES_AIM = BODY_BYTES_MAX // 4
# As many as fit go into an answer; one always does, escaped as text within JSON.
ANSWER_BYTES_AIM = 2 * BODY_BYTES_MAX
BUNDLES_ANSWER_BYTES_MAX = 8 * BODY_BYTES_MAX
BUNDLES_MAX = 50
_TAG = b"vendwatt bundle 1\0"

_Count = Annotated[int, msgspec.Meta(ge=0, le=1 << 53)]


class BundleKind(StrEnum):
    """What a bundle holds."""

    METERS = "meters"
    """A CSV as `meters import` takes it; each row adds or replaces one meter."""
    TARIFF = "tariff"
    """A tariff file; becomes the newest of its id, from the date it names."""
    OPERATORS = "operators"
    """A JSON array of `ListedOperator`."""
    STANDINGS = "standings"
    """What meters bought and owe, see `pos.wire.meter_standing`."""
    MESSAGES = "messages"
    """A JSON array of `OfficeMessage`."""
    SETTINGS = "settings"
    """JSON of `TerminalSettings`."""
    PROGRAM = "program"
    """JSON of `ProgramRule`."""
    REVOKED_KEYS = "revoked_keys"
    """A JSON array of `RevokedKey`."""
    SEALED_KEY = "sealed_key"
    """JSON of `SealedKey`, for one terminal."""


class BundleFlaw(StrEnum):
    """Why a bundle is not what head office made."""

    KEY = "key"
    """The key that signed it is not one of head office's for bundles."""
    SIGNATURE = "signature"
    HEAD = "head"
    BODY = "body"


class BundleHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the signature speaks of.

    Attributes:
        epoch, n: version; n counts from 1.
        terminal: for whom; empty for every terminal.
        training: of a training head office.
        kind: a BundleKind, or one that only newer programs know.
        digest: SHA-256 of the body.
        created_at: in the journal's form.
    """

    epoch: Annotated[int, msgspec.Meta(ge=1, le=EPOCH_MAX)]
    n: Annotated[int, msgspec.Meta(ge=1, le=1 << 53)]
    terminal: Annotated[str, msgspec.Meta(max_length=64)]
    training: bool
    kind: Annotated[str, msgspec.Meta(max_length=20)]
    digest: HexDigest
    created_at: str


class SignedBundle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A bundle with the root's word for the key that signed it."""

    head: Annotated[str, msgspec.Meta(max_length=1024)]
    signature: HexSignature
    certificate: KeyCertificate
    body: Annotated[str, msgspec.Meta(max_length=BODY_BYTES_MAX)]


class BundlesRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A wish for whatever is newer than a version; 0, 0 before the first.

    Attributes:
        bytes_aim: as many bundles as fit, at least one; a slow line asks for little at a time.
    """

    epoch: Annotated[int, msgspec.Meta(ge=0, le=EPOCH_MAX)]
    n: _Count
    bytes_aim: Annotated[int, msgspec.Meta(ge=0, le=ANSWER_BYTES_AIM)] = ANSWER_BYTES_AIM


class BundlesAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Newer bundles in order, and whether there are more behind them."""

    bundles: Annotated[tuple[SignedBundle, ...], msgspec.Meta(max_length=BUNDLES_MAX)]
    more: bool


def sign_bundle(
    head: BundleHead, body: str, key: Ed25519PrivateKey, certificate: KeyCertificate
) -> SignedBundle:
    """Encode and sign a bundle, once; the digest in the head is that of the body."""
    encoded = msgspec.json.encode(msgspec.structs.replace(head, digest=body_digest(body)))
    return SignedBundle(encoded.decode(), key.sign(_TAG + encoded).hex(), certificate, body)


def body_digest(body: str) -> str:
    """Return the SHA-256 of a body, 64 hex digits."""
    return hashlib.sha256(body.encode()).hexdigest()


def genuine_head(bundle: SignedBundle, root_key: str, *, training: bool) -> BundleHead | BundleFlaw:
    """Return the head of a bundle that leads back to a pinned root key, or what is wrong with it.

    Args:
        bundle: from anywhere.
        root_key: 64 hex digits.
        training: which kind of head office may sign.
    """
    encoded = bundle.head.encode()
    flaw = signer_flaw(bundle.certificate, bundle.signature, _TAG + encoded, root_key,
                       training=training)  # fmt: skip
    if flaw is not None:
        return flaw
    head = read_head(bundle)
    if head is None or head.training != training:
        return BundleFlaw.HEAD
    return head if head.digest == body_digest(bundle.body) else BundleFlaw.BODY


def read_head(bundle: SignedBundle) -> BundleHead | None:
    """Read a head without believing it; None where it is none."""
    try:
        return msgspec.json.decode(bundle.head, type=BundleHead)
    except (msgspec.MsgspecError, RecursionError):
        return None


def signer_flaw(
    certificate: KeyCertificate, signature: str, signed: bytes, root_key: str, *, training: bool
) -> BundleFlaw | None:
    """Return what is wrong with a signature of head office's key for bundles; None for nothing."""
    is_bundle_key = certificate.purpose is KeyPurpose.BUNDLE and certificate.training == training
    if not is_bundle_key or not is_certified_by(certificate, root_key):
        return BundleFlaw.KEY
    public_key = bytes.fromhex(certificate.public_key)
    is_genuine = signature_is_genuine(public_key, bytes.fromhex(signature), signed)
    return None if is_genuine else BundleFlaw.SIGNATURE
