"""Looking for ghost vends: issues that only the key agent knows, or only the journal.

Start-up adopts what a crash left (`settle`). What is found here was made by somebody else: the
agent was asked behind the terminal's back, the journal was changed by who has its keys, or one of
the two is an older copy.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, takewhile

from pos.app.ports import Issued, Ports, Reads
from pos.domain.entries import GhostVendsFound, IssueRecovered, SaleCommitted
from pos.domain.errors import JournalDamaged, SaleInProgress
from pos.domain.journal import read_entry
from pos.domain.projections import SaleRow
from pos.domain.sale import SaleState

# More than any shift sells; the whole history is looked at on demand.
OF_A_SHIFT = 5_000
# So that the window does not open later for it.
OF_A_START = 200
NAMED_MAX = 50


class GhostKind(StrEnum):
    """How agent and journal disagree about an issue."""

    NOT_IN_JOURNAL = "not_in_journal"
    NOT_ISSUED = "not_issued"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Ghost:
    """One issue that only one of the two knows, or that they tell differently."""

    kind: GhostKind
    issue_no: int
    sale_id: str


@dataclass(frozen=True, slots=True)
class GhostScan:
    """What was compared.

    Attributes:
        checked: issues of the agent that were looked at.
        ghosts: in order of their numbers; empty is well.
    """

    checked: int
    ghosts: tuple[Ghost, ...]


def scan_issues(ports: Ports, *, newest: int | None = None) -> GhostScan:
    """Compare the agent's issues with those of this incarnation's journal, both ways.

    Sales that a process works on at this moment are left out.

    Args:
        ports: of the terminal, settled.
        newest: only so many of the newest issues; all if None.

    Raises:
        AgentUnreachable, IdentityLocked: nothing can be said.
    """
    issued_before = ports.keys.status().issues
    after = 0 if newest is None else max(issued_before - newest, 0)
    with ports.store.read() as reads:
        issued_since = ports.keys.status().issues
        ghosts = list(_compared(ports, reads, after, last=issued_before, since=issued_since))
    found = sorted(ghosts, key=lambda ghost: ghost.issue_no)
    return GhostScan(issued_before - after, tuple(found))


def scan_and_write_down(ports: Ports, *, newest: int | None, operator: str) -> GhostScan:
    """Compare, and write down what is wrong, so that head office hears of it."""
    scan = scan_issues(ports, newest=newest)
    if scan.ghosts:
        with ports.store.write() as work:
            work.append(
                GhostVendsFound(
                    checked=scan.checked,
                    found=len(scan.ghosts),
                    ghosts=tuple(
                        f"{ghost.kind.value} {ghost.issue_no} {ghost.sale_id}"
                        for ghost in scan.ghosts[:NAMED_MAX]
                    ),
                ),
                operator=operator,
            )
            work.commit()
    return scan


def _compared(ports: Ports, reads: Reads, after: int, *, last: int, since: int) -> Iterator[Ghost]:
    """Walk both by number, side by side, so that years of sales take no memory.

    Args:
        last: issue of the agent before the journal was looked at.
        since: the same when its view was taken; what came in between is being worked on.
    """
    told = groupby(reads.sales_by_issue(after), lambda row: row.issue_no)
    number, rows = _next_of(told)
    for issued in takewhile(
        lambda each: each.receipt.issue_no <= last, ports.keys.issues_after(after)
    ):
        issue_no, sale_id = issued.receipt.issue_no, issued.receipt.sale_id
        while rows and number < issue_no:
            # The agent numbers its issues without gaps; here one is gone from its books.
            yield from _not_issued(rows)
            number, rows = _next_of(told)
        if number != issue_no:
            if _is_missing(ports, sale_id):
                yield Ghost(GhostKind.NOT_IN_JOURNAL, issue_no, sale_id)
            continue
        others = [
            each for each in rows if each.sale_id != sale_id or not _is_told(reads, each, issued)
        ]
        if len(others) == len(rows):
            yield Ghost(GhostKind.DIFFERS, issue_no, sale_id)
        else:
            yield from _not_issued(others)
        number, rows = _next_of(told)
    while rows:
        if not last < number <= since:
            yield from _not_issued(rows)
        number, rows = _next_of(told)


def _next_of(told: Iterator[tuple[int, Iterator[SaleRow]]]) -> tuple[int, list[SaleRow]]:
    """Return the next number with all rows that bear it; no rows at the end."""
    number, rows = next(told, (0, iter(())))
    return number, list(rows)


def _not_issued(rows: list[SaleRow]) -> Iterator[Ghost]:
    return (Ghost(GhostKind.NOT_ISSUED, row.issue_no, row.sale_id) for row in rows)


def _is_missing(ports: Ports, sale_id: str) -> bool:
    """Whether nobody works on a sale and the journal still has no end of it."""
    try:
        with ports.store.sale_lock(sale_id), ports.store.read() as reads:
            row = reads.sale(sale_id)
            return row is None or row.state != SaleState.COMMITTED
    except SaleInProgress:
        return False


def _is_told(reads: Reads, row: SaleRow, issued: Issued) -> bool:
    try:
        payload = read_entry(reads.entry(row.ended_seq).body).payload
    except JournalDamaged:
        return False
    return isinstance(payload, SaleCommitted | IssueRecovered) and payload.issue == issued.receipt
