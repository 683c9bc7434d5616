"""A walk over every widget of the pages about cash; see `test_walk`."""

from collections.abc import Callable
from itertools import chain

import pytest
from PySide6.QtWidgets import QHeaderView

from pos.presenters.settings.preferences import Preferences
from pos.ui.widgets.following_scroll import FollowingScroll
from tests.ui.cash_screens import cash_screens, people_screens, report_screens
from tests.ui.custody_screens import custody_screens, reset_screens
from tests.ui.test_walk import (
    CONTROLS,
    ROOMS,
    TARGET_MIN,
    is_cut,
    is_outside,
    is_ring,
    seen,
    speak,
    told,
)
from tests.ui.window_stories import Shop

SCREENS = (cash_screens, report_screens, people_screens, custody_screens, reset_screens)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_nothing_stands_beside_a_small_window_at_double_size(
    open_shop: Callable[..., Shop], language: str
) -> None:
    """A page that scrolls does so in one direction, whatever was shown before it."""
    size, scale = ROOMS["2x small"]
    preferences = Preferences(language=language, scale=scale)  # type: ignore[arg-type] # one of the scales there are.
    shop = open_shop(size=size, preferences=preferences)
    wide = []
    for screen in chain.from_iterable(go_through(shop) for go_through in SCREENS):
        (pages,) = (each for each in seen(shop) if isinstance(each, FollowingScroll))
        if pages.horizontalScrollBar().maximum():
            wide.append(screen)
    assert wide == []


@pytest.mark.parametrize(
    ("language", "room"),
    [
        ("pseudo", "small"),
        ("ar", "small"),
        ("fr", "small"),
        ("fr", "usual"),
        ("fr", "2x small"),
        ("ar", "2x small"),
        ("pseudo", "2x"),
        ("en", "large"),
    ],
)
def test_cash_is_whole_named_and_large_enough(
    open_shop: Callable[..., Shop], language: str, room: str
) -> None:
    """Every text can be read, every control has a name, and a finger hits it."""
    size, scale = ROOMS[room]
    preferences = Preferences(language=language, theme="light", scale=scale)  # type: ignore[arg-type] # one of the scales there are.
    shop = open_shop(size=size, preferences=preferences, speak=speak)
    wrong = []
    for screen in chain.from_iterable(go_through(shop) for go_through in SCREENS):
        for widget in seen(shop):
            if not is_ring(widget) and (is_cut(widget) or is_outside(widget)):
                wrong.append(f"{screen}, cut off: {told(widget)}")
            is_part = widget.objectName().startswith("qt_") or isinstance(widget, QHeaderView)
            if not isinstance(widget, CONTROLS) or is_part:
                continue
            if not (widget.accessibleName() or getattr(widget, "text", str)()):
                wrong.append(f"{screen}, no name: {told(widget)}")
            if min(widget.width(), widget.height()) < TARGET_MIN * scale // 100:
                wrong.append(f"{screen}, small: {told(widget)} {widget.size().toTuple()}")
    assert wrong == [], "\n".join(wrong)
