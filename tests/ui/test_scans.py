"""A scan goes to the meter from wherever the keyboard is, and typing goes to its field."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from pos.presenters.codes.desk import CodeKind
from pos.presenters.sale.state import Step
from pos.ui.codes.codes_page import CodesPage
from pos.ui.history.history_page import HistoryPage
from pos.ui.window.page_name import PageName
from tests.desk_stories import Milliseconds
from tests.ui.window_stories import Shop, scan


@pytest.fixture(name="scanner_shop")
def _scanner_shop(open_shop: Callable[..., Shop]) -> Shop:
    """Give a window whose clock stands, so that all keys come at once."""
    return open_shop(milliseconds=Milliseconds())


def test_a_scan_into_the_empty_meter_field_is_its_meter(scanner_shop: Shop) -> None:
    """The number stands there once, and the next step has begun."""
    scan(scanner_shop, scanner_shop.numbers[1])
    scanner_shop.wait(lambda: scanner_shop.state.step is Step.AMOUNT)
    assert scanner_shop.state.meter.text == scanner_shop.numbers[1]


def test_a_scan_never_gets_into_an_amount(scanner_shop: Shop) -> None:
    """In the amount field the scan is the next customer's meter; the amount is not touched."""
    shop = scanner_shop
    scan(shop, shop.numbers[0])
    shop.wait(lambda: shop.state.step is Step.AMOUNT)
    shop.type_keys("50")
    scan(shop, shop.numbers[1])
    shop.wait(lambda: shop.state.meter.text == shop.numbers[1])
    assert shop.page.amount_card.field.text() in ("", "50")
    assert shop.numbers[1] not in shop.page.amount_card.field.text()


def test_a_scan_into_the_filter_of_the_history_is_looked_for_there(scanner_shop: Shop) -> None:
    """So is a number that is typed as fast; beside the filter it is the next customer's meter."""
    shop = scanner_shop
    shop.show_page(PageName.HISTORY)
    page = shop.window.shell.page()
    assert isinstance(page, HistoryPage)
    page.filter_wanted()
    scan(shop, shop.numbers[1])
    assert shop.work.history.state.filter == shop.numbers[1]
    assert page.filter.hasFocus()
    page.table.setFocus()
    scan(shop, shop.numbers[1])
    shop.wait(lambda: shop.state.meter.text == shop.numbers[1])
    assert shop.window.shell.shown is PageName.SALE


def test_a_card_swiped_is_a_scan(scanner_shop: Shop) -> None:
    """Track 2 holds the meter's number."""
    scan(scanner_shop, f";{scanner_shop.numbers[0]}=0000?")
    scanner_shop.wait(lambda: scanner_shop.state.meter.text == scanner_shop.numbers[0])


def test_quick_typing_of_an_amount_is_an_amount(scanner_shop: Shop) -> None:
    """Digits that are no meter are played into the field, and Enter counts."""
    shop = scanner_shop
    scan(shop, shop.numbers[0])
    shop.wait(lambda: shop.state.step is Step.AMOUNT)
    scan(shop, "100")
    assert shop.state.amount.text == "100"
    assert shop.state.step is Step.TENDER


def test_typed_digits_arrive_when_no_more_follow(scanner_shop: Shop) -> None:
    """What is held back for a moment is let go by the silence after it."""
    shop = scanner_shop
    scan(shop, shop.numbers[0])
    shop.wait(lambda: shop.state.step is Step.AMOUNT)
    for letter in "75":
        event = QKeyEvent(QEvent.Type.KeyPress, ord(letter), Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(shop.focused(), event)
    shop.wait(lambda: shop.state.amount.text == "75")


def test_a_touch_finds_what_was_typed_before_it(scanner_shop: Shop) -> None:
    """Digits are in their field before a finger presses anything."""
    shop = scanner_shop
    scan(shop, shop.numbers[0])
    shop.wait(lambda: shop.state.step is Step.AMOUNT)
    event = QKeyEvent(QEvent.Type.KeyPress, ord("9"), Qt.KeyboardModifier.NoModifier, "9")
    QApplication.sendEvent(shop.focused(), event)
    shop.click(shop.page.pay_card.keypad.button("0"))
    assert shop.state.amount.text == "90"


def test_a_scan_on_another_page_goes_to_the_sale(scanner_shop: Shop) -> None:
    """The history is left for the meter that was scanned."""
    shop = scanner_shop
    shop.press(Qt.Key.Key_F8)
    scan(shop, shop.numbers[2])
    shop.wait(lambda: shop.state.meter.text == shop.numbers[2])
    assert shop.page.isVisible()


def test_nothing_is_scanned_while_the_window_is_locked(scanner_shop: Shop) -> None:
    """Keys at the entrance are a PIN, and nothing else."""
    shop = scanner_shop
    shop.press(Qt.Key.Key_F12)
    scan(shop, shop.numbers[0])
    shop.settle()
    assert shop.state.meter.text == ""


def test_a_scan_on_the_codes_page_stays_there(scanner_shop: Shop) -> None:
    """The meter that is scanned is the one the codes are for; the reason comes next.

    Another key is asked for by a receipt, so there digits are typed.
    """
    shop = scanner_shop
    shop.show_page(PageName.CODES)
    shop.wait(lambda: shop.work.codes.state.approvers)
    scan(shop, shop.numbers[1])
    assert shop.work.codes.state.about == shop.numbers[1]
    shop.type_keys("moved")
    scan(shop, shop.numbers[2])
    assert shop.work.codes.state.about == shop.numbers[2]
    shop.type_keys(" in")
    assert shop.work.codes.state.reason == "moved in"
    shop.work.codes.kind_chosen(CodeKind.REISSUE)
    page = shop.window.findChild(CodesPage)
    assert isinstance(page, CodesPage)
    page.focus_step()
    scan(shop, shop.numbers[0])
    assert shop.work.codes.state.about == shop.numbers[0]
    shop.work.codes.kind_chosen(CodeKind.FREE)
    assert shop.work.codes.state.about == ""
    assert shop.window.shell.shown is PageName.CODES


BANK_CARD = ";5412751234567890=25121010000012300000?"


def test_a_scanners_shift_does_not_break_a_scan(scanner_shop: Shop) -> None:
    """A card reader presses Shift for the `?` at the end; what was typed before stays out of it."""
    shop = scanner_shop
    scan(shop, shop.numbers[0])
    shop.wait(lambda: shop.state.step is Step.AMOUNT)
    shop.type_keys("20")
    shop.enter()
    shop.wait(lambda: shop.state.step is Step.TENDER)
    for letter in f";{shop.numbers[1]}=0000":
        event = QKeyEvent(QEvent.Type.KeyPress, ord(letter), Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(shop.focused(), event)
    shift = Qt.KeyboardModifier.ShiftModifier
    for key, text in ((Qt.Key.Key_Shift, ""), (Qt.Key.Key_Question, "?"), (Qt.Key.Key_3, "3")):
        QApplication.sendEvent(shop.focused(), QKeyEvent(QEvent.Type.KeyPress, key, shift, text))
    shop.enter()
    shop.wait(lambda: shop.state.meter.text == shop.numbers[1])
    assert shop.state.step is not Step.SOLD
    assert shop.page.pay_card.money.field.text() == ""


@pytest.mark.parametrize("text", [BANK_CARD, BANK_CARD[:12], f"%B5412^A/B^25?{BANK_CARD}"])
def test_another_card_leaves_the_sale_as_it_is(scanner_shop: Shop, text: str) -> None:
    """A bank's card, or half of one, gets into no field, and its Enter sells nothing."""
    shop = scanner_shop
    scan(shop, shop.numbers[0])
    shop.wait(lambda: shop.state.step is Step.AMOUNT)
    shop.type_keys("20")
    shop.enter()
    shop.wait(lambda: shop.state.step is Step.TENDER)
    scan(shop, text)
    assert shop.state.problem is not None
    assert shop.state.problem.code == "METER-06"
    assert (shop.state.step, shop.state.amount.text) == (Step.TENDER, "20")
    assert shop.page.pay_card.money.field.text() == ""


def test_another_card_in_the_meter_field_is_not_shown(scanner_shop: Shop) -> None:
    """It may be a bank's."""
    shop = scanner_shop
    shop.type_keys("Ami")
    scan(shop, BANK_CARD)
    assert shop.state.problem is not None
    assert shop.state.meter.text == "Ami"


def test_a_sign_that_begins_a_card_can_be_typed(scanner_shop: Shop) -> None:
    """It is held back for a moment only."""
    shop = scanner_shop
    shop.type_keys(";a")
    shop.wait(lambda: shop.state.meter.text == ";a")


def test_the_barcode_of_something_else_is_no_money(scanner_shop: Shop) -> None:
    """Thirteen digits at a scanner's pace are not what the customer hands over."""
    shop = scanner_shop
    scan(shop, shop.numbers[0])
    shop.wait(lambda: shop.state.step is Step.AMOUNT)
    scan(shop, "4006381333931")
    assert shop.state.problem is not None
    assert shop.state.problem.code == "METER-06"
    assert (shop.state.step, shop.state.amount.text) == (Step.AMOUNT, "")
