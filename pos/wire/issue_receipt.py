r"""What the device key signs about an issue, and the check of it; needs no key agent.

message = "vendwatt issue receipt 1\0" + JSON object of the IssueReceipt, no white space,
          keys in the order of its fields, UTF-8, its `signature` an empty string
signature = Ed25519 by the device key over message, 128 lower-case hex digits
"""

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from pos.domain.entries import IssueReceipt

_RECEIPT_TAG = b"vendwatt issue receipt 1\0"


def issue_receipt_bytes(receipt: IssueReceipt) -> bytes:
    """Return the bytes that the device key signs; the receipt's own signature is left out."""
    return _RECEIPT_TAG + msgspec.json.encode(msgspec.structs.replace(receipt, signature=""))


def is_signed_by(receipt: IssueReceipt, device_key: str) -> bool:
    """Whether a receipt carries the signature of a device key.

    Args:
        receipt: as the agent returned it.
        device_key: Ed25519 public key, 64 hex digits.

    Raises:
        ValueError: the device key is not such a key.
    """
    public_key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(device_key))
    try:
        public_key.verify(bytes.fromhex(receipt.signature), issue_receipt_bytes(receipt))
    except (InvalidSignature, ValueError):
        return False
    return True
