"""The terminal's device key: signs issue receipts, journal heads and requests with Ed25519."""

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.domain.approval import approval_bytes
from pos.domain.entries import ApprovalReceipt, IssueReceipt
from pos.domain.journal import Checkpoint, Head
from pos.wire.issue_receipt import issue_receipt_bytes
from pos.wire.uplink_request import RequestToSign


class DeviceKey:
    """A signing key that shows only its public half."""

    __slots__ = ("_private",)

    def __init__(self, seed: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(seed)

    @property
    def public(self) -> str:
        """Public key, 64 hex digits."""
        return self._private.public_key().public_bytes_raw().hex()

    def sign_receipt(self, receipt: IssueReceipt) -> IssueReceipt:
        """Return the receipt with its signature; see `pos.wire.issue_receipt`."""
        signature = self._private.sign(issue_receipt_bytes(receipt))
        return msgspec.structs.replace(receipt, signature=signature.hex())

    def sign_approval(self, approval: ApprovalReceipt) -> ApprovalReceipt:
        """Return the approval with its signature; see `pos.domain.approval`."""
        signature = self._private.sign(approval_bytes(approval))
        return msgspec.structs.replace(approval, signature=signature.hex())

    def sign_head(self, head: Head) -> Checkpoint:
        """Return the signed head; the same head always gives the same signature."""
        return Checkpoint(head, self._private.sign(head.signed_bytes()))

    def sign_request(self, request: RequestToSign) -> bytes:
        """Return the signature of a request to head office, 64 bytes."""
        return self._private.sign(request.signed_bytes())
