"""A day at the till with two agents, by keyboard: every figure the same wherever it stands."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from pos.app.cash.cash_policy import set_policy
from pos.app.cash.shift_reports import z_report
from pos.app.reports.report_table import ReportName
from pos.app.sold.history import story_of
from pos.domain.entries import CountEntered, SaleCommitted, ShiftClosed
from pos.domain.journal import read_entry
from pos.presenters.cash.cash_up_state import CashUpStep
from pos.presenters.cash.count_draft import DraftFile
from pos.presenters.cash.drawer_state import DrawerMode
from pos.presenters.entrance.state import Entrance
from pos.presenters.people.presenter import PeopleMode
from pos.ui.reports.report_page import ReportPage
from pos.ui.widgets.message_bar import MessageAction
from pos.ui.window.page_name import PageName
from tests.cash_builders import a_policy
from tests.cash_stories import THANDI_PIN, pin_of
from tests.ui.cash_screens import cash_up_panel, count_all
from tests.ui.window_stories import Shop

FLOAT = 20_000
SALES = ((5_000, 10_000), (12_000, 20_000), (30_000, 40_000))
DROP = 25_000
FUNCTION_KEYS = (Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4)


def switch(shop: Shop, name: str, pin: bytes) -> None:
    """Have another person sign in: one press, PIN, Enter."""
    number = shop.window.entrance.state.names.index(name)
    shop.press(FUNCTION_KEYS[number], Qt.KeyboardModifier.ControlModifier)
    assert shop.window.entrance.state.name == name
    shop.type_keys(pin.decode())
    shop.enter()
    shop.wait(lambda: shop.window.entrance.state.step is Entrance.IN)


def add_thandi(shop: Shop) -> None:
    """Add a second agent in the window, as the supervisor."""
    switch(shop, "supervisor", pin_of(shop.folder, "supervisor"))
    shop.show_page(PageName.PEOPLE)
    people = shop.work.people
    people.wanted(PeopleMode.ADD)
    typed = ("thandi", "", "", THANDI_PIN.decode(), THANDI_PIN.decode())
    for text in (*typed, pin_of(shop.folder, "supervisor").decode()):
        shop.type_keys(text)
        shop.enter()
    shop.wait(lambda: people.state.mode is PeopleMode.LIST)


def cash_up(shop: Shop, *pieces: str) -> None:
    """Count from the greatest piece down, up to what should be there."""
    shop.press(Qt.Key.Key_F10)
    shop.wait(lambda: shop.work.cash.cash_up.state.shift.text)
    count_all(shop, *pieces)
    shop.wait(lambda: shop.work.cash.cash_up.state.step is CashUpStep.EXPLAIN)


def sign_as_supervisor(shop: Shop, then: Callable[[], object]) -> None:
    """Have the supervisor sign in place."""
    page = shop.work.cash.cash_up
    shop.enter()
    shop.wait(lambda: page.state.step is CashUpStep.SIGN)
    page.second_chosen("supervisor")
    shop.type_keys(pin_of(shop.folder, "supervisor").decode())
    shop.enter()
    shop.wait(then)


def sold(shop: Shop, number: int) -> None:
    """Make one of the day's sales."""
    amount, cash = SALES[number]
    shop.press(Qt.Key.Key_F2)
    shop.sell(str(amount // 100), str(cash // 100), shop.numbers[number])


def open_day(shop: Shop) -> None:
    """Close the shift that training begins with, and open one with a counted float."""
    cash_up(shop, "0")
    sign_as_supervisor(shop, lambda: shop.work.cash.cash_up.state.paper)
    shop.enter()
    shop.wait(lambda: shop.work.cash.drawer.state.mode is DrawerMode.OPENING)
    for keys in ("1", *("" for _ in range(10))):
        shop.type_keys(keys)
        shop.enter()
    shop.wait(lambda: shop.work.cash.drawer.state.mode is DrawerMode.MOVING)


def drop(shop: Shop) -> None:
    """Drop cash into the safe."""
    drawer = shop.work.cash.drawer
    shop.press(Qt.Key.Key_F9)
    shop.wait(lambda: drawer.state.mode is DrawerMode.MOVING)
    shop.type_keys(str(DROP // 100))
    shop.enter()
    shop.type_keys("too much")
    shop.enter()
    shop.wait(lambda: drawer.state.mode is DrawerMode.SLIPS)


def test_a_day_with_two_agents_a_drop_and_a_wrong_count(shop: Shop) -> None:
    """What is on the screen, in Z, journal and reports is what a plain sum comes to."""
    add_thandi(shop)
    switch(shop, "agent", pin_of(shop.folder, "agent"))
    open_day(shop)
    sold(shop, 0)
    switch(shop, "thandi", THANDI_PIN)
    sold(shop, 1)
    drop(shop)
    sold(shop, 2)

    expected = FLOAT + sum(amount for amount, _ in SALES) - DROP
    notes, rest = divmod(expected, 20_000)
    cash_up(shop, str(notes - 1))
    page = shop.work.cash.cash_up
    assert page.state.difference.english() == "Short"
    cash_up_panel(shop).other.click()
    shop.wait(lambda: page.state.step is CashUpStep.COUNT)
    count_all(shop, str(notes), str(rest // 10_000), "0", str(rest % 10_000 // 2_000))
    shop.wait(lambda: page.state.step is CashUpStep.EXPLAIN)
    assert page.state.difference.english() == "Exact"
    sign_as_supervisor(shop, lambda: page.state.paper)
    assert shop.window.entrance.operator is not None
    assert shop.window.entrance.operator.name == "thandi"
    figures_agree(shop, expected)


def figures_agree(shop: Shop, expected: int) -> None:
    """Compare the Z report with the journal, the reports and a plain recomputation."""
    with shop.ports.store.read() as reads:
        z = z_report(reads, "2").closed
        said = [read_entry(each.body).payload for each in reads.entries()]
        sales = reads.sales(limit=100)
        stories = [story_of(reads, sale.sale_id) for sale in sales]
    closed = [payload for payload in said if isinstance(payload, ShiftClosed)][-1]
    assert closed == z
    assert sum(isinstance(payload, SaleCommitted) for payload in said) == len(SALES)
    assert [each.counted for each in said if isinstance(each, CountEntered)][-2:] == [
        expected // 20_000 * 20_000 - 20_000,
        expected,
    ]
    assert (z.expected, z.counted, z.over_short) == (expected, expected, 0)
    assert (z.sales, z.sales_total) == (len(SALES), sum(amount for amount, _ in SALES))
    assert (z.figures.cash_tendered, z.figures.change) == (
        sum(cash for _, cash in SALES),
        sum(cash - amount for amount, cash in SALES),
    )
    by_operator = {own.operator: own.total for own in z.subtotals}
    assert by_operator == {"agent": SALES[0][0], "thandi": SALES[1][0] + SALES[2][0]}
    assert sum(each.row.total for each in stories) == z.sales_total
    paper = "\n".join(shop.work.cash.cash_up.state.paper)
    assert f"{expected // 100}.00" in paper
    switch(shop, "supervisor", pin_of(shop.folder, "supervisor"))
    shop.press(Qt.Key.Key_F11)
    reports = shop.work.reports
    reports.chosen(ReportName.SALES_BY_OPERATOR)
    shop.wait(lambda: reports.state.plot.bars and len(reports.state.plot.bars) == 2)
    drawn = {bar.label.english(): bar.value for bar in reports.state.plot.bars}
    assert drawn == by_operator
    page = shop.window.shell.page()
    assert isinstance(page, ReportPage)
    page.pdf.click()
    shop.wait(lambda: reports.state.notice.text)
    (file,) = (shop.folder / "reports").glob("*.pdf")
    assert "*** TRAINING ***".encode("utf-16-be") in file.read_bytes()


def test_an_overfull_drawer_is_told_on_every_page(shop: Shop) -> None:
    """The line at the foot says so, and its button leads to where cash is dropped."""
    set_policy(shop.ports, a_policy(drawer_limit=5_000), operator="supervisor")
    sold(shop, 1)
    shop.wait(lambda: shop.work.status.state.drawer.text)
    assert shop.window.shell.message.shown.action is MessageAction.OPEN_DRAWER_PAGE
    shop.window.shell.message.acted.emit(MessageAction.OPEN_DRAWER_PAGE)
    shop.wait(lambda: shop.work.cash.drawer.state.alarm.text)
    assert shop.window.shell.shown is PageName.CASH


def test_a_count_is_kept_through_pages_and_lock(shop: Shop) -> None:
    """Half a count, a sale, a lock, another person in between: it is there again."""
    page = shop.work.cash.cash_up
    shop.press(Qt.Key.Key_F10)
    shop.wait(lambda: page.state.shift.text)
    shop.type_keys("12")
    shop.enter()
    shop.type_keys("3")
    cash_up_panel(shop).other.click()
    assert shop.window.shell.shown is PageName.SALE
    switch(shop, "supervisor", pin_of(shop.folder, "supervisor"))
    shop.press(Qt.Key.Key_F10)
    shop.wait(lambda: page.state.shift.text)
    assert [row.text for row in page.state.board.rows[:2]] == ["", ""]
    switch(shop, "agent", pin_of(shop.folder, "agent"))
    shop.press(Qt.Key.Key_F10)
    assert [row.text for row in page.state.board.rows[:2]] == ["12", "3"]
    drafts = DraftFile(shop.folder)
    shop.wait(lambda: [each.pieces for each in drafts.load()] == [{20_000: 12, 10_000: 3}])
