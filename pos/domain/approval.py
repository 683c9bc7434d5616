"""A second person's yes to one exact request, and how anybody checks it a year later.

request digest  = SHA-256 over "vendwatt approval request 1", a zero byte, and the entry's
                  payload with an empty approval, as compact JSON, keys in the order of the kind
approval bytes  = "vendwatt approval 1", a zero byte, and the approval with an empty signature,
                  encoded alike; signed with Ed25519 by the device key
"""

import hashlib
from typing import Final

import msgspec

from pos.domain.entries import (
    ApprovalReceipt,
    CashDropped,
    CashPaidOut,
    CashRefunded,
    DrawerHandedOver,
    SaleBegun,
    SaleBegunV3,
    SaleBegunV4,
    ShiftClosed,
    ShiftClosedV1,
    Unpaid,
)

_REQUEST_TAG: Final = b"vendwatt approval request 1\0"
_APPROVAL_TAG: Final = b"vendwatt approval 1\0"
NOT_APPROVED: Final = ApprovalReceipt(approver="", request_digest="", approved_at="", signature="")

Approvable = (
    CashDropped
    | CashPaidOut
    | CashRefunded
    | DrawerHandedOver
    | ShiftClosed
    | ShiftClosedV1
    | SaleBegun
    | SaleBegunV3
    | SaleBegunV4
    | Unpaid
)
"""The kinds that a second person approves."""


def request_digest(payload: Approvable) -> str:
    """Return the digest of what is to be approved, 64 hex digits; an approval in it is left out."""
    is_always_approved = isinstance(payload, DrawerHandedOver | ShiftClosed | ShiftClosedV1)
    blank = NOT_APPROVED if is_always_approved else None
    unapproved = msgspec.structs.replace(payload, approval=blank)
    return hashlib.sha256(_REQUEST_TAG + msgspec.json.encode(unapproved)).hexdigest()


def approval_bytes(approval: ApprovalReceipt) -> bytes:
    """Return the bytes that the device key signs."""
    return _APPROVAL_TAG + msgspec.json.encode(msgspec.structs.replace(approval, signature=""))
