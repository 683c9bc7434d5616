"""The key agent and head office: over the socket, and before unlocking."""

from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.domain.errors import (
    AgentUnreachable,
    HeadOfficeKindDiffers,
    HeadOfficePinned,
    IdentityLocked,
    LeaseNotGenuine,
)
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.client.starter import ensure_agent
from pos.wire.signatures import signature_is_genuine
from pos.wire.uplink_keys import KeyCertificate, KeyPurpose, certify
from pos.wire.uplink_lease import LeaseTerms, SignedLease, sign_lease
from pos.wire.uplink_request import RequestToSign, body_digest
from tests import agent_stories as story

REQUEST = RequestToSign(
    method="POST",
    path="/v1/uplink",
    terminal="T1",
    time="2026-11-22T10:00:00.000Z",
    nonce="0" * 32,
    body_digest=body_digest(b"{}"),
)
ROOT = Ed25519PrivateKey.from_private_bytes(b"\1" * 32)
LEASE_KEY = Ed25519PrivateKey.from_private_bytes(b"\2" * 32)


def public(key: Ed25519PrivateKey) -> str:
    """Return a public key as hex."""
    return key.public_key().public_bytes_raw().hex()


def certificate(*, training: bool = True) -> KeyCertificate:
    """Certify the lease key."""
    return certify(ROOT, KeyPurpose.LEASE, public(LEASE_KEY), training=training)


def a_lease(device_key: str) -> SignedLease:
    """Grant something to a device."""
    terms = LeaseTerms(
        terminal="T1",
        device_key=device_key,
        serial=7,
        not_before="2026-11-01T00:00:00.000Z",
        until="2099-01-01T00:00:00.000Z",
        money_may_reach=10,
        energy_may_reach_milli=20,
        energy_per_meter_day_milli=30,
        lane=0,
        lanes=1,
    )
    return sign_lease(terms, LEASE_KEY, certificate())


def test_everything_works_from_another_process(tmp_path: Path) -> None:
    """Signing, pinning and leases cross the socket; errors keep their types."""
    with ensure_agent(story.new_vault(tmp_path)) as client:
        pid = client.agent_pid()
        client.unlock(story.PASSPHRASE)
        device_key = client.device_key()
        signature = client.sign_request(REQUEST)
        assert signature_is_genuine(bytes.fromhex(device_key), signature, REQUEST.signed_bytes())
        lease = a_lease(device_key)
        with pytest.raises(LeaseNotGenuine):
            client.take_lease(lease)
        client.pin_head_office(public(ROOT), certificate())
        assert client.take_lease(lease).serial == 7
        with pytest.raises(HeadOfficePinned):
            client.pin_head_office(public(LEASE_KEY), _by_other_root())
    story.wait_for_end(pid)


def _by_other_root() -> KeyCertificate:
    return certify(LEASE_KEY, KeyPurpose.LEASE, public(ROOT), training=True)


def test_nothing_works_before_unlocking(tmp_path: Path) -> None:
    """The device key is inside the identity compartment."""
    agent = KeyAgent.open(story.new_vault(tmp_path), clock=story.SetClock(), randomness=bytes)
    calls: list[Callable[[], object]] = [
        lambda: agent.sign_request(REQUEST),
        lambda: agent.pin_head_office(public(ROOT), certificate()),
        lambda: agent.take_lease(a_lease("00" * 32)),
    ]
    for call in calls:
        with pytest.raises(IdentityLocked):
            call()
    agent.close()


def test_requests_are_signed_while_the_vending_keys_are_locked(tmp_path: Path) -> None:
    """Sync goes on behind a locked till."""
    agent = story.opened(story.new_vault(tmp_path), story.SetClock())
    agent.lock()
    assert len(agent.sign_request(REQUEST)) == 64
    agent.close()


def test_only_a_request_is_signed(tmp_path: Path) -> None:
    """Fields that could run into each other are refused."""
    agent = story.opened(story.new_vault(tmp_path), story.SetClock())
    with pytest.raises(AgentUnreachable):
        agent.sign_request(RequestToSign("POST", "/\0", "T1", "", "0" * 32, ""))
    agent.close()


def test_a_pin_is_checked_and_lasts(tmp_path: Path) -> None:
    """Kind and certificate are checked; the same again is fine, even after a restart."""
    folder = story.new_vault(tmp_path)
    agent = story.opened(folder, story.SetClock())
    with pytest.raises(HeadOfficeKindDiffers):
        agent.pin_head_office(public(ROOT), certificate(training=False))
    with pytest.raises(LeaseNotGenuine):
        agent.pin_head_office(public(LEASE_KEY), certificate())
    agent.pin_head_office(public(ROOT), certificate())
    agent.close()
    agent = story.opened(folder, story.SetClock())
    agent.pin_head_office(public(ROOT), certificate())
    with pytest.raises(HeadOfficePinned):
        agent.pin_head_office(public(LEASE_KEY), _by_other_root())
    agent.close()
