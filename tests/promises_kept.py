"""The promises of the design, asked of a terminal as it lies on the disk.

Everything is read anew from journal, tables and key agent; nothing is taken from the program's own
results. `broken_promises` says in words what does not hold, and nothing where all does.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pos.app.journal.check_journal import verify_journal
from pos.app.ports import Issued, Ports, Reads
from pos.domain.entries import (
    IssueReceipt,
    IssueRecovered,
    SaleBegun,
    SaleCancelled,
    SaleCommitted,
)
from pos.domain.errors import PosError
from pos.domain.journal import read_entry
from pos.domain.sale import SaleState


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of one sale in the journal; `issue` is None for a cancelled one."""

    sale_id: str
    begun: SaleBegun | None
    issue: IssueReceipt | None
    receipt_no: str


@dataclass(frozen=True, slots=True)
class JournalFacts:
    """What the journal says of sales, read from the entries alone."""

    begun: dict[str, SaleBegun]
    ends: tuple[Ended, ...]

    def committed(self) -> dict[str, IssueReceipt]:
        """Return the issues by sale."""
        return {end.sale_id: end.issue for end in self.ends if end.issue is not None}

    def cancelled(self) -> set[str]:
        """Return the sales that ended without a token."""
        return {end.sale_id for end in self.ends if end.issue is None}


def facts_of(reads: Reads) -> JournalFacts:
    """Read the whole journal."""
    begun: dict[str, SaleBegun] = {}
    ends: list[Ended] = []
    for stored in reads.entries():
        match read_entry(stored.body).payload:
            case SaleBegun() as payload:
                begun[payload.sale_id] = payload
            case SaleCommitted(sale_id=sale_id, receipt_no=number, issue=issue):
                ends.append(Ended(sale_id, begun.get(sale_id), issue, number))
            case IssueRecovered(sale_id=sale_id, receipt_no=number, begun=text, issue=issue):
                inner = read_entry(text.encode()).payload
                assert isinstance(inner, SaleBegun)
                ends.append(Ended(sale_id, inner, issue, number))
            case SaleCancelled(sale_id=sale_id):
                ends.append(Ended(sale_id, begun.get(sale_id), None, ""))
            case _:
                pass
    return JournalFacts(begun, tuple(ends))


def broken_promises(ports: Ports) -> list[str]:
    """Check a settled terminal; each line names one thing that does not hold."""
    with ports.store.read() as reads:
        facts = facts_of(reads)
        issues = tuple(ports.keys.issues_after(0))
        found = [
            *_one_end_each(facts),
            *_agent_and_journal_agree(facts, issues),
            *_no_identifier_twice(issues),
            *_receipts_without_gap(facts),
            *_drawer_is_the_sum(reads, facts),
            *_tables_agree(reads, facts),
        ]
        found += [
            f"doubled: money back and a token: {sale_id}"
            for sale_id in facts.cancelled()
            if isinstance(ports.keys.outcome(sale_id), Issued)
        ]
    try:
        verify_journal(ports)
        ports.store.rebuild()
    except PosError as error:
        found.append(f"{error.code} {error.facts}")
    return found


def _one_end_each(facts: JournalFacts) -> Iterator[str]:
    for sale_id, count in Counter(end.sale_id for end in facts.ends).items():
        if count > 1:
            yield f"doubled: {count} ends of {sale_id}"
    for end in facts.ends:
        if end.begun is None:
            yield f"ended without a beginning: {end.sale_id}"


def _agent_and_journal_agree(facts: JournalFacts, issues: tuple[Issued, ...]) -> Iterator[str]:
    kept = {issued.receipt.sale_id: issued.receipt for issued in issues}
    if len(kept) != len(issues):
        yield "doubled: one sale issued twice"
    if [issued.receipt.issue_no for issued in issues] != list(range(1, len(issues) + 1)):
        yield "issue numbers have a gap"
    committed = facts.committed()
    for sale_id in kept.keys() - committed.keys():
        yield f"lost: issued, not in the journal: {sale_id}"
    for sale_id in committed.keys() - kept.keys():
        yield f"lost: in the journal, not with the agent: {sale_id}"
    for sale_id in committed.keys() & kept.keys():
        if committed[sale_id] != kept[sale_id]:
            yield f"doubled: journal and agent hold different tokens of {sale_id}"


def _no_identifier_twice(issues: tuple[Issued, ...]) -> Iterator[str]:
    used: set[tuple[str, int]] = set()
    for issued in issues:
        begun = read_entry(issued.begun).payload
        assert isinstance(begun, SaleBegun)
        for token in issued.receipt.tokens:
            name = (begun.meter.pan, token.tid)
            if name in used:
                yield f"doubled: identifier {token.tid} of meter {begun.meter.pan}"
            used.add(name)


def _receipts_without_gap(facts: JournalFacts) -> Iterator[str]:
    numbers = [int(end.receipt_no.rpartition("-")[2]) for end in facts.ends if end.receipt_no]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"receipt numbers: {numbers}"


def _drawer_is_the_sum(reads: Reads, facts: JournalFacts) -> Iterator[str]:
    newest = reads.newest_shift()
    numbers = range(1, newest.shift_no + 1 if newest is not None else 1)
    shifts = [shift for number in numbers if (shift := reads.shift(number)) is not None]
    paid = [end.begun for end in facts.ends if end.issue is not None and end.begun is not None]
    expected = (sum(begun.total for begun in paid), len(paid))
    kept = sum(shift.cash_tendered - shift.change for shift in shifts)
    drawer = (kept, sum(shift.sales for shift in shifts))
    if drawer != expected:
        yield f"drawer and sales {drawer}, journal {expected}"


def _tables_agree(reads: Reads, facts: JournalFacts) -> Iterator[str]:
    ended = {end.sale_id for end in facts.ends}
    waiting = {row.sale_id for row in reads.open_sales()}
    if waiting != facts.begun.keys() - ended:
        yield f"open sales {waiting}"
    for sale_id, issue in facts.committed().items():
        row = reads.sale(sale_id)
        digits = " ".join(token.digits for token in issue.tokens)
        if row is None or (row.state, row.digits) != (SaleState.COMMITTED, digits):
            yield f"lost: the table of sales does not hold {sale_id}"
        if not reads.print_jobs_of(sale_id):
            yield f"lost: no receipt queued for {sale_id}"
