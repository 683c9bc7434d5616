"""A whole sale is typed; nobody touches a mouse."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from pos.presenters.sale.state import Step
from pos.ui.window.page_name import PageName
from tests.ui.window_stories import Shop


def test_a_sale_takes_its_digits_and_four_keys(shop: Shop) -> None:
    """Meter, Enter, amount, Enter, cash, Enter, and Enter for the next customer."""
    number = shop.numbers[0]
    presses = 0

    def count(text: str) -> None:
        nonlocal presses
        presses += len(text)
        shop.type_keys(text)

    def enter() -> None:
        nonlocal presses
        presses += 1
        shop.enter()

    count(number)
    enter()
    shop.wait(lambda: shop.state.step is Step.AMOUNT)
    count("100")
    enter()
    count("200")
    shop.wait(lambda: shop.state.primary.enabled)
    enter()
    shop.wait(lambda: shop.state.step is Step.SOLD)
    code = "".join(shop.page.code_card.labels[0].groups)
    with shop.ports.store.read() as reads:
        assert [sale.total for sale in reads.sales(limit=5)] == [10_000]
    enter()
    assert len(code) == 20
    assert presses == len(number) + len("100") + len("200") + 4
    assert shop.state.step is Step.METER
    assert shop.focused() is shop.page.meter_card.field


def test_the_keyboard_is_always_where_the_step_needs_it(shop: Shop) -> None:
    """Meter, amount, received, and after the sale the large button."""
    page = shop.page
    assert shop.focused() is page.meter_card.field
    shop.type_keys(shop.numbers[0])
    shop.enter()
    shop.wait(lambda: shop.state.step is Step.AMOUNT)
    assert shop.focused() is page.amount_card.field
    shop.type_keys("50")
    shop.enter()
    assert shop.focused() is page.pay_card.money.field
    shop.press(Qt.Key.Key_Escape)
    assert shop.focused() is page.amount_card.field
    shop.enter()
    shop.enter()
    shop.wait(lambda: shop.state.primary.enabled)
    shop.enter()
    shop.wait(lambda: shop.state.step is Step.SOLD)
    assert shop.focused() is page.pay_card.primary


def test_a_held_enter_does_not_run_through_the_sale(shop: Shop) -> None:
    """What the keyboard repeats by itself is no decision."""
    shop.type_keys(shop.numbers[0])
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        repeated = QKeyEvent(
            QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "\r", autorep=True
        )
        QApplication.sendEvent(shop.focused(), repeated)
    shop.settle()
    assert shop.state.step is Step.METER


def test_a_cleared_sale_comes_back(shop: Shop) -> None:
    """F2 clears without a question, Ctrl+Z undoes it."""
    shop.type_sale()
    shop.press(Qt.Key.Key_F2)
    assert shop.state.meter.text == ""
    shop.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    shop.wait(lambda: shop.state.primary.enabled)
    assert shop.state.meter.text == shop.numbers[0]
    assert shop.page.amount_card.field.text() == "100"


def test_a_customer_is_found_by_name(shop: Shop) -> None:
    """Typing a name lists customers; Down and Enter take one."""
    with shop.ports.store.read() as reads:
        meter = reads.meters(limit=1)[0]
        person = reads.person(meter.person_ref)
    assert person is not None
    shop.press(Qt.Key.Key_F3)
    shop.type_keys(person.name)
    shop.wait(lambda: shop.state.meter.found)
    shop.press(Qt.Key.Key_Down)
    shop.enter()
    shop.wait(lambda: shop.state.step is Step.AMOUNT)
    shop.wait(lambda: shop.state.meter.customer)


def test_slash_swaps_money_and_units(shop: Shop) -> None:
    """In the amount only; elsewhere it is a character."""
    shop.type_keys(shop.numbers[0])
    shop.enter()
    shop.wait(lambda: shop.state.step is Step.AMOUNT)
    shop.type_keys("/")
    assert shop.state.amount.in_units
    shop.type_keys("10.5")
    shop.wait(lambda: shop.state.amount.gets.text)
    assert "10.5" in shop.state.amount.gets.english()


def test_letters_do_not_get_into_an_amount(shop: Shop) -> None:
    """What is no digit is not left standing in the field."""
    shop.type_keys(shop.numbers[0])
    shop.enter()
    shop.wait(lambda: shop.state.step is Step.AMOUNT)
    shop.type_keys("1x2,5")
    assert shop.page.amount_card.field.text() == "12.5"


def test_every_page_has_its_key(shop: Shop) -> None:
    """F8, F6, F1 and back with Esc."""
    for key, name in (
        (Qt.Key.Key_F8, PageName.HISTORY),
        (Qt.Key.Key_F6, PageName.SETTINGS),
        (Qt.Key.Key_F1, PageName.KEYS),
    ):
        shop.press(key)
        assert shop.window.shell.shown is name
        shop.press(Qt.Key.Key_Escape)
        assert shop.window.shell.shown is PageName.SALE


def test_the_virtual_meter_takes_the_code_once(shop: Shop) -> None:
    """The credit arrives, the second try is refused, a wrong digit is refused."""
    shop.sell()
    view = shop.page.meter_view
    assert view is not None
    sold = shop.state.sold
    assert sold is not None
    digits = sold.codes[0].digits

    def answer(typed: str) -> str:
        view.field.setFocus()
        view.field.clear()
        shop.type_keys(typed)
        shop.enter()
        meter = shop.work.meter
        assert meter is not None
        shop.wait(lambda: not meter.state.is_busy)
        return meter.state.answer.text

    wrong = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    assert answer(wrong).startswith("Rejected")
    assert answer(digits).startswith("Accepted")
    assert answer(digits).startswith("Used")
    shop.page.pay_card.primary.setFocus()


def test_the_receipt_is_printed_again(shop: Shop) -> None:
    """F7 after a sale prints a marked copy."""
    shop.sell()
    shop.press(Qt.Key.Key_F7)

    def copies() -> int:
        with shop.ports.store.read() as reads:
            return reads.sales(limit=1)[0].copies

    shop.wait(lambda: copies() == 1)


def test_the_last_receipt_is_shown_before_it_is_printed_again(shop: Shop) -> None:
    """F7 without a finished sale on the screen opens the last one, and prints nothing yet."""
    shop.sell()
    shop.wait(lambda: shop.work.today.state.rows)
    shop.enter()
    shop.press(Qt.Key.Key_F7)
    shop.wait(lambda: shop.work.history.state.detail)
    assert shop.window.shell.shown is PageName.HISTORY
    with shop.ports.store.read() as reads:
        assert reads.sales(limit=1)[0].copies == 0


def test_locking_hides_the_sale_and_keeps_it(shop: Shop) -> None:
    """F12 shows the entrance alone, ready for a PIN; the same operator finds the draft again."""
    shop.type_sale()
    shop.press(Qt.Key.Key_F12)
    shell = shop.window.shell
    assert shell.shown is None
    assert not shop.page.isVisible()
    assert QApplication.focusWidget() is shell.entrance_page.field
    assert shop.state.meter.text == ""
    shop.window.entrance.use_training_pin()
    shop.wait(lambda: shell.shown is PageName.SALE)
    shop.wait(lambda: shop.state.meter.text == shop.numbers[0])


def test_a_pin_is_typed_and_not_kept(open_shop: Callable[..., Shop]) -> None:
    """A wrong PIN is refused in words, the right one lets in, and the field is empty after each."""
    shop = open_shop(signed_in=False)
    entrance = shop.window.entrance
    shop.wait(lambda: entrance.state.has_training_pin)
    field = shop.window.shell.entrance_page.field
    shop.type_keys("0000")
    shop.enter()
    assert field.text() == ""
    shop.wait(lambda: entrance.state.problem is not None)
    assert shop.window.work is not None
    pin = (shop.folder / "secrets" / "agent.pin").read_text("ascii").strip()
    shop.type_keys(pin)
    shop.enter()
    assert field.text() == ""
    shop.wait(lambda: shop.window.shell.shown is PageName.SALE)
