"""The reducers turn entries into what screens read."""

import pytest

from pos.domain.entries import (
    CopyQueued,
    IssueRecovered,
    OperatorAdded,
    OperatorChanged,
    OperatorRemoved,
    PrinterSet,
    SaleCancelled,
    SaleCommitted,
    ShiftOpened,
    TariffLoaded,
)
from pos.domain.errors import JournalDamaged
from pos.domain.journal import NO_HASH, Entry, seal
from pos.domain.projections import OperatorRow, TariffRow
from tests.builders import A_PAN, A_SALE_ID, a_sale_begun, a_token, an_issue
from tests.journal_tables import CREATED, Tables


def a_shop() -> Tables:
    """A terminal with an open shift."""
    return Tables().apply(CREATED, ShiftOpened(shift_no=1, opening_float=500))


def committed(receipt_no: str = "T1-1-000001", **changes: object) -> SaleCommitted:
    """The end of the builders' sale."""
    return SaleCommitted(sale_id=A_SALE_ID, receipt_no=receipt_no, issue=an_issue(**changes))


def test_a_begun_sale_is_open_and_moves_no_money() -> None:
    """Step A alone counts nothing."""
    tables = a_shop().apply(a_sale_begun())
    sale, shift = tables.sale(A_SALE_ID), tables.shift(1)
    assert sale is not None
    assert (sale.state, sale.begun_seq, sale.ended_seq) == ("open", 3, 0)
    assert shift is not None
    assert (shift.cash_tendered, shift.sales) == (0, 0)
    assert tables.meter_month(A_PAN, "2026-11") is None


def test_a_committed_sale_counts_everywhere_once() -> None:
    """Drawer, month, receipt counter and sale move together."""
    tables = a_shop().apply(a_sale_begun(), committed())
    sale, shift, terminal = tables.sale(A_SALE_ID), tables.shift(1), tables.terminal()
    month = tables.meter_month(A_PAN, "2026-11")
    assert sale is not None
    assert (sale.state, sale.digits, sale.issue_no) == ("committed", a_token().digits, 1)
    assert shift is not None
    assert (shift.cash_tendered, shift.change, shift.sales) == (20000, 10000, 1)
    assert month is not None
    assert (month.units_milli, month.purchases) == (45500, 1)
    assert terminal is not None
    assert terminal.receipts == 1


def test_a_cancelled_sale_leaves_no_money() -> None:
    """The drawer and the month are as before the sale."""
    tables = a_shop().apply(a_sale_begun(), SaleCancelled(sale_id=A_SALE_ID, reason="operator"))
    sale, shift = tables.sale(A_SALE_ID), tables.shift(1)
    assert sale is not None
    assert (sale.state, sale.reason, sale.ended_seq) == ("cancelled", "operator", 4)
    assert shift is not None
    assert shift.cash_tendered == 0


def test_a_recovered_issue_counts_as_a_committed_sale() -> None:
    """The SaleBegun bytes that the agent kept are enough."""
    asked = a_sale_begun()
    begun = Entry("T1", 1, 9, "2026-11-22T09:00:00.000Z", "amina", asked.version, asked, NO_HASH)
    recovered = IssueRecovered(
        sale_id=A_SALE_ID,
        receipt_no="T1-1-000001",
        begun=seal(begun).body.decode(),
        issue=an_issue(),
    )
    tables = a_shop().apply(recovered, operator="")
    sale, shift = tables.sale(A_SALE_ID), tables.shift(1)
    assert sale is not None
    assert (sale.state, sale.operator, sale.begun_seq, sale.ended_seq) == (
        "committed",
        "amina",
        0,
        3,
    )
    assert shift is not None
    assert shift.cash_tendered == 20000


def test_an_end_without_a_beginning_is_damage() -> None:
    """A journal that speaks of an unknown sale is named as damaged."""
    with pytest.raises(JournalDamaged) as caught:
        a_shop().apply(committed())
    assert caught.value.facts["seq"] == 3


def test_copies_printers_operators_and_tariffs_keep_the_newest() -> None:
    """The small rows follow their entries."""
    tables = a_shop().apply(
        a_sale_begun(),
        committed(),
        CopyQueued(job="j", sale_id=A_SALE_ID, copy=1),
        PrinterSet(printer="tcp://printer"),
        OperatorAdded(name="amina", role="agent"),
        TariffLoaded(tariff="home", digest="aa"),
        TariffLoaded(tariff="home", digest="bb"),
    )
    sale, terminal = tables.sale(A_SALE_ID), tables.terminal()
    assert sale is not None
    assert sale.copies == 1
    assert terminal is not None
    assert terminal.printer == "tcp://printer"
    assert tables.find(TariffRow, "home") == TariffRow("home", "bb")
    assert tables.find(OperatorRow, "amina") == OperatorRow("amina", "agent", 0, 0, 0)


def test_people_change_and_leave() -> None:
    """Limits follow the newest change, and who was removed stays known as removed."""
    tables = a_shop().apply(
        OperatorAdded(name="amina", role="agent"),
        OperatorChanged(name="amina", role="supervisor", sale_limit=100, cash_limit=50),
    )
    assert tables.find(OperatorRow, "amina") == OperatorRow("amina", "supervisor", 100, 50, 0)
    tables.apply(OperatorRemoved(name="amina"))
    assert tables.find(OperatorRow, "amina") == OperatorRow("amina", "", 0, 0, 1)
