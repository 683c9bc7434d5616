"""What head office answers to good, bad and hostile requests, in this process and over HTTP."""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import httpx
import msgspec
import pytest

from pos.app.office.enrol import enrol
from pos.app.office.sync_journal import sync_journal
from pos.app.ports import Ports
from pos.domain.errors import (
    EnrolmentRefused,
    HeadOfficeNotGenuine,
    HeadOfficeUnreachable,
    TerminalIdMalformed,
)
from pos.domain.journal import format_time, hash_body
from pos.headoffice.keys.set_up import create_office
from pos.sync.client import HttpHeadOffice
from pos.wire.uplink import REQUEST_BYTES_MAX, UPLINK_PATH, RefusalCode
from pos.wire.uplink_enrolment import ENROL_PATH
from pos.wire.uplink_request import (
    NONCE_HEADER,
    SIGNATURE_HEADER,
    TERMINAL_HEADER,
    TIME_HEADER,
    RequestToSign,
    body_digest,
)
from tests import office_stories as story
from tests.office_stories import OfficeHere, RealClock
from tests.postgres_server import PostgresServer
from tests.signing_stories import agent_at, keys_of, maker


@dataclass(slots=True)
class Reached:
    """A way to a head office; `sent` holds every request as it left."""

    office: OfficeHere
    url: str
    inner: httpx.BaseTransport
    sent: list[httpx.Request] = field(default_factory=list)

    def post(self, path: str, headers: dict[str, str], body: bytes) -> httpx.Response:
        """Send what a test made up."""
        with httpx.Client(transport=self.inner, base_url=self.url) as http:
            return http.post(path, headers=headers, content=body)

    def transport(self) -> httpx.BaseTransport:
        """Return a transport that notes what it carries."""

        def carry(request: httpx.Request) -> httpx.Response:
            request.read()
            self.sent.append(request)
            return self.inner.handle_request(request)

        return httpx.MockTransport(carry)


@contextmanager
def _in_process(office: OfficeHere) -> Iterator[Reached]:
    yield Reached(office, story.URL, office.transport())


@contextmanager
def _over_http(office: OfficeHere) -> Iterator[Reached]:
    with story.served(office) as url, httpx.HTTPTransport() as transport:
        yield Reached(office, url, transport)


WAYS: dict[str, Callable[[OfficeHere], AbstractContextManager[Reached]]] = {
    "in_process": _in_process,
    "over_http": _over_http,
}


@pytest.fixture(name="clock")
def _clock() -> RealClock:
    """Give the real time."""
    return RealClock()


def _new_postgres_office(server: PostgresServer, folder: Path) -> str:
    url = server.new_database()
    now, make = RealClock().now(), maker(folder / "keys")
    create_office(url, folder / "root.pem", training=True, now=now, make_keys=make)
    return url


@pytest.fixture(params=[*WAYS, "postgres"], name="reached")
def _reached(request: pytest.FixtureRequest, tmp_path: Path, clock: RealClock) -> Iterator[Reached]:
    """Give a head office, reached in each way and over each database."""
    where: Path | str = (
        _new_postgres_office(request.getfixturevalue("postgres"), tmp_path)
        if request.param == "postgres"
        else story.new_office(tmp_path)
    )
    way = WAYS.get(request.param, _in_process)
    keys = tmp_path / "keys" if isinstance(where, str) else keys_of(where)
    with (
        agent_at(keys, clock) as signing,
        story.office_at(where, clock, signing) as office,
        way(office) as reached,
    ):
        yield reached


@pytest.fixture(name="ports")
def _ports(tmp_path: Path, reached: Reached, clock: RealClock) -> Iterator[Ports]:
    """Give a terminal that has joined and delivered."""
    folder = story.new_terminal(tmp_path / "terminal", clock)
    with story.terminal_at(folder, clock) as ports:
        _join(reached, ports)
        _sync(reached, ports)
        yield ports


def _line(reached: Reached, ports: Ports) -> HttpHeadOffice:
    return story.line_over(reached.transport(), ports, reached.url)


def _join(reached: Reached, ports: Ports, code: str = "") -> None:
    known = code or reached.office.code_for(story.TERMINAL)
    with _line(reached, ports) as line:
        enrol(ports, story.agent_of(ports), line, url=reached.url, code=known)


def _sync(reached: Reached, ports: Ports) -> None:
    with _line(reached, ports) as line:
        sync_journal(ports, line)


def _signed(ports: Ports, body: bytes, **changes: str) -> dict[str, str]:
    """Return the headers of a request that the terminal signs, with one thing changed."""
    request = RequestToSign(
        method="POST",
        path=changes.get("path", UPLINK_PATH),
        terminal=changes.get("terminal", story.TERMINAL),
        time=changes.get("time", format_time(ports.clock.now())),
        nonce=changes.get("nonce", os.urandom(16).hex()),
        body_digest=body_digest(body),
    )
    return {
        TERMINAL_HEADER: request.terminal,
        TIME_HEADER: request.time,
        NONCE_HEADER: request.nonce,
        SIGNATURE_HEADER: ports.keys.sign_request(request).hex(),
    }


def _refusal(response: httpx.Response) -> str:
    return str(response.json()["refused"])


def _last_uplink(reached: Reached) -> httpx.Request:
    return next(r for r in reversed(reached.sent) if r.url.path == UPLINK_PATH)


def _own_headers(request: httpx.Request) -> dict[str, str]:
    names = (TERMINAL_HEADER, TIME_HEADER, NONCE_HEADER, SIGNATURE_HEADER)
    return {name: request.headers[name] for name in names}


def test_a_replayed_request_is_refused(reached: Reached, ports: Ports) -> None:
    """The same bytes again change nothing and are called a replay."""
    story.sell_many(ports, 1, 2)
    _sync(reached, ports)
    before = reached.office.only_terminal()
    caught = _last_uplink(reached)
    answer = reached.post(UPLINK_PATH, _own_headers(caught), caught.content)
    assert (answer.status_code, _refusal(answer)) == (409, RefusalCode.REPLAYED)
    assert reached.office.only_terminal() == before


@pytest.mark.parametrize("what", ["body", "path", "time", "nonce", "signature"])
def test_a_forged_request_is_refused(reached: Reached, ports: Ports, what: str) -> None:
    """Each thing that is signed is checked."""
    body = _last_uplink(reached).content
    headers = _signed(ports, body)
    path = UPLINK_PATH
    match what:
        case "body":
            body += b" "
        case "path":
            headers = _signed(ports, body, path=ENROL_PATH)
        case "time":
            headers[TIME_HEADER] = format_time(ports.clock.now() + timedelta(seconds=1))
        case "nonce":
            headers[NONCE_HEADER] = "0" * 32
        case _:
            headers[SIGNATURE_HEADER] = "0" * 128
    answer = reached.post(path, headers, body)
    assert (answer.status_code, _refusal(answer)) == (401, RefusalCode.SIGNATURE)


@pytest.mark.parametrize("minutes", [-20, 20])
def test_a_request_of_another_time_is_refused(reached: Reached, ports: Ports, minutes: int) -> None:
    """A request that was caught and kept is worth nothing later."""
    body = _last_uplink(reached).content
    time = format_time(ports.clock.now() + timedelta(minutes=minutes))
    answer = reached.post(UPLINK_PATH, _signed(ports, body, time=time), body)
    assert (answer.status_code, _refusal(answer)) == (401, RefusalCode.TIME)


def test_a_strangers_request_is_refused(
    reached: Reached, ports: Ports, tmp_path: Path, clock: RealClock
) -> None:
    """Neither an unknown terminal nor another device under a known name is heard."""
    body = _last_uplink(reached).content
    unknown = reached.post(UPLINK_PATH, _signed(ports, body, terminal="T2"), body)
    assert (unknown.status_code, _refusal(unknown)) == (403, RefusalCode.UNKNOWN_TERMINAL)
    with story.terminal_at(story.new_terminal(tmp_path / "other", clock), clock) as other:
        impostor = reached.post(UPLINK_PATH, _signed(other, body), body)
    assert (impostor.status_code, _refusal(impostor)) == (401, RefusalCode.SIGNATURE)


def _changed(body: bytes, change: Callable[[dict[str, object]], None]) -> bytes:
    content = msgspec.json.decode(body)
    change(content)
    return msgspec.json.encode(content)


def test_entries_of_another_journal_are_refused(reached: Reached, ports: Ports) -> None:
    """A terminal delivers its own entries only."""
    body = _first_batch(reached).content

    def rename(content: dict[str, object]) -> None:
        for line in content["entries"]:  # type: ignore[attr-defined]  # It was just decoded.
            line["body"] = line["body"].replace('"terminal":"T1"', '"terminal":"T2"')
            line["hash"] = hash_body(line["body"].encode())

    foreign = _changed(body, rename)
    answer = reached.post(UPLINK_PATH, _signed(ports, foreign), foreign)
    assert (answer.status_code, _refusal(answer)) == (422, RefusalCode.FOREIGN)


def _first_batch(reached: Reached) -> httpx.Request:
    return next(
        r
        for r in reached.sent
        if r.url.path == UPLINK_PATH
        and b'"hash":' in r.content
        and msgspec.json.decode(r.content)["entries"]
    )


@pytest.mark.parametrize("what", ["gap", "bytes", "not an entry", "order"])
def test_a_broken_chain_is_refused(reached: Reached, ports: Ports, what: str) -> None:
    """Entries are there one after the other, each with the hash of the one before."""

    def damage(content: dict[str, object]) -> None:
        lines: list[dict[str, str]] = content["entries"]  # type: ignore[assignment]  # It was just decoded.
        match what:
            case "gap":
                del lines[1]
            case "bytes":
                lines[1]["body"] = lines[1]["body"].replace("operator", "Operator", 1)
            case "not an entry":
                lines[1]["body"] = "[" * 2000
            case _:
                lines.reverse()

    body = _changed(_first_batch(reached).content, damage)
    answer = reached.post(UPLINK_PATH, _signed(ports, body), body)
    assert (answer.status_code, _refusal(answer)) == (422, RefusalCode.BROKEN_CHAIN)


def test_a_forged_end_is_refused(reached: Reached, ports: Ports) -> None:
    """The signed end of the journal needs the device key's own signature."""

    def forge(content: dict[str, object]) -> None:
        content["head"]["signature"] = "0" * 128  # type: ignore[index]  # It was just decoded.

    body = _changed(_last_uplink(reached).content, forge)
    answer = reached.post(UPLINK_PATH, _signed(ports, body), body)
    assert (answer.status_code, _refusal(answer)) == (401, RefusalCode.SIGNATURE)


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"[" * 100_000, b'{"a":' * 50_000, b"\xff\xfe", b"null", b'{"version":1}'],
    ids=["empty", "bare", "deep list", "deep object", "not UTF-8", "null", "half"],
)
def test_a_malformed_body_is_refused(reached: Reached, ports: Ports, body: bytes) -> None:
    """Strict reading: nothing unknown, nothing missing, nothing that overruns."""
    answer = reached.post(UPLINK_PATH, _signed(ports, body), body)
    assert (answer.status_code, _refusal(answer)) == (400, RefusalCode.MALFORMED)


def test_an_unknown_field_is_refused(reached: Reached, ports: Ports) -> None:
    """What this program does not know it does not guess at."""

    def add(content: dict[str, object]) -> None:
        content["extra"] = 1

    body = _changed(_last_uplink(reached).content, add)
    answer = reached.post(UPLINK_PATH, _signed(ports, body), body)
    assert _refusal(answer) == RefusalCode.MALFORMED


def test_headers_that_are_missing_or_hostile_are_refused(reached: Reached, ports: Ports) -> None:
    """A request without its signature, or with separators inside a field, is malformed."""
    assert _refusal(reached.post(UPLINK_PATH, {}, b"{}")) == RefusalCode.MALFORMED
    headers = _signed(ports, b"{}")
    for name, value in ((TERMINAL_HEADER, "T1/../T2"), (NONCE_HEADER, "x"), (TIME_HEADER, "now")):
        answer = reached.post(UPLINK_PATH, headers | {name: value}, b"{}")
        assert answer.status_code in (400, 401)


def test_an_oversized_body_is_refused(tmp_path: Path, clock: RealClock) -> None:
    """It is not even read to its end, announced or not."""
    with (
        story.office_at(story.new_office(tmp_path), clock) as office,
        story.served(office) as url,
        httpx.Client(base_url=url) as http,
    ):
        large = b"x" * (REQUEST_BYTES_MAX + 1)
        announced = http.post(UPLINK_PATH, content=large)
        assert (announced.status_code, _refusal(announced)) == (413, RefusalCode.OVERSIZED)
        pieces = (b"x" * 65_536 for _ in range(REQUEST_BYTES_MAX // 65_536 + 2))
        in_pieces = http.post(UPLINK_PATH, content=pieces)
        assert (in_pieces.status_code, _refusal(in_pieces)) == (413, RefusalCode.OVERSIZED)


def test_a_body_that_never_ends_is_refused(tmp_path: Path, clock: RealClock) -> None:
    """Who drips bytes holds a connection for the set time and no longer."""
    head = f"POST {UPLINK_PATH} HTTP/1.1\r\nHost: office\r\nTransfer-Encoding: chunked\r\n\r\n"
    with (
        story.office_at(story.new_office(tmp_path), clock) as office,
        story.served(office, body_seconds=0) as url,
        socket.create_connection((httpx.URL(url).host, httpx.URL(url).port)) as line,
    ):
        line.sendall(head.encode() + b"1\r\n{\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 408 ")


def test_other_paths_and_methods_lead_nowhere(reached: Reached) -> None:
    """There is nothing else to be found."""
    assert _refusal(reached.post("/v1/other", {}, b"")) == RefusalCode.NO_SUCH_PATH
    assert _refusal(reached.post("/", {}, b"")) == RefusalCode.NO_SUCH_PATH


def test_health_is_told(tmp_path: Path, clock: RealClock) -> None:
    """A load balancer asks without a signature; when standings were told is all it learns."""
    with story.office_at(story.new_office(tmp_path), clock) as office, story.served(office) as url:
        answer = httpx.get(f"{url}/health")
        assert (answer.status_code, answer.json()) == (200, {"standings_told_at": ""})
        office.administration.tell_standings(whole=False)
        told_at = office.administration.standings_done().at
        assert httpx.get(f"{url}/health").json() == {"standings_told_at": told_at}
        assert httpx.get(f"{url}/v1/uplink").status_code == 405


@pytest.mark.parametrize("wrong", ["other code", "other terminal", "expired"])
def test_a_wrong_code_is_refused(
    reached: Reached, tmp_path: Path, clock: RealClock, wrong: str
) -> None:
    """Which of them is wrong is not said."""
    folder = story.new_terminal(tmp_path / "terminal", clock)
    with story.terminal_at(folder, clock) as ports:
        code = reached.office.code_for("T2" if wrong == "other terminal" else story.TERMINAL)
        if wrong == "other code":
            code = "0" * 20
        if wrong == "expired":
            clock.moved = timedelta(hours=2)
        with pytest.raises(EnrolmentRefused):
            _join(reached, ports, code)
    assert reached.office.administration.report() == ()


def test_a_code_serves_one_device_only(reached: Reached, tmp_path: Path, clock: RealClock) -> None:
    """The device that used it may come again after a lost answer; another may not."""
    code = reached.office.code_for(story.TERMINAL)
    folder = story.new_terminal(tmp_path / "terminal", clock)
    with story.terminal_at(folder, clock) as ports:
        if reached.url == story.URL:
            reached.office.lose_answers = 1
            with pytest.raises(HeadOfficeUnreachable):
                _join(reached, ports, code)
        _join(reached, ports, code)
        _sync(reached, ports)
    other = story.new_terminal(tmp_path / "second", clock)
    with story.terminal_at(other, clock) as second, pytest.raises(EnrolmentRefused):
        _join(reached, second, code)


def test_the_code_is_kept_by_nobody(reached: Reached, ports: Ports) -> None:
    """Head office stores a key made from it; the line never carries it."""
    code = reached.office.administration.enrol_code("T5", timedelta(hours=1)).code
    for text in (code, code.replace("-", "")):
        with reached.office.database.read() as connection:
            dump = repr(connection.exec_driver_sql("SELECT * FROM enrol_code").all())
        assert text not in dump
        assert all(text.encode() not in request.content for request in reached.sent)
    del ports


def test_a_man_in_the_middle_cannot_be_enrolled_with(
    reached: Reached, tmp_path: Path, clock: RealClock
) -> None:
    """Whoever changes the answer, such as its root key, does not know the code."""

    def meddle(request: httpx.Request) -> httpx.Response:
        answer = reached.inner.handle_request(request)
        content = msgspec.json.decode(answer.read())
        content["root_key"] = "ab" * 32
        return httpx.Response(answer.status_code, content=msgspec.json.encode(content))

    folder = story.new_terminal(tmp_path / "terminal", clock)
    with story.terminal_at(folder, clock) as ports:
        line = story.line_over(httpx.MockTransport(meddle), ports, reached.url)
        code = reached.office.code_for(story.TERMINAL)
        with line, pytest.raises(HeadOfficeNotGenuine):
            enrol(ports, story.agent_of(ports), line, url=reached.url, code=code)
        with ports.store.read() as reads:
            assert reads.uplink() is None


@pytest.mark.parametrize("how", ["unsigned", "other", "old"])
def test_an_answer_that_is_not_head_offices_moves_nothing(
    reached: Reached, ports: Ports, how: str
) -> None:
    """An answer belongs to its request and to the enrolled head office, or it is nothing."""
    kept: list[httpx.Response] = []

    def meddle(request: httpx.Request) -> httpx.Response:
        answer = reached.inner.handle_request(request)
        body = answer.read()
        headers = {SIGNATURE_HEADER: answer.headers.get(SIGNATURE_HEADER, "")}
        kept.append(httpx.Response(answer.status_code, headers=headers, content=body))
        match how:
            case "unsigned":
                return httpx.Response(200, content=body)
            case "other":
                return httpx.Response(200, headers={SIGNATURE_HEADER: "0" * 128}, content=body)
            case _:
                return kept[0]

    story.sell_many(ports, 1, 1)
    with story.line_over(httpx.MockTransport(meddle), ports, reached.url) as line:
        if how == "old":
            sync_journal(ports, line)
            story.sell_many(ports, 2, 1)
        with ports.store.read() as reads:
            before = reads.uplink()
        with pytest.raises(HeadOfficeNotGenuine):
            sync_journal(ports, line)
    with ports.store.read() as reads:
        assert reads.uplink() == before


@pytest.mark.parametrize(
    "body", [b"<html>Welcome to the hotel</html>", b"{}", b"x" * 100_000, b"[" * 50_000]
)
def test_answers_of_anything_else_are_network_trouble(ports: Ports, body: bytes) -> None:
    """A sign-in page of a hotel is not head office."""

    def hotel(request: httpx.Request) -> httpx.Response:
        del request
        return httpx.Response(511, content=body)

    with (
        story.line_over(httpx.MockTransport(hotel), ports) as line,
        pytest.raises(HeadOfficeUnreachable),
    ):
        sync_journal(ports, line)


def test_no_terminal_is_called_anything_strange(reached: Reached) -> None:
    """A name is safe in headers, files and tables."""
    for name in ("", "a b", "T1\n", "../x", "x" * 33, "é"):
        with pytest.raises(TerminalIdMalformed):
            reached.office.administration.enrol_code(name, timedelta(hours=1))
