"""What head office gives to terminals: signed, in order, each once, never put back."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from pos.app.office.take_bundles import BundlesTaken, take_bundles
from pos.app.ports import Ports, UplinkState
from pos.domain.entries import BundleTaken
from pos.domain.errors import BundleMalformed, TerminalNotKnown
from pos.domain.errors.bundles import BundleNotGenuine, BundleOutOfOrder
from pos.domain.journal import format_time, read_entry
from pos.wire.bundle import (
    BundleFlaw,
    BundleHead,
    BundleKind,
    BundlesAnswer,
    BundlesRequest,
    SignedBundle,
    body_digest,
    genuine_head,
)
from tests import office_stories as story
from tests.office_stories import OfficeHere, RealClock

HEADER = "meter,sgc,krn,ti,ea,tariff"
TARIFF = Path(__file__).parents[3] / "resources/tariffs/training-zar.tariff.json"


@pytest.fixture(name="office")
def _office(tmp_path: Path) -> Iterator[OfficeHere]:
    with story.office_at(story.new_office(tmp_path), RealClock()) as office:
        yield office


@pytest.fixture(name="ports")
def _ports(tmp_path: Path, office: OfficeHere) -> Iterator[Ports]:
    """Give a terminal that joined."""
    clock = RealClock()
    with story.terminal_at(story.new_terminal(tmp_path / "t", clock), clock) as ports:
        story.join(office, ports)
        yield ports


class Desk:
    """Hands out what a test puts there."""

    def __init__(self, *bundles: SignedBundle) -> None:
        self.given = bundles

    def bundles(self, request: BundlesRequest) -> BundlesAnswer:
        """Give everything, whatever is asked."""
        del request
        return BundlesAnswer(self.given, more=False)


def _take(office: OfficeHere, ports: Ports) -> BundlesTaken:
    with story.line_to(office, ports) as line:
        return take_bundles(ports, line)


def _give(office: OfficeHere, kind: BundleKind, content: bytes, terminal: str = "") -> None:
    office.administration.publish(kind, content.splitlines(keepends=True), terminal)


def _state(ports: Ports) -> UplinkState:
    with ports.store.read() as reads:
        state = reads.uplink()
    assert state is not None
    return state


def _held(office: OfficeHere, ports: Ports) -> tuple[SignedBundle, ...]:
    with story.line_to(office, ports) as line:
        return line.bundles(BundlesRequest(0, 0)).bundles


def _people(*listed: dict[str, object]) -> bytes:
    return json.dumps(listed).encode()


def _tariff_list() -> bytes:
    return TARIFF.read_bytes()


def test_a_tariff_and_meters_arrive_in_order(office: OfficeHere, ports: Ports) -> None:
    """The meters name the tariff that came before them; bad rows are counted, good ones taken."""
    tariff = json.loads(_tariff_list())["id"]
    _give(office, BundleKind.TARIFF, _tariff_list())
    rows = [
        f"{number},123456,1,01,07,{tariff}" for number in ("01234567897", "00000000000", "nonsense")
    ]
    _give(office, BundleKind.METERS, "\n".join([HEADER, *rows]).encode())
    taken = _take(office, ports)
    assert taken.taken == 2
    assert taken.refused == 1
    assert _take(office, ports) == BundlesTaken(0, 0)
    with ports.store.read() as reads:
        assert reads.tariff(tariff) is not None
        assert len(reads.find_meters("01234567897", limit=5)) == 1
        kinds = [
            payload.what
            for stored in reads.entries()
            if isinstance(payload := read_entry(stored.body).payload, BundleTaken)
        ]
    assert kinds == ["tariff", "meters"]
    story.sync(office, ports)
    assert story.stored_hashes(office) == story.hashes_of(ports)
    assert ports.store.rebuild() > 0


def test_people_come_and_go_but_never_the_last_supervisor(office: OfficeHere, ports: Ports) -> None:
    """Head office adds, changes and removes; it cannot leave a terminal without a supervisor."""
    _give(
        office,
        BundleKind.OPERATORS,
        _people(
            {"name": "zola", "role": "supervisor"},
            {"name": "amina", "role": "agent", "sale_limit": 5000},
            {"name": "bad name!", "role": "agent"},
            {"name": "x", "role": "emperor"},
        ),
    )
    assert _take(office, ports) == BundlesTaken(1, 2)
    gone: list[dict[str, object]] = [
        {"name": name, "role": "agent", "removed": True} for name in ("amina", "zola")
    ]
    _give(office, BundleKind.OPERATORS, _people(*gone))
    assert _take(office, ports) == BundlesTaken(1, 1)
    with ports.store.read() as reads:
        assert reads.operator("amina") is None
        zola = reads.operator("zola")
    assert zola is not None
    assert zola.role == "supervisor"


def test_a_bundle_is_only_for_whom_it_names(office: OfficeHere, ports: Ports) -> None:
    """Another terminal's bundles are not handed out, and not taken from anybody else."""
    with pytest.raises(TerminalNotKnown):
        _give(office, BundleKind.TARIFF, _tariff_list(), "T-none")
    _give(office, BundleKind.TARIFF, _tariff_list(), story.TERMINAL)
    (mine,) = _held(office, ports)
    head = msgspec.json.decode(mine.head)
    other = msgspec.structs.replace(mine, head=json.dumps({**head, "terminal": ""}))
    with pytest.raises(BundleNotGenuine):
        take_bundles(ports, Desk(other))
    assert take_bundles(ports, Desk(mine)).taken == 1


def test_nothing_is_put_back(office: OfficeHere, ports: Ports) -> None:
    """An old bundle, genuine as it is, changes nothing once a newer one was taken."""
    _give(office, BundleKind.OPERATORS, _people({"name": "zola", "role": "supervisor"}))
    _give(office, BundleKind.OPERATORS, _people({"name": "zola", "role": "technician"}))
    first, second = _held(office, ports)
    with pytest.raises(BundleOutOfOrder):
        take_bundles(ports, Desk(second, first))
    assert (_state(ports).bundle_epoch, _state(ports).bundle_n) == (1, 2)
    assert take_bundles(ports, Desk(first)) == BundlesTaken(0, 0)


@pytest.mark.parametrize("part", ["head", "body", "signature", "certificate"])
def test_a_forged_bundle_stops_the_run(office: OfficeHere, ports: Ports, part: str) -> None:
    """Whatever was changed, nothing of it is taken; what came before it stays."""
    for _ in range(2):
        _give(office, BundleKind.TARIFF, _tariff_list())
    first, second = _held(office, ports)
    forged = {
        "head": msgspec.structs.replace(second, head=second.head.replace('"n":2', '"n":3')),
        "body": msgspec.structs.replace(second, body=second.body + " "),
        "signature": msgspec.structs.replace(second, signature="0" * 128),
        "certificate": msgspec.structs.replace(
            second,
            certificate=msgspec.structs.replace(second.certificate, signature="0" * 128),
        ),
    }[part]
    with pytest.raises(BundleNotGenuine) as refused:
        take_bundles(ports, Desk(first, forged))
    assert refused.value.facts == {
        "why": {"head": "signature", "certificate": "key"}.get(part, part)
    }
    assert _state(ports).bundle_n == 1
    assert genuine_head(second, _state(ports).root_key, training=False) is BundleFlaw.KEY


def test_a_run_that_broke_off_goes_on(office: OfficeHere, ports: Ports) -> None:
    """A power cut between taking in and writing down repeats one bundle, to the same end."""
    _give(office, BundleKind.TARIFF, _tariff_list())
    assert _take(office, ports).taken == 1
    with ports.store.write() as work:
        state = work.uplink()
        assert state is not None
        work.set_uplink(replace(state, bundle_epoch=0, bundle_n=0))
        work.commit()
    assert _take(office, ports).taken == 1
    assert _state(ports).bundle_n == 1


def test_a_long_list_is_cut_and_resumed(office: OfficeHere, ports: Ports) -> None:
    """More than fits into an answer comes in several, in order."""
    rows = [f"{number:04d}" + "x" * 3996 for number in range(1200)]
    _give(office, BundleKind.METERS, "\n".join([HEADER, *rows]).encode())
    with story.line_to(office, ports) as line:
        first = line.bundles(BundlesRequest(0, 0))
    assert first.more
    taken = _take(office, ports)
    assert taken.taken > len(first.bundles)
    assert taken.refused == 1200


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (BundleKind.OPERATORS, b"{}"),
        (BundleKind.OPERATORS, b"\xff"),
        (BundleKind.OPERATORS, b"[" * 100_000),
        (BundleKind.METERS, b""),
        (BundleKind.METERS, b"meter\n\xff\n"),
        (BundleKind.METERS, b"meter\n" + b"1" * 5000),
    ],
)
def test_nonsense_is_never_published(office: OfficeHere, kind: BundleKind, content: bytes) -> None:
    """It is refused where it was given, not at a thousand terminals."""
    with pytest.raises(BundleMalformed):
        _give(office, kind, content)


def test_a_revoked_terminal_is_given_nothing(office: OfficeHere, ports: Ports) -> None:
    """It may deliver what it sold, and that is all."""
    _give(office, BundleKind.TARIFF, _tariff_list())
    office.administration.revoke(story.TERMINAL)
    assert _take(office, ports) == BundlesTaken(0, 0)


def test_a_kind_that_nobody_knows_and_nonsense_keep_nothing_out(
    office: OfficeHere, ports: Ports
) -> None:
    """Genuine as they are, they are counted as refused, and what comes behind them is taken."""
    signing = story.signing_of(office)

    def signed(n: int, kind: str, body: str) -> SignedBundle:
        digest, created_at = body_digest(body), format_time(ports.clock.now())
        head = BundleHead(1, n, "", True, kind, digest, created_at)  # noqa: FBT003 - its order.
        return signing.sign_bundle(head, body)

    bundles = [
        signed(1, "of_next_year", "{}"),
        signed(2, BundleKind.OPERATORS, "[" * 100_000),
        signed(3, BundleKind.STANDINGS, "[]"),
        signed(4, BundleKind.METERS, "no header"),
        signed(5, BundleKind.OPERATORS, '[{"name":"zola","role":"supervisor"}]'),
    ]
    assert take_bundles(ports, Desk(*bundles)) == BundlesTaken(5, 4)
    with ports.store.read() as reads:
        assert reads.operator("zola") is not None
