"""Screens of keys and of forgotten PINs, for screenshots and for the walk over every widget."""

from collections.abc import Iterator

from pos.presenters.custody.state import CustodyMode
from pos.presenters.entrance.state import Entrance
from pos.presenters.people.reset_presenter import StandIn
from pos.ui.custody.custody_page import CustodyPage
from pos.ui.window.page_name import PageName
from tests.ui.window_stories import Shop

LETTER = {"sgc": "123456", "krn": "1", "ken": "255", "offset": "+02:00"}


def custody_page(shop: Shop) -> CustodyPage:
    """Go to the page of keys and return it."""
    shop.show_page(PageName.CUSTODY)
    shop.wait(lambda: shop.work.custody.state.facts)
    page = shop.window.shell.page()
    assert isinstance(page, CustodyPage)
    return page


def custody_screens(shop: Shop) -> Iterator[str]:
    """Go through what is done with keys, and name each when it is there."""
    custody = shop.work.custody
    page = custody_page(shop)
    yield "custody"
    custody.wanted(CustodyMode.BRING)
    for field, text in LETTER.items():
        custody.typed(field, text)
    page.secrets.component.setText("0123456789abcdef" * 2)
    custody.typed("check_value", "1a2b3c")
    yield "custody-bring"
    custody.wanted(CustodyMode.SEALED)
    yield "custody-sealed"
    custody.back()


def reset_screens(shop: Shop) -> Iterator[str]:
    """Go through what helps where a PIN is forgotten; the window is locked before and after."""
    shop.window.entrance.lock()
    shop.wait(lambda: shop.window.entrance.state.step is Entrance.LOCKED)
    yield "locked"
    shop.window.shell.entrance_page.forgotten.click()
    shop.wait(lambda: shop.work.reset.state.names)
    for by in StandIn:
        shop.work.reset.way_chosen(by)
        shop.settle()
        yield f"reset-{by.name.lower()}"
    shop.window.entrance.back()
