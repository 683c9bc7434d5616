r"""Head office's word for the time, which a key agent believes without believing its terminal.

    POST /v1/time    an empty JSON object -> TimeAnswer, both signed as all requests and answers

The answer belongs to one request, so the agent takes it only for a request that it signed itself a
moment ago: an old word for the time is worth nothing. The answer brings its key's certificate.
"""

from typing import Annotated

import msgspec

from pos.domain.journal import is_time
from pos.wire.signatures import signature_is_genuine
from pos.wire.uplink_keys import HexSignature, KeyCertificate, KeyPurpose, is_certified_by
from pos.wire.uplink_request import answer_bytes

TIME_PATH = "/v1/time"
_BODY_BYTES_MAX = 4096


class TimeAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Head office's clock, in the journal's form, and the key that says so."""

    time: str
    certificate: KeyCertificate


class SignedTime(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An answer as it came.

    Attributes:
        request_signature: of the request that it answers.
        body: JSON of `TimeAnswer`, as text.
        signature: by the answer key.
    """

    request_signature: HexSignature
    body: Annotated[str, msgspec.Meta(max_length=_BODY_BYTES_MAX)]
    signature: HexSignature


def genuine_time(signed: SignedTime, root_key: str, *, training: bool) -> str | None:
    """Return the time if the answer leads back to a root key, 64 hex digits; None otherwise."""
    try:
        answer = msgspec.json.decode(signed.body, type=TimeAnswer)
    except (msgspec.MsgspecError, RecursionError):
        return None
    certificate = answer.certificate
    is_answer_key = certificate.purpose is KeyPurpose.ANSWER and certificate.training == training
    if not is_answer_key or not is_certified_by(certificate, root_key):
        return None
    message = answer_bytes(signed.request_signature, signed.body.encode())
    public_key = bytes.fromhex(certificate.public_key)
    if not signature_is_genuine(public_key, bytes.fromhex(signed.signature), message):
        return None
    return answer.time if is_time(answer.time) else None
