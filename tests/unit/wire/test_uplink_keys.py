"""Certificates of head office's keys, and leases signed with them."""

import re

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.domain.lease import GROUPS_MAX, NO_LIMITS, FloorPrice, GroupLane, LeaseLimits
from pos.wire.uplink_keys import KeyCertificate, KeyPurpose, certify, fingerprint, is_certified_by
from pos.wire.uplink_lease import (
    LEASE_BYTES_MAX,
    LeaseTerms,
    SignedLease,
    genuine_terms,
    lease_terms,
    read_lease_file,
    sign_lease,
)

ROOT = bytes(range(32))
TERMS = LeaseTerms(
    terminal="T1",
    device_key="ab" * 32,
    serial=2,
    not_before="2026-11-22T00:00:00.000Z",
    until="2026-12-22T00:00:00.000Z",
    money_may_reach=1,
    energy_may_reach_milli=2,
    energy_per_meter_day_milli=3,
    lane=0,
    lanes=1,
)


def public(key: Ed25519PrivateKey) -> str:
    """Return a public key as hex."""
    return key.public_key().public_bytes_raw().hex()


def a_root() -> Ed25519PrivateKey:
    """Return a root key."""
    return Ed25519PrivateKey.from_private_bytes(ROOT)


def a_certificate(purpose: KeyPurpose, *, training: bool = True) -> KeyCertificate:
    """Certify a key made of ones."""
    key = Ed25519PrivateKey.from_private_bytes(b"\1" * 32)
    return certify(a_root(), purpose, public(key), training=training)


def a_lease(certificate: KeyCertificate) -> SignedLease:
    """Sign the terms with that key."""
    return sign_lease(TERMS, Ed25519PrivateKey.from_private_bytes(b"\1" * 32), certificate)


def test_a_certificate_leads_back_to_its_root_only() -> None:
    """Another root did not sign it."""
    certificate = a_certificate(KeyPurpose.LEASE)
    assert is_certified_by(certificate, public(a_root()))
    assert not is_certified_by(certificate, certificate.public_key)


@pytest.mark.parametrize("change", [{"training": False}, {"purpose": KeyPurpose.ANSWER}])
def test_purpose_and_kind_are_certified(change: dict[str, object]) -> None:
    """Neither can be changed afterwards."""
    changed = msgspec.structs.replace(a_certificate(KeyPurpose.LEASE), **change)
    assert not is_certified_by(changed, public(a_root()))


def test_a_lease_is_believed_from_a_lease_key_of_the_right_kind_only() -> None:
    """The key that signs answers grants nothing, and training grants nothing to the real."""
    root = public(a_root())
    lease = a_lease(a_certificate(KeyPurpose.LEASE))
    assert genuine_terms(lease, root, training=True) == TERMS
    assert genuine_terms(lease, root, training=False) is None
    assert genuine_terms(a_lease(a_certificate(KeyPurpose.ANSWER)), root, training=True) is None


def test_a_lease_file_is_read_back_and_nothing_else_is() -> None:
    """Strict reading of a file from a stick."""
    lease = a_lease(a_certificate(KeyPurpose.LEASE))
    content = msgspec.json.encode(lease)
    assert read_lease_file(content) == lease
    for other in (b"", b"{}", b"[" * 10_000, b"\xff", content + b"x", b" " * (LEASE_BYTES_MAX + 1)):
        assert read_lease_file(other) is None


def test_a_lease_from_before_its_limits_is_still_read() -> None:
    """An older head office signed these bytes; they limit nothing further."""
    body = (
        '{"terminal":"T1","device_key":"' + "0" * 64 + '","serial":1,'
        '"not_before":"2026-11-01T00:00:00.000Z","until":"2026-12-01T00:00:00.000Z",'
        '"money_may_reach":1,"energy_may_reach_milli":2,"energy_per_meter_day_milli":3,'
        '"lane":0,"lanes":1}'
    )
    terms = lease_terms(SignedLease(body, "0" * 128, a_certificate(KeyPurpose.LEASE)))
    assert terms is not None
    assert terms.limits == NO_LIMITS


def test_the_largest_lease_fits_into_its_file() -> None:
    """Every supply group with a floor and a lane of its own."""
    groups = [f"{number:06d}" for number in range(GROUPS_MAX)]
    limits = LeaseLimits(
        floors=tuple(FloorPrice(sgc, "electricity", 10**9) for sgc in groups),
        group_lanes=tuple(GroupLane(sgc, 15, 16) for sgc in groups),
    )
    terms = msgspec.structs.replace(TERMS, limits=limits)
    key = Ed25519PrivateKey.from_private_bytes(b"\1" * 32)
    lease = sign_lease(terms, key, a_certificate(KeyPurpose.LEASE))
    content = msgspec.json.encode(lease)
    assert read_lease_file(content) == lease
    assert genuine_terms(lease, public(a_root()), training=True) == terms


def test_a_fingerprint_is_eight_groups_of_four() -> None:
    """It can be read out over a telephone; other keys have others."""
    assert re.fullmatch(r"([0-9A-F]{4} ){7}[0-9A-F]{4}", fingerprint("00" * 32))
    assert fingerprint("00" * 32) != fingerprint("01" * 32)
