"""Bundles in a file: the guarantees of the line, and every way to cheat with a stick."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from pos.app.office.bundles_by_stick import take_carried_bundles
from pos.app.office.take_bundles import BundlesTaken
from pos.app.ports import Ports
from pos.cli.terminal.sync import bounded_lines
from pos.domain.errors import PosError, TerminalIsRevoked, TerminalNotKnown
from pos.domain.errors.bundles import (
    BundleFileBroken,
    BundleNotGenuine,
    BundleOfAnother,
    BundleOutOfOrder,
    BundlesOlder,
)
from pos.headoffice.store.schema import BUNDLE
from pos.store.unit_of_work import SqlUnitOfWork
from pos.wire.bundle import BundleKind
from pos.wire.carried_bundles import (
    BUNDLES_CARRIED_MAX,
    CARRIED_LINE_BYTES_MAX,
    CarriedList,
    Version,
    read_carried_bundle,
    read_carried_list,
)
from tests import office_stories as story
from tests.office_stories import OfficeHere, RealClock
from tests.standing_stories import take

NAMES = ("amina", "bola", "chidi")
Cheat = Callable[[list[bytes]], list[bytes]]


@pytest.fixture(name="office")
def _office(tmp_path: Path) -> Iterator[OfficeHere]:
    with story.office_at(story.new_office(tmp_path), RealClock()) as office:
        yield office


@pytest.fixture(name="ports")
def _ports(tmp_path: Path, office: OfficeHere) -> Iterator[Ports]:
    """Give a terminal that joined, and three bundles that it does not have."""
    clock = RealClock()
    with story.terminal_at(story.new_terminal(tmp_path / "t", clock), clock) as ports:
        story.join(office, ports)
        for name in NAMES:
            _give(office, name)
        yield ports


def _give(office: OfficeHere, name: str) -> None:
    people = [{"name": "zola", "role": "supervisor"}, {"name": name, "role": "agent"}]
    office.administration.publish(BundleKind.OPERATORS, [json.dumps(people).encode()], "")


def _carried(office: OfficeHere, after: Version = (0, 0)) -> list[bytes]:
    with office.administration.carried_file(story.TERMINAL, after) as carried:
        return list(carried.lines)


def _take(ports: Ports, lines: list[bytes]) -> BundlesTaken:
    listing = read_carried_bundle(lines[0])
    assert listing is not None
    return take_carried_bundles(ports, listing, iter(lines[1:]))


def _known(ports: Ports) -> list[str]:
    with ports.store.read() as reads:
        return [name for name in NAMES if reads.operator(name) is not None]


def test_a_file_brings_everything_once(office: OfficeHere, ports: Ports) -> None:
    """Read twice it changes nothing; what is behind a version alone makes a smaller file."""
    lines = _carried(office)
    assert _take(ports, lines).taken == 3
    assert _known(ports) == list(NAMES)
    assert _take(ports, lines).taken == 0
    # The line goes on where the stick ended, and the other way round.
    assert take(office, ports) == BundlesTaken(0, 0)
    _give(office, "dayo")
    assert _take(ports, _carried(office, (1, 3))).taken == 1


def _edited(line: bytes, **changes: str) -> bytes:
    bundle = json.loads(line)
    return json.dumps(bundle | changes).encode() + b"\n"


def _swapped(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[2], lines[1], lines[3]]


def _without_second(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[1], lines[3]]


def _cut_short(lines: list[bytes]) -> list[bytes]:
    return [*lines[:2], lines[2][: len(lines[2]) // 2]]


def _ended(lines: list[bytes]) -> list[bytes]:
    return lines[:2]


def _more(lines: list[bytes]) -> list[bytes]:
    return [*lines, lines[3]]


def _nested(lines: list[bytes]) -> list[bytes]:
    return [*lines[:2], b"[" * 200_000, lines[3]]


def _forged_body(lines: list[bytes]) -> list[bytes]:
    return [*lines[:2], _edited(lines[2], body="[]"), lines[3]]


def _forged_signature(lines: list[bytes]) -> list[bytes]:
    return [*lines[:2], _edited(lines[2], signature="0" * 128), lines[3]]


def _shorter_list(lines: list[bytes]) -> list[bytes]:
    body = msgspec.json.encode(CarriedList((0, 0), ((1, 1), (1, 3)))).decode()
    return [_edited(lines[0], body=body), lines[1], lines[3]]


def _no_list(lines: list[bytes]) -> list[bytes]:
    return lines[1:]


@pytest.mark.parametrize(
    ("cheat", "refusal", "known"),
    [
        (_swapped, BundleFileBroken(line=2, why="it is not 1.1, which follows here"), 0),
        (_without_second, BundleFileBroken(line=3, why="it is not 1.2, which follows here"), 1),
        (_cut_short, BundleFileBroken(line=3, why="it cannot be read"), 1),
        (_ended, BundleFileBroken(line=3, why="the file ends too early"), 1),
        (_more, BundleFileBroken(line=5, why="there is more than the file's own list names"), 3),
        (_nested, BundleFileBroken(line=3, why="it cannot be read"), 1),
        (_forged_body, BundleNotGenuine(why="body"), 1),
        (_forged_signature, BundleNotGenuine(why="signature"), 1),
        (_shorter_list, BundleNotGenuine(why="body"), 0),
        (_no_list, BundleFileBroken(line=1, why="it is no list of what the file holds"), 0),
    ],
)
def test_each_way_to_cheat_is_refused_in_its_own_words(
    office: OfficeHere, ports: Ports, cheat: Cheat, refusal: PosError, known: int
) -> None:
    """What came before it stays, in order; a whole file then brings the rest."""
    lines = _carried(office)
    with pytest.raises(type(refusal)) as refused:
        _take(ports, cheat(lines))
    assert refused.value.facts == refusal.facts
    assert _known(ports) == list(NAMES[:known])
    assert _take(ports, lines).taken == 3 - known


def test_a_file_holds_what_one_takes_and_says_that_there_is_more(
    office: OfficeHere, ports: Ports
) -> None:
    """The next one begins where it ends; nobody carries a file that is refused there."""
    with office.database.write() as connection:
        row = connection.execute(BUNDLE.select().where(BUNDLE.c.n == 3)).one()._asdict()
        more = range(4, BUNDLES_CARRIED_MAX + 2)
        connection.execute(BUNDLE.insert(), [{**row, "n": n, "signed": b"{}"} for n in more])
    with office.administration.carried_file(story.TERMINAL, (0, 0)) as carried:
        listing = read_carried_bundle(next(carried.lines))
        assert listing is not None
        assert sum(1 for _ in carried.lines) == BUNDLES_CARRIED_MAX
    listed = read_carried_list(listing.body)
    assert listed is not None
    assert (listed.newest, carried.until, carried.has_more) == ((1, 30_000), (1, 30_000), True)
    with office.administration.carried_file(story.TERMINAL, carried.until) as carried:
        assert sum(1 for _ in carried.lines) == 2
    assert not carried.has_more
    del ports


def test_files_for_others_and_older_files_change_nothing(
    office: OfficeHere, ports: Ports, tmp_path: Path
) -> None:
    """Another terminal's, one with a gap before it, one from before, another head office's."""
    clock = RealClock()
    with pytest.raises(TerminalNotKnown), office.administration.carried_file("T2", (0, 0)):
        pass
    with story.terminal_at(story.new_terminal(tmp_path / "u", clock, "T2"), clock) as other:
        story.join(office, other)
        with pytest.raises(BundleOfAnother):
            _take(other, _carried(office))
    with pytest.raises(BundleOutOfOrder):
        _take(ports, _carried(office, (1, 2)))
    early = _carried(office)
    _give(office, "dayo")
    assert _take(ports, _carried(office)).taken == 4
    with pytest.raises(BundlesOlder):
        _take(ports, early)
    (tmp_path / "second").mkdir()
    with (
        story.office_at(story.new_office(tmp_path / "second"), clock) as second,
        story.terminal_at(story.new_terminal(tmp_path / "v", clock), clock) as third,
    ):
        story.join(second, third)
        with pytest.raises(BundleNotGenuine):
            _take(third, early)
    assert _known(ports) == list(NAMES)


def test_a_head_office_with_another_past_is_not_believed(office: OfficeHere, ports: Ports) -> None:
    """A file from before an epoch that this terminal heard of is refused, whatever it holds."""
    lines = _carried(office)
    with ports.store.write() as work:
        state = work.uplink()
        assert state is not None
        work.set_uplink(replace(state, epoch=2))
        work.commit()
    with pytest.raises(BundlesOlder) as refused:
        _take(ports, lines)
    assert refused.value.facts["here"] == "2.0"
    assert _known(ports) == []


def test_a_revoked_terminal_is_carried_nothing(office: OfficeHere, ports: Ports) -> None:
    """Nor is one that nobody knows."""
    del ports
    office.administration.revoke(story.TERMINAL)
    with pytest.raises(TerminalIsRevoked):
        _carried(office)


def test_a_power_cut_in_the_middle_goes_on(
    office: OfficeHere, ports: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bundle that was being taken is old; the same file brings it and the rest."""
    lines, real, commits = _carried(office), SqlUnitOfWork.commit, list[str]()

    def commit_once(work: SqlUnitOfWork) -> None:
        if commits:
            raise OSError("the power went")
        commits.append("first bundle")
        real(work)

    monkeypatch.setattr(SqlUnitOfWork, "commit", commit_once)
    with pytest.raises(OSError, match="power"):
        _take(ports, lines)
    monkeypatch.undo()
    assert _known(ports) == ["amina"]
    assert _take(ports, lines).taken == 2


def test_a_line_without_an_end_is_not_read_into_memory(tmp_path: Path) -> None:
    """It is named by its number."""
    path = tmp_path / "long"
    path.write_bytes(b"{}\n" + b"x" * (CARRIED_LINE_BYTES_MAX + 10))
    with path.open("rb") as file, pytest.raises(BundleFileBroken) as refused:
        list(bounded_lines(file, first_line=2))
    assert refused.value.facts == {"line": 3, "why": "it is too long"}
