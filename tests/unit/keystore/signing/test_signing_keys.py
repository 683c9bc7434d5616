"""Keys of a head office go into a vault with the root key's word for each, or not at all."""

import os
from dataclasses import replace
from functools import partial

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.domain.errors import VaultDamaged
from pos.keystore.signing.signing_keys import SigningKeys, decode_answering, decode_granting
from pos.wire.uplink_keys import KeyPurpose, certify

ROOT = Ed25519PrivateKey.from_private_bytes(b"\1" * 32)
PUBLIC = ROOT.public_key().public_bytes_raw().hex()
KEYS = SigningKeys(PUBLIC, {}, ()).with_missing(partial(certify, ROOT, training=True), os.urandom)
REAL = SigningKeys(PUBLIC, {}, ()).with_missing(partial(certify, ROOT, training=False), os.urandom)


def without(purpose: KeyPurpose) -> SigningKeys:
    """Return them without one seed and its certificate."""
    seeds = {name: seed for name, seed in KEYS.seeds.items() if name is not purpose}
    words = tuple(each for each in KEYS.certificates if each.purpose is not purpose)
    return SigningKeys(PUBLIC, seeds, words)


def test_what_is_needed_is_there_and_certified() -> None:
    """Older head offices have no keys for bundles."""
    assert KEYS.hold_together()
    assert without(KeyPurpose.BUNDLE).hold_together()
    seeds = KEYS.seeds
    for wrong in (
        without(KeyPurpose.LEASE),
        without(KeyPurpose.ANSWER),
        replace(KEYS, certificates=KEYS.certificates[:-1]),
        replace(KEYS, root_key="1" * 64),
        replace(KEYS, seeds=REAL.seeds),
        replace(KEYS, seeds=seeds | {KeyPurpose.LEASE: seeds[KeyPurpose.LEASE] + b"\0"}),
        SigningKeys(
            PUBLIC,
            seeds | {KeyPurpose.LEASE: REAL.seeds[KeyPurpose.LEASE]},
            tuple(
                next(each for each in REAL.certificates if each.purpose is one.purpose)
                if one.purpose is KeyPurpose.LEASE
                else one
                for one in KEYS.certificates
            ),
        ),
    ):
        assert not wrong.hold_together()


@pytest.mark.parametrize("wrong", [b"", b"\0" * 31, b"\0" * 33])
def test_seeds_of_another_length_are_damage(wrong: bytes) -> None:
    """Nobody signs with half a key."""
    answering, granting = KEYS.contents(b"\2" * 32)
    assert decode_answering(msgspec.msgpack.encode(answering)) == answering
    assert decode_granting(msgspec.msgpack.encode(granting)) == granting
    for name in ("answer_seed", "ledger_key"):
        changed = msgspec.structs.replace(answering, **{name: wrong})
        with pytest.raises(VaultDamaged):
            decode_answering(msgspec.msgpack.encode(changed))
    for name in ("lease_seed", "keys_seed"):
        changed_grant = msgspec.structs.replace(granting, **{name: wrong})
        if (name, wrong) == ("keys_seed", b""):
            assert decode_granting(msgspec.msgpack.encode(changed_grant)) == changed_grant
            continue
        with pytest.raises(VaultDamaged):
            decode_granting(msgspec.msgpack.encode(changed_grant))
