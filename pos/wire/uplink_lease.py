r"""A lease as it travels from head office to a key agent: over the line or in a file.

body      = JSON object of `LeaseTerms`, no white space, keys in the order of its fields, UTF-8;
            fields that say nothing may be missing
signature = Ed25519 by a certified lease key over "vendwatt lease 1\0" body
file      = JSON object of `SignedLease`; a ceiling of the root key may travel with it
"""

from typing import Annotated

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.domain.lease import NO_LIMITS, LeaseLimits
from pos.wire.ceiling import CeilingTerms, SignedCeiling
from pos.wire.signatures import signature_is_genuine
from pos.wire.uplink_keys import (
    HexKey,
    HexSignature,
    KeyCertificate,
    KeyPurpose,
    is_certified_by,
)

LEASE_BYTES_MAX = 16 * 1024
_BODY_BYTES_MAX = 10 * 1024
_LEASE_TAG = b"vendwatt lease 1\0"

_Amount = Annotated[int, msgspec.Meta(ge=0, le=1 << 60)]


class LeaseTerms(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What one terminal may issue until when; sums are cumulative over the agent's life.

    Attributes:
        terminal: id.
        device_key: of the agent that may install it, 64 hex digits.
        serial: strictly newer ones only.
        not_before, until: times in the journal's form.
        money_may_reach: minor units.
        energy_may_reach_milli: thousandths.
        energy_per_meter_day_milli: thousandths for one meter in one day (UTC).
        lane, lanes: token identifiers t with t mod lanes = lane.
        limits: everything else; a lease from before it says none.
        acknowledged: entries of this terminal that head office has, where a lane moves; 0 else.
    """

    terminal: str
    device_key: HexKey
    serial: Annotated[int, msgspec.Meta(ge=1, le=1 << 60)]
    not_before: str
    until: str
    money_may_reach: _Amount
    energy_may_reach_milli: _Amount
    energy_per_meter_day_milli: _Amount
    lane: int
    lanes: int
    limits: LeaseLimits = NO_LIMITS
    acknowledged: _Amount = 0


class SignedLease(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A lease with its signature and the root's word for the key that made it.

    Attributes:
        body: canonical JSON of the terms, as text.
        signature: 128 hex digits.
        certificate: of the lease key.
        ceiling: newest one of this terminal; None for none.
    """

    body: Annotated[str, msgspec.Meta(max_length=_BODY_BYTES_MAX)]
    signature: HexSignature
    certificate: KeyCertificate
    ceiling: SignedCeiling | None = None


def sign_lease(
    terms: LeaseTerms,
    key: Ed25519PrivateKey,
    certificate: KeyCertificate,
    ceiling: SignedCeiling | None = None,
) -> SignedLease:
    """Encode and sign a lease, once."""
    body = msgspec.json.encode(terms)
    return SignedLease(body.decode(), key.sign(_LEASE_TAG + body).hex(), certificate, ceiling)


def lease_terms(lease: SignedLease) -> LeaseTerms | None:
    """Read the terms without believing them; None where they are none."""
    try:
        return msgspec.json.decode(lease.body, type=LeaseTerms)
    except (msgspec.MsgspecError, RecursionError):
        return None


def genuine_terms(lease: SignedLease, root_key: str, *, training: bool) -> LeaseTerms | None:
    """Return the terms if they lead back to a pinned root key.

    Args:
        lease: from anywhere.
        root_key: 64 hex digits.
        training: which kind of head office may grant.

    Returns:
        None where certificate or signature is not genuine, the key is for another purpose or of
        the other kind of head office, or the terms cannot be read.
    """
    certificate = lease.certificate
    is_lease_key = certificate.purpose is KeyPurpose.LEASE and certificate.training == training
    if not is_lease_key or not is_certified_by(certificate, root_key):
        return None
    signed = _LEASE_TAG + lease.body.encode()
    public_key = bytes.fromhex(certificate.public_key)
    if not signature_is_genuine(public_key, bytes.fromhex(lease.signature), signed):
        return None
    return lease_terms(lease)


def above_ceiling(lease: LeaseTerms, ceiling: CeilingTerms) -> str:
    """Return what of a lease is above a ceiling: `money`, `energy`, `until`; empty for nothing."""
    for what, asked, most in (
        ("money", lease.money_may_reach, ceiling.money_may_reach),
        ("energy", lease.energy_may_reach_milli, ceiling.energy_may_reach_milli),
    ):
        if asked > most:
            return what
    return "until" if lease.until > ceiling.until else ""


def read_lease_file(content: bytes) -> SignedLease | None:
    """Read a lease file; None for anything else."""
    if len(content) > LEASE_BYTES_MAX:
        return None
    try:
        return msgspec.json.decode(content, type=SignedLease)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
