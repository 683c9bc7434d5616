"""Sales that were open when a terminal was lost: what head office knows of how they ended.

A restored terminal never resumes them. Its old key store settles one if it survived, else what the
lost journal had delivered does, else it is a case for people.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

import msgspec
from sqlalchemy import select
from sqlalchemy.engine import Connection

from pos.domain.entries import EarlierIssueKept, TerminalRestored
from pos.domain.errors import JournalDamaged
from pos.domain.journal import Entry, read_entry
from pos.domain.projections import SaleRow
from pos.domain.sale import SaleState
from pos.headoffice.journal.book_rows import encoded_key
from pos.headoffice.journal.tree import MAIN_BRANCH
from pos.headoffice.store.schema import BOOK_ROW, ENTRY

_FIRST = 1


class LeftOutcome(StrEnum):
    """How a sale ended that was left open."""

    ISSUED = "issued"
    CANCELLED = "cancelled"
    KEPT = "kept"
    """The old key store issued it; no journal tells so."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LeftSale:
    """A sale that a lost incarnation left open.

    Attributes:
        incarnation: that was lost.
        pan: of the meter, empty where nobody knows.
        total: minor units, 0 where nobody knows.
        receipt_no, digits: of what was issued.
    """

    terminal: str
    incarnation: int
    sale_id: str
    outcome: LeftOutcome
    pan: str = ""
    total: int = 0
    receipt_no: str = ""
    digits: str = ""


def left_sales(connection: Connection, terminal: str = "") -> tuple[LeftSale, ...]:
    """Return what all terminals, or one of them, left open at a restore, oldest first."""
    restored = select(ENTRY.c.terminal, ENTRY.c.incarnation).where(
        ENTRY.c.incarnation > 1, ENTRY.c.seq == _FIRST, ENTRY.c.branch == MAIN_BRANCH
    )
    if terminal:
        restored = restored.where(ENTRY.c.terminal == terminal)
    rows = connection.execute(restored.order_by(ENTRY.c.terminal, ENTRY.c.incarnation)).all()
    return tuple(
        sale for row in rows for sale in left_before(connection, row.terminal, row.incarnation)
    )


def left_before(connection: Connection, terminal: str, incarnation: int) -> tuple[LeftSale, ...]:
    """Return what was left open before an incarnation of a terminal."""
    beginning = _beginning(connection, terminal, incarnation)
    first = next(beginning, None)
    if first is None or not isinstance(first.payload, TerminalRestored):
        return ()
    kept = {
        entry.payload.sale_id: entry.payload
        for entry in takewhile(lambda entry: isinstance(entry.payload, EarlierIssueKept), beginning)
        if isinstance(entry.payload, EarlierIssueKept)
    }
    found = []
    for sale_id in dict.fromkeys((*first.payload.left_sales, *kept)):
        row = _newest_row(connection, terminal, incarnation, sale_id)
        outcome = _outcome(row, is_kept=sale_id in kept)
        digits = "" if row is None else row.digits
        if outcome is LeftOutcome.KEPT:
            digits = " ".join(token.digits for token in kept[sale_id].issue.tokens)
        found.append(
            LeftSale(
                terminal=terminal,
                incarnation=first.payload.old_incarnation,
                sale_id=sale_id,
                outcome=outcome,
                pan="" if row is None else row.pan,
                total=0 if row is None else row.total,
                receipt_no="" if row is None else row.receipt_no,
                digits=digits,
            )
        )
    return tuple(found)


def _outcome(row: SaleRow | None, *, is_kept: bool) -> LeftOutcome:
    if row is not None and row.state == SaleState.COMMITTED:
        return LeftOutcome.ISSUED
    if is_kept:
        return LeftOutcome.KEPT
    if row is not None and row.state == SaleState.CANCELLED:
        return LeftOutcome.CANCELLED
    return LeftOutcome.UNKNOWN


def _beginning(connection: Connection, terminal: str, incarnation: int) -> Iterator[Entry]:
    """Walk a journal from its first entry, as far as this program can read it."""
    mine = (
        ENTRY.c.terminal == terminal,
        ENTRY.c.incarnation == incarnation,
        ENTRY.c.branch == MAIN_BRANCH,
    )
    seq = _FIRST
    while True:
        body = connection.execute(
            select(ENTRY.c.body).where(*mine, ENTRY.c.seq == seq)
        ).scalar_one_or_none()
        if body is None:
            return
        try:
            yield read_entry(body)
        except JournalDamaged:
            return
        seq += 1


def _newest_row(
    connection: Connection, terminal: str, incarnation: int, sale_id: str
) -> SaleRow | None:
    """Return what the books of earlier incarnations say of a sale, its end before its beginning."""
    rows = connection.execute(
        select(BOOK_ROW.c.fields)
        .where(BOOK_ROW.c.terminal == terminal, BOOK_ROW.c.incarnation < incarnation)
        .where(BOOK_ROW.c.kind == SaleRow.__name__, BOOK_ROW.c.row_key == encoded_key((sale_id,)))
        .order_by(BOOK_ROW.c.incarnation.desc(), BOOK_ROW.c.branch)
    )
    found = [msgspec.json.decode(fields, type=SaleRow) for (fields,) in rows]
    ended = (row for row in found if row.state != SaleState.OPEN)
    return next(ended, found[0] if found else None)
