"""A sale to the wrong meter: a case, a refund out of the drawer, never a token called back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pos.app.cash.move_cash import CashWish, drop
from pos.app.ports import Ports
from pos.app.selling.sell import sell
from pos.app.sold.find_sales import find_sales, newest_sale, statement_of
from pos.app.sold.wrong_meter import CaseWish, close_case, open_case, refund
from pos.domain.cash import Destination, expected_cash
from pos.domain.errors import (
    ApproverIsOperator,
    ApproverMissing,
    CashNotInDrawer,
    RoleNotAllowed,
    SaleUnknown,
)
from pos.domain.errors.cases import CaseEnded, CaseExists, CaseUnknown
from pos.domain.meter import display_number
from pos.domain.money import Money
from pos.domain.projections import CaseState
from pos.domain.sale import SaleResult
from tests import cash_stories as people
from tests import terminal_stories as story


@pytest.fixture(name="ports")
def _ports(till: Path) -> Iterator[Ports]:
    """Give an open training terminal."""
    with story.opened(till) as ports:
        yield ports


def sold(ports: Ports) -> tuple[str, SaleResult]:
    """Sell for R 50 to the first meter."""
    with ports.store.read() as reads:
        (pan,) = story.pans_of(reads, 1)
    return pan, sell(ports, story.a_request(pan), operator=story.OPERATOR)


def test_a_case_is_opened_once(ports: Ports, till: Path) -> None:
    """The same words again are the same case; the sale and its code stay as they are."""
    pan, sale = sold(ports)
    agent = people.signed_in(ports, till, "agent")
    wish = CaseWish(sale.sale_id, "typed a wrong digit")
    case = open_case(ports, wish, operator=agent)
    assert (case.state, case.amount, case.pan) == (CaseState.OPEN, 5_000, pan)
    assert case.case == f"C-{sale.receipt_no}"
    assert open_case(ports, wish, operator=agent) == case
    with pytest.raises(CaseExists):
        open_case(ports, replace(wish, reason="another story"), operator=agent)
    with pytest.raises(SaleUnknown):
        open_case(ports, replace(wish, sale_id=story.new_sale_id()), operator=agent)
    with ports.store.read() as reads:
        assert story.digits_of(reads, sale.sale_id) == sale.tokens[0].digits
        assert reads.cases(limit=9, only_open=True) == (case,)
    ports.store.rebuild()


def test_a_refund_leaves_the_drawer_once(ports: Ports, till: Path) -> None:
    """It needs a second person and is the refunds of the cash equation."""
    pan, sale = sold(ports)
    agent = people.signed_in(ports, till, "agent")
    case = open_case(ports, CaseWish(sale.sale_id, "wrong meter"), operator=agent)
    before = expected_cash(people.the_shift(ports).figures())
    with pytest.raises(ApproverMissing):
        refund(ports, case.case, operator=agent, second=None)
    with pytest.raises(ApproverIsOperator):
        refund(ports, case.case, operator=agent, second=people.second(till, "agent"))
    with pytest.raises(CaseUnknown):
        refund(ports, "C-nothing", operator=agent, second=people.second(till))
    moved = refund(ports, case.case, operator=agent, second=people.second(till))
    shift = people.the_shift(ports)
    assert (moved.payload.amount, shift.refunds) == (5_000, 5_000)
    assert expected_cash(shift.figures()) == before - 5_000
    with pytest.raises(CaseEnded):
        refund(ports, case.case, operator=agent, second=people.second(till))
    with ports.store.read() as reads:
        told = statement_of(reads, pan, limit=9)
        ended = reads.case(case.case)
    assert ended is not None
    assert (ended.state, ended.approver, ended.ended_by) == ("refunded", "supervisor", "agent")
    assert (told.total, told.units_milli) == (0, sale.tokens[0].units_milli)
    ports.store.rebuild()


def test_a_refund_needs_the_cash(ports: Ports, till: Path) -> None:
    """What was dropped to the safe is not in the drawer any more."""
    _, sale = sold(ports)
    agent = people.signed_in(ports, till, "agent")
    case = open_case(ports, CaseWish(sale.sale_id, "wrong meter"), operator=agent)
    wish = CashWish(Money(1, story.CURRENCY), "too much cash")
    drop(ports, wish, Destination.SAFE, operator=agent)
    with pytest.raises(CashNotInDrawer):
        refund(ports, case.case, operator=agent, second=people.second(till))


def test_a_supervisor_closes_a_case_without_a_refund(ports: Ports, till: Path) -> None:
    """And then no money goes back."""
    _, sale = sold(ports)
    agent = people.signed_in(ports, till, "agent")
    case = open_case(ports, CaseWish(sale.sale_id, "wrong meter"), operator=agent)
    with pytest.raises(RoleNotAllowed):
        close_case(ports, case.case, "settled", operator=agent)
    boss = people.signed_in(ports, till, "supervisor")
    closed = close_case(ports, case.case, "they settled it among themselves", operator=boss)
    assert (closed.state, closed.outcome) == ("closed", "they settled it among themselves")
    with pytest.raises(CaseEnded):
        refund(ports, case.case, operator=agent, second=people.second(till))
    ports.store.rebuild()


def test_past_sales_are_found_as_people_ask(ports: Ports) -> None:
    """By receipt, id, meter and name; the newest is the answer that was missed."""
    pan, sale = sold(ports)
    with ports.store.read() as reads:
        meter = reads.meter(pan)
        assert meter is not None
        person = reads.person(meter.person_ref)
        assert person is not None
        asked = (sale.receipt_no, sale.sale_id, pan, display_number(pan), person.account)
        for text in asked:
            assert [row.sale_id for row in find_sales(reads, text, limit=9)] == [sale.sale_id]
        assert find_sales(reads, "nobody at all", limit=9) == ()
        newest = newest_sale(reads)
    assert newest is not None
    assert newest.sale_id == sale.sale_id
