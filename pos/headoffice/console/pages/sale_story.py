"""One sale's whole story: every branch that tells of it, and each entry of a journal about it.

Entries name a sale within their bytes and no index knows them by it, so they are looked for where
they can be: from the beginning of the sale, behind its end, where its case stands, and its copies.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import msgspec
from sqlalchemy import and_, select
from sqlalchemy.engine import Connection

from pos.domain.entries import IssueReceipt, IssueRecovered, SaleBegun, SaleCommitted
from pos.domain.errors import JournalDamaged, SaleUnknown
from pos.domain.journal import Entry, read_entry
from pos.domain.projections import ActKind, ActRow, CaseRow, RegisterRow, SaleRow
from pos.headoffice.console.pages.filed import Wanted, keyed, newest
from pos.headoffice.store.schema import BOOK_ROW, BRANCH, ENTRY, EXCEPTION, EXPOSURE, TERMINAL
from pos.headoffice.texts.text_outbox import TextStanding, text_of
from pos.wire.issue_receipt import is_signed_by

_ENTRIES_AFTER: Final = 200
_COPIES_LOOKED_AT: Final = 500
_ID_LENGTH_MAX: Final = 64


@dataclass(frozen=True, slots=True)
class Told:
    """An entry that speaks of the sale.

    Attributes:
        received_at: when it came here.
    """

    entry: Entry
    kind: str
    hash: str
    received_at: str


@dataclass(frozen=True, slots=True)
class SaleStory:
    """What is known of a sale.

    Attributes:
        sale: as the journal's newest incarnation that tells of it says.
        branches: how many versions of a journal tell of it; each sale counts once.
        begun: what was asked; None where that entry is missing or it is no sale.
        issue: what the key agent signed; None before.
        is_signed: by the device key of that incarnation.
        told: entries in order.
        cases: about its meter and this sale.
        exceptions: entry and what is wrong with it.
        text: of the message with its codes; None where nobody asked for one.
    """

    terminal: str
    currency: str
    incarnation: int
    sale: SaleRow
    branches: int
    begun: SaleBegun | None
    issue: IssueReceipt | None
    is_signed: bool
    register: RegisterRow | None
    told: tuple[Told, ...]
    cases: tuple[CaseRow, ...]
    exceptions: tuple[tuple[int, str], ...]
    text: TextStanding | None

    @property
    def is_refunded(self) -> bool:
        """Whether the money went back."""
        return any(case.is_refunded for case in self.cases)

    @property
    def delivered_at(self) -> str:
        """When the entry that ended the sale came to head office; empty while it has not."""
        ends = (one.received_at for one in self.told if one.entry.seq == self.sale.ended_seq)
        return next(ends, "")


def places_of(connection: Connection, sale_id: str) -> list[tuple[str, int, int]]:
    """Return every terminal, incarnation and branch that tells of a sale, newest incarnation first.

    One look at an index for each branch there is.
    """
    same = and_(
        BOOK_ROW.c.terminal == BRANCH.c.terminal,
        BOOK_ROW.c.incarnation == BRANCH.c.incarnation,
        BOOK_ROW.c.branch == BRANCH.c.branch,
    )
    rows = connection.execute(
        select(BRANCH.c.terminal, BRANCH.c.incarnation, BRANCH.c.branch)
        .join(BOOK_ROW, same)
        .where(BOOK_ROW.c.kind == SaleRow.__name__, BOOK_ROW.c.row_key == _key(sale_id))
        .order_by(BRANCH.c.incarnation.desc(), BRANCH.c.branch)
    )
    return [(row.terminal, row.incarnation, row.branch) for row in rows]


def sale_story(connection: Connection, terminal: str, sale_id: str) -> SaleStory:
    """Collect what is known of a sale; SaleUnknown."""
    places = connection.execute(
        select(BOOK_ROW.c.incarnation, BOOK_ROW.c.branch, BOOK_ROW.c.fields)
        .join(BRANCH, and_(*(BRANCH.c[name] == BOOK_ROW.c[name] for name in _BRANCH_KEY)))
        .where(BOOK_ROW.c.terminal == terminal)
        .where(BOOK_ROW.c.kind == SaleRow.__name__, BOOK_ROW.c.row_key == _key(sale_id))
        .order_by(BOOK_ROW.c.incarnation.desc(), BOOK_ROW.c.branch)
    ).all()
    if not places:
        raise SaleUnknown(sale=sale_id[:_ID_LENGTH_MAX])
    place = places[0]
    sale = msgspec.json.decode(place.fields, type=SaleRow)
    cases, _ = newest(connection, CaseRow, Wanted(terminal=terminal, about=sale.pan))
    mine = tuple(one.row for one in cases if one.row.sale_id == sale.sale_id)
    seqs = [seq for case in mine for seq in (case.opened_seq, case.ended_seq)]
    seqs += _copies(connection, terminal, sale)
    # Entries that end a case name the case alone.
    names = (sale.sale_id, *(f'"{case.case}"' for case in mine))
    told = tuple(_told(connection, (terminal, place.incarnation, place.branch), sale, seqs, names))
    currency, device_key = _owner(connection, terminal, place.incarnation)
    issue = next(filter(None, (_issue_of(one.entry) for one in told)), None)
    return SaleStory(
        terminal=terminal,
        currency=currency,
        incarnation=place.incarnation,
        sale=sale,
        branches=len(places),
        begun=next(filter(None, (_begun_of(one.entry) for one in told)), None),
        issue=issue,
        is_signed=issue is not None and is_signed_by(issue, device_key),
        register=keyed(
            connection, terminal, RegisterRow, sale.sale_id, incarnation=place.incarnation
        ),
        told=told,
        cases=mine,
        exceptions=_exceptions(connection, terminal, place.incarnation, told),
        text=text_of(connection, terminal, sale.sale_id),
    )


def _copies(connection: Connection, terminal: str, sale: SaleRow) -> list[int]:
    """Return the entries that asked for copies, as far as the newest copies there reach."""
    if not sale.copies:
        return []
    wanted = Wanted(
        terminal=terminal, about=ActKind.COPY.value, since=sale.begun_at, count=_COPIES_LOOKED_AT
    )
    found, _ = newest(connection, ActRow, wanted)
    return [one.row.seq for one in found if one.row.subject == sale.receipt_no]


_BRANCH_KEY: Final = ("terminal", "incarnation", "branch")


def _owner(connection: Connection, terminal: str, incarnation: int) -> tuple[str, str]:
    """Return a terminal's currency and the device key of one of its incarnations."""
    mine = select(TERMINAL).where(TERMINAL.c.terminal == terminal)
    owner = connection.execute(mine).one()
    replaced = connection.execute(
        select(EXPOSURE.c.device_key).where(
            EXPOSURE.c.terminal == terminal, EXPOSURE.c.incarnation == incarnation
        )
    ).scalar_one_or_none()
    return owner.currency, replaced or owner.device_key


def _told(
    connection: Connection,
    place: tuple[str, int, int],
    sale: SaleRow,
    seqs: list[int],
    names: tuple[str, ...],
) -> Iterator[Told]:
    terminal, incarnation, branch = place
    first = sale.begun_seq or sale.ended_seq
    starts = sorted({first, *(seq for seq in (sale.ended_seq, *seqs) if seq)})
    wanted = [name.encode() for name in names]
    seen = 0
    for start in starts:
        rows = connection.execute(
            select(ENTRY.c.seq, ENTRY.c.body, ENTRY.c.hash, ENTRY.c.received_at)
            .where(ENTRY.c.terminal == terminal, ENTRY.c.incarnation == incarnation)
            # What a branch shares with its parent lies there.
            .where(ENTRY.c.branch <= branch, ENTRY.c.seq > max(start - 1, seen))
            .order_by(ENTRY.c.seq, ENTRY.c.branch.desc())
            .limit(_ENTRIES_AFTER)
        )
        for row in rows:
            if row.seq > seen and any(name in row.body for name in wanted):
                try:
                    entry = read_entry(row.body)
                except JournalDamaged:
                    continue
                kind = type(entry.payload).__struct_config__.tag
                yield Told(entry, str(kind), row.hash, row.received_at)
            seen = max(seen, row.seq)


def _issue_of(entry: Entry) -> IssueReceipt | None:
    payload = entry.payload
    return payload.issue if isinstance(payload, SaleCommitted | IssueRecovered) else None


def _begun_of(entry: Entry) -> SaleBegun | None:
    if isinstance(entry.payload, IssueRecovered):
        return _begun_of(read_entry(entry.payload.begun.encode()))
    return entry.payload if isinstance(entry.payload, SaleBegun) else None


def _exceptions(
    connection: Connection, terminal: str, incarnation: int, told: tuple[Told, ...]
) -> tuple[tuple[int, str], ...]:
    rows = connection.execute(
        select(EXCEPTION.c.seq, EXCEPTION.c.why).where(
            EXCEPTION.c.terminal == terminal,
            EXCEPTION.c.incarnation == incarnation,
            EXCEPTION.c.seq.in_([one.entry.seq for one in told]),
        )
    )
    return tuple((row.seq, row.why) for row in rows)


def _key(sale_id: str) -> str:
    return msgspec.json.encode((sale_id[:_ID_LENGTH_MAX],)).decode()
