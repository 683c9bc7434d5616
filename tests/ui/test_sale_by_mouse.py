"""A whole sale is touched; nobody types."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from pos.presenters.sale.state import Step
from pos.ui.widgets.keypad import Keypad
from tests.desk_stories import Milliseconds
from tests.ui.window_stories import Shop


def touch(shop: Shop, keypad: Keypad, keys: str) -> None:
    """Touch digits of the keypad."""
    for key in keys:
        shop.click(keypad.button(key))


def test_a_sale_is_touched_from_meter_to_next_customer(shop: Shop) -> None:
    """Keypad, a usual amount, a likely sum, and the large button each time."""
    page = shop.page
    keypad, primary = page.pay_card.keypad, page.pay_card.primary
    touch(shop, keypad, shop.numbers[0])
    shop.click(primary)
    shop.wait(lambda: shop.state.step is Step.AMOUNT)
    shop.click(page.amount_card.quick.buttons[0])
    shop.wait(lambda: shop.state.amount.gets.text)
    shop.click(primary)
    assert shop.state.step is Step.TENDER
    shop.click(page.pay_card.quick.buttons[1])
    shop.wait(lambda: shop.state.primary.enabled)
    shop.click(primary)
    shop.wait(lambda: shop.state.step is Step.SOLD)
    assert shop.state.tender.change
    view = page.meter_view
    assert view is not None
    shop.click(view.fill)
    shop.click(view.enter)
    meter = shop.work.meter
    assert meter is not None
    shop.wait(lambda: meter.state.accepted == 1)
    shop.click(primary)
    shop.wait(lambda: shop.state.step is Step.METER)


def test_what_follows_a_usual_amount_begins_anew(shop: Shop) -> None:
    """By keyboard, by keypad, and again after F4; so does what is handed over."""
    page = shop.page
    quick, keypad = page.amount_card.quick.buttons, page.pay_card.keypad
    touch(shop, keypad, shop.numbers[0])
    shop.click(page.pay_card.primary)
    shop.wait(lambda: shop.state.step is Step.AMOUNT)
    shop.click(quick[1])
    shop.type_keys("60")
    assert shop.state.amount.text == "60"
    shop.click(quick[1])
    touch(shop, keypad, "70")
    assert shop.state.amount.text == "70"
    shop.enter()
    assert shop.state.step is Step.TENDER
    shop.wait(page.pay_card.quick.buttons[1].isEnabled)
    shop.click(page.pay_card.quick.buttons[1])
    shop.type_keys("90")
    assert shop.state.tender.text == "90"
    assert page.pay_card.money.field.selectedText() == ""
    shop.press(Qt.Key.Key_F4)
    assert page.amount_card.field.selectedText() == "70"
    touch(shop, keypad, "80")
    assert shop.state.amount.text == "80"
    shop.press(Qt.Key.Key_F4)
    shop.type_keys("85")
    assert shop.state.amount.text == "85"


def test_touching_keys_leaves_the_keyboard_in_its_field(shop: Shop) -> None:
    """A scanner is never deaf after a finger was somewhere else."""
    touch(shop, shop.page.pay_card.keypad, "12")
    assert shop.focused() is shop.page.meter_card.field
    shop.type_keys("3")
    assert shop.state.meter.text == "123"


def test_a_bouncing_touch_sells_nothing(open_shop: Callable[..., Shop]) -> None:
    """The second of two quick touches finds a button that means something else by now."""
    clock = Milliseconds()
    shop = open_shop(milliseconds=clock)

    def advance() -> None:
        clock.now += 1_000

    primary = shop.page.pay_card.primary
    shop.type_keys(shop.numbers[0])
    advance()
    shop.click(primary)
    shop.wait(lambda: shop.state.step is Step.AMOUNT)
    shop.click(shop.page.amount_card.quick.buttons[0])
    shop.wait(lambda: shop.state.amount.gets.text)
    advance()
    shop.click(primary)
    advance()
    shop.click(primary)
    shop.click(primary)
    shop.settle()
    assert shop.state.step is Step.TENDER
    assert shop.state.tender.text
    with shop.ports.store.read() as reads:
        assert reads.sales(limit=1) == ()


def test_fields_are_gone_to_by_touching_them(shop: Shop) -> None:
    """Touching an earlier field goes back there; what was typed stays."""
    shop.type_sale()
    steps = []
    for field in (shop.page.amount_card.field, shop.page.meter_card.field):
        shop.click(field)
        steps.append(shop.state.step)
    assert shop.page.meter_card.field.text() == shop.numbers[0]
    shop.enter()
    shop.wait(lambda: shop.state.step is Step.AMOUNT)
    shop.click(shop.page.pay_card.money.field)
    steps.append(shop.state.step)
    assert steps == [Step.AMOUNT, Step.METER, Step.TENDER]


def test_the_sentence_behind_a_chip_is_told(shop: Shop) -> None:
    """A finger cannot hover, so a touch says it at the foot of the page."""
    chip = next(each for each in shop.window.shell.top.chips if each.isVisible())
    shop.click(chip)
    assert shop.window.shell.message.shown.text == chip.whole


def test_the_operator_signs_in_by_touch(open_shop: Callable[..., Shop]) -> None:
    """A name, the digits of the PIN, and the large button."""
    shop = open_shop(signed_in=False)
    shop.wait(lambda: shop.window.entrance.state.has_training_pin)
    page = shop.window.shell.entrance_page
    pin = (shop.folder / "secrets" / "agent.pin").read_text("ascii").strip()
    touch(shop, page.keypad, pin)
    shop.click(page.primary)
    shop.wait(lambda: shop.window.entrance.operator is not None)
