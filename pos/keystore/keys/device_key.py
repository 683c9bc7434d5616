r"""The terminal's device key: signs issue receipts, journal heads and requests with Ed25519.

What others seal for this agent opens with an X25519 key of the same seed: HKDF-SHA-256 with the
info "vendwatt sealing seed 1\0".
"""

from typing import Final

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pos.domain.approval import approval_bytes
from pos.domain.entries import ApprovalReceipt, IssueReceipt
from pos.domain.journal import Checkpoint, Head
from pos.keystore.files.terminal_clock import ToldTime
from pos.keystore.keys.hpke_box import open_box
from pos.keystore.vault.slots import KEY_BYTES
from pos.wire.issue_receipt import issue_receipt_bytes
from pos.wire.pin_reset import PinResetRequest, pin_reset_request_bytes
from pos.wire.sealed_key import SealingKey, sealing_key_bytes
from pos.wire.uplink_request import RequestToSign

_SEALING_TAG: Final = b"vendwatt sealing seed 1\0"


class DeviceKey:
    """A signing key that shows only its public half.

    Attributes:
        public: 64 hex digits.
    """

    __slots__ = ("_private", "_sealing", "public")

    def __init__(self, seed: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        sealing_seed = HKDF(SHA256(), KEY_BYTES, salt=None, info=_SEALING_TAG).derive(seed)
        self._sealing = X25519PrivateKey.from_private_bytes(sealing_seed)
        self.public: Final = self._private.public_key().public_bytes_raw().hex()

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

    def sealing_key(self) -> SealingKey:
        """Return the public key that others seal for, signed."""
        public = self._sealing.public_key().public_bytes_raw().hex()
        return SealingKey(self.public, public, self._private.sign(sealing_key_bytes(public)).hex())

    def open_box(self, body: str, box: bytes) -> bytes:
        """Open what was sealed for this agent; SealedKeyNotGenuine."""
        return open_box(self._sealing, body, box)

    def sign_pin_reset_request(self, body: str) -> PinResetRequest:
        """Return a request for a PIN with its signature; see `pos.wire.pin_reset`."""
        return PinResetRequest(body, self._private.sign(pin_reset_request_bytes(body)).hex())

    def sign_told_time(self, told: ToldTime) -> ToldTime:
        """Return what head office told with its signature; see `pos.keystore.files`."""
        signature = self._private.sign(told.signed_bytes())
        return msgspec.structs.replace(told, signature=signature.hex())

    def sign_request(self, request: RequestToSign) -> bytes:
        """Return the signature of a request to head office, 64 bytes."""
        return self._private.sign(request.signed_bytes())
