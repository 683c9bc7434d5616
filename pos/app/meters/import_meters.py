"""Taking in a registry of meters.

What the registry says of meters is kept as files under their SHA-256, each named by a journal
entry, so that a rebuild reads them again. Customers go to a side table of their own and can be
forgotten. A long list is taken in by parts, each whole and durable by itself: the counter sells
between two of them, memory stays flat, and a list that was interrupted is simply taken in again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports, Reads, UnitOfWork
from pos.app.selling.quoting import terminal_of
from pos.domain.entries import MetersImported
from pos.domain.errors import PosError
from pos.domain.meter import Meter, Person
from pos.domain.meter_file import ListedMeter, ListRules, MeterList
from pos.domain.operator import MAY_SELL, Role
from pos.wire.registry_file import write_registry

# A second or two of the one write transaction on a slow PC; a sale waits at most five.
PART_LINES = 5_000


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
        digest: SHA-256 of the file that this part is kept as.
    """

    lines: int
    meters: int
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
    reached, taken = 1, 0
    while part := list(islice(walk, PART_LINES)):
        listed: list[ListedMeter] = []
        for line_no, line in enumerate(part, start=reached + 1):
            try:
                found = reader.read(line)
            except PosError as error:
                yield BadLine(line_no, error)
            else:
                listed += [] if found is None else [found]
        reached += len(part)
        if listed:
            digest = _import_part(ports, listed, operator=operator.name)
            taken += len(listed)
            yield PartTaken(reached, taken, digest)


def _import_part(ports: Ports, listed: Sequence[ListedMeter], *, operator: str) -> str:
    with ports.store.write() as work:
        digest = take_listed(work, listed, ports.new_id, operator=operator)
        work.commit()
    return digest


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
) -> str:
    """Add or replace meters of a list inside a transaction; return the kept file's SHA-256."""
    refs: dict[str, str] = {}
    meters, people = [], {}
    for each in listed:
        pan = each.meter.pan
        if pan not in refs:
            known = work.meter(pan)
            refs[pan] = known.person_ref if known is not None else ""
        if each.person is not None:
            refs[pan] = refs[pan] or new_ref()
            people[refs[pan]] = replace(each.person, ref=refs[pan])
        debt = work.meter_debt(pan)
        # The list says what is owed now; the registry keeps what was owed before anything was
        # paid here.
        owed = each.meter.arrears + (debt.paid if debt is not None else 0)
        meters.append(replace(each.meter, person_ref=refs[pan], arrears=owed))
    return _take_in(work, meters, list(people.values()), operator=operator)


def _take_in(
    work: UnitOfWork, meters: Sequence[Meter], people: Sequence[Person], *, operator: str
) -> str:
    digest = work.keep_file(write_registry(meters))
    rows = work.put_meters(meters, people)
    work.append(MetersImported(digest=digest, rows=rows), operator=operator)
    return digest
