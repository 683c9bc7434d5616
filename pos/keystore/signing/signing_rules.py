"""What the key agent of a head office may sign: each statement is read again and checked here."""

from datetime import datetime, timedelta
from typing import Final

import msgspec

from pos.domain.errors import TerminalIdMalformed
from pos.domain.errors.office import GrantAboveCeiling
from pos.domain.errors.signing import SigningRefused
from pos.domain.journal import is_time, parse_time
from pos.keystore.signing.signing_keys import AnsweringContent
from pos.wire.answer_keys import ANSWER_KEYS_PATH, AnswerKeysAnswer
from pos.wire.bundle import BODY_BYTES_MAX, BUNDLES_PATH, BundleHead, BundlesAnswer
from pos.wire.ceiling import CeilingTerms
from pos.wire.office_time import TIME_PATH, TimeAnswer
from pos.wire.sealed_key import KeyTerms
from pos.wire.texts import TEXTS_PATH, TextWishAnswer
from pos.wire.uplink import UPLINK_PATH, UplinkAnswer
from pos.wire.uplink_enrolment import ENROL_PATH, EnrolAnswer
from pos.wire.uplink_lease import LeaseTerms, above_ceiling
from pos.wire.uplink_request import is_signature, parse_terminal_id

# A transaction may have waited that long since the answer was dated.
TIME_WINDOW: Final = timedelta(minutes=5)
LANES_MAX: Final = 16
# What other agents with a copy of the keys signed since lies between. Whoever goes further uses up
# the numbers; of epochs the last one still has all of its own.
VERSION_STEP_MAX: Final = 10_000_000
# The same, for the leases of one terminal.
SERIAL_STEP_MAX: Final = 10_000_000
_ANSWERS: Final = {
    UPLINK_PATH: UplinkAnswer,
    ENROL_PATH: EnrolAnswer,
    TIME_PATH: TimeAnswer,
    BUNDLES_PATH: BundlesAnswer,
    TEXTS_PATH: TextWishAnswer,
    ANSWER_KEYS_PATH: AnswerKeysAnswer,
}


def must_be_answer(
    path: str, request_signature: str, body: bytes, known: AnsweringContent, now: datetime
) -> None:
    """Refuse what is not an answer that head office gives; SigningRefused."""
    if path not in _ANSWERS or not is_signature(request_signature):
        raise SigningRefused(why="no answer to a request")
    try:
        answer = msgspec.json.decode(body, type=_ANSWERS[path])
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        # The library's message may quote what it read, so it does not go along.
        raise SigningRefused(why="no answer to a request") from None
    match answer:
        case UplinkAnswer():
            _must_be_about_now(answer.time, now)
        case TimeAnswer():
            _must_be_about_now(answer.time, now)
            _must_name(answer.certificate in known.certificates, "certificate")
        case EnrolAnswer():
            _must_name(answer.answer_key in known.certificates, "certificate")
            _must_name(answer.root_key == known.root_key, "root key")
        case BundlesAnswer() | TextWishAnswer() | AnswerKeysAnswer():
            # Bundles and statements are signed each for itself; about messages nothing is believed.
            pass


def lease_must_do(terms: LeaseTerms, ceiling: CeilingTerms | None, now: datetime) -> None:
    """Refuse terms that no lease may have.

    Raises:
        SigningRefused: they do not hold together.
        GrantAboveCeiling.
    """
    _must_be_terminal(terms.terminal)
    if not (is_time(terms.not_before) and is_time(terms.until)):
        raise SigningRefused(why="a lease without its times")
    until = parse_time(terms.until)
    if until <= parse_time(terms.not_before) or until <= now:
        raise SigningRefused(why="a lease that has ended")
    if not 0 <= terms.lane < terms.lanes <= LANES_MAX:
        raise SigningRefused(why="a lease without a lane")
    if ceiling is None:
        return
    if ceiling.terminal != terms.terminal:
        raise SigningRefused(why="a ceiling of another terminal")
    if what := above_ceiling(terms, ceiling):
        raise GrantAboveCeiling(what=what)


def serial_must_do(terms: LeaseTerms, newest: int) -> None:
    """Refuse a serial that was signed, or leaves none for later leases; SigningRefused."""
    if terms.serial <= newest:
        raise SigningRefused(why="a lease that is not newer")
    if terms.serial - newest > SERIAL_STEP_MAX:
        raise SigningRefused(why="a lease that leaves no serials for those after it")


def bundle_must_do(head: BundleHead, body: str, newest: tuple[int, int], *, training: bool) -> None:
    """Refuse a bundle that terminals would not take, or would take twice; SigningRefused."""
    if head.terminal:
        _must_be_terminal(head.terminal)
    if head.training != training or not is_time(head.created_at):
        raise SigningRefused(why="a bundle of another head office")
    if (head.epoch, head.n) <= newest:
        raise SigningRefused(why="a bundle that is not newer")
    before = newest[1] if head.epoch == newest[0] else 0
    if head.n - before > VERSION_STEP_MAX:
        raise SigningRefused(why="a bundle that leaves no versions for those after it")
    if len(body.encode()) > BODY_BYTES_MAX:
        raise SigningRefused(why="a bundle that is too long")


def sealed_key_must_do(terms: KeyTerms) -> None:
    """Refuse a sealed key for no terminal; SigningRefused."""
    _must_be_terminal(terms.terminal)


def _must_be_terminal(terminal: str) -> None:
    try:
        parse_terminal_id(terminal)
    except TerminalIdMalformed as error:
        raise SigningRefused(why="for no terminal") from error


def _must_be_about_now(time: str, now: datetime) -> None:
    if not is_time(time) or abs(parse_time(time) - now) > TIME_WINDOW:
        raise SigningRefused(why="an answer of another time")


def _must_name(is_own: bool, what: str) -> None:  # noqa: FBT001 - called by position.
    if not is_own:
        raise SigningRefused(why=f"another {what}")
