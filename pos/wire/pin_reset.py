r"""Head office's word for a new PIN: asked by one key agent for one person, given once.

body      = JSON object of `PinResetTerms`, no white space, keys in the order of its fields, UTF-8
request   = JSON object of `PinResetRequest`; Ed25519 by the device key over
            "vendwatt pin reset request 1\0" body
answer    = JSON object of `SignedPinReset`; Ed25519 by the root key over
            "vendwatt pin reset 1\0" body

The agent takes an answer only to the very body that it made, and only while it is good. The root
key signs, because whoever takes over head office's machine shall not become a supervisor in a shop.
People compare 12 hex digits of SHA-256 over "vendwatt pin reset code 1\0" body, so that head office
says yes to what the right person asked.
"""

import hashlib
from typing import Annotated, Final, TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.domain.operator import Role
from pos.wire.signatures import signature_is_genuine
from pos.wire.uplink_keys import HexKey, HexSignature

PIN_RESET_BYTES_MAX: Final = 4096
_BODY_BYTES_MAX: Final = 1024
_REQUEST_TAG: Final = b"vendwatt pin reset request 1\0"
_CODE_TAG: Final = b"vendwatt pin reset code 1\0"
_RESET_TAG: Final = b"vendwatt pin reset 1\0"

_FileT = TypeVar("_FileT", "PinResetRequest", "SignedPinReset")


class PinResetTerms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose PIN, where, and until when.

    Attributes:
        terminal: id.
        device_key: of the agent that asks, 64 hex digits.
        operator: who gets a PIN.
        role: what they are from then on.
        nonce: 32 hex digits that never come twice.
        asked_at, until: in the journal's form.
    """

    terminal: Annotated[str, msgspec.Meta(max_length=64)]
    device_key: HexKey
    operator: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    role: Role
    nonce: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
    asked_at: str
    until: str

    def body(self) -> str:
        """Return the one form that is signed."""
        return msgspec.json.encode(self).decode()


class PinResetRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a terminal brings to head office; the device key's signature is over the body."""

    body: Annotated[str, msgspec.Meta(max_length=_BODY_BYTES_MAX)]
    signature: HexSignature


class SignedPinReset(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What it brings back; the root key's signature is over the same body."""

    body: Annotated[str, msgspec.Meta(max_length=_BODY_BYTES_MAX)]
    signature: HexSignature


def pin_reset_request_bytes(body: str) -> bytes:
    """Return what the device key signs."""
    return _REQUEST_TAG + body.encode()


def genuine_pin_reset_request(request: PinResetRequest) -> PinResetTerms | None:
    """Return the terms if the device key in them signed them; None otherwise."""
    terms = pin_reset_terms(request.body)
    if terms is None:
        return None
    signed, signature = pin_reset_request_bytes(request.body), bytes.fromhex(request.signature)
    is_genuine = signature_is_genuine(bytes.fromhex(terms.device_key), signature, signed)
    return terms if is_genuine else None


def sign_pin_reset(request: PinResetRequest, root: Ed25519PrivateKey) -> SignedPinReset:
    """Say yes to a request that was found genuine."""
    return SignedPinReset(request.body, root.sign(_RESET_TAG + request.body.encode()).hex())


def pin_reset_is_genuine(signed: SignedPinReset, root_key: str) -> bool:
    """Whether a root key, 64 hex digits, said yes to this body."""
    message, signature = _RESET_TAG + signed.body.encode(), bytes.fromhex(signed.signature)
    return signature_is_genuine(bytes.fromhex(root_key), signature, message)


def pin_reset_code(body: str) -> str:
    """Return what the person who asked and head office compare over the telephone."""
    digest = hashlib.sha256(_CODE_TAG + body.encode()).hexdigest().upper()
    return f"{digest[:4]} {digest[4:8]} {digest[8:12]}"


def read_pin_reset_request(content: bytes) -> PinResetRequest | None:
    """Read a file with a request; None for anything else."""
    return _read(content, PinResetRequest)


def read_pin_reset(content: bytes) -> SignedPinReset | None:
    """Read a file with an answer; None for anything else."""
    return _read(content, SignedPinReset)


def pin_reset_terms(body: str) -> PinResetTerms | None:
    """Read terms without believing them; None for any form but the one that is signed."""
    try:
        terms = msgspec.json.decode(body, type=PinResetTerms)
    except (msgspec.MsgspecError, RecursionError):
        return None
    return terms if terms.body() == body else None


def _read(content: bytes, kind: type[_FileT]) -> _FileT | None:
    if len(content) > PIN_RESET_BYTES_MAX:
        return None
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
