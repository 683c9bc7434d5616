"""The drawer follows the journal, and refuses what does not add up."""

from datetime import UTC, datetime

import msgspec
import pytest

from pos.domain.cash import expected_cash
from pos.domain.entries import (
    AnyPayload,
    CashDropped,
    CashPaidIn,
    CashPaidOut,
    CountEntered,
    CountLine,
    DrawerOpened,
    ExpectedShown,
    IssueRecovered,
    SaleCommitted,
    ShiftOpened,
    TenderTaken,
)
from pos.domain.errors import JournalDamaged
from pos.domain.journal import NO_HASH, Entry, seal
from pos.domain.projections import (
    ActKind,
    ActRow,
    CashPolicyRow,
    SalesDayRow,
    SalesHourRow,
    SalesQuarterRow,
    ShiftOperatorRow,
    ShiftRow,
    ShiftTenderRow,
    TenderDayRow,
)
from pos.domain.projections.sold_reducer import quarter_of
from tests.builders import A_SALE_ID, a_sale_begun, an_issue
from tests.cash_builders import a_closing, a_policy
from tests.journal_tables import CREATED, Tables

COMMITTED = SaleCommitted(sale_id=A_SALE_ID, receipt_no="T1-1-000001", issue=an_issue())
COUNT = CountEntered(
    shift_no=1,
    lines=(CountLine(10_000, 1), CountLine(20, 22), CountLine(50, 0)),
    counted=10_440,
)


def a_day() -> Tables:
    """A float of R 5 and one sale."""
    return Tables().apply(
        CREATED, ShiftOpened(shift_no=1, opening_float=500), a_sale_begun(), COMMITTED
    )


def the_shift(tables: Tables) -> ShiftRow:
    """Its one shift."""
    shift = tables.shift(1)
    assert shift is not None
    return shift


def last_act(tables: Tables) -> ActRow:
    """What a report lists last."""
    return tables.all_of(ActRow)[-1]


def test_cash_moves_into_its_own_term() -> None:
    """Each kind moves one sum, and is listed with its reason."""
    tables = a_day().apply(
        CashPaidIn(1, 100, "change", ""),
        CashPaidOut(1, 30, "tape", "bill 4", None),
        CashDropped(1, 2_000, "safe", "full", "", None),
        CashDropped(1, 1_000, "bank", "evening", "BAG-7", None),
    )
    shift = the_shift(tables)
    assert (shift.paid_in, shift.paid_out, shift.drops) == (100, 30, 3_000)
    assert expected_cash(shift.figures()) == 500 + 10_000 + 100 - 30 - 3_000
    act = last_act(tables)
    assert (act.kind, act.amount, act.subject, act.reason) == (
        ActKind.DROP_BANK,
        1_000,
        "BAG-7",
        "evening",
    )


def test_a_sale_is_in_drawer_subtotals_and_reports() -> None:
    """Once in each."""
    tables = a_day()
    shift = the_shift(tables)
    assert (shift.sales, shift.sales_total, shift.cash_tendered) == (1, 10_000, 20_000)
    assert tables.find(ShiftOperatorRow, 1, "agent") == ShiftOperatorRow(
        1, "agent", 1, 10_000, 20_000, 10_000
    )
    assert tables.all_of(SalesQuarterRow) == [
        SalesQuarterRow(quarter_of("2026-11-22T10:00"), 1, 10_000, 45_500)
    ]
    assert tables.all_of(SalesHourRow) == [
        SalesHourRow(quarter_of("2026-11-22T10:00") // 4, 1, 10_000, 45_500)
    ]
    assert tables.all_of(SalesDayRow) == [
        SalesDayRow("2026-11-22", "agent", "training", 1, 10_000, 45_500)
    ]
    assert tables.all_of(TenderDayRow) == [TenderDayRow("2026-11-22", "cash", 1, 10_000)]
    assert tables.all_of(ShiftTenderRow) == [ShiftTenderRow(1, "cash", 1, 10_000)]


def test_only_cash_lies_in_the_drawer() -> None:
    """A card's part is a sale and no cash; change and rounding are cash."""
    mixed = a_sale_begun(
        tenders=(TenderTaken("cash", 5_000), TenderTaken("card", 7_000)), change=2_003, rounding=-3
    )
    tables = Tables().apply(CREATED, ShiftOpened(shift_no=1, opening_float=500), mixed, COMMITTED)
    shift = the_shift(tables)
    assert (shift.sales_total, shift.rounding) == (10_000, -3)
    assert (shift.cash_tendered, shift.change) == (5_000, 2_003)
    kept = [ShiftTenderRow(1, "cash", 1, 2_997), ShiftTenderRow(1, "card", 1, 7_000)]
    assert tables.all_of(ShiftTenderRow) == kept
    assert sum(row.amount for row in kept) == shift.sales_total + shift.rounding


@pytest.mark.parametrize(
    "later",
    [
        (a_sale_begun(), COMMITTED),
        (CashPaidIn(1, 1, "x", ""),),
        (CashPaidOut(1, 1, "x", "", None),),
        (CashDropped(1, 1, "safe", "x", "", None),),
        (DrawerOpened(1, "x"),),
    ],
)
def test_a_later_cash_entry_voids_a_count(later: tuple[AnyPayload, ...]) -> None:
    """Whatever moved cash or opened the drawer; counting again makes it hold again."""
    tables = Tables().apply(CREATED, ShiftOpened(shift_no=1, opening_float=500), COUNT)
    assert the_shift(tables).is_counted
    assert not the_shift(tables.apply(*later)).is_counted
    assert the_shift(tables.apply(COUNT)).is_counted


def test_looking_at_the_expected_sum_is_counted_and_voids_nothing() -> None:
    """It is told on the Z report."""
    tables = a_day().apply(COUNT, ExpectedShown(shift_no=1))
    shift = the_shift(tables)
    assert shift.is_counted
    assert shift.expected_shown == 1


def test_a_closed_shift_keeps_what_was_signed() -> None:
    """Count, people, difference and number."""
    tables = a_day().apply(COUNT).apply(a_closing(), operator="amina")
    shift = the_shift(tables)
    assert (shift.state, shift.closed_seq, shift.z_no) == ("closed", 6, "T1-1-000001")
    assert (shift.closed_by, shift.over_short, shift.reason) == (
        "amina",
        -60,
        "coins on the floor",
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"expected": 10_501},
        {"counted": 10_441},
        {"over_short": 0},
        {"count_seq": 4},
        {"figures": msgspec.structs.replace(a_closing().figures, drops=1)},
        {"shift_no": 2},
    ],
)
def test_a_closing_with_other_sums_is_damage(changes: dict[str, object]) -> None:
    """A forged Z report is found by whoever replays the journal."""
    tables = a_day().apply(COUNT)
    with pytest.raises(JournalDamaged) as caught:
        tables.apply(a_closing(**changes))
    assert caught.value.facts["seq"] == 6


def test_a_closing_over_a_void_count_is_damage() -> None:
    """The count must be the last thing that happened to the drawer."""
    tables = a_day().apply(COUNT, DrawerOpened(1, "x"))
    with pytest.raises(JournalDamaged):
        tables.apply(a_closing())


@pytest.mark.parametrize(
    "payload",
    [
        CashPaidIn(1, 1, "x", ""),
        CashDropped(1, 1, "safe", "x", "", None),
        DrawerOpened(1, "x"),
        ExpectedShown(1),
        COUNT,
        a_closing(),
        ShiftOpened(shift_no=1, opening_float=0),
        CashPaidIn(9, 1, "x", ""),
    ],
)
def test_nothing_happens_to_a_closed_or_unknown_shift(payload: AnyPayload) -> None:
    """Nor is it opened again."""
    tables = a_day().apply(COUNT, a_closing())
    with pytest.raises(JournalDamaged):
        tables.apply(payload)


def test_a_count_that_does_not_add_up_is_damage() -> None:
    """Lines and sum are both written down."""
    with pytest.raises(JournalDamaged):
        a_day().apply(CountEntered(shift_no=1, lines=(CountLine(100, 1),), counted=101))


def test_a_sale_that_comes_to_light_late_leaves_the_z_report_alone() -> None:
    """It is listed among the exceptions, and counts in the reports of sales."""
    sale = a_sale_begun()
    begun = Entry("T1", 1, 9, "2026-11-22T09:50:00.000Z", "amina", sale.version, sale, NO_HASH)
    recovered = IssueRecovered(
        sale_id=A_SALE_ID,
        receipt_no="T1-1-000001",
        begun=seal(begun).body.decode(),
        issue=an_issue(),
    )
    count = CountEntered(shift_no=1, lines=(CountLine(500, 1),), counted=500)
    closing = a_closing(
        figures=msgspec.structs.replace(a_closing().figures, cash_tendered=0, change=0),
        count_seq=3,
        expected=500,
        counted=500,
        over_short=0,
    )
    tables = Tables().apply(CREATED, ShiftOpened(shift_no=1, opening_float=500), count, closing)
    before = the_shift(tables)
    tables.apply(recovered, operator="")
    assert the_shift(tables) == before
    assert last_act(tables).kind == ActKind.SALE_LATE
    quarter = quarter_of("2026-11-22T09:45")
    assert [row.quarter for row in tables.all_of(SalesQuarterRow)] == [quarter]


def test_limits_are_the_newest() -> None:
    """One row holds them."""
    second = a_policy(drawer_limit=200, over_short_limit=6, cash_step=5, rounding_mode="down")
    tables = Tables().apply(CREATED, a_policy(drawer_limit=100), second)
    assert tables.all_of(CashPolicyRow) == [CashPolicyRow("cash", 200, 6, 5, "down")]


def test_quarters_begin_on_the_quarter() -> None:
    """The hours of any time zone are made of them."""
    times = ["2026-11-22T10:00", "2026-11-22T10:14", "2026-11-22T10:15", "2026-11-22T10:59"]
    found = [quarter_of(f"{time}:59.999Z") for time in times]
    first = found[0]
    assert [quarter - first for quarter in found] == [0, 0, 1, 3]
    assert first * 900 == int(datetime(2026, 11, 22, 10, tzinfo=UTC).timestamp())
