"""Screens about cash, for screenshots and for the walk over every widget."""

from collections.abc import Iterator

from PySide6.QtCore import Qt

from pos.app.cash.agent_float import set_float_policy, top_up
from pos.app.cash.cash_policy import set_policy
from pos.app.paper.paper_policy import set_paper_policy
from pos.app.reports.report_table import ReportName
from pos.domain.entries import FloatPolicySet, PaperPolicySet
from pos.domain.money import Money
from pos.presenters.cash.cash_up_state import CashUpStep
from pos.presenters.cash.drawer_state import DrawerMode
from pos.presenters.cash.presenters import CashPart
from pos.presenters.entrance.state import Entrance
from pos.presenters.people.presenter import PeopleMode
from pos.presenters.reports.texts import NAMES
from pos.ui.cash.cash_page import CashPage
from pos.ui.cash.cash_up_panel import CashUpPanel
from pos.ui.window.page_name import PageName
from tests.cash_builders import a_policy
from tests.cash_stories import pin_of
from tests.desk_stories import SUPERVISOR
from tests.terminal_stories import CURRENCY
from tests.ui.window_stories import Shop


def cash_up_panel(shop: Shop) -> CashUpPanel:
    """Return the cash-up that is shown."""
    page = shop.window.shell.page()
    assert isinstance(page, CashPage)
    panel = page.panel
    assert isinstance(panel, CashUpPanel)
    return panel


def cash_screens(shop: Shop) -> Iterator[str]:
    """Go through the screens about cash, and name each when it is there."""
    drawer, cash_up = shop.work.cash.drawer, shop.work.cash.cash_up
    shop.sell(number=shop.numbers[2])
    set_policy(shop.ports, a_policy(drawer_limit=5_000, over_short_limit=0), operator="supervisor")
    shop.press(Qt.Key.Key_F9)
    shop.wait(lambda: drawer.state.mode is DrawerMode.MOVING)
    shop.type_keys("20")
    drawer.reason_taken(0)
    yield "drawer"
    shop.enter()
    shop.wait(lambda: drawer.state.paper)
    yield "slips"
    set_paper_policy(shop.ports, PaperPolicySet(0, opens_drawer=False), operator=SUPERVISOR)
    drawer.print_slip()
    shop.wait(lambda: shop.work.signing.state.is_asked)
    yield "signing"
    shop.press(Qt.Key.Key_Escape)
    shop.enter()
    shop.press(Qt.Key.Key_F10)
    shop.wait(lambda: cash_up.state.shift.text)
    shop.type_keys("1")
    yield "count"
    count_all(shop, "0", "1")
    shop.wait(lambda: cash_up.state.step is CashUpStep.EXPLAIN)
    cash_up.reason_taken(0)
    yield "explain"
    shop.enter()
    shop.wait(lambda: cash_up.state.step is CashUpStep.SIGN)
    shop.press(Qt.Key.Key_Down)
    yield "sign"
    shop.type_keys(pin_of(shop.folder, "supervisor").decode())
    shop.enter()
    shop.wait(lambda: cash_up.state.step is CashUpStep.Z_REPORT)
    yield "z"
    shop.enter()
    shop.wait(lambda: drawer.state.mode is DrawerMode.OPENING)
    shop.type_keys("5")
    yield "opening"
    shop.work.cash.part = CashPart.SHIFTS
    shop.show_page(PageName.CASH)
    shop.wait(lambda: shop.work.cash.shifts.state.rows)
    shop.enter()
    shop.wait(lambda: shop.work.cash.shifts.state.paper)
    yield "shifts"
    yield from float_screens(shop)


def float_screens(shop: Shop) -> Iterator[str]:
    """Look at a float that is not kept, and at one that runs out."""
    floats = shop.work.cash.floats
    shop.work.cash.part = CashPart.FLOAT
    shop.show_page(PageName.CASH)
    shop.wait(lambda: floats.state.headline.text)
    yield "float-none"
    policy = FloatPolicySet(
        limits_sales=True, warn_below=200_000, commission_per_myriad=250, commission_credited=True
    )
    set_float_policy(shop.ports, policy, operator=SUPERVISOR)
    top_up(shop.ports, Money(100_000, CURRENCY), "SLIP-1", operator=SUPERVISOR)
    floats.refresh()
    shop.wait(lambda: floats.state.alarm.text)
    shop.window.shell.page().focus_step()
    shop.type_keys("500")
    shop.enter()
    shop.type_keys("SLIP-2")
    yield "float"


def count_all(shop: Shop, *pieces: str) -> None:
    """Type pieces from the first row down and press Enter until the count is final."""
    panel = cash_up_panel(shop)
    panel.count.grid.focus_row(0)
    for place in range(len(panel.count.grid.fields)):
        if place < len(pieces):
            shop.type_keys(pieces[place])
        shop.enter()


def report_screens(shop: Shop) -> Iterator[str]:
    """Go through the reports as a supervisor, and name each when it is there."""
    shop.window.entrance.lock()
    shop.window.entrance.name_chosen("supervisor")
    shop.window.entrance.use_training_pin()
    shop.wait(lambda: shop.window.entrance.state.step is Entrance.IN)
    shop.press(Qt.Key.Key_F11)
    reports = shop.work.reports
    for name in ReportName:
        reports.chosen(name)
        shop.wait(lambda: reports.state.title == NAMES[reports.state.name])
        yield name.value


def people_screens(shop: Shop) -> Iterator[str]:
    """Go through what is done with people, a supervisor signed in."""
    people = shop.work.people
    shop.show_page(PageName.PEOPLE)
    shop.wait(lambda: people.state.rows)
    people.chosen("agent")
    yield "people"
    for mode in (PeopleMode.ADD, PeopleMode.CHANGE, PeopleMode.PIN, PeopleMode.REMOVE):
        people.wanted(mode)
        yield f"people-{mode.value}"
    people.back()
