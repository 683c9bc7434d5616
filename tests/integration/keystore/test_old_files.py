"""Files that older programs made for one another are taken for ever, as they were."""

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from pos.domain.lease import NO_LIMITS
from pos.keystore.agent.agent import KeyAgent
from pos.wire.ceiling import genuine_ceiling
from pos.wire.pin_reset import (
    genuine_pin_reset_request,
    pin_reset_code,
    pin_reset_is_genuine,
    read_pin_reset,
    read_pin_reset_request,
)
from pos.wire.sealed_key import read_sealed_key_file, read_sealing_key_file
from pos.wire.uplink_keys import KeyPurpose, certify
from pos.wire.uplink_lease import lease_terms, read_lease_file
from tests import agent_stories as story
from tests.old_stores import OLD, opened, put

KEPT = json.loads((Path(__file__).parents[2] / "vectors" / "carried_files.json").read_text())
ROOT, SIGNER = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 9))
THEIR_TERMINAL = next(old for old in OLD if old["name"] == "2")
LEASES = [kept for kept in KEPT["files"] if kept["kind"] == "lease"]


def content_of(kept: dict[str, Any]) -> bytes:
    """Return a file as it was."""
    return "".join(kept["file"]).encode()


def the_only(kind: str) -> bytes:
    """Return the one file of a kind."""
    (kept,) = (kept for kept in KEPT["files"] if kept["kind"] == kind)
    return content_of(kept)


def public(key: Ed25519PrivateKey) -> str:
    """Return a public key as hex."""
    return key.public_key().public_bytes_raw().hex()


def joined(folder: Path) -> KeyAgent:
    """Open the terminal that the files are for."""
    agent = opened(put(folder, THEIR_TERMINAL), THEIR_TERMINAL)
    agent.pin_head_office(
        public(ROOT), certify(ROOT, KeyPurpose.LEASE, public(SIGNER), training=True)
    )
    return agent


@pytest.mark.parametrize("kept", LEASES, ids=[kept["name"] for kept in LEASES])
def test_an_old_lease_is_installed_and_sold_by(tmp_path: Path, kept: dict[str, Any]) -> None:
    """What it says counts, what its program did not know yet is nothing."""
    lease = read_lease_file(content_of(kept))
    assert lease is not None
    terms = lease_terms(lease)
    assert terms is not None
    is_first = kept is LEASES[0]
    assert (terms.limits == NO_LIMITS) == is_first
    assert terms.acknowledged == (9 if kept is LEASES[-1] else 0)
    agent = joined(tmp_path)
    installed = agent.take_lease(lease)
    assert (installed.serial, installed.limits) == (terms.serial, terms.limits)
    if lease.ceiling is not None:
        assert genuine_ceiling(lease.ceiling, public(ROOT), training=True) is not None
    receipt = story.issue_one(agent).receipt
    assert receipt.money_issued > THEIR_TERMINAL["money_issued"]
    agent.close()


def test_an_old_sealed_key_opens_at_its_terminal(tmp_path: Path) -> None:
    """The terminal tells the same sealing key, and the box opens with it."""
    sealed, sealing_key = (
        read_sealed_key_file(the_only("sealed_key")),
        read_sealing_key_file(the_only("sealing_key")),
    )
    assert sealed is not None
    agent = joined(tmp_path)
    assert agent.custody.sealing_key() == sealing_key
    assert agent._identity is not None
    key = agent._identity.device_key.open_box(sealed.body, bytes.fromhex(sealed.box))
    assert key == bytes(range(20, 40))
    agent.close()


def test_an_old_pin_reset_leads_to_its_keys() -> None:
    """Request and answer, and the code that people compare."""
    request, answer = (
        read_pin_reset_request(the_only("pin_reset_request")),
        read_pin_reset(the_only("pin_reset")),
    )
    assert request is not None
    assert answer is not None
    terms = genuine_pin_reset_request(request)
    assert terms is not None
    assert terms.device_key == THEIR_TERMINAL["device_key"]
    assert pin_reset_is_genuine(answer, public(ROOT))
    assert pin_reset_code(request.body) == KEPT["pin_reset_code"]


def test_the_manual_suffices_to_check_them() -> None:
    """Page *Files that are carried*: tags, a zero byte, the body as it stands."""
    root, device = ROOT.public_key(), device_key()
    pin_asked, pin_allowed = (
        json.loads(the_only(kind)) for kind in ("pin_reset_request", "pin_reset")
    )
    check(device, b"vendwatt pin reset request 1\0", pin_asked)
    check(root, b"vendwatt pin reset 1\0", pin_allowed)
    sealing_key = json.loads(the_only("sealing_key"))
    sealing_key["body"] = sealing_key["sealing_key"]
    check(device, b"vendwatt sealing key 1\0", sealing_key)
    sealed = json.loads(the_only("sealed_key"))
    box = bytes.fromhex(sealed["box"])
    check(certified(sealed, b"keys"), b"vendwatt sealed key 1\0", sealed, b"\0" + box)
    for kept in LEASES:
        lease = json.loads(content_of(kept))
        check(certified(lease, b"lease"), b"vendwatt lease 1\0", lease)
        if lease.get("ceiling"):
            check(root, b"vendwatt ceiling 1\0", lease["ceiling"])


def device_key() -> Ed25519PublicKey:
    """Return the key of the terminal that the files are for."""
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(THEIR_TERMINAL["device_key"]))


def check(key: Ed25519PublicKey, tag: bytes, signed: dict[str, Any], behind: bytes = b"") -> None:
    """Verify a signed body."""
    key.verify(bytes.fromhex(signed["signature"]), tag + signed["body"].encode() + behind)


def certified(signed: dict[str, Any], purpose: bytes) -> Ed25519PublicKey:
    """Return the key that signed, for which the root key gives its word."""
    certificate = signed["certificate"]
    public_key = certificate["public_key"]
    said = b"\0".join((purpose, b"training", public_key.encode()))
    check(ROOT.public_key(), b"vendwatt head office key 1\0" + said, {**certificate, "body": ""})
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
