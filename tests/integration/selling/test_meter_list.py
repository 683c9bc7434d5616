"""A list of meters is taken in by parts, and customers can be forgotten."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.app.meters import import_meters
from pos.app.meters.forget_customer import forget_customer
from pos.app.meters.import_meters import BadLine, PartTaken, import_meter_file
from pos.app.ports import Ports
from pos.domain.entries import CustomerForgotten, MetersImported
from pos.domain.errors import RoleNotAllowed
from pos.domain.errors.selling import CustomerUnknown
from pos.domain.journal import read_entry
from pos.domain.meter import Person
from tests import cash_stories as people
from tests import terminal_stories as terminal
from tests.store_stories import pan

HEADER = b"meter,name,phone,sgc,krn,ti,ea,tariff\n"


@pytest.fixture(name="ports")
def _ports(till: Path) -> Iterator[Ports]:
    """Give an open training terminal."""
    with terminal.opened(till) as ports:
        yield ports


def a_line(number: int, name: str = "Zanele Mokoena") -> bytes:
    """Return a line about one meter."""
    return f"{pan(number)},{name},082 700 {number:04d},990011,1,01,11,training-zar\n".encode()


def take_in(ports: Ports, till: Path, *lines: bytes) -> list[BadLine | PartTaken]:
    """Take a list in as the supervisor."""
    operator = people.signed_in(ports, till, "supervisor")
    return list(import_meter_file(ports, (HEADER, *lines), operator=operator))


def person_of(ports: Ports, number: int) -> Person | None:
    """Return a meter's customer."""
    with ports.store.read() as reads:
        meter = reads.meter(pan(number))
        assert meter is not None
        return reads.person(meter.person_ref)


def test_bad_lines_are_told_and_good_ones_stay(ports: Ports, till: Path) -> None:
    """Each with its line; a rebuild reads the kept file."""
    bad, part = take_in(ports, till, a_line(1), b"nonsense\n", a_line(2))
    assert isinstance(bad, BadLine)
    assert isinstance(part, PartTaken)
    assert (bad.line, part.lines, part.meters) == (3, 4, 2)
    with ports.store.read() as reads:
        newest = read_entry(reads.entry(reads.head().seq).body)
        assert newest.payload == MetersImported(digest=part.digest, rows=2)
        found = {meter.pan for meter in reads.find_meters("mokoena zanele", limit=9)}
        assert found == {pan(1), pan(2)}
        assert b"Mokoena" not in reads.kept_file(part.digest)
    ports.store.rebuild()


def test_a_bad_line_names_its_column(ports: Ports, till: Path) -> None:
    """A wrong number, too."""
    wrong = a_line(1).replace(pan(1).encode(), b"12")
    told = take_in(ports, till, wrong, a_line(1).replace(b",11,", b",12,"), b"nonsense\n")
    assert [bad.column for bad in told if isinstance(bad, BadLine)] == ["meter", "ea", ""]


def test_a_long_list_is_taken_in_by_parts(
    ports: Ports, till: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each part is durable by itself, and the meter that comes twice is as it stood last."""
    monkeypatch.setattr(import_meters, "PART_LINES", 2)
    steps = take_in(ports, till, a_line(1), a_line(1, "Second Name"), a_line(2), a_line(2, "Last"))
    assert [step.meters for step in steps if isinstance(step, PartTaken)] == [2, 4]
    first, second = person_of(ports, 1), person_of(ports, 2)
    assert first is not None
    assert second is not None
    assert (first.name, second.name) == ("Second Name", "Last")
    ports.store.rebuild()


def test_meters_in_any_order_are_sorted_over_several_parts(
    ports: Ports, till: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines keep their numbers, and of a meter in two of the stretches the later line counts."""
    monkeypatch.setattr(import_meters, "PART_LINES", 2)
    monkeypatch.setattr(import_meters, "SORTED_LINES", 4)
    first = (a_line(3), b"nonsense\n", a_line(2), a_line(1))
    steps = take_in(ports, till, *first, a_line(2, "Last"), b"more\n")
    assert [step.line for step in steps if isinstance(step, BadLine)] == [3, 7]
    parts = [step for step in steps if isinstance(step, PartTaken)]
    assert [(part.lines, part.meters) for part in parts] == [(5, 2), (5, 3), (7, 4)]
    with ports.store.read() as reads:
        kept = [reads.kept_file(part.digest).count(b"\n") - 1 for part in parts]
    assert kept == [2, 1, 1]
    last = person_of(ports, 2)
    assert last is not None
    assert last.name == "Last"
    ports.store.rebuild()


def test_what_stands_as_listed_is_left_alone(ports: Ports, till: Path) -> None:
    """No entry says that it was taken in; of a list with news the kept file holds these alone."""
    take_in(ports, till, a_line(1), a_line(2), a_line(3))
    with ports.store.read() as reads:
        head = reads.head()
    (again,) = take_in(ports, till, a_line(1), a_line(2), a_line(3), a_line(3))
    assert again == PartTaken(lines=5, meters=4, unchanged=4, digest="")
    with ports.store.read() as reads:
        assert reads.head() == head
    moved = a_line(3).replace(b",990011,1,", b",990011,2,")
    (part,) = take_in(ports, till, a_line(1), a_line(2, "New Name"), moved)
    assert isinstance(part, PartTaken)
    assert (part.meters, part.unchanged) == (3, 1)
    with ports.store.read() as reads:
        newest = read_entry(reads.entry(reads.head().seq).body)
        assert newest.payload == MetersImported(digest=part.digest, rows=2)
        kept = reads.kept_file(part.digest)
        assert pan(1).encode() not in kept
        (found,) = reads.find_meters("new name", limit=9)
        assert found.pan == pan(2)
    ports.store.rebuild()


def test_the_same_list_again_changes_nothing(ports: Ports, till: Path) -> None:
    """A customer keeps the handle, and a list without names leaves them alone."""
    take_in(ports, till, a_line(1))
    before = person_of(ports, 1)
    take_in(ports, till, a_line(1))
    assert person_of(ports, 1) == before
    operator = people.signed_in(ports, till, "supervisor")
    bare = (b"meter,sgc,krn,ti,ea,tariff\n", f"{pan(1)},990011,2,01,11,training-zar\n".encode())
    list(import_meter_file(ports, bare, operator=operator))
    assert person_of(ports, 1) == before


def test_a_forgotten_customer_is_found_no_more(ports: Ports, till: Path) -> None:
    """Neither by name nor by phone; meter and journal stay, and the act is written down."""
    take_in(ports, till, a_line(1))
    person = person_of(ports, 1)
    assert person is not None
    with pytest.raises(RoleNotAllowed):
        forget_customer(ports, person.ref, operator=people.signed_in(ports, till, "agent"))
    supervisor = people.signed_in(ports, till, "supervisor")
    forget_customer(ports, person.ref, operator=supervisor)
    assert person_of(ports, 1) is None
    with ports.store.read() as reads:
        assert reads.find_meters("mokoena", limit=9) == ()
        assert reads.find_meters("082 700 0001", limit=9) == ()
        newest = read_entry(reads.entry(reads.head().seq).body)
    assert newest.payload == CustomerForgotten(person_ref=person.ref)
    with pytest.raises(CustomerUnknown):
        forget_customer(ports, person.ref, operator=supervisor)
    ports.store.rebuild()
