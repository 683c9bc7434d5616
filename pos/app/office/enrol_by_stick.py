"""Joining a head office that no line leads to: a request and its answer travel as files."""

from typing import Final

import msgspec

from pos.app.office.enrol import Enrolment, believe_answer, enrolment_request
from pos.app.ports import Ports, SecurityModuleSetup
from pos.domain.errors import EnrolmentRefused, StickMalformed
from pos.domain.journal import format_time
from pos.wire.uplink_enrolment import (
    ENROL_FILE_BYTES_MAX,
    ENROL_PATH,
    EnrolAnswerFile,
    EnrolRequestFile,
    code_key,
    request_is_proven,
)
from pos.wire.uplink_request import RequestToSign, body_digest

_NO_ANSWER: Final = "no answer to a request to join"


def request_file(ports: Ports, keys: SecurityModuleSetup, *, code: str) -> bytes:
    """Return the file that head office answers.

    Args:
        ports: of the terminal.
        keys: the same key agent.
        code: as `read_code` returns it; it is not in the file.
    """
    request = enrolment_request(ports, keys, code=code)
    to_sign = RequestToSign(
        method="POST",
        path=ENROL_PATH,
        terminal=request.terminal,
        time=format_time(ports.clock.now()),
        nonce=ports.new_id().replace("-", ""),
        body_digest=body_digest(msgspec.json.encode(request)),
    )
    signature = keys.sign_request(to_sign).hex()
    file = EnrolRequestFile(request, to_sign.time, to_sign.nonce, signature)
    return msgspec.json.encode(file)


def take_answer_file(
    ports: Ports, keys: SecurityModuleSetup, content: bytes, *, code: str
) -> Enrolment:
    """Pin the head office that answered; there is still no line to it.

    Raises:
        StickMalformed: the file is no answer to a request.
        EnrolmentRefused: it answers another terminal's, or one by another code.
        HeadOfficeNotGenuine: who made it was not given the code.
        HeadOfficeKindDiffers, HeadOfficePinned: as `enrol`.
    """
    if len(content) > ENROL_FILE_BYTES_MAX:
        raise StickMalformed(why=_NO_ANSWER)
    try:
        file = msgspec.json.decode(content, type=EnrolAnswerFile)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise StickMalformed(why=_NO_ANSWER) from error
    request = file.request
    if request.device_key != keys.device_key() or not request_is_proven(request, code_key(code)):
        raise EnrolmentRefused
    return believe_answer(ports, keys, request, file.answer, url="", code=code)
