"""Codes without a sale in the window: one form, a second person in place, then the code card."""

from pathlib import Path

from PySide6.QtCore import Qt

from pos.presenters.codes.desk import CodeKind
from pos.presenters.sale.state import Step, Tone
from pos.ui.codes.codes_page import CodesPage
from pos.ui.window.page_name import PageName
from tests import cash_stories as people
from tests.ui.window_stories import Shop


def page_of(shop: Shop) -> CodesPage:
    """Go to the page and return it."""
    shop.show_page(PageName.CODES)
    shop.wait(lambda: shop.work.codes.state.approvers)
    page = shop.window.findChild(CodesPage)
    assert isinstance(page, CodesPage)
    return page


def test_a_key_change_is_given_by_keyboard(shop: Shop, till: Path) -> None:
    """A wrong PIN gives nothing and is forgotten; the right one shows all codes in order."""
    page = page_of(shop)
    shop.type_keys("00000002410")
    assert not page.primary.isEnabled()
    shop.press(Qt.Key.Key_Down)
    assert shop.work.codes.state.approver == "supervisor"
    shop.enter()
    shop.type_keys("moved house")
    shop.enter()
    shop.type_keys("0000")
    shop.enter()
    shop.wait(lambda: shop.work.codes.state.problem)
    assert page.pin.text() == ""
    page.pin.setFocus()
    shop.type_keys(people.pin_of(till, "supervisor").decode())
    shop.enter()
    shop.wait(lambda: shop.state.step is Step.SOLD)
    sold = shop.state.sold
    assert sold is not None
    assert len(sold.codes) == 4
    assert sold.checked_tone is Tone.WARNING
    assert "supervisor" in sold.details.english()
    assert shop.work.codes.state.about == ""
    assert not shop.page.pay_card.money.isVisible()


def test_a_sale_that_crossed_a_key_change_is_made_again_once(shop: Shop, till: Path) -> None:
    """Under the other key, approved in place; it says that the meter takes one of the two."""
    shop.sell(number="00000002410")
    receipt = shop.state.sold.receipt.english().split()[-1] if shop.state.sold else ""
    codes = shop.work.codes
    for is_first in (True, False):
        page_of(shop).kinds[CodeKind.REISSUE].click()
        codes.about_typed(receipt)
        codes.approver_chosen("supervisor")
        codes.submitted(people.pin_of(till, "supervisor").decode())
        if is_first:
            shop.wait(lambda: "one of the two codes" in sold_details(shop))
    shop.wait(lambda: codes.state.problem)
    assert codes.state.problem is not None
    assert codes.state.problem.code == "REISSUE-01"


def sold_details(shop: Shop) -> str:
    """Return what the code card says below its units; nothing before there is one."""
    return "" if shop.state.sold is None else shop.state.sold.details.english()


def test_a_limit_wants_its_watts(shop: Shop) -> None:
    """And a reissue asks for a receipt; fields that a kind has not are hidden."""
    page = page_of(shop)
    codes = shop.work.codes
    assert page.value.isHidden() or not page.value.isVisible()
    page.kinds[CodeKind.POWER_LIMIT].click()
    assert page.value.isVisible()
    codes.about_typed("00000002410")
    codes.approver_chosen("supervisor")
    assert not page.primary.isEnabled()
    codes.value_typed("5k000")
    assert (codes.state.value, page.primary.isEnabled()) == ("5000", True)
    page.kinds[CodeKind.REISSUE].click()
    assert codes.state.is_reissue
    assert not page.value.isVisible()
