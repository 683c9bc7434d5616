"""The line to head office over HTTP: signs requests, checks who answered, gives up in time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from types import TracebackType
from typing import Self

import httpx
import msgspec

from pos.app.office.office_rules import running_version
from pos.app.ports import Clock, SecurityModule
from pos.domain.errors import (
    AnswerKeyEnded,
    HeadOfficeNotGenuine,
    HeadOfficeRefused,
    HeadOfficeUnreachable,
)
from pos.domain.journal import format_time
from pos.sync.answers import TRY_ANEW, decoded, error_of, moment_of, read_body
from pos.sync.tls import has_not_begun, tls_context
from pos.sync.trust import AnswerTrust, is_signed_by_any
from pos.wire.answer_keys import (
    ANSWER_KEYS_BYTES_MAX,
    ANSWER_KEYS_PATH,
    AnswerKeysAnswer,
    AnswerKeysRequest,
)
from pos.wire.bundle import (
    BUNDLES_ANSWER_BYTES_MAX,
    BUNDLES_PATH,
    BundlesAnswer,
    BundlesRequest,
)
from pos.wire.office_time import TIME_PATH, SignedTime
from pos.wire.sealed_key import sealing_key_text
from pos.wire.texts import TEXTS_PATH, TextWish, TextWishAnswer
from pos.wire.uplink import (
    ANSWER_BYTES_MAX,
    UPLINK_PATH,
    Refusal,
    UplinkAnswer,
    UplinkRequest,
)
from pos.wire.uplink_enrolment import ENROL_PATH, EnrolAnswer, EnrolRequest
from pos.wire.uplink_request import (
    NONCE_BYTES,
    NONCE_HEADER,
    PROGRAM_HEADER,
    SEALING_KEY_HEADER,
    SIGNATURE_HEADER,
    TERMINAL_HEADER,
    TIME_HEADER,
    RequestToSign,
    answer_bytes,
    body_digest,
)

_OK = 200
# A request that was refused for its time or as a repeat is made anew this often.
_TRIES = 3


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class LinePatience:
    """How long the line waits, in seconds.

    Attributes:
        connect_s: for a connection.
        answer_s: for each part of an answer.
        body_s: for the whole body of an answer, however many parts it drips in.
    """

    connect_s: int = 10
    answer_s: int = 30
    body_s: int = 60


@dataclass(frozen=True, slots=True)
class LineTools:
    """What the line needs of the terminal.

    Attributes:
        terminal: id.
        keys: signs requests.
        clock: tells their time.
        randomness: gives that many random bytes.
    """

    terminal: str
    keys: SecurityModule
    clock: Clock
    randomness: Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class _Exchange:
    """A signed request and what came back."""

    signature: str
    status: int
    body: bytes
    answer_signature: str


class HttpHeadOffice:
    """Implements `HeadOffice` and `EnrolmentDesk`; one thread at a time.

    A terminal whose clock is wrong delivers all the same: head office says its time with the
    refusal, and requests are dated by that.
    """

    def __init__(
        self,
        url: str,
        tools: LineTools,
        *,
        trust: AnswerTrust | None = None,
        must_stop: Callable[[], bool] = _never,
        patience: LinePatience | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """Name a head office; nothing is connected yet.

        Args:
            url: as `parse_url` returns it.
            tools: of this terminal.
            trust: whose answers are believed; None before enrolment.
            must_stop: asked before each exchange; a long backlog must not keep a window open.
            patience: the usual one if None.
            transport: how requests travel; over the network if None.
        """
        waits = patience or LinePatience()
        self._tools = tools
        self._trust = trust
        self._must_stop = must_stop
        self._clock_error = timedelta()
        # It stays the same for the life of the device.
        self._said_sealing_key = ""
        self._body_s = waits.body_s
        has_tls = url.startswith("https:")
        # Before enrolment nothing but the certificate says who answers.
        self._dates_may_go = has_tls and trust is not None
        self._connect = partial(
            httpx.Client,
            base_url=url,
            timeout=httpx.Timeout(waits.answer_s, connect=waits.connect_s),
            follow_redirects=False,
            trust_env=False,
            transport=transport,
        )
        self._http = self._connect(verify=tls_context() if has_tls else False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        self._http.close()

    def deliver(self, request: UplinkRequest) -> UplinkAnswer:
        """Send a batch; see `HeadOffice.deliver`."""
        exchange = self._ask(UPLINK_PATH, msgspec.json.encode(request))
        self._must_be_genuine(exchange)
        return decoded(exchange.body, UplinkAnswer)

    def tell_time(self) -> SignedTime:
        """Ask for the time; see `HeadOffice.tell_time`."""
        exchange = self._ask(TIME_PATH, b"{}")
        self._must_be_genuine(exchange)
        body = exchange.body.decode("utf-8", "replace")
        return SignedTime(exchange.signature, body, exchange.answer_signature)

    def bundles(self, request: BundlesRequest) -> BundlesAnswer:
        """Ask for newer bundles; see `BundleDesk.bundles`."""
        body = msgspec.json.encode(request)
        exchange = self._ask(BUNDLES_PATH, body, answer_bytes_max=BUNDLES_ANSWER_BYTES_MAX)
        self._must_be_genuine(exchange)
        return decoded(exchange.body, BundlesAnswer)

    def wish_text(self, wish: TextWish) -> TextWishAnswer:
        """Tell what a customer asked for; see `TextDesk.wish_text`."""
        exchange = self._ask(TEXTS_PATH, msgspec.json.encode(wish))
        self._must_be_genuine(exchange)
        return decoded(exchange.body, TextWishAnswer)

    def enrol(self, request: EnrolRequest) -> EnrolAnswer:
        """Ask to be taken in; see `EnrolmentDesk.enrol`."""
        exchange = self._ask(ENROL_PATH, msgspec.json.encode(request))
        return decoded(exchange.body, EnrolAnswer)

    def _ask(
        self, path: str, body: bytes, *, answer_bytes_max: int = ANSWER_BYTES_MAX
    ) -> _Exchange:
        for _ in range(_TRIES):
            if self._must_stop():
                raise HeadOfficeUnreachable(why="the program is closing")
            exchange = self._send(path, body, answer_bytes_max)
            if exchange.status == _OK:
                return exchange
            refusal = decoded(exchange.body, Refusal)
            if refusal.refused not in TRY_ANEW:
                break
            self._clock_error = moment_of(refusal.time) - self._tools.clock.now()
        raise error_of(refusal.refused)

    def _send(self, path: str, body: bytes, answer_bytes_max: int) -> _Exchange:
        tools = self._tools
        request = RequestToSign(
            method="POST",
            path=path,
            terminal=tools.terminal,
            time=format_time(tools.clock.now() + self._clock_error),
            nonce=tools.randomness(NONCE_BYTES).hex(),
            body_digest=body_digest(body),
        )
        signature = tools.keys.sign_request(request).hex()
        headers = {
            "content-type": "application/json",
            TERMINAL_HEADER: request.terminal,
            TIME_HEADER: request.time,
            NONCE_HEADER: request.nonce,
            SIGNATURE_HEADER: signature,
            PROGRAM_HEADER: running_version(),
        }
        if path == UPLINK_PATH:
            headers[SEALING_KEY_HEADER] = self._sealing_key()
        try:
            with self._http.stream("POST", path, content=body, headers=headers) as response:
                content = read_body(response, self._body_s, answer_bytes_max)
        except httpx.TimeoutException as error:
            raise HeadOfficeUnreachable(why="no answer in time") from error
        except httpx.HTTPError as error:
            if self._dates_may_go and has_not_begun(error):
                self._dates_may_go = False
                self._http.close()
                self._http = self._connect(verify=tls_context(dated=False))
                return self._send(path, body, answer_bytes_max)
            raise HeadOfficeUnreachable(why=type(error).__name__) from error
        answer_signature = response.headers.get(SIGNATURE_HEADER, "")
        return _Exchange(signature, response.status_code, content, answer_signature)

    def _sealing_key(self) -> str:
        if not self._said_sealing_key:
            self._said_sealing_key = sealing_key_text(self._tools.keys.custody.sealing_key())
        return self._said_sealing_key

    def _must_be_genuine(self, exchange: _Exchange) -> None:
        trust, signature = self._trust, exchange.answer_signature
        if trust is None:
            raise HeadOfficeNotGenuine(why="signature")
        signed = answer_bytes(exchange.signature, exchange.body)
        if is_signed_by_any(trust.good_keys(), signature, signed):
            return
        self._follow(trust)
        if is_signed_by_any(trust.good_keys(), signature, signed):
            return
        if is_signed_by_any(trust.all_keys(), signature, signed):
            raise AnswerKeyEnded
        raise HeadOfficeNotGenuine(why="signature")

    def _follow(self, trust: AnswerTrust) -> None:
        """Ask what followed the pinned key; each statement speaks for itself.

        Raises:
            AnswerKeyRefused.
            HeadOfficeNotGenuine: something else was answered.
            HeadOfficeUnreachable: the line broke; whoever answered may well be genuine.
        """
        wish = msgspec.json.encode(AnswerKeysRequest(after=trust.all_keys()[0]))
        try:
            exchange = self._ask(ANSWER_KEYS_PATH, wish, answer_bytes_max=ANSWER_KEYS_BYTES_MAX)
        except HeadOfficeRefused:
            # Whoever answers there knows of no other key.
            return
        try:
            said = decoded(exchange.body, AnswerKeysAnswer).statements
        except HeadOfficeUnreachable as error:
            # It came whole and holds no statements: a stranger's, like the answer before it.
            raise HeadOfficeNotGenuine(why="signature") from error
        if said:
            trust.follow(said)
