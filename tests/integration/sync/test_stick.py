"""A journal carried to head office in a file: the same guarantees as over the line."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from pos.app.office.sync_by_stick import stick_lines, take_stick_answer
from pos.app.office.sync_journal import SyncStatus, sync_status
from pos.app.ports import Ports
from pos.domain.errors import HeadOfficeNotGenuine, NotEnrolled, StickMalformed
from pos.domain.standing import Standing
from pos.wire.stick import StickAnswer, read_stick_line
from tests import office_stories as story
from tests.office_stories import OfficeHere, RealClock

SALES = 130


@pytest.fixture(name="clock")
def _clock() -> RealClock:
    return RealClock()


@pytest.fixture(name="office")
def _office(tmp_path: Path, clock: RealClock) -> Iterator[OfficeHere]:
    with story.office_at(story.new_office(tmp_path), clock) as office:
        yield office


@pytest.fixture(name="ports")
def _ports(tmp_path: Path, clock: RealClock, office: OfficeHere) -> Iterator[Ports]:
    """Give a terminal that joined once and has been without a network since."""
    with story.terminal_at(story.new_terminal(tmp_path / "t", clock), clock) as ports:
        story.join(office, ports)
        story.sell_many(ports, 1, SALES)
        yield ports


def _written(ports: Ports) -> list[bytes]:
    return list(stick_lines(ports, os.urandom))


def _status(ports: Ports) -> SyncStatus:
    with ports.store.read() as reads:
        return sync_status(reads)


def _encoded(answer: StickAnswer) -> bytes:
    return msgspec.json.encode(answer)


def test_a_file_brings_everything_and_its_answer_comes_home(
    ports: Ports, office: OfficeHere, clock: RealClock
) -> None:
    """Weeks later, and read twice: every entry is there once, and the terminal knows."""
    lines = _written(ports)
    assert len(lines) > 2
    clock.moved += timedelta(days=40)
    taken = office.administration.receive_stick(lines)
    again = office.administration.receive_stick(lines)
    assert (taken.taken, taken.refused) == (again.taken, again.refused) == (len(lines), ())
    assert story.stored_hashes(office) == story.hashes_of(ports)
    assert not _status(ports).equal
    take_stick_answer(ports, _encoded(taken.answer))
    assert _status(ports).equal
    # What is known to be there is not written again.
    (line,) = _written(ports)
    read = read_stick_line(line)
    assert read is not None
    assert msgspec.json.decode(read.body)["entries"] == []
    assert office.only_terminal().sales == SALES


def test_a_lease_comes_back_with_the_answer(ports: Ports, office: OfficeHere) -> None:
    """A grant reaches a terminal without a network."""
    office.grant(story.TERMINAL, money=100_000, kwh=500)
    taken = office.administration.receive_stick(_written(ports))
    assert take_stick_answer(ports, _encoded(taken.answer)).lease_received
    lease = ports.keys.status().lease
    assert lease is not None
    assert lease.serial == office.only_terminal().lease_serial


def test_a_revoked_terminal_stays_so_whatever_older_stick_comes(
    ports: Ports, office: OfficeHere
) -> None:
    """The older one looks as if it came from an older copy of the terminal."""
    older = _written(ports)
    office.administration.receive_stick(older)
    story.sell_many(ports, SALES + 1, 1)
    newer = _written(ports)
    office.administration.revoke(story.TERMINAL)
    for lines in (newer, older):
        taken = office.administration.receive_stick(lines)
        assert msgspec.json.decode(taken.answer.body)["standing"] == Standing.REVOKED
        assert office.only_terminal().standing == Standing.REVOKED
    assert office.only_terminal().sales == SALES + 1


def test_a_bad_line_keeps_nothing_else_out(ports: Ports, office: OfficeHere) -> None:
    """Each kind of damage is named by its line; what hangs together is taken."""
    first, second, *_ = _written(ports)
    flipped = second.replace(b'"seq', b'"sEq', 1)
    taken = office.administration.receive_stick([first, flipped, b"{}\n", b"\xff\n", b"[" * 9999])
    assert [number for number, _ in taken.refused] == [2, 3, 4, 5]
    take_stick_answer(ports, _encoded(taken.answer))
    held = story.stored_hashes(office)
    assert held == story.hashes_of(ports)[: len(held)]
    assert 0 < _status(ports).acknowledged == len(held) < _status(ports).entries
    # The next file begins where this one broke off.
    taken = office.administration.receive_stick(_written(ports))
    take_stick_answer(ports, _encoded(taken.answer))
    assert _status(ports).equal


@pytest.mark.parametrize("lines", [[], [b"\n"], [b"{}"]])
def test_what_is_no_journal_file_is_refused(office: OfficeHere, lines: list[bytes]) -> None:
    """Nothing is taken, and it says so."""
    with pytest.raises(StickMalformed):
        office.administration.receive_stick(lines)


def test_an_old_answer_sends_entries_again_and_loses_none(ports: Ports, office: OfficeHere) -> None:
    """The cursor goes where the answer says; what comes twice changes nothing."""
    old = office.administration.receive_stick(_written(ports)).answer
    story.sell_many(ports, SALES + 1, 10)
    new = office.administration.receive_stick(_written(ports)).answer
    take_stick_answer(ports, _encoded(new))
    take_stick_answer(ports, _encoded(old))
    assert not _status(ports).equal
    taken = office.administration.receive_stick(_written(ports))
    take_stick_answer(ports, _encoded(taken.answer))
    assert _status(ports).equal
    assert office.only_terminal().sales == SALES + 10


def test_an_old_file_that_comes_again_stops_nobody(ports: Ports, office: OfficeHere) -> None:
    """Head office holds more by then, all of it from here; the next file says that all is well."""
    lines = _written(ports)
    office.administration.receive_stick(lines)
    story.sell_many(ports, SALES + 1, 1)
    office.administration.receive_stick(_written(ports))
    late = office.administration.receive_stick(lines).answer
    take_stick_answer(ports, _encoded(late))
    taken = office.administration.receive_stick(_written(ports))
    take_stick_answer(ports, _encoded(taken.answer))
    assert _status(ports).equal
    assert _status(ports).stopped is Standing.MAIN


def test_forged_answers_are_refused(
    ports: Ports, office: OfficeHere, tmp_path: Path, clock: RealClock
) -> None:
    """Another head office, another terminal, another body: the cursor stays."""
    answer = office.administration.receive_stick(_written(ports)).answer
    body = answer.body.replace('"seq":', '"seq": ')
    with pytest.raises(HeadOfficeNotGenuine):
        take_stick_answer(ports, _encoded(msgspec.structs.replace(answer, body=body)))
    for name in ("terminal", "time", "nonce"):
        forged = msgspec.structs.replace(answer, **{name: f"0{getattr(answer, name)[1:]}"})
        if forged == answer:
            continue
        with pytest.raises(StickMalformed):
            take_stick_answer(ports, _encoded(forged))
    for junk in (b"", b"{}", b"\xff", b"[" * 100_000):
        with pytest.raises(StickMalformed):
            take_stick_answer(ports, junk)
    assert _status(ports).acknowledged == 0
    stranger = story.new_terminal(tmp_path / "stranger", clock, "T2")
    with story.terminal_at(stranger, clock) as other, pytest.raises(NotEnrolled):
        take_stick_answer(other, _encoded(answer))
