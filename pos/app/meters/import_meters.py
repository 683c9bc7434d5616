"""Taking in a registry of meters.

What the registry says of meters is kept as files under their SHA-256, each named by a journal
entry, so that a rebuild reads them again. Customers go to a side table of their own and can be
forgotten. A long list is taken in by parts, each whole and durable by itself: the counter sells
between two of them, memory stays flat, and a list that was interrupted is simply taken in again:
what stands in the registry as the list says it is left alone, and so is the journal.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from operator import attrgetter
from typing import Final

from msgspec.structs import replace

from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports, Reads, UnitOfWork
from pos.app.selling.quoting import terminal_of
from pos.domain.entries import MetersImported
from pos.domain.errors import PosError
from pos.domain.meter import KnownMeter, Meter, Person
from pos.domain.meter_file import ListedMeter, ListRules, MeterList
from pos.domain.operator import MAY_SELL, Role
from pos.wire.registry_file import write_registry

# A second or two of the one write transaction on a slow PC; a sale waits at most five.
PART_LINES = 5_000
# Meters in any order are sorted over this many lines, so that a part meets few pages of the table
# and not all of them; in memory they are some 40 MB.
SORTED_LINES = 100_000
_BY_NUMBER: Final = attrgetter("meter.pan")
_NUMBER_DIGITS: Final = 12
_UNKNOWN: Final = KnownMeter(None, None, 0)


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that was left out.

    Attributes:
        line: counted from 1, the header being the first.
        error: why.
    """

    line: int
    error: PosError

    @property
    def column(self) -> str:
        """Where it is wrong; empty for the whole line."""
        return str(self.error.facts.get("column", "meter"))


@dataclass(frozen=True, slots=True)
class PartTaken:
    """A part of the list that is durable.

    Attributes:
        lines: read so far, the header included.
        meters: taken in so far.
        unchanged: those of them that the registry had just so.
        digest: SHA-256 of the file that this part is kept as; empty where nothing changed.
    """

    lines: int
    meters: int
    unchanged: int
    digest: str


@dataclass(frozen=True, slots=True)
class Listed:
    """What meters of a list did to the registry.

    Attributes:
        unchanged: lines that said nothing new.
        digest: SHA-256 of the kept file; empty where nothing changed.
    """

    unchanged: int
    digest: str


def import_meters(
    ports: Ports, meters: Sequence[Meter], people: Sequence[Person], *, operator: str
) -> str:
    """Add or replace meters with their customers; return the kept file's SHA-256."""
    with ports.store.write() as work:
        digest = _take_in(work, meters, people, operator=operator)
        work.commit()
    return digest


def import_meter_file(
    ports: Ports, lines: Iterable[bytes], *, operator: SignedIn
) -> Iterator[BadLine | PartTaken]:
    """Take in a list of meters; tell each bad line, and each part as it becomes durable.

    Args:
        lines: of a CSV, see `pos.domain.meter_file`; the first is the header.

    Raises:
        RoleNotAllowed: on a real terminal only a supervisor may.
        MeterFileMalformed: the header makes no sense; nothing was taken in.
        DiskFull, StoreUnusable, StoreBusy: the parts told so far stay.
    """
    walk = iter(lines)
    with ports.store.read() as reads:
        terminal, rules = terminal_of(reads), list_rules(reads)
    # In training anybody who sells may bring the meters they want to practise with.
    operator.must_be(*(MAY_SELL if terminal.training else (Role.SUPERVISOR,)))
    reader = MeterList(next(walk, b""), rules)
    reached, before = 1, -1
    taken = unchanged = 0
    while reached != before:
        before = reached
        listed: list[ListedMeter] = []
        for line in islice(walk, SORTED_LINES):
            reached += 1
            try:
                found = reader.read(line)
            except PosError as error:
                yield BadLine(reached, error)
            else:
                if found is not None:
                    listed.append(found)
        # Of a meter that stands there twice the later line stays behind the earlier.
        listed.sort(key=_BY_NUMBER)
        for start in range(0, len(listed), PART_LINES):
            part = listed[start : start + PART_LINES]
            done = _import_part(ports, part, operator=operator.name)
            taken += len(part)
            unchanged += done.unchanged
            yield PartTaken(reached, taken, unchanged, done.digest)


def _import_part(ports: Ports, listed: Sequence[ListedMeter], *, operator: str) -> Listed:
    with ports.store.write() as work:
        done = take_listed(work, listed, ports.new_id, operator=operator)
        if done.digest:
            work.commit()
    return done


def list_rules(reads: Reads) -> ListRules:
    """Return what a list is read by at this terminal."""
    tariffs = frozenset(row.tariff for row in reads.tariffs())
    return ListRules(terminal_of(reads).currency, tariffs)


def take_listed(
    work: UnitOfWork,
    listed: Sequence[ListedMeter],
    new_ref: Callable[[], str],
    *,
    operator: str,
) -> Listed:
    """Add or replace meters of a list inside a transaction, as far as it says anything new."""
    known = work.known_meters({each.meter.pan for each in listed})
    handles = _handles(new_ref())
    latest: dict[str, KnownMeter] = {}
    for each in listed:
        pan = each.meter.pan
        was = latest.get(pan) or known.get(pan, _UNKNOWN)
        ref = was.meter.person_ref if was.meter is not None else ""
        person = was.person
        if each.person is not None:
            ref = ref or next(handles)
            person = replace(each.person, ref=ref)
        # The list says what is owed now; the registry keeps what was owed before anything was
        # paid here.
        owed = each.meter.arrears + was.paid
        meter = replace(each.meter, person_ref=ref, arrears=owed)
        latest[pan] = KnownMeter(meter, person, was.paid)
    news = [now for pan, now in latest.items() if now != known.get(pan)]
    meters = {now.meter.pan: now.meter for now in news if now.meter is not None}
    people = {now.person.ref: now.person for now in news if now.person is not None}
    for was in known.values():
        if was.person is not None and people.get(was.person.ref) == was.person:
            del people[was.person.ref]
    unchanged = sum(each.meter.pan not in meters for each in listed)
    if not meters:
        return Listed(unchanged, "")
    digest = _take_in(work, list(meters.values()), list(people.values()), operator=operator)
    return Listed(unchanged, digest)


def _handles(random: str) -> Iterator[str]:
    """Yield handles that say nothing of a person: a random one's beginning, and numbers.

    Side by side in the index, a part of a list meets few of its pages.
    """
    return (f"{random[:-_NUMBER_DIGITS]}{number:0{_NUMBER_DIGITS}x}" for number in count(1))


def _take_in(
    work: UnitOfWork, meters: Sequence[Meter], people: Sequence[Person], *, operator: str
) -> str:
    digest = work.keep_file(write_registry(meters))
    rows = work.put_meters(meters, people)
    work.append(MetersImported(digest=digest, rows=rows), operator=operator)
    return digest
