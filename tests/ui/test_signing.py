"""Copies beyond the limit, by keyboard: somebody else signs, and the page before is back."""

from functools import partial

from PySide6.QtCore import Qt

from pos.presenters.sale_state import Step
from pos.ui.page_name import PageName
from tests.cash_stories import pin_of
from tests.ui.window_stories import Shop

LIMIT = 3


def use_up_copies(shop: Shop) -> None:
    """Sell, print every copy that needs nobody, and ask for one more."""
    shop.sell()
    assert shop.state.sold is not None
    sale = shop.state.sold.sale_id
    for number in range(1, LIMIT + 1):
        shop.press(Qt.Key.Key_F7)
        shop.wait(partial(_has, shop, sale, number))
    shop.press(Qt.Key.Key_F7)
    shop.wait(lambda: shown(shop) is PageName.SIGNING)


def _has(shop: Shop, sale: str, number: int) -> bool:
    return copies(shop, sale) == number


def shown(shop: Shop) -> PageName | None:
    """Return the page on the screen."""
    return shop.window.shell.shown


def copies(shop: Shop, sale: str) -> int:
    """Return how many copies of a receipt were asked for."""
    with shop.ports.store.read() as reads:
        row = reads.sale(sale)
    assert row is not None
    return row.copies


def test_a_supervisor_signs_for_one_more_copy(shop: Shop) -> None:
    """The agent stays signed in and the code is back on the screen."""
    use_up_copies(shop)
    assert shop.state.sold is not None
    sale = shop.state.sold.sale_id
    shop.type_keys(pin_of(shop.folder, "supervisor").decode())
    shop.enter()
    shop.wait(lambda: shown(shop) is PageName.SALE)
    assert copies(shop, sale) == LIMIT + 1
    assert shop.window.entrance.operator is not None
    assert shop.window.entrance.operator.name == "agent"
    assert shop.state.step is Step.SOLD


def test_whoever_goes_elsewhere_is_not_asked_any_more(shop: Shop) -> None:
    """Escape leads back; a page's key leads there; locking forgets the question."""
    use_up_copies(shop)
    shop.press(Qt.Key.Key_Escape)
    assert shown(shop) is PageName.SALE
    shop.press(Qt.Key.Key_F7)
    shop.wait(lambda: shown(shop) is PageName.SIGNING)
    shop.press(Qt.Key.Key_F8)
    assert shown(shop) is PageName.HISTORY
    assert not shop.work.signing.state.is_asked
    shop.press(Qt.Key.Key_F2)
    shop.press(Qt.Key.Key_F12)
    assert shown(shop) is None
