"""Bundles: whose signature counts, and what their bodies may say."""

import json

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.wire.bundle import BundleFlaw, BundleHead, SignedBundle, genuine_head, sign_bundle
from pos.wire.bundle_bodies import (
    LIST_MAX,
    PEOPLE_BYTES_MAX,
    ListedOperator,
    OfficeMessage,
    ProgramRule,
    RevokedKey,
    listed_people,
    read_list,
    read_one,
)
from pos.wire.carried_bundles import read_carried_list
from pos.wire.uplink_keys import KeyCertificate, KeyPurpose, certify

ROOT = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = Ed25519PrivateKey.from_private_bytes(b"\1" * 32)
THIEF = Ed25519PrivateKey.from_private_bytes(b"\2" * 32)
NOON = "2026-11-22T12:00:00.000Z"
HEAD = BundleHead(1, 2, "", True, "meters", "0" * 64, NOON)  # noqa: FBT003 - a field in order.


def public(key: Ed25519PrivateKey) -> str:
    """Return a public key as hex."""
    return key.public_key().public_bytes_raw().hex()


def word(
    purpose: KeyPurpose = KeyPurpose.BUNDLE,
    *,
    training: bool = True,
    root: Ed25519PrivateKey = ROOT,
) -> KeyCertificate:
    """Return a root key's word for the key that signs."""
    return certify(root, purpose, public(KEY), training=training)


BUNDLE = sign_bundle(HEAD, "body", KEY, word())


def deep() -> SignedBundle:
    """Return what is signed and nests too deep to be read."""
    text = "[" * 1000
    signature = KEY.sign(b"vendwatt bundle 1\0" + text.encode()).hex()
    return SignedBundle(text, signature, word(), "body")


@pytest.mark.parametrize(
    ("bundle", "flaw"),
    [
        (sign_bundle(HEAD, "body", KEY, word(KeyPurpose.LEASE)), BundleFlaw.KEY),
        (sign_bundle(HEAD, "body", KEY, word(training=False)), BundleFlaw.KEY),
        (sign_bundle(HEAD, "body", KEY, word(root=THIEF)), BundleFlaw.KEY),
        (sign_bundle(HEAD, "body", THIEF, word()), BundleFlaw.SIGNATURE),
        (
            sign_bundle(msgspec.structs.replace(HEAD, training=False), "body", KEY, word()),
            BundleFlaw.HEAD,
        ),
        (deep(), BundleFlaw.HEAD),
        (msgspec.structs.replace(BUNDLE, body="another"), BundleFlaw.BODY),
    ],
    ids=["purpose", "kind of key", "root", "signature", "kind of head", "deep", "body"],
)
def test_each_bundle_is_refused_for_its_own_flaw(bundle: SignedBundle, flaw: BundleFlaw) -> None:
    """One that has none gives its head."""
    assert genuine_head(bundle, public(ROOT), training=True) is flaw
    head = genuine_head(BUNDLE, public(ROOT), training=True)
    assert isinstance(head, BundleHead)
    assert head.kind == "meters"


def people(*said: tuple[str, str, bool]) -> str:
    """Return a list of people."""
    return json.dumps([{"name": n, "role": r, "removed": gone} for n, r, gone in said])


def test_the_last_word_about_each_person_counts_and_supervisors_come_first() -> None:
    """So that one may take another's place in one list; who is removed comes to be nothing."""
    body = people(
        ("a", "supervisor", False), ("a", "agent", False), ("b", "supervisor", True),
        ("c", "supervisor", False),
    )  # fmt: skip
    assert listed_people(body) == (
        ListedOperator("c", "supervisor"),
        ListedOperator("a", "agent"),
        ListedOperator("b", "supervisor", removed=True),
    )


def test_long_lists_are_none() -> None:
    """Whoever reads one holds all of it."""
    body = people(("a", "agent", False))
    assert listed_people(body + " " * (PEOPLE_BYTES_MAX - len(body))) is not None
    assert listed_people(body + " " * (PEOPLE_BYTES_MAX + 1 - len(body))) is None
    key = {"sgc": "123456", "krn": 1}
    assert read_list(json.dumps([key] * LIST_MAX), RevokedKey) is not None
    assert read_list(json.dumps([key] * (LIST_MAX + 1)), RevokedKey) is None
    assert read_list("[" * 5000, RevokedKey) is None
    assert read_one("[" * 5000, RevokedKey) is None


@pytest.mark.parametrize(
    ("changes", "fits"),
    [
        ({}, True),
        ({"starts": NOON, "ends": ""}, True),
        ({"ends": "tomorrow"}, False),
        ({"texts": {"en": "two\nlines"}}, False),
    ],
)
def test_a_message_is_plain_and_has_its_times(changes: dict[str, object], fits: bool) -> None:  # noqa: FBT001 - by its case.
    """It is printed on paper."""
    message = read_one('{"id":"m","place":"both","texts":{"en":"Hello"}}', OfficeMessage)
    assert message is not None
    assert msgspec.structs.replace(message, **changes).is_well_formed() is fits


def test_a_rule_about_programs_has_a_time_that_is_one() -> None:
    """Or none."""
    assert ProgramRule("1.2").is_well_formed()
    assert ProgramRule("1.2", NOON).is_well_formed()
    assert not ProgramRule("1.2", "soon").is_well_formed()


@pytest.mark.parametrize(
    ("versions", "rises"),
    [
        ([], True),
        ([[1, 3], [2, 1]], True),
        ([[1, 2]], False),
        ([[1, 1], [1, 3]], False),
        ([[1, 3], [1, 3]], False),
        ([[2, 1], [1, 9]], False),
    ],
)
def test_what_a_file_carries_rises(versions: list[list[int]], rises: bool) -> None:  # noqa: FBT001 - by its case.
    """Each is newer than the one before, the first than what the terminal must have."""
    listed = read_carried_list(json.dumps({"after": [1, 2], "versions": versions}))
    assert (listed is not None) is rises
