r"""Joining a head office with a one-time code; the code itself never travels.

    code key = SHA-256 over "vendwatt enrolment code 1\0" code     (20 letters and digits, 100 bits)
    proof    = HMAC-SHA-256 by the code key over a tag and the JSON object with an empty proof

    POST /v1/enrol     EnrolRequest, signed as every request -> EnrolAnswer, or Refusal

Tags: "vendwatt enrolment request 1\0", and "vendwatt enrolment answer 1\0" followed by the proof
of the request. So each side knows that the other was given the code, and a stranger between them
can neither put in keys of their own nor use the code.
"""

import hashlib
import hmac
from typing import Annotated, TypeVar

import msgspec

from pos.wire.uplink_keys import HexKey, HexSignature, KeyCertificate

ENROL_PATH = "/v1/enrol"
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 20
_GROUP = 5
_CODE_TAG = b"vendwatt enrolment code 1\0"
_REQUEST_TAG = b"vendwatt enrolment request 1\0"
_ANSWER_TAG = b"vendwatt enrolment answer 1\0"
# Letters that are easily taken for a digit, and what people mean by them.
MISREAD = str.maketrans("OIL", "011")

_Amount = Annotated[int, msgspec.Meta(ge=0, le=1 << 60)]


class EnrolRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a terminal tells of itself.

    Attributes:
        device_key: signs its heads, issues and requests.
        training: it holds a training vault.
        lease_serial: of the lease it has, 0 for none.
        money_issued, energy_issued_milli: what it has issued so far.
        proof: empty while the proof is computed.
    """

    version: int
    terminal: str
    incarnation: Annotated[int, msgspec.Meta(ge=1, le=1 << 31)]
    device_key: HexKey
    training: bool
    currency: Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")]
    lease_serial: _Amount
    money_issued: _Amount
    energy_issued_milli: _Amount
    proof: Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{64})?$")]


class EnrolAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What head office tells of itself.

    Attributes:
        root_key: to be pinned.
        answer_key: certificate of the key that signs answers.
        proof: empty while the proof is computed.
    """

    terminal: str
    training: bool
    epoch: int
    root_key: HexKey
    answer_key: KeyCertificate
    proof: str


class EnrolRequestFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A request on a stick, signed by the device key as every request is, over its JSON.

    Its time is not looked at: the code expires by itself.
    """

    request: EnrolRequest
    time: str
    nonce: str
    signature: HexSignature


class EnrolAnswerFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An answer on a stick, beside the request that it answers."""

    request: EnrolRequest
    answer: EnrolAnswer


ENROL_FILE_BYTES_MAX = 16 * 1024
_Proven = TypeVar("_Proven", EnrolRequest, EnrolAnswer)


def read_code(text: str) -> str | None:
    """Return a typed code in its one form; None for what can be none."""
    code = "".join(text.upper().split()).replace("-", "").translate(MISREAD)
    fits = len(code) == CODE_LENGTH and all(letter in CODE_LETTERS for letter in code)
    return code if fits else None


def show_code(code: str) -> str:
    """Write a code in groups, as people read it out."""
    return "-".join(code[start : start + _GROUP] for start in range(0, CODE_LENGTH, _GROUP))


def code_key(code: str) -> bytes:
    """Return the key that proofs are made with, 32 bytes; head office keeps it, not the code."""
    return hashlib.sha256(_CODE_TAG + code.encode()).digest()


def prove_request(request: EnrolRequest, key: bytes) -> EnrolRequest:
    """Return a request with its proof."""
    return msgspec.structs.replace(request, proof=_proof(request, key, _REQUEST_TAG))


def request_is_proven(request: EnrolRequest, key: bytes) -> bool:
    """Whether who made the request knows the code."""
    return hmac.compare_digest(request.proof, _proof(request, key, _REQUEST_TAG))


def prove_answer(answer: EnrolAnswer, request: EnrolRequest, key: bytes) -> EnrolAnswer:
    """Return an answer with its proof."""
    tag = _ANSWER_TAG + request.proof.encode()
    return msgspec.structs.replace(answer, proof=_proof(answer, key, tag))


def answer_is_proven(answer: EnrolAnswer, request: EnrolRequest, key: bytes) -> bool:
    """Whether who answered this request knows the code."""
    expected = _proof(answer, key, _ANSWER_TAG + request.proof.encode())
    return answer.proof.isascii() and hmac.compare_digest(answer.proof, expected)


def _proof(message: _Proven, key: bytes, tag: bytes) -> str:
    plain = msgspec.json.encode(msgspec.structs.replace(message, proof=""))
    return hmac.new(key, tag + plain, hashlib.sha256).hexdigest()
