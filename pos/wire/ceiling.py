r"""A ceiling: the most that any lease may ever let one terminal issue, by the root key itself.

body      = JSON object of `CeilingTerms`, no white space, keys in the order of its fields, UTF-8
signature = Ed25519 by the root key over "vendwatt ceiling 1\0" body

The root key is off-line, so whoever takes over head office's machine can grant up to the ceilings
that are signed already, and no further. A ceiling travels with a lease.
"""

from typing import Annotated

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.wire.signatures import signature_is_genuine
from pos.wire.uplink_keys import HexSignature

_CEILING_TAG = b"vendwatt ceiling 1\0"

_Amount = Annotated[int, msgspec.Meta(ge=0, le=1 << 60)]


class CeilingTerms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The most that a key agent of one terminal may issue over its life, and until when.

    Attributes:
        terminal: id.
        training: of a training head office.
        serial: a greater one replaces a smaller one; for one terminal.
        until: no lease ends later; in the journal's form.
        money_may_reach: minor units.
        energy_may_reach_milli: thousandths.
    """

    terminal: str
    training: bool
    serial: Annotated[int, msgspec.Meta(ge=1, le=1 << 60)]
    until: str
    money_may_reach: _Amount
    energy_may_reach_milli: _Amount


class SignedCeiling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A ceiling with the root's signature; the body is canonical JSON of the terms, as text."""

    body: Annotated[str, msgspec.Meta(max_length=1024)]
    signature: HexSignature


def sign_ceiling(terms: CeilingTerms, root: Ed25519PrivateKey) -> SignedCeiling:
    """Encode and sign a ceiling, once."""
    body = msgspec.json.encode(terms)
    return SignedCeiling(body.decode(), root.sign(_CEILING_TAG + body).hex())


def ceiling_terms(ceiling: SignedCeiling) -> CeilingTerms | None:
    """Read the terms without believing them; None where they are none."""
    try:
        return msgspec.json.decode(ceiling.body, type=CeilingTerms)
    except (msgspec.MsgspecError, RecursionError):
        return None


def genuine_ceiling(
    ceiling: SignedCeiling, root_key: str, *, training: bool
) -> CeilingTerms | None:
    """Return the terms if a root key, 64 hex digits, signed them for this kind of head office."""
    signed = _CEILING_TAG + ceiling.body.encode()
    if not signature_is_genuine(bytes.fromhex(root_key), bytes.fromhex(ceiling.signature), signed):
        return None
    terms = ceiling_terms(ceiling)
    return terms if terms is not None and terms.training == training else None
