"""Ready-made values about the drawer that tests change in the one respect they are about."""

from typing import Any

import msgspec

from pos.domain.approval import NOT_APPROVED
from pos.domain.entries import (
    CashFigures,
    CashPolicySet,
    CountLine,
    OperatorSubtotal,
    ShiftClosed,
)


def a_closing(**changes: Any) -> ShiftClosed:
    """A shift with one sale of R 100, paid with R 200, and ten cents short."""
    closed = ShiftClosed(
        shift_no=1,
        z_no="T1-1-000001",
        currency="ZAR",
        opened_at="2026-11-22T08:00:00.000Z",
        opener="agent",
        figures=CashFigures(
            opening_float=500,
            cash_tendered=20_000,
            change=10_000,
            refunds=0,
            paid_in=0,
            paid_out=0,
            drops=0,
        ),
        sales=1,
        sales_total=10_000,
        subtotals=(OperatorSubtotal("agent", 1, 10_000, 20_000, 10_000),),
        drawer_openings=0,
        expected_shown=0,
        count_seq=5,
        lines=(CountLine(10_000, 1), CountLine(20, 22), CountLine(50, 0)),
        expected=10_500,
        counted=10_440,
        over_short=-60,
        reason="coins on the floor",
        approval=NOT_APPROVED,
    )
    return msgspec.structs.replace(closed, **changes)


def a_policy(**changes: Any) -> CashPolicySet:
    """Every difference is explained, no drawer is too full, nothing is rounded."""
    policy = CashPolicySet(drawer_limit=0, over_short_limit=0, cash_step=1, rounding_mode="nearest")
    return msgspec.structs.replace(policy, **changes)
