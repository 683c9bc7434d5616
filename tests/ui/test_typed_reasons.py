"""A reason that is typed arrives as it was typed, whichever way the window's language runs."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from pos.presenters.cash.drawer_state import DrawerMode
from pos.presenters.history.case_view import CaseMode
from pos.presenters.sale.state import Step
from pos.presenters.settings.preferences import Preferences
from pos.ui.cash.drawer_form import DrawerForm
from pos.ui.history.history_page import HistoryPage
from pos.ui.window.page_name import PageName
from tests.ui.window_stories import Shop

LANGUAGES = ("fr", "ar")
REASON = "taxi for 2"


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_cash_moves(open_shop: Callable[..., Shop], language: str) -> None:
    """Letter by letter: nothing that the screen adds for its direction is read back."""
    shop = open_shop(preferences=Preferences(language=language))
    drawer = shop.work.cash.drawer
    shop.press(Qt.Key.Key_F9)
    shop.wait(lambda: drawer.state.mode is DrawerMode.MOVING)
    form = shop.window.findChild(DrawerForm)
    assert isinstance(form, DrawerForm)
    form.reason.setFocus()
    shop.type_keys(REASON)
    assert dict(drawer.state.reason.facts) == {"text": REASON}
    assert form.reason.text() == REASON


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_went_wrong_with_a_sale(open_shop: Callable[..., Shop], language: str) -> None:
    """The case opens with these words."""
    shop = open_shop(preferences=Preferences(language=language))
    shop.type_sale()
    shop.enter()
    shop.wait(lambda: shop.state.step is Step.SOLD)
    shop.enter()
    shop.show_page(PageName.HISTORY)
    page = shop.window.findChild(HistoryPage)
    assert isinstance(page, HistoryPage)
    shop.wait(lambda: shop.work.history.state.rows)
    shop.work.history.opened(shop.work.history.state.rows[0].sale_id)
    case = shop.work.case
    shop.wait(lambda: case.state.mode is CaseMode.OFFERED)
    shop.settle()
    shop.click(page.detail.wrong)
    shop.type_keys(REASON)
    shop.enter()
    shop.enter()
    shop.wait(lambda: case.state.mode is CaseMode.OPEN)
    with shop.ports.store.read() as reads:
        (row,) = reads.cases(limit=2)
    assert row.reason == REASON
