"""Reducers of the float: its policy, what is paid in, what sales draw and earn."""

from typing import Final

from msgspec.structs import replace

from pos.domain.entries import FloatPolicySet, FloatToppedUp
from pos.domain.errors import JournalDamaged
from pos.domain.journal import Entry
from pos.domain.projections.cash_reducers import act_of
from pos.domain.projections.cash_rows import ActKind, ActRow
from pos.domain.projections.float_rows import (
    FLOAT_KEY,
    AgentRow,
    FloatDayRow,
    FloatRow,
    FloatRowsBefore,
)

MYRIAD: Final = 10_000
_DAY: Final = len("YYYY-MM-DD")


def reduce_float(
    payload: FloatPolicySet | FloatToppedUp, entry: Entry, rows: FloatRowsBefore
) -> tuple[AgentRow | ActRow, ...]:
    """Return the rows that an entry about the float adds or replaces.

    Raises:
        JournalDamaged: money is paid into a float that nobody keeps.
    """
    before = rows.agent_float()
    if isinstance(payload, FloatPolicySet):
        kept = before or FloatRow(
            FLOAT_KEY, 0, 0, 0, 0, topped_up=0, sold=0, commission=0, credited=0
        )
        row = replace(
            kept,
            limits_sales=int(payload.limits_sales),
            warn_below=payload.warn_below,
            commission_per_myriad=payload.commission_per_myriad,
            commission_credited=int(payload.commission_credited),
        )
        return row, act_of(entry, ActKind.FLOAT_POLICY)
    if before is None or payload.amount <= 0:
        raise JournalDamaged(seq=entry.seq, why="pays into a float that is not kept")
    day = _day(entry.time, rows)
    return (
        replace(before, topped_up=before.topped_up + payload.amount),
        replace(day, topped_up=day.topped_up + payload.amount),
        act_of(entry, ActKind.FLOAT_TOPPED_UP, amount=payload.amount, subject=payload.reference),
    )


def reduce_drawn(total: int, begun_at: str, rows: FloatRowsBefore) -> tuple[AgentRow, ...]:
    """Return the float after a committed sale; nothing where none is kept.

    Args:
        total: minor units of the sale.
        begun_at: time of its SaleBegun.
    """
    before = rows.agent_float()
    if before is None:
        return ()
    commission = total * before.commission_per_myriad // MYRIAD
    credited = commission if before.commission_credited else 0
    day = _day(begun_at, rows)
    return (
        replace(
            before,
            sold=before.sold + total,
            commission=before.commission + commission,
            credited=before.credited + credited,
        ),
        replace(
            day,
            sales=day.sales + 1,
            sold=day.sold + total,
            commission=day.commission + commission,
            credited=day.credited + credited,
        ),
    )


def _day(time: str, rows: FloatRowsBefore) -> FloatDayRow:
    day = time[:_DAY]
    return rows.float_day(day) or FloatDayRow(
        day, topped_up=0, sales=0, sold=0, commission=0, credited=0
    )
