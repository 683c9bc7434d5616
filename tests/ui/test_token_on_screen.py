"""A code is read back from the picture on the screen, digit by digit, in both directions."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter

from pos.presenters.settings.preferences import Preferences
from pos.ui.look.fonts import window_font
from pos.ui.widgets.qr_view import QrView
from pos.ui.widgets.token_label import TokenLabel
from tests.ui.window_stories import Shop

SIZES = ((1024, 600), (1280, 800), (1920, 1080))


def digit_picture(digit: str, size: int, cell: QRect) -> QImage:
    """Draw one digit as it would stand in a cell of the code."""
    image = QImage(cell.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setFont(window_font(size, bold=True))
    painter.setPen(QColor("black"))
    painter.drawText(image.rect(), int(Qt.AlignmentFlag.AlignCenter), digit)
    painter.end()
    return image


def ink(image: QImage) -> list[tuple[int, int]]:
    """Return where a picture is dark, from its own upper left dark corner."""
    dark = [
        (line, place)
        for line in range(image.height())
        for place in range(image.width())
        if QColor(image.pixel(place, line)).lightness() < 128
    ]
    top = min(line for line, _ in dark)
    left = min(place for _, place in dark)
    return [(line - top, place - left) for line, place in dark]


def likeness(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> int:
    """Return how many dark points differ."""
    return len(set(one) ^ set(other))


def read_back(label: TokenLabel) -> str:
    """Read a code from the picture of its label, line by line and from left to right."""
    picture = label.grab().toImage()
    size = label.type_size()
    advance = QFontMetrics(window_font(size, bold=True)).horizontalAdvance("0")
    places = sorted((place for _, place in label.places()), key=lambda at: (at.top(), at.left()))
    known: dict[str, list[tuple[int, int]]] = {}
    read = ""
    for place in places:
        for number in range(4):
            cell = QRect(place.left() + number * advance, place.top(), advance, place.height())
            if not known:
                known = {each: ink(digit_picture(each, size, cell)) for each in "0123456789"}
            seen = ink(picture.copy(cell))
            read += min(known, key=lambda each: likeness(known[each], seen))
    return read


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}")
def test_a_code_is_read_from_left_to_right(
    open_shop: Callable[..., Shop], language: str, size: tuple[int, int]
) -> None:
    """What a person reads from the screen is what the meter takes, in every language."""
    preferences = Preferences(language=language, theme="light")
    shop = open_shop(size=size, preferences=preferences)
    shop.sell()
    shop.settle()
    sold = shop.state.sold
    assert sold is not None
    label = shop.page.code_card.labels[0]
    assert label.type_size() >= shop.window.look.px(40)
    assert read_back(label) == sold.codes[0].digits


def test_reading_would_notice_groups_turned_round(shop: Shop) -> None:
    """The reader does read: another order of the groups reads as another code."""
    shop.sell()
    label = shop.page.code_card.labels[0]
    turned = TokenLabel(shop.window.shell.style_, label.groups[::-1])
    turned.resize(label.size())
    assert read_back(turned) == "".join(label.groups[::-1]) != "".join(label.groups)
    turned.deleteLater()


def test_groups_stand_apart(shop: Shop) -> None:
    """No group touches the next, and none is cut off."""
    shop.sell()
    label = shop.page.code_card.labels[0]
    for (_, place), (_, following) in pairwise(label.places()):
        assert following.left() > place.right() or following.top() > place.top()
        assert label.rect().contains(place)


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1024, 600), (1920, 1080)])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 6])
def test_every_code_stands_whole(
    open_shop: Callable[..., Shop], size: tuple[int, int], count: int
) -> None:
    """Four parts of a key, credit and free units, beside the virtual meter: none is cut off."""
    shop = open_shop(size=size)
    shop.sell()
    shop.wait(lambda: shop.state.sold)
    assert shop.state.sold is not None
    card = shop.page.code_card
    card.render_sold(replace(shop.state.sold, codes=shop.state.sold.codes * count))
    shop.settle()
    assert len(card.labels) == count
    for label in card.labels:
        seen = label.visibleRegion().boundingRect()
        assert all(seen.contains(place) for _, place in label.places())
    for square in card.findChildren(QrView):
        if square.isVisible():
            assert square.visibleRegion().boundingRect() == square.rect()
