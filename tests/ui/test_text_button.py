"""Words on buttons and labels can be read whole, in whatever room a layout gives them."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pos.ui.look.fonts import load_fonts
from pos.ui.look.icons import IconName, Icons
from pos.ui.look.look import Density, Look
from pos.ui.look.style import Style
from pos.ui.look.theme import put_on
from pos.ui.look.tokens import LIGHT
from pos.ui.widgets.buttons import push_button
from pos.ui.widgets.fields import TextField
from pos.ui.widgets.labels import FittingLabel
from pos.ui.widgets.page_stack import PageStack
from tests.ui.window_stories import RESOURCES, shipped

WORDS = (
    "Recompter",
    "Garder et arrêter",
    "Demander au siège",
    "→ Ce terminal",
    "1\u00a0000,00\u00a0R",
)


def style_of(*, percent: int = 100, is_narrow: bool = False) -> Style:
    """Return a style in French."""
    look = Look(LIGHT, percent, Density.COMPACT, is_narrow=is_narrow)
    return Style(look, Icons(RESOURCES / "icons"), shipped("fr")[1])


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    """Wear the style sheet, which says how far words are from the edge."""
    load_fonts(RESOURCES / "fonts")
    put_on(qapp, style_of().look)
    yield
    qapp.setStyleSheet("")


@pytest.mark.parametrize("role", ["", "choice", "key", "nav", "plain"])
@pytest.mark.parametrize("icon", [None, IconName.PRINTER])
@pytest.mark.parametrize("text", WORDS)
def test_a_button_is_whole_in_the_least_it_asks_for(
    text: str, icon: IconName | None, role: str
) -> None:
    """Neither as narrow as it may get, nor as wide as it would like to be, it cuts a word off."""
    button = push_button(style_of(), text, role=role, icon=icon)
    least, liked = button.minimumSizeHint(), button.sizeHint()
    for width in range(least.width(), liked.width() + 1):
        button.resize(width, button.minimumHeight())
        assert button.is_whole, width
    button.resize(least.width() * 2 // 3, button.minimumHeight())
    assert not button.is_whole
    button.grab()


def test_buttons_share_what_there_is() -> None:
    """Long words break into two lines before a short one beside them is cut off."""
    style = style_of()
    holder = QWidget()
    line = QHBoxLayout(holder)
    buttons = [push_button(style, text, role="choice") for text in WORDS]
    for button in buttons:
        line.addWidget(button, 1)
    holder.resize(holder.minimumSizeHint())
    holder.grab()
    assert [button.text() for button in buttons if not button.is_whole] == []
    assert holder.minimumSizeHint().width() < holder.sizeHint().width()


def test_an_example_gets_smaller_before_it_ends_in_dots() -> None:
    """What goes into a field can be read while the field has room for it in small type."""
    field = TextField(style_of(), name="PIN", example="Nouveau code PIN, encore")
    field.resize(400, 44)
    field.grab()
    usual = field.example_shown()[0].pixelSize()
    field.resize(240, 44)
    font, shown = field.example_shown()
    assert shown == field.example
    assert font.pixelSize() < usual
    field.resize(60, 44)
    assert field.example_shown()[1].endswith("…")


def test_a_label_takes_more_lines_where_the_page_scrolls() -> None:
    """Elsewhere it is one line high, whatever it says."""
    text = "Aucune avance n’est tenue ici, et un superviseur en commence une quand il veut."
    heights = {}
    for is_narrow in (False, True):
        label = FittingLabel(style_of(is_narrow=is_narrow), size=16, size_min=14)
        label.show_text(text)
        label.resize(200, 100)
        heights[is_narrow] = label.heightForWidth(200)
        assert (label.text_shown() == text) is is_narrow
    assert heights[True] > 2 * heights[False]


def test_a_stack_is_as_high_as_the_page_that_is_seen() -> None:
    """No page stands in the emptiness of another one."""
    holder = QWidget()
    stack = PageStack()
    QVBoxLayout(holder).addWidget(stack)
    for height in (40, 400):
        page = QLabel("page")
        page.setMinimumHeight(height)
        stack.addWidget(page)
    low = holder.minimumSizeHint().height()
    stack.setCurrentIndex(1)
    high = holder.minimumSizeHint().height()
    stack.setCurrentIndex(0)
    assert (stack.currentIndex(), holder.minimumSizeHint().height()) == (0, low)
    assert high - low == 360
