"""Over random days the drawer never disagrees with the journal."""

from dataclasses import dataclass, field

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from pos.app.cash.shift_reports import operator_subtotal
from pos.domain.cash import cash_of, expected_cash
from pos.domain.cash_count import count_of
from pos.domain.entries import (
    AnyPayload,
    CashDropped,
    CashPaidIn,
    CashPaidOut,
    CountEntered,
    DrawerOpened,
    ExpectedShown,
    SaleCancelled,
    SaleCommitted,
    ShiftOpened,
    TenderTaken,
)
from pos.domain.money import Money
from pos.domain.projections import ShiftOperatorRow, ShiftRow, ShiftTenderRow
from pos.domain.tender import CashRounding, Tender, settle_tenders
from tests.builders import a_sale_begun, a_token, an_issue
from tests.cash_builders import a_closing, a_hand_over
from tests.journal_tables import CREATED, Tables

AMOUNTS = st.integers(1, 100_000)
PEOPLE = st.sampled_from(["agent", "amina", "thandi"])


@dataclass
class Till:
    """A real drawer: coins go in and out of it, and each act is written down."""

    tables: Tables
    coins: int
    sold: dict[str, int] = field(default_factory=dict)
    sales: int = 0

    def write(self, *payloads: AnyPayload, operator: str = "agent") -> None:
        self.tables.apply(*payloads, operator=operator)

    def sell(self, total: int, data: st.DataObject, operator: str, *, is_cancelled: bool) -> None:
        self.sales += 1
        sale_id = f"00000000-0000-4000-8000-{self.sales:012d}"
        by_card = data.draw(st.integers(0, total))
        rounding = CashRounding(data.draw(st.sampled_from([1, 10, 100])))
        cash = rounding.rounded(total - by_card) + data.draw(st.integers(0, 10_000))
        tenders = tuple(
            Tender(kind, Money(cents, "ZAR")) for kind, cents in (("cash", cash), ("card", by_card))
        )
        paid = settle_tenders(Money(total, "ZAR"), tenders, rounding)
        begun = a_sale_begun(
            sale_id=sale_id,
            total=total,
            tenders=tuple(TenderTaken(each.kind, each.amount.minor) for each in tenders),
            change=paid.change.minor,
            rounding=paid.rounding,
        )
        self.write(begun, operator=operator)
        if is_cancelled:
            self.write(SaleCancelled(sale_id=sale_id, reason="operator"), operator=operator)
            return
        issue = an_issue(issue_no=self.sales, sale_id=sale_id, tokens=(a_token(),))
        self.write(
            SaleCommitted(sale_id=sale_id, receipt_no=f"T1-1-{self.sales:06d}", issue=issue),
            operator=operator,
        )
        self.coins += cash - paid.change.minor
        self.sold[operator] = self.sold.get(operator, 0) + total

    def shift(self) -> ShiftRow:
        shift = self.tables.shift(1)
        assert shift is not None
        return shift


def act(till: Till, data: st.DataObject) -> None:
    """Do one thing that happens at a counter."""
    amount, who = data.draw(AMOUNTS), data.draw(PEOPLE)
    match data.draw(
        st.sampled_from(["sale", "in", "out", "drop", "look", "no-sale", "count", "hand-over"])
    ):
        case "sale":
            till.sell(amount, data, who, is_cancelled=data.draw(st.booleans()))
        case "in":
            till.write(CashPaidIn(1, amount, "x", ""), operator=who)
            till.coins += amount
        case "out" if amount <= till.coins:
            till.write(CashPaidOut(1, amount, "x", "", None), operator=who)
            till.coins -= amount
        case "drop" if amount <= till.coins:
            till.write(CashDropped(1, amount, "safe", "x", "", None), operator=who)
            till.coins -= amount
        case "look":
            till.write(ExpectedShown(1), operator=who)
        case "no-sale":
            till.write(DrawerOpened(1, "x"), operator=who)
        case "count":
            count(till, amount)
        case "hand-over" if who != till.shift().keeper:
            hand_over(till, who)
        case _:
            return


def count(till: Till, coins: int) -> None:
    """Write a count of a sum in cents."""
    till.write(CountEntered(1, count_of({1: coins % 1_000_000}, "ZAR"), coins % 1_000_000))


def hand_over(till: Till, taker: str) -> None:
    """Count right and let somebody else answer for the drawer."""
    count(till, till.coins)
    shift = till.shift()
    handed = a_hand_over(
        keeper=shift.keeper,
        taker=taker,
        count_seq=shift.count_seq,
        counted=shift.counted,
        expected=till.coins,
        over_short=shift.counted - till.coins,
    )
    till.write(handed, operator=shift.keeper)
    assert till.shift().keeper == taker


@settings(max_examples=60)
@given(st.data(), st.integers(0, 50_000), st.integers(0, 15))
def test_the_drawer_holds_what_the_journal_says(
    data: st.DataObject, opening_float: int, acts: int
) -> None:
    """After every act, and at the close: X before equals Z after, over and short to the cent."""
    till = Till(Tables().apply(CREATED, ShiftOpened(1, opening_float)), opening_float)
    for _ in range(acts):
        act(till, data)
        assert expected_cash(till.shift().figures()) == till.coins
    own = till.tables.all_of(ShiftOperatorRow)
    assert {row.operator: row.total for row in own if row.sales} == till.sold
    in_drawer = sum(cash_of(operator_subtotal(row)) for row in own)
    assert opening_float + in_drawer == till.coins
    tenders = till.tables.all_of(ShiftTenderRow)
    shift = till.shift()
    assert shift.sales_total == sum(till.sold.values())
    assert sum(row.amount for row in tenders) == shift.sales_total + shift.rounding
    missing = data.draw(st.integers(0, 100))
    counted = max(0, till.coins - missing) % 1_000_000
    count(till, counted)
    before = till.shift()
    expected = expected_cash(before.figures())
    till.write(
        a_closing(
            figures=before.figures(),
            count_seq=before.count_seq,
            expected=expected,
            counted=counted,
            over_short=counted - expected,
        )
    )
    after = till.shift()
    assert after.figures() == before.figures()
    assert after.over_short == counted - till.coins


@given(st.data(), st.integers(1, 15))
def test_replaying_gives_the_same_rows(data: st.DataObject, acts: int) -> None:
    """Reducers are pure: the same entries in the same order give the same tables."""
    written: list[tuple[AnyPayload, str]] = []

    class Recorded(Till):
        def write(self, *payloads: AnyPayload, operator: str = "agent") -> None:
            written.extend((payload, operator) for payload in payloads)
            super().write(*payloads, operator=operator)

    till = Recorded(Tables().apply(CREATED, ShiftOpened(1, 0)), 0)
    for _ in range(acts):
        act(till, data)
    again = Tables().apply(CREATED, ShiftOpened(1, 0))
    for payload, operator in written:
        again.apply(msgspec.structs.replace(payload), operator=operator)
    assert again.rows == till.tables.rows
