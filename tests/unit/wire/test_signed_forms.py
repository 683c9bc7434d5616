"""What is signed about each message that travels, byte for byte.

A terminal may be years older than its head office, and its files are kept: another tag, or a field
that is signed in another way, and each would take the other for a forger.
"""

import hashlib
import hmac

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.domain.operator import Role
from pos.wire import (
    answer_keys,
    bundle,
    ceiling,
    pin_reset,
    sealed_key,
    uplink_enrolment,
    uplink_keys,
    uplink_lease,
    uplink_request,
)
from pos.wire.uplink_keys import KeyCertificate, KeyPurpose

NOON, LATER = "2026-11-22T12:00:00.000Z", "2026-12-22T12:00:00.000Z"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw().hex()
CERTIFICATE = KeyCertificate(
    KeyPurpose.LEASE, training=True, public_key=PUBLIC, signature="0" * 128
)
LEASE = uplink_lease.LeaseTerms(
    terminal="T1",
    device_key=PUBLIC,
    serial=2,
    not_before=NOON,
    until=LATER,
    money_may_reach=1,
    energy_may_reach_milli=2,
    energy_per_meter_day_milli=3,
    lane=0,
    lanes=1,
)
CEILING = ceiling.CeilingTerms("T1", True, 1, LATER, 10, 20)  # noqa: FBT003 - a field in order.
HEAD = bundle.BundleHead(1, 2, "T1", True, "meters", "", NOON)  # noqa: FBT003 - a field in order.
STATEMENT = answer_keys.AnswerKeyTerms(
    n=7, training=True, old_key=PUBLIC, new_key="1" * 64, said_at=NOON, old_until=LATER
)
RESET = pin_reset.PinResetTerms("T1", PUBLIC, "anna", Role.AGENT, "a" * 32, NOON, LATER).body()
REQUEST = uplink_request.RequestToSign("POST", "/v1/time", "T1", NOON, "b" * 32, "c" * 64)
ENROL = uplink_enrolment.EnrolRequest(1, "T1", 1, PUBLIC, True, "EUR", 1, 2, 3, "")  # noqa: FBT003 - a field in order.
WELCOME = uplink_enrolment.EnrolAnswer("T1", True, 1, PUBLIC, CERTIFICATE, "")  # noqa: FBT003 - a field in order.


def signed(*parts: bytes | str) -> str:
    """Sign what the description says, and nothing else."""
    return KEY.sign(b"".join(p.encode() if isinstance(p, str) else p for p in parts)).hex()


def test_a_certificate() -> None:
    """Purpose, kind and key."""
    certificate = uplink_keys.certify(KEY, KeyPurpose.KEYS, "1" * 64, training=False)
    assert certificate.signature == signed(
        b"vendwatt head office key 1\0", "keys\0", "real\0", "1" * 64
    )
    told = hashlib.sha256(b"vendwatt fingerprint 1\0" + bytes.fromhex(PUBLIC)).hexdigest()
    assert uplink_keys.fingerprint(PUBLIC).replace(" ", "") == told[:32].upper()


def test_a_lease_and_its_ceiling() -> None:
    """Their JSON, as it travels."""
    lease = uplink_lease.sign_lease(LEASE, KEY, CERTIFICATE)
    assert lease.body.startswith('{"terminal":"T1","device_key":"')
    assert lease.signature == signed(b"vendwatt lease 1\0", lease.body)
    most = ceiling.sign_ceiling(CEILING, KEY)
    assert most.body == (
        f'{{"terminal":"T1","training":true,"serial":1,"until":"{LATER}",'
        '"money_may_reach":10,"energy_may_reach_milli":20}'
    )
    assert most.signature == signed(b"vendwatt ceiling 1\0", most.body)


def test_a_bundle() -> None:
    """Its head, which holds the digest of its body whatever it held before."""
    made = bundle.sign_bundle(HEAD, "body", KEY, CERTIFICATE)
    digest = hashlib.sha256(b"body").hexdigest()
    assert made.head == (
        '{"epoch":1,"n":2,"terminal":"T1","training":true,"kind":"meters",'
        f'"digest":"{digest}","created_at":"{NOON}"}}'
    )
    assert made.signature == signed(b"vendwatt bundle 1\0", made.head)


def test_a_statement_about_the_answer_key() -> None:
    """By each key over the same."""
    said = (
        b"vendwatt answer key statement 1\0",
        f"7\0training\0{PUBLIC}\0{'1' * 64}\0{NOON}\0{LATER}",
    )
    by_old = answer_keys.signed_by_old(STATEMENT, KEY)
    assert by_old.by_old == answer_keys.signed_by_root(by_old, KEY).by_root == signed(*said)


@pytest.mark.parametrize(
    "change",
    [
        {"n": 8},
        {"training": False},
        {"old_key": "2" * 64},
        {"new_key": "2" * 64},
        {"said_at": LATER},
        {"old_until": NOON},
    ],
)
def test_each_field_of_a_statement_is_signed(change: dict[str, object]) -> None:
    """Whoever carries it makes no key good for longer."""
    changed = msgspec.structs.replace(STATEMENT, **change)
    assert changed.signed_bytes() != STATEMENT.signed_bytes()


def test_a_sealing_key_and_what_is_sealed_for_it() -> None:
    """The box is signed with its attributes."""
    assert sealed_key.sealing_key_bytes("1" * 64) == b"vendwatt sealing key 1\0" + b"1" * 64
    info, box = b"vendwatt sealed key 1\0{}", bytes(49)
    assert sealed_key.hpke_info("{}") == info
    made = sealed_key.sign_sealed_key("{}", box, KEY, CERTIFICATE)
    assert made.signature == signed(info, b"\0", box)


def test_a_pin_reset() -> None:
    """Question, answer, and what people compare."""
    assert pin_reset.pin_reset_request_bytes(RESET) == (
        b"vendwatt pin reset request 1\0" + RESET.encode()
    )
    asked = pin_reset.PinResetRequest(RESET, "0" * 128)
    assert pin_reset.sign_pin_reset(asked, KEY).signature == signed(
        b"vendwatt pin reset 1\0", RESET
    )
    told = hashlib.sha256(b"vendwatt pin reset code 1\0" + RESET.encode()).hexdigest()
    assert pin_reset.pin_reset_code(RESET).replace(" ", "") == told[:12].upper()


def test_a_request_and_its_answer() -> None:
    """All that a request says; the answer is about this request and this body."""
    assert REQUEST.signed_bytes() == (
        b"vendwatt request 1\0" + f"POST\0/v1/time\0T1\0{NOON}\0{'b' * 32}\0{'c' * 64}".encode()
    )
    digest = hashlib.sha256(b"{}").hexdigest()
    assert uplink_request.answer_bytes("d" * 128, b"{}") == (
        b"vendwatt answer 1\0" + f"{'d' * 128}\0{digest}".encode()
    )


def test_joining() -> None:
    """Proofs by the code's key; that of the answer is about the request's."""
    key = uplink_enrolment.code_key("0" * 20)
    assert key == hashlib.sha256(b"vendwatt enrolment code 1\0" + b"0" * 20).digest()
    asked = uplink_enrolment.prove_request(ENROL, key)
    said = b"vendwatt enrolment request 1\0" + msgspec.json.encode(ENROL)
    assert asked.proof == hmac.new(key, said, "sha256").hexdigest()
    answered = uplink_enrolment.prove_answer(WELCOME, asked, key)
    said = b"vendwatt enrolment answer 1\0" + asked.proof.encode() + msgspec.json.encode(WELCOME)
    assert answered.proof == hmac.new(key, said, "sha256").hexdigest()
