"""A PIN is read by nobody: whatever happens while it is typed, it lands in its field or nowhere.

Keys are sent to the window, as the screen does, all at one moment, as a scanner does.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodQueryEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from pos.presenters.cash.desk import CashAct
from pos.presenters.cash.drawer_state import DrawerMode
from pos.presenters.custody.state import CustodyMode
from pos.presenters.entrance.state import Entrance
from pos.presenters.history.case_view import CaseMode
from pos.presenters.sale.state import Step
from pos.ui.cash.drawer_form import DrawerForm
from pos.ui.codes.codes_page import CodesPage
from pos.ui.widgets.fields import HiddenField
from pos.ui.window.page_name import PageName
from tests import cash_stories as people
from tests.desk_stories import Milliseconds
from tests.ui.window_stories import Shop, scan


@pytest.fixture(name="quick_shop")
def _quick_shop(open_shop: Callable[..., Shop]) -> Shop:
    """Give a window whose clock stands, so that all keys come at once."""
    return open_shop(milliseconds=Milliseconds())


@pytest.fixture(name="pin")
def _pin(till: Path) -> str:
    """Give the supervisor's PIN."""
    return people.pin_of(till, "supervisor").decode()


def hurry(shop: Shop, text: str) -> None:
    """Send characters to the window without a pause; a line feed is Enter."""
    for letter in text:
        key = Qt.Key.Key_Return if letter == "\n" else Qt.Key(ord(letter.upper()))
        QTest.keyClick(shop.window.windowHandle(), key)


def readable(shop: Shop) -> str:
    """Return everything that anybody can read in a field of the window."""
    fields = shop.window.findChildren(QLineEdit)
    shown = [each for each in fields if each.echoMode() is QLineEdit.EchoMode.Normal]
    return "\n".join(each.text() for each in shown)


def codes_of(shop: Shop) -> CodesPage:
    """Go to the page of codes and return it."""
    shop.show_page(PageName.CODES)
    shop.wait(lambda: shop.work.codes.state.approvers)
    page = shop.window.findChild(CodesPage)
    assert isinstance(page, CodesPage)
    return page


def test_a_key_change_typed_as_fast_as_a_scan(quick_shop: Shop, pin: str) -> None:
    """Meter, reason and PIN reach their fields, and the codes are given."""
    shop = quick_shop
    page = codes_of(shop)
    shop.press(Qt.Key.Key_Down)
    hurry(shop, "00000002410\nmoved\n")
    assert (page.about.text(), page.reason.text().lower()) == ("00000002410", "moved")
    hurry(shop, pin)
    assert page.pin.text() == pin
    assert pin not in readable(shop)
    hurry(shop, "\n")
    shop.wait(lambda: shop.state.step is Step.SOLD)
    assert pin not in readable(shop)


def test_an_input_method_is_told_nothing_of_a_secret(quick_shop: Shop, pin: str) -> None:
    """It may learn what it reads; and what was typed comes back by no undoing."""
    shop = quick_shop
    codes_of(shop)
    fields = [
        each
        for each in shop.window.findChildren(QLineEdit)
        if each.echoMode() is QLineEdit.EchoMode.Password
    ]
    assert fields
    for field in fields:
        assert isinstance(field, HiddenField)
        field.setText(pin)
        asked = QInputMethodQueryEvent(Qt.InputMethodQuery.ImQueryAll)
        QApplication.sendEvent(field, asked)
        told = [asked.value(each) for each in Qt.InputMethodQuery if asked.queries() & each]
        assert pin not in map(str, told)
        hints = asked.value(Qt.InputMethodQuery.ImHints)
        for hint in (Qt.InputMethodHint.ImhHiddenText, Qt.InputMethodHint.ImhSensitiveData):
            assert int(hints) & hint.value
        field.clear()
        field.setEchoMode(QLineEdit.EchoMode.Normal)
        field.undo()
        assert field.text() == ""
        field.setEchoMode(QLineEdit.EchoMode.Password)


def test_a_pin_that_reads_as_a_meter_is_a_pin(shop: Shop) -> None:
    """Typed by fingers it is no scan, and nothing leaves the page."""
    page = codes_of(shop)
    page.pin.setFocus()
    hurry(shop, shop.numbers[1])
    assert page.pin.text() == shop.numbers[1]
    assert shop.window.shell.shown is PageName.CODES
    assert shop.numbers[1] not in readable(shop)


@pytest.mark.parametrize("ending", ["\r", ""])
@pytest.mark.parametrize("sent", [";5412751234567890=2512101?", "4006381333931", "AB-12345678"])
def test_a_reader_tries_no_pin(quick_shop: Shop, pin: str, sent: str, ending: str) -> None:
    """The field is empty again, it is said, and the PIN typed then is the first that is tried."""
    shop = quick_shop
    shop.press(Qt.Key.Key_F12)
    entrance, field = shop.window.entrance, shop.window.shell.entrance_page.field
    entrance.name_chosen("supervisor")
    for _ in range(8):
        scan(shop, sent, ending)
        shop.wait(lambda: not field.text())
    assert entrance.state.problem is None
    assert "no PIN tried" in shop.window.shell.message.shown.text
    hurry(shop, f"{pin}\n")
    shop.wait(lambda: entrance.state.step is Entrance.IN)


def test_a_passphrase_may_come_from_a_reader(quick_shop: Shop) -> None:
    """Nobody guesses at it by the rate of PINs, and it is long."""
    shop = quick_shop
    shop.window.entrance.ask_for_keys()
    field = shop.window.shell.entrance_page.field
    hurry(shop, "a long passphrase")
    assert field.text() == "a long passphrase"
    hurry(shop, "\n")
    shop.wait(lambda: shop.window.entrance.state.problem is not None)


def test_the_rest_of_a_pin_whose_field_has_gone_is_dropped(quick_shop: Shop, pin: str) -> None:
    """The window is arranged anew in the middle of it; after Enter all is as before."""
    shop = quick_shop
    codes_of(shop).pin.setFocus()
    before = shop.window.shell
    hurry(shop, pin[:2])
    shop.window.resize(1024, 600)
    shop.wait(lambda: shop.window.shell is not before)
    hurry(shop, pin[2:])
    assert readable(shop).strip("virtual:\n") == ""
    hurry(shop, "\n")
    page = codes_of(shop)
    hurry(shop, "12")
    shop.window.keys.flush()
    assert page.about.text() == "12"


def test_no_scan_leaves_a_form_that_ends_in_a_pin(quick_shop: Shop) -> None:
    """The number of a money bag may read as a meter's; where an amount is typed it is none."""
    shop = quick_shop
    shop.press(Qt.Key.Key_F9)
    drawer = shop.work.cash.drawer
    page = shop.window.findChild(DrawerForm)
    assert isinstance(page, DrawerForm)
    shop.wait(lambda: drawer.state.mode is DrawerMode.MOVING)
    drawer.act_chosen(CashAct.DROP)
    page.focus_first()
    scan(shop, shop.numbers[1])
    assert "Nothing of it was taken" in shop.window.shell.message.shown.text
    assert drawer.state.amount == ""
    page.reference.setFocus()
    scan(shop, shop.numbers[1], "")
    assert drawer.state.reference == shop.numbers[1]
    scan(shop, ";5412751234567890=2512101?")
    assert drawer.state.reference == shop.numbers[1]
    assert shop.window.shell.shown is PageName.CASH
    assert shop.state.meter.text == ""


@pytest.mark.parametrize("sent", [";5412751234567890=2512101?", "4006381333931", "meter"])
def test_a_reader_counts_no_cash(quick_shop: Shop, sent: str) -> None:
    """A card, goods, a meter: no piece is counted, and what is typed afterwards is."""
    shop = quick_shop
    shop.press(Qt.Key.Key_F10)
    count = shop.work.cash.cash_up
    shop.wait(lambda: count.state.board.rows)
    shop.type_keys("3")
    shop.wait(lambda: count.state.board.rows[0].text == "3")
    scan(shop, shop.numbers[1] if sent == "meter" else sent)
    assert "Nothing of it was taken" in shop.window.shell.message.shown.text
    assert count.state.board.rows[0].text == "3"
    assert {row.text for row in count.state.board.rows[1:]} == {""}
    shop.press(Qt.Key.Key_Down)
    shop.type_keys(";12")
    shop.wait(lambda: count.state.board.rows[1].text == "12")
    assert shop.focused().property("text") == "12"
    assert shop.window.shell.shown is PageName.CASH


def test_enter_after_a_number_typed_quickly_is_its_end(quick_shop: Shop) -> None:
    """The number was taken when no more followed; Enter does not go on once more."""
    shop = quick_shop
    hurry(shop, shop.numbers[1])
    shop.wait(lambda: shop.state.step is Step.AMOUNT)
    hurry(shop, "\n")
    assert shop.state.problem is None
    hurry(shop, "50\n")
    assert shop.state.step is Step.TENDER
    page = codes_of(shop)
    hurry(shop, shop.numbers[1])
    shop.wait(page.reason.hasFocus)
    hurry(shop, "\nmoved")
    assert page.reason.text().lower() == "moved"


def sold(shop: Shop) -> None:
    """Have a code on the screen."""
    shop.sell()
    shop.wait(lambda: shop.state.step is Step.SOLD)


def typed_half(shop: Shop) -> None:
    """Leave a sale before the cash."""
    shop.type_sale()


def in_a_case(shop: Shop) -> None:
    """Say what went wrong with a sale."""
    sold(shop)
    shop.show_page(PageName.HISTORY)
    shop.wait(lambda: shop.work.history.state.rows)
    shop.enter()
    shop.wait(lambda: shop.work.case.state.mode is CaseMode.OFFERED)
    shop.work.case.wrong()


def bringing_a_key(shop: Shop) -> None:
    """Fill in the letter of a component."""
    shop.show_page(PageName.CUSTODY)
    shop.wait(lambda: shop.work.custody.state.facts)
    shop.work.custody.wanted(CustodyMode.BRING)


@pytest.mark.parametrize("leave", [sold, typed_half, in_a_case, bringing_a_key])
def test_the_lock_has_the_keyboard_whatever_it_hides(
    open_shop: Callable[..., Shop], till: Path, leave: Callable[[Shop], None]
) -> None:
    """The PIN goes into its field at once, and into none of the pages behind the lock."""
    shop = open_shop()
    pin = people.pin_of(till, "agent").decode()
    leave(shop)
    shop.press(Qt.Key.Key_F12)
    shop.wait(lambda: shop.window.entrance.state.step is Entrance.LOCKED)
    shop.settle()
    shop.type_keys(pin)
    assert pin not in readable(shop)
    shop.enter()
    shop.wait(lambda: shop.window.entrance.state.step is Entrance.IN)
    assert pin not in readable(shop)
