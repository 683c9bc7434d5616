"""Hands that press anything, in any order: nothing fails, and the books agree afterwards."""

import logging
from collections.abc import Callable
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget

from pos.app.journal.check_journal import verify_journal
from pos.presenters.entrance.state import Entrance
from pos.presenters.settings.preferences import Preferences
from pos.ui.window.page_name import PageName
from tests.cash_stories import pin_of
from tests.ui.window_stories import Shop

PRESSES = 250
KEYS = [getattr(Qt.Key, f"Key_F{number}") for number in range(1, 13)] + [
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Down,
    Qt.Key.Key_Up,
    Qt.Key.Key_Left,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Home,
    Qt.Key.Key_PageDown,
]
TYPED = ("00000002410", "Amina", "100", "50", "9999999", "0", "5.5", "moved", "12,3", "2026-11-30")


class Hands:
    """Somebody who knows nothing of the window."""

    def __init__(self, shop: Shop, chance: Random) -> None:
        self._shop, self._chance = shop, chance
        pins = [pin_of(shop.folder, name).decode() for name in ("agent", "supervisor")]
        self._typed = (*TYPED, *pins, *shop.numbers)
        self._ways = (self.press, self.type, self.click, self.click, self.go, self.mark, self.sell)

    def do_something(self) -> None:
        """Do one thing; whoever is locked out comes in again."""
        entrance = self._shop.window.entrance
        if entrance.state.step is not Entrance.IN and self._chance.random() < 0.3:
            entrance.use_training_pin()
        self._chance.choice(self._ways)()
        QTest.qWait(self._chance.choice((0, 1, 5, 20)))

    def press(self) -> None:
        """Press one of the keys that mean something."""
        QTest.keyClick(self._focus(), self._chance.choice(KEYS))

    def type(self) -> None:
        """Type a number, a word or a PIN, and Enter, wherever the keyboard is."""
        QTest.keyClicks(self._focus(), self._chance.choice(self._typed))
        self._shop.window.keys.flush()
        QTest.keyClick(self._focus(), Qt.Key.Key_Return)

    def click(self) -> None:
        """Press a button that is there."""
        buttons = self._shop.window.findChildren(QAbstractButton)
        usable = [each for each in buttons if each.isVisible() and each.isEnabled()]
        if usable:
            self._chance.choice(usable).click()

    def go(self) -> None:
        """Go to a page."""
        names = [name for name in PageName if name is not PageName.SIGNING]
        self._shop.window.go_to(self._chance.choice(names))

    def mark(self) -> None:
        """Choose a row of a table."""
        views = self._shop.window.findChildren(QAbstractItemView)
        full = [each for each in views if each.isVisible() and each.model().rowCount()]
        if full:
            view = self._chance.choice(full)
            index = view.model().index(self._chance.randrange(view.model().rowCount()), 0)
            view.setCurrentIndex(index)
            view.clicked.emit(index)

    def sell(self) -> None:
        """Make a sale as it is meant to be made, if the page is there."""
        shop = self._shop
        is_in = shop.window.entrance.state.step is Entrance.IN
        if not is_in or shop.window.shell.shown is not PageName.SALE:
            return
        QTest.keyClick(self._focus(), Qt.Key.Key_F2)
        for text in (self._chance.choice(shop.numbers), "50", "200"):
            QTest.keyClicks(self._focus(), text)
            shop.window.keys.flush()
            QTest.qWait(30)
            QTest.keyClick(self._focus(), Qt.Key.Key_Return)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._shop.window


@pytest.mark.parametrize("seed", range(3))
def test_nothing_fails_whatever_is_pressed(
    open_shop: Callable[..., Shop], caplog: pytest.LogCaptureFixture, seed: int
) -> None:
    """No fault of ours, no warning of Qt; every sale has its end, its money and its code."""
    chance = Random(seed)  # noqa: S311 - the same presses each time.
    language = chance.choice(("en", "fr", "ar"))
    shop = open_shop(preferences=Preferences(language=language))
    hands = Hands(shop, chance)
    with caplog.at_level(logging.ERROR):
        for _ in range(PRESSES):
            hands.do_something()
        shop.wait(lambda: not shop.state.busy.text)
    assert caplog.records == []
    report = verify_journal(shop.ports)
    assert report.issues == len(sold(shop))


def sold(shop: Shop) -> list[str]:
    """Return the sales that were made."""
    with shop.ports.store.read() as reads:
        return [row.sale_id for row in reads.sales(limit=PRESSES) if row.receipt_no]
