r"""How a request to head office and its answer are signed.

    request   = Ed25519 by the device key over "vendwatt request 1\0" method "\0" path "\0"
                terminal "\0" time "\0" nonce "\0" SHA-256 of the body in hex
    answer    = Ed25519 by the certified answer key over "vendwatt answer 1\0"
                request signature in hex "\0" SHA-256 of the body in hex

Both signatures travel in headers, as hex. The time is the terminal's, in the journal's form; the
nonce is 32 random hex digits that never come twice. An answer belongs to one request, so an old
one cannot be passed off for a new one.
"""

import hashlib
import re
from dataclasses import dataclass

from pos.domain.errors import TerminalIdMalformed

TERMINAL_HEADER = "vendwatt-terminal"
TIME_HEADER = "vendwatt-time"
NONCE_HEADER = "vendwatt-nonce"
SIGNATURE_HEADER = "vendwatt-signature"
# Which program asks; not signed, and nothing is decided by it.
PROGRAM_HEADER = "vendwatt-program"
SEALING_KEY_HEADER = "vendwatt-sealing-key"

_TERMINAL_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,31}", re.ASCII)
NONCE_BYTES = 16
_NONCE = re.compile(r"[0-9a-f]{32}")
_SIGNATURE = re.compile(r"[0-9a-f]{128}")
_REQUEST_TAG = b"vendwatt request 1\0"
_ANSWER_TAG = b"vendwatt answer 1\0"


def parse_terminal_id(text: str) -> str:
    """Return a terminal's id: 1 to 32 letters, digits, dots, hyphens, underscores; no mark first.

    Raises:
        TerminalIdMalformed: no terminal can be called that.
    """
    if _TERMINAL_ID.fullmatch(text) is None:
        raise TerminalIdMalformed(text=text[:40])
    return text


@dataclass(frozen=True, slots=True)
class RequestToSign:
    """What the device key signs about a request.

    Attributes:
        method: `POST`.
        path: from the first slash, without a query.
        terminal: id.
        time: in the journal's form.
        nonce: 32 hex digits.
        body_digest: SHA-256, 64 hex digits.
    """

    method: str
    path: str
    terminal: str
    time: str
    nonce: str
    body_digest: str

    def signed_bytes(self) -> bytes:
        """Return the bytes that are signed."""
        fields = (self.method, self.path, self.terminal, self.time, self.nonce, self.body_digest)
        return _REQUEST_TAG + "\0".join(fields).encode()

    def is_well_formed(self) -> bool:
        """Whether no field can be taken for another: none holds what separates them."""
        fields = (self.method, self.path, self.terminal, self.time, self.nonce, self.body_digest)
        return all(field.isascii() and field.isprintable() for field in fields) and bool(
            _TERMINAL_ID.fullmatch(self.terminal) and _NONCE.fullmatch(self.nonce)
        )


def body_digest(body: bytes) -> str:
    """Return the SHA-256 of a body as 64 hex digits."""
    return hashlib.sha256(body).hexdigest()


def answer_bytes(request_signature: str, body: bytes) -> bytes:
    """Return what the answer key signs about the answer to a request."""
    return _ANSWER_TAG + f"{request_signature}\0{body_digest(body)}".encode()


def is_signature(text: str) -> bool:
    """Whether a header holds the form of a signature."""
    return _SIGNATURE.fullmatch(text) is not None
