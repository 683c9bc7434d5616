"""A sale's codes as a text message: from the counter through head office to a real gateway."""

import json
import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import select

from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports
from pos.app.ports.head_office import TextDesk
from pos.app.sold.text_token import ask_for_text, deliver_text_wishes
from pos.domain.errors import HeadOfficeUnreachable, SaleUnknown
from pos.domain.errors.texts import TextGatewayMalformed, TextNumberMalformed, TextRefused
from pos.domain.operator import Role
from pos.headoffice.server.office import Office
from pos.headoffice.store.schema_meters import TEXT_OUTBOX
from pos.headoffice.texts.text_gateway import HttpTextGateway, read_gateway_file
from pos.headoffice.texts.text_outbox import (
    TRIES_MAX,
    TextStanding,
    TextsTried,
    ask_text,
    keep_wish,
    text_of,
)
from pos.keystore.signing.signing_agent import SigningAgent, SigningPorts
from pos.wire.texts import TextWish, TextWishAnswer, TextWishState
from tests import office_stories as story
from tests import store_stories
from tests.both_databases import DATABASES, new_office_on
from tests.office_stories import OfficeHere, RealClock
from tests.signing_stories import keys_of

NUMBER = "+27821234567"
AGENT = SignedIn("agent", Role.AGENT)
OTHER_NUMBER = "+27821234568"
SALE = store_stories.sale_id(1)


@dataclass
class Gateway:
    """A gateway on this machine: what came, and what it answers next; 0 hangs up.

    Attributes:
        never_ends: its answers go on for ever.
        hung_up: set once nobody took any more of such an answer.
    """

    url: str = ""
    answers: list[int] = field(default_factory=list)
    came: list[tuple[str | None, dict[str, str]]] = field(default_factory=list)
    never_ends: bool = False
    hung_up: threading.Event = field(default_factory=threading.Event)


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        """Note a message and answer as the test wants."""
        gateway = cast("_Server", self.server).gateway
        body = self.rfile.read(int(self.headers["content-length"]))
        gateway.came.append((self.headers["authorization"], json.loads(body)))
        status = gateway.answers.pop(0) if gateway.answers else 202
        if status:
            self.send_response(status)
            self.end_headers()
            while gateway.never_ends:
                self._go_on(gateway)
        else:
            self.connection.close()

    def _go_on(self, gateway: Gateway) -> None:
        try:
            self.wfile.write(bytes(65536))
        except OSError:
            gateway.never_ends = False
            gateway.hung_up.set()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(HTTPServer):
    def __init__(self, gateway: Gateway) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.gateway = gateway
        gateway.url = f"http://127.0.0.1:{self.server_port}/send"


@pytest.fixture(name="gateway")
def _gateway() -> Iterator[Gateway]:
    gateway = Gateway()
    with _Server(gateway) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield gateway
        server.shutdown()
        thread.join()


@pytest.fixture(name="clock")
def _clock() -> RealClock:
    return RealClock()


@pytest.fixture(name="office", params=DATABASES)
def _office(
    request: pytest.FixtureRequest, tmp_path: Path, clock: RealClock
) -> Iterator[OfficeHere]:
    with new_office_on(request, tmp_path, clock) as office:
        yield office


@pytest.fixture(name="ports")
def _ports(tmp_path: Path, office: OfficeHere) -> Iterator[Ports]:
    """Give a terminal that joined and sold."""
    clock = RealClock()
    with story.terminal_at(story.new_terminal(tmp_path / "t", clock), clock) as ports:
        story.join(office, ports)
        story.sell_many(ports, 1, 2)
        yield ports


def _file(gateway: Gateway) -> bytes:
    return json.dumps(
        {
            "url": gateway.url,
            "headers": {"Authorization": "Bearer of-the-test"},
            "fields": {"to": "msisdn", "text": "message", "reference": "ref"},
            "extra": {"from": "UTILITY"},
        }
    ).encode()


def _send(office: OfficeHere, gateway: Gateway) -> TextsTried:
    line = HttpTextGateway(read_gateway_file(_file(gateway)))
    try:
        return office.administration.send_texts(line)
    finally:
        line.close()


def _deliver(office: OfficeHere, ports: Ports) -> int:
    with story.line_to(office, ports) as line:
        return deliver_text_wishes(ports, line)


def _numbers(office: OfficeHere, ports: Ports) -> list[str]:
    """Return every number that is kept anywhere."""
    with office.database.read() as connection:
        there = list(connection.execute(select(TEXT_OUTBOX.c.number)).scalars())
    with ports.store.read() as reads:
        here = [wish.number for wish in reads.text_wishes()]
    return [number for number in (*here, *there) if number]


def test_codes_reach_the_customer_and_the_number_is_forgotten(
    office: OfficeHere, ports: Ports, gateway: Gateway
) -> None:
    """It waits for its sale to arrive, is sent once, and stands in no journal."""
    ask_for_text(ports, SALE, "+27 82 123-4567", operator=AGENT)
    assert _deliver(office, ports) == 0
    story.sync(office, ports)
    assert _deliver(office, ports) == 1
    assert _numbers(office, ports) == [NUMBER]
    assert _send(office, gateway) == TextsTried(sent=1)
    assert _send(office, gateway) == TextsTried()
    ((authorization, message),) = gateway.came
    assert authorization == "Bearer of-the-test"
    assert (message["msisdn"], message["from"]) == (NUMBER, "UTILITY")
    assert message["ref"] == f"{story.TERMINAL}-{SALE}-1"
    with ports.store.read() as reads:
        row = reads.sale(SALE)
        journal = b"".join(stored.body for stored in reads.entries())
    assert row is not None
    fours = " ".join(row.digits[start : start + 4] for start in range(0, 20, 4))
    assert fours in message["message"]
    assert row.receipt_no in message["message"]
    assert message["message"].startswith("TRAINING")
    assert _numbers(office, ports) == []
    assert b"text_asked" in journal
    assert b"1234567" not in journal.replace(row.digits.encode(), b"")


def test_an_answer_that_never_ends_holds_nobody_up(
    office: OfficeHere, ports: Ports, gateway: Gateway
) -> None:
    """Its first line says whether the message was taken; the rest is read by nobody."""
    gateway.never_ends = True
    ask_for_text(ports, SALE, NUMBER, operator=AGENT)
    story.sync(office, ports)
    assert _deliver(office, ports) == 1
    assert _send(office, gateway) == TextsTried(sent=1)
    assert gateway.hung_up.wait(60)


def test_what_may_have_gone_is_tried_again_under_the_same_reference(
    office: OfficeHere, ports: Ports, gateway: Gateway, clock: RealClock
) -> None:
    """Hung up, overloaded, credential run out: at least once, never before its pause is over."""
    gateway.answers = [0, 503, 429, 401]
    ask_for_text(ports, SALE, NUMBER, operator=AGENT)
    story.sync(office, ports)
    _deliver(office, ports)
    for _ in range(4):
        assert _send(office, gateway) == TextsTried(waiting=1)
        assert _send(office, gateway) == TextsTried()
        clock.moved += timedelta(hours=1)
    assert _send(office, gateway) == TextsTried(sent=1)
    assert len({message["ref"] for _, message in gateway.came}) == 1


def test_a_refusal_ends_it_and_so_do_too_many_tries(
    office: OfficeHere, ports: Ports, gateway: Gateway, clock: RealClock
) -> None:
    """Either way the number is forgotten; asking again begins anew, not for ever."""
    story.sync(office, ports)
    gateway.answers = [400, *[500] * TRIES_MAX]
    ask_for_text(ports, SALE, NUMBER, operator=AGENT)
    _deliver(office, ports)
    assert _send(office, gateway) == TextsTried(refused=1)
    assert _numbers(office, ports) == []
    ask_for_text(ports, SALE, NUMBER, operator=AGENT)
    _deliver(office, ports)
    for _ in range(TRIES_MAX - 1):
        assert _send(office, gateway).waiting == 1
        clock.moved += timedelta(days=2)
    assert _send(office, gateway) == TextsTried(given_up=1)
    assert _numbers(office, ports) == []
    now = office.clock.now()
    with office.database.write() as connection:
        wishes = (TextWish(SALE, NUMBER), TextWish(SALE, NUMBER), TextWish(SALE, OTHER_NUMBER))
        states = [keep_wish(connection, story.TERMINAL, wish, now) for wish in wishes]
    assert states == [TextWishState.KEPT, TextWishState.KEPT, TextWishState.REFUSED]


def test_a_number_that_is_corrected_is_sent_to_whenever_it_came(
    office: OfficeHere, ports: Ports, gateway: Gateway
) -> None:
    """While the first is on its way, or after it was sent: a message of its own, and no loss."""
    story.sync(office, ports)
    ask_for_text(ports, SALE, NUMBER, operator=AGENT)
    with story.line_to(office, ports) as line:
        deliver_text_wishes(ports, _CorrectedMeanwhile(ports, line))
        assert _send(office, gateway) == TextsTried(sent=1)
        deliver_text_wishes(ports, line)
    assert _send(office, gateway) == TextsTried(sent=1)
    assert [message["msisdn"] for _, message in gateway.came] == [NUMBER, OTHER_NUMBER]
    # A gateway that knows a reference sends it once.
    assert len({message["ref"] for _, message in gateway.came}) == len(gateway.came)
    assert _numbers(office, ports) == []


@dataclass
class _CorrectedMeanwhile:
    """A line on which an answer takes so long that the operator types another number."""

    ports: Ports
    line: TextDesk

    def wish_text(self, wish: TextWish) -> TextWishAnswer:
        """Deliver, and have another number by the time it is."""
        answer = self.line.wish_text(wish)
        ask_for_text(self.ports, wish.sale_id, OTHER_NUMBER, operator=AGENT)
        return answer


def test_a_wish_whose_answer_cannot_be_signed_is_not_kept(
    office: OfficeHere, ports: Ports, gateway: Gateway, tmp_path: Path
) -> None:
    """It comes again with every sync, and would go to the customer each time."""
    story.sync(office, ports)
    ask_for_text(ports, SALE, NUMBER, operator=AGENT)
    keys = shutil.copytree(keys_of(tmp_path / "office.db"), tmp_path / "copied")
    signing = SigningAgent.open(keys, SigningPorts(office.clock, os.urandom))
    try:
        locked = replace(office, office=Office(office.database, office.clock, signing))
        with story.line_to(locked, ports) as line, pytest.raises(HeadOfficeUnreachable):
            deliver_text_wishes(ports, line)
    finally:
        signing.close()
    assert _send(office, gateway) == TextsTried()
    assert _numbers(office, ports) == [NUMBER]


def test_who_may_not_ask_is_refused(office: OfficeHere, ports: Ports) -> None:
    """No number, no such sale, and no terminal that was revoked."""
    for number in ("0821234567", "+0821234567", "+27", "+27821234567890123", "drop table", ""):
        with pytest.raises(TextNumberMalformed):
            ask_for_text(ports, SALE, number, operator=AGENT)
    with pytest.raises(SaleUnknown):
        ask_for_text(ports, store_stories.sale_id(99), NUMBER, operator=AGENT)
    story.sync(office, ports)
    office.administration.revoke(story.TERMINAL)
    with office.database.write() as connection:
        state = keep_wish(connection, story.TERMINAL, TextWish(SALE, NUMBER), office.clock.now())
    assert state is TextWishState.REFUSED


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[" * 100_000,
        b'{"url":"http://gateway.example/"}',
        b'{"url":"ftp://127.0.0.1/"}',
        b'{"url":"https://gateway.example/","text":"{password}"}',
        b'{"url":"https://gateway.example/","text":"{meter.x}"}',
        b'{"url":"https://gateway.example/","password":"x"}',
        b'{"url":"https://gateway.example:port/"}',
        b'{"url":"https://gateway.example/","headers":{"X":"a\\r\\nHost: b"}}',
        b'{"url":"https://gateway.example/","headers":{"X Y":"a"}}',
        '{"url":"https://gateway.example/","headers":{"X":"Bearer …"}}'.encode(),
    ],
)
def test_a_gateway_that_cannot_be_used_is_named_before_anything_is_sent(content: bytes) -> None:
    """Plain HTTP off this machine, a text with something else in it, nonsense."""
    with pytest.raises(TextGatewayMalformed):
        read_gateway_file(content)


def standing(office: OfficeHere) -> TextStanding:
    """Return how the sale's message stands."""
    with office.database.read() as connection:
        told = text_of(connection, "T1", SALE)
    assert told is not None
    return told


@pytest.mark.parametrize("tries", [0, 1])
def test_codes_of_a_refunded_sale_go_to_nobody(
    office: OfficeHere, ports: Ports, gateway: Gateway, clock: RealClock, tries: int
) -> None:
    """Whether it was never tried or waits to be tried again; the number is forgotten."""
    story.sync(office, ports)
    ask_for_text(ports, SALE, NUMBER, operator=AGENT)
    assert _deliver(office, ports) == 1
    gateway.answers = [500] * tries
    for _ in range(tries):
        assert _send(office, gateway) == TextsTried(waiting=1)
        clock.moved += timedelta(minutes=5)
    story.give_back(ports, SALE)
    story.sync(office, ports)
    assert _send(office, gateway) == TextsTried(withdrawn=1)
    assert _send(office, gateway) == TextsTried()
    assert len(gateway.came) == tries
    assert standing(office).state == "withdrawn"
    assert _numbers(office, ports) == []
    with office.database.write() as connection:
        wish = TextWish(SALE, OTHER_NUMBER)
        assert keep_wish(connection, "T1", wish, clock.now()) is TextWishState.REFUSED
        with pytest.raises(TextRefused):
            ask_text(connection, "T1", wish, clock.now())


def test_what_the_gateway_answered_is_kept(
    office: OfficeHere, ports: Ports, gateway: Gateway, clock: RealClock
) -> None:
    """Its status and when; of what it wrote nothing."""
    story.sync(office, ports)
    ask_for_text(ports, SALE, NUMBER, operator=AGENT)
    assert _deliver(office, ports) == 1
    for status, said, state in (
        (0, "no answer", "waiting"),
        (503, "HTTP 503", "waiting"),
        (202, "HTTP 202", "sent"),
    ):
        gateway.answers = [status]
        _send(office, gateway)
        told = standing(office)
        assert (told.answer, told.state) == (said, state)
        assert told.answered_at
        clock.moved += timedelta(minutes=5)
    assert told.tries == 3
