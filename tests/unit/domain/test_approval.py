"""What a second person signs."""

import hashlib

import msgspec

from pos.domain.approval import NOT_APPROVED, approval_bytes, request_digest
from pos.domain.entries import ApprovalReceipt, CashDropped
from tests.cash_builders import a_closing

APPROVAL = ApprovalReceipt("supervisor", "ab" * 32, "2026-11-22T10:00:00.000Z", "cd" * 64)


def a_drop(approval: ApprovalReceipt | None = None, amount: int = 100) -> CashDropped:
    """A drop into the safe."""
    return CashDropped(1, amount, "safe", "full", "", approval)


def test_an_approval_is_not_part_of_what_it_approves() -> None:
    """So that anybody finds the digest again in the finished entry."""
    assert request_digest(a_drop()) == request_digest(a_drop(APPROVAL))
    assert request_digest(a_closing()) == request_digest(a_closing(approval=APPROVAL))


def test_every_change_of_the_request_changes_its_digest() -> None:
    """A cent more is another request."""
    assert request_digest(a_drop()) != request_digest(a_drop(amount=101))
    assert request_digest(a_closing()) != request_digest(a_closing(reason="other"))


def test_the_bytes_are_those_of_the_manual() -> None:
    """A stranger makes them from the entry's own JSON."""
    blank = msgspec.json.encode(msgspec.structs.replace(APPROVAL, signature=""))
    assert approval_bytes(APPROVAL) == b"vendwatt approval 1\0" + blank
    payload = msgspec.json.encode(a_closing(approval=NOT_APPROVED))
    digest = hashlib.sha256(b"vendwatt approval request 1\0" + payload).hexdigest()
    assert request_digest(a_closing()) == digest
