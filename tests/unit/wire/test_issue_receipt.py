"""What the device key signs about an issue."""

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.domain.entries import IssueReceipt
from pos.wire.issue_receipt import is_signed_by, issue_receipt_bytes
from tests.builders import a_token, an_issue

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw().hex()


def signed(receipt: IssueReceipt) -> IssueReceipt:
    """Sign a receipt."""
    signature = KEY.sign(issue_receipt_bytes(receipt)).hex()
    return msgspec.structs.replace(receipt, signature=signature)


def test_the_signed_bytes_stay_as_they_are_for_ever() -> None:
    """Tag, then the fields in order, without the signature."""
    assert issue_receipt_bytes(an_issue(signature="ff")) == (
        b"vendwatt issue receipt 1\0"
        b'{"issue_no":1,"issued_at":"2026-11-22T10:00:00.000Z",'
        b'"sale_id":"00000000-0000-4000-8000-000000000001","request_digest":"' + b"0" * 64 + b'",'
        b'"lease_serial":1,"money_issued":10000,"energy_issued_milli":45500,'
        b'"tokens":[{"kind":"credit","digits":"12345678901234567890","units_milli":45500,'
        b'"tid":6779000,"krn":1,"training":true}],"signature":""}'
    )


def test_a_signed_receipt_is_accepted() -> None:
    """With the public key alone."""
    assert is_signed_by(signed(an_issue()), PUBLIC)


@pytest.mark.parametrize(
    "change",
    [
        {"issue_no": 2},
        {"sale_id": "00000000-0000-4000-8000-000000000002"},
        {"money_issued": 1},
        {"tokens": (a_token(digits="0" * 20),)},
        {"signature": "00" * 64},
        {"signature": "not hex"},
        {"signature": ""},
    ],
)
def test_a_changed_receipt_is_not(change: dict[str, object]) -> None:
    """Whatever was changed."""
    assert not is_signed_by(msgspec.structs.replace(signed(an_issue()), **change), PUBLIC)
