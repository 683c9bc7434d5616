"""One request in, one answer out: what head office does, without HTTP around it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import msgspec
from sqlalchemy import select

from pos.app.ports import Clock
from pos.app.ports.signing import OfficeSigning
from pos.domain.errors import (
    HeadOfficeKindDiffers,
    IdentityLocked,
    OfficeUnusable,
    Unavailable,
)
from pos.domain.journal import format_time
from pos.headoffice.bundles.bundles import newer_bundles
from pos.headoffice.keys.answer_keys import (
    all_statements,
    answer_certificate,
    newest_key,
    sign_answer,
    statements_after,
)
from pos.headoffice.keys.office_keys import certificate_of
from pos.headoffice.meters.standings import STANDINGS
from pos.headoffice.server.ingest import take_batch
from pos.headoffice.server.requests import (
    SignedRequest,
    error_of_enrolment,
    must_be_first,
    must_be_genuine,
    must_be_timely,
    read_enrolment_file,
    read_request,
)
from pos.headoffice.server.watch import DONE
from pos.headoffice.store.database import OfficeDatabase
from pos.headoffice.store.duty import last_done
from pos.headoffice.store.refusal import RequestRefused
from pos.headoffice.store.schema import OFFICE
from pos.headoffice.terminals.directory import enrolled_terminal, take_in
from pos.headoffice.texts.text_outbox import keep_wish
from pos.wire.answer_keys import ANSWER_KEYS_PATH, AnswerKeysAnswer, AnswerKeysRequest
from pos.wire.bundle import BUNDLES_PATH, BundlesRequest
from pos.wire.office_time import TIME_PATH, TimeAnswer
from pos.wire.stick import StickAnswer, read_stick_line
from pos.wire.texts import TEXTS_PATH, TextWish, TextWishAnswer
from pos.wire.uplink import (
    STATUS_OF_REFUSAL,
    UPLINK_PATH,
    VERSION,
    Refusal,
    RefusalCode,
    UplinkRequest,
)
from pos.wire.uplink_enrolment import (
    ENROL_PATH,
    EnrolAnswer,
    EnrolAnswerFile,
    EnrolRequest,
    prove_answer,
)
from pos.wire.uplink_keys import KeyPurpose

_OK = 200
PATHS = frozenset({UPLINK_PATH, ENROL_PATH, BUNDLES_PATH, TEXTS_PATH, TIME_PATH, ANSWER_KEYS_PATH})
MessageT = TypeVar("MessageT")


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back.

    Attributes:
        status: of HTTP.
        body: JSON.
        signature: by the answer key, hex; empty for a refusal.
        outcome: `done`, or why it was refused.
    """

    status: int
    body: bytes
    signature: str = ""
    outcome: str = DONE


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """What never changes while head office runs."""

    training: bool
    root_key: str


class Office:
    """Answers terminals; safe to use from several threads."""

    def __init__(self, database: OfficeDatabase, clock: Clock, signing: OfficeSigning) -> None:
        """Take a database, and what signs the answers.

        Raises:
            OfficeUnusable, SigningKeysExposed.
        """
        self._database, self._clock, self._signing = database, clock, signing
        with database.read() as connection:
            office = connection.execute(select(OFFICE)).one()
            certificate_of(connection, KeyPurpose.ANSWER)
        self._facts = OfficeFacts(
            training=bool(office.training),
            root_key=office.root_key,
        )
        self._handlers: dict[str, Callable[[SignedRequest, bytes, datetime], bytes]] = {
            UPLINK_PATH: self._uplink,
            ENROL_PATH: self._enrol,
            TIME_PATH: self._tell_time,
            BUNDLES_PATH: self._bundles,
            TEXTS_PATH: self._texts,
            ANSWER_KEYS_PATH: self._answer_keys,
        }

    def answer(self, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Carry out a POST.

        Args:
            path: of the URL.
            headers: names in lower case.
            body: within its limit.
        """
        if path not in self._handlers:
            return self.refusal(RefusalCode.NO_SUCH_PATH)
        now = self._clock.now()
        try:
            signed = read_request(path, headers, body)
            content = self._handlers[path](signed, body, now)
            # What came is kept even where its answer cannot be signed: the terminal asks again.
            signature = sign_answer(self._database, self._signing, path, signed.signature, content)
        except RequestRefused as refused:
            return self.refusal(refused.code)
        except (OfficeUnusable, Unavailable):
            return self.refusal(RefusalCode.BUSY)
        return Answer(_OK, content, signature)

    def take_stick_line(self, content: bytes) -> StickAnswer:
        """Carry out one batch of a journal file, however late it comes and however often.

        Raises:
            RequestRefused: nothing of this batch was taken.
            OfficeUnusable.
            IdentityLocked, AgentUnreachable: it was taken, and there is no answer.
        """
        line = read_stick_line(content)
        if line is None or not line.request().is_well_formed():
            raise RequestRefused(RefusalCode.MALFORMED)
        request = line.request()
        signed = SignedRequest(request, line.signature)
        with self._database.glance() as connection:
            must_be_genuine(connection, signed)
        message = _decoded(line.body.encode(), UplinkRequest)
        with self._database.write() as connection:
            answer = take_batch(connection, signed, message, self._clock.now(), once=False)
        body = msgspec.json.encode(answer)
        signature = self._signing.sign_answer(UPLINK_PATH, line.signature, body)
        return StickAnswer(
            terminal=request.terminal,
            time=request.time,
            nonce=request.nonce,
            request_signature=line.signature,
            body_digest=request.body_digest,
            body=body.decode(),
            signature=signature,
            answer_keys=all_statements(self._database, self._signing),
        )

    def refusal(self, code: RefusalCode) -> Answer:
        """Return the answer to a request that is not carried out."""
        refusal = Refusal(code, format_time(self._clock.now()))
        return Answer(STATUS_OF_REFUSAL[code], msgspec.json.encode(refusal), outcome=code.value)

    def is_well(self) -> bool:
        """Whether the database answers, and the key agent would sign."""
        try:
            with self._database.read() as connection:
                connection.execute(select(OFFICE.c.epoch)).one()
            return self._signing.status().answers
        except (OfficeUnusable, Unavailable):
            return False

    def standings_told_at(self) -> str:
        """Return when terminals were told standings last; empty where nobody knows."""
        try:
            with self._database.read() as connection:
                return last_done(connection, STANDINGS).at
        except OfficeUnusable:
            return ""

    def _uplink(self, signed: SignedRequest, body: bytes, now: datetime) -> bytes:
        # Read before the write lock is asked for: strangers shall not make others wait.
        with self._database.glance() as connection:
            must_be_genuine(connection, signed)
        must_be_timely(signed, now)
        message = _decoded(body, UplinkRequest)
        with self._database.write() as connection:
            answer = take_batch(connection, signed, message, now)
        return msgspec.json.encode(answer)

    def _tell_time(self, signed: SignedRequest, _body: bytes, now: datetime) -> bytes:
        with self._database.glance() as connection:
            must_be_genuine(connection, signed)
            certificate, newest = answer_certificate(connection), newest_key(connection)
        must_be_timely(signed, now)
        if certificate.public_key != newest:
            # Key agents believe the time from keys that the root key certified, and from no others.
            raise RequestRefused(RefusalCode.BUSY)
        return msgspec.json.encode(TimeAnswer(format_time(now), certificate))

    def _answer_keys(self, signed: SignedRequest, body: bytes, now: datetime) -> bytes:
        with self._database.glance() as connection:
            must_be_genuine(connection, signed)
        must_be_timely(signed, now)
        after = _decoded(body, AnswerKeysRequest).after
        found = statements_after(all_statements(self._database, self._signing), after)
        return msgspec.json.encode(AnswerKeysAnswer(found))

    def _bundles(self, signed: SignedRequest, body: bytes, now: datetime) -> bytes:
        # Asking again does no harm, so it is not noted that the request came.
        with self._database.read() as connection:
            must_be_genuine(connection, signed)
            must_be_timely(signed, now)
            message = _decoded(body, BundlesRequest)
            answer = newer_bundles(connection, signed.request.terminal, message)
        return msgspec.json.encode(answer)

    def _texts(self, signed: SignedRequest, body: bytes, now: datetime) -> bytes:
        with self._database.glance() as connection:
            must_be_genuine(connection, signed)
        must_be_timely(signed, now)
        wish = _decoded(body, TextWish)
        # A wish that comes again, since its answer could not be signed, would be sent again.
        if not self._signing.status().answers:
            raise IdentityLocked
        with self._database.write() as connection:
            # Sent again by somebody else, it would send again.
            enrolled_terminal(connection, signed.request.terminal)
            must_be_first(connection, signed, now)
            state = keep_wish(connection, signed.request.terminal, wish, now)
        return msgspec.json.encode(TextWishAnswer(state))

    def _enrol(self, signed: SignedRequest, body: bytes, now: datetime) -> bytes:
        message = _decoded(body, EnrolRequest)
        if message.version != VERSION or message.terminal != signed.request.terminal:
            raise RequestRefused(RefusalCode.MALFORMED)
        if not signed.is_signed_by(message.device_key):
            raise RequestRefused(RefusalCode.SIGNATURE)
        must_be_timely(signed, now)
        if message.training != self._facts.training:
            raise RequestRefused(RefusalCode.KIND)
        return msgspec.json.encode(self._take_in(message, now))

    def admit(self, content: bytes) -> bytes:
        """Enrol the terminal whose request came as a file, and return the answer's file.

        Raises:
            StickMalformed, EnrolmentRefused: no request, or by another code than this terminal's.
            IncarnationKnown: another device joined as this incarnation.
            HeadOfficeKindDiffers: training and real do not mix.
        """
        message = read_enrolment_file(content)
        if message.training != self._facts.training:
            raise HeadOfficeKindDiffers
        try:
            answer = self._take_in(message, self._clock.now())
        except RequestRefused as refused:
            raise error_of_enrolment(refused.code) from refused
        return msgspec.json.encode(EnrolAnswerFile(message, answer))

    def _take_in(self, message: EnrolRequest, now: datetime) -> EnrolAnswer:
        with self._database.write() as connection:
            code_key = take_in(connection, message, now)
            epoch = connection.execute(select(OFFICE.c.epoch)).scalar_one()
            certificate = answer_certificate(connection)
        answer = EnrolAnswer(
            terminal=message.terminal,
            training=self._facts.training,
            epoch=epoch,
            root_key=self._facts.root_key,
            answer_key=certificate,
            proof="",
        )
        return prove_answer(answer, message, code_key)


def _decoded(body: bytes, kind: type[MessageT]) -> MessageT:
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise RequestRefused(RefusalCode.MALFORMED) from error
