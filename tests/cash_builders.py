"""Ready-made values about the drawer that tests change in the one respect they are about."""

from typing import Any

import msgspec

from pos.domain.approval import NOT_APPROVED
from pos.domain.entries import (
    CashFigures,
    CashPolicySet,
    CountLine,
    DrawerHandedOver,
    ShiftClosed,
    TenderSubtotal,
)
from pos.domain.entries.older import OperatorSubtotalV1, ShiftClosedV1


def a_first_closing(**changes: Any) -> ShiftClosedV1:
    """A shift with one sale of R 100, paid with R 200, and sixty cents short."""
    closed = ShiftClosedV1(
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
        subtotals=(OperatorSubtotalV1("agent", 1, 10_000, 20_000, 10_000),),
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


def a_closing(**changes: Any) -> ShiftClosed:
    """The same shift as today's program closes it."""
    closed = msgspec.structs.replace(
        a_first_closing().upcast(),
        keeper="agent",
        tenders=(TenderSubtotal("cash", 1, 10_000),),
        reason_code="change_wrong",
    )
    return msgspec.structs.replace(closed, **changes)


def a_hand_over(**changes: Any) -> DrawerHandedOver:
    """An agent hands a drawer that is right over to another one."""
    handed = DrawerHandedOver(
        shift_no=1,
        keeper="agent",
        taker="thandi",
        count_seq=3,
        counted=500,
        expected=500,
        over_short=0,
        reason_code="",
        reason="",
        approval=NOT_APPROVED,
    )
    return msgspec.structs.replace(handed, **changes)


def a_policy(**changes: Any) -> CashPolicySet:
    """Every difference is explained, no drawer is too full, nothing is rounded."""
    policy = CashPolicySet(drawer_limit=0, over_short_limit=0, cash_step=1, rounding_mode="nearest")
    return msgspec.structs.replace(policy, **changes)
