"""Who sent a request: signature, time, and that it comes only once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import msgspec
from sqlalchemy import bindparam, delete, select
from sqlalchemy.engine import Connection

from pos.domain.errors import EnrolmentRefused, IncarnationKnown, PosError, StickMalformed
from pos.domain.journal import format_time, parse_time
from pos.headoffice.store.bulk import insert_new
from pos.headoffice.store.refusal import RequestRefused
from pos.headoffice.store.schema import SEEN_REQUEST, TERMINAL
from pos.wire.signatures import signature_is_genuine
from pos.wire.uplink import VERSION, RefusalCode
from pos.wire.uplink_enrolment import (
    ENROL_FILE_BYTES_MAX,
    ENROL_PATH,
    EnrolRequest,
    EnrolRequestFile,
)
from pos.wire.uplink_request import (
    NONCE_HEADER,
    PROGRAM_HEADER,
    SEALING_KEY_HEADER,
    SIGNATURE_HEADER,
    TERMINAL_HEADER,
    TIME_HEADER,
    RequestToSign,
    body_digest,
    is_signature,
)

_NO_REQUEST: Final = "no request of a terminal to join"
_PROGRAM: Final = re.compile(r"[0-9A-Za-z.+-]{1,40}", re.ASCII)

# A terminal whose clock is further off is told the time and dates its requests by that.
TIME_WINDOW = timedelta(minutes=15)
_DEVICE_KEY: Final = select(TERMINAL.c.device_key).where(TERMINAL.c.terminal == bindparam("sender"))
_FORGET: Final = delete(SEEN_REQUEST).where(
    SEEN_REQUEST.c.terminal == bindparam("sender"), SEEN_REQUEST.c.time < bindparam("too_old")
)


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """A request whose form is right; whether it is genuine has yet to be found out.

    Attributes:
        request: what was signed.
        signature: 128 hex digits.
        program: version of the program that asked, as it says; empty where it says none.
        sealing_key: what keys for it are sealed for, as it says; not believed before its own
            signature was checked.
    """

    request: RequestToSign
    signature: str
    program: str = ""
    sealing_key: str = ""

    def is_signed_by(self, device_key: str) -> bool:
        """Whether a device key, 64 hex digits, signed it."""
        signed = self.request.signed_bytes()
        return signature_is_genuine(
            bytes.fromhex(device_key), bytes.fromhex(self.signature), signed
        )


def read_request(path: str, headers: Mapping[str, str], body: bytes) -> SignedRequest:
    """Read the headers of a POST.

    Raises:
        RequestRefused: MALFORMED.
    """
    request = RequestToSign(
        method="POST",
        path=path,
        terminal=headers.get(TERMINAL_HEADER, ""),
        time=headers.get(TIME_HEADER, ""),
        nonce=headers.get(NONCE_HEADER, ""),
        body_digest=body_digest(body),
    )
    signature = headers.get(SIGNATURE_HEADER, "")
    if not request.is_well_formed() or not is_signature(signature):
        raise RequestRefused(RefusalCode.MALFORMED)
    program = headers.get(PROGRAM_HEADER, "")
    return SignedRequest(
        request,
        signature,
        program=program if _PROGRAM.fullmatch(program) else "",
        sealing_key=headers.get(SEALING_KEY_HEADER, ""),
    )


def must_be_genuine(connection: Connection, signed: SignedRequest) -> None:
    """Check that an enrolled terminal signed a request, whenever that was.

    Raises:
        RequestRefused: UNKNOWN_TERMINAL or SIGNATURE.
    """
    sender = {"sender": signed.request.terminal}
    device_key = connection.execute(_DEVICE_KEY, sender).scalar_one_or_none()
    if device_key is None:
        raise RequestRefused(RefusalCode.UNKNOWN_TERMINAL)
    if not signed.is_signed_by(device_key):
        raise RequestRefused(RefusalCode.SIGNATURE)


def must_be_timely(signed: SignedRequest, now: datetime) -> None:
    """Check that a request was made about now; RequestRefused: TIME."""
    try:
        made = parse_time(signed.request.time)
    except ValueError as error:
        raise RequestRefused(RefusalCode.MALFORMED) from error
    if abs(made - now) > TIME_WINDOW:
        raise RequestRefused(RefusalCode.TIME)


def must_be_first(connection: Connection, signed: SignedRequest, now: datetime) -> None:
    """Note a request, so that nobody can send it again; the caller holds the terminal's row.

    Raises:
        RequestRefused: REPLAYED.
    """
    request = signed.request
    row = {"terminal": request.terminal, "nonce": request.nonce, "time": format_time(now)}
    if not insert_new(connection, SEEN_REQUEST, row):
        raise RequestRefused(RefusalCode.REPLAYED)


def forget_requests(connection: Connection, terminal: str, now: datetime) -> None:
    """Forget a terminal's requests that would be refused for their time, if they came again."""
    too_old = format_time(now - 2 * TIME_WINDOW)
    connection.execute(_FORGET, {"sender": terminal, "too_old": too_old})


def read_enrolment_file(content: bytes) -> EnrolRequest:
    """Read the request of a terminal that joins by files.

    Raises:
        StickMalformed: the file is none.
        EnrolmentRefused: it is not as its terminal signed it.
    """
    if len(content) > ENROL_FILE_BYTES_MAX:
        raise StickMalformed(why=_NO_REQUEST)
    try:
        file = msgspec.json.decode(content, type=EnrolRequestFile)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise StickMalformed(why=_NO_REQUEST) from error
    message = file.request
    to_sign = RequestToSign(
        method="POST",
        path=ENROL_PATH,
        terminal=message.terminal,
        time=file.time,
        nonce=file.nonce,
        body_digest=body_digest(msgspec.json.encode(message)),
    )
    signed = SignedRequest(to_sign, file.signature)
    is_ours = to_sign.is_well_formed() and message.version == VERSION
    if not is_ours or not signed.is_signed_by(message.device_key):
        raise EnrolmentRefused
    return message


def error_of_enrolment(code: RefusalCode) -> PosError:
    """Return what people at head office are told where a terminal on a line is told a refusal."""
    return IncarnationKnown() if code is RefusalCode.INCARNATION else EnrolmentRefused()
