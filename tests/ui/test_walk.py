"""A walk over every widget of every page: names, sizes, and nothing cut off, in all languages."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from pos.domain.errors import ReissueNotPossible
from pos.presenters.batch.view import BatchStep
from pos.presenters.codes.desk import CodeKind
from pos.presenters.entrance.state import Entrance
from pos.presenters.history.case_view import CaseMode
from pos.presenters.problem_view import problem_view
from pos.presenters.sale.state import Step, Tone
from pos.presenters.settings.preferences import Preferences
from pos.ui.codes.codes_page import CodesPage
from pos.ui.history.history_page import HistoryPage
from pos.ui.look.fonts import window_font
from pos.ui.look.languages import Language
from pos.ui.look.words import Words
from pos.ui.widgets.fields import TextField
from pos.ui.widgets.following_scroll import FollowingScroll
from pos.ui.widgets.labels import FittingLabel
from pos.ui.widgets.message_bar import problem_text
from pos.ui.widgets.panels import NoticeLine
from pos.ui.widgets.text_button import TextButton
from pos.ui.window.page_name import PageName
from tests.ui.window_stories import Shop, shipped, speak_with

TARGET_MIN = 44
ROOMS = {
    "small": ((1024, 600), 100),
    "usual": ((1280, 800), 100),
    "laptop": ((1366, 768), 100),
    "large": ((1920, 1080), 100),
    "1.5x": ((1536, 900), 150),
    "2x": ((2048, 1200), 200),
    "2x small": ((1024, 600), 200),
}
LANGUAGES = ("en", "fr", "ar", "pseudo")
CONTROLS = (QAbstractButton, QLineEdit, QAbstractItemView, QPlainTextEdit)
WRONG_NUMBER = "01234567896"
RECEIPT = "TA4432B-1-000001"
_DECORATION = int(Qt.ItemDataRole.DecorationRole)


def longer(context: str, text: str, /) -> str:
    """Translate into a language that is a quarter longer than English; values stay as they are."""
    del context
    words = re.sub(r"\{[a-z_]+\}|[^A-Za-z]", "", text)
    return f"{text}{'~' * (len(words) // 4 + 1)}"


def speak(code: str) -> tuple[Language, Words]:
    """Speak a language that ships, or the longer one."""
    return speak_with(longer, "pseudo") if code == "pseudo" else shipped(code)


def screens(shop: Shop) -> Iterator[str]:
    """Go through the screens, and name each when it is there."""
    yield "meter"
    shop.type_keys(WRONG_NUMBER)
    shop.enter()
    yield "refused"
    shop.press(Qt.Key.Key_F2)
    shop.type_sale()
    yield "ready"
    shop.enter()
    shop.wait(lambda: shop.state.step is Step.SOLD)
    shop.wait(lambda: shop.state.sold and "waits" not in shop.state.sold.print_state.text)
    yield "sold"
    shop.enter()
    shop.type_sale()
    shop.enter()
    yield "question"
    shop.press(Qt.Key.Key_Escape)
    shop.show_page(PageName.HISTORY)
    shop.wait(lambda: shop.work.history.state.rows)
    shop.enter()
    shop.wait(lambda: shop.work.history.state.detail)
    yield "history"
    shop.wait(lambda: shop.work.case.state.mode is CaseMode.OFFERED)
    shop.work.case.wrong()
    yield "case"
    shop.work.case.reason_typed("wrong meter")
    shop.work.case.enter()
    shop.wait(lambda: shop.work.case.state.mode is CaseMode.OPEN)
    yield "case open"
    shop.show_page(PageName.SETTINGS)
    shop.wait(lambda: shop.work.settings.state.printer)
    yield "settings"
    shop.show_page(PageName.LISTS)
    yield "lists"
    file = shop.folder.parent / "rents.csv"
    file.write_text(f"meter,amount\n{shop.numbers[0]},50\n{WRONG_NUMBER},50\n")
    shop.work.lists.path_typed(str(file))
    shop.work.lists.enter()
    shop.wait(lambda: shop.work.lists.state.step is BatchStep.PREVIEW)
    yield "list"
    shop.work.lists.back()
    shop.show_page(PageName.CODES)
    shop.wait(lambda: shop.work.codes.state.approvers)
    shop.work.codes.kind_chosen(CodeKind.POWER_LIMIT)
    yield "codes"
    shop.show_page(PageName.KEYS)
    yield "keys"
    shop.window.entrance.lock()
    yield "locked"


def seen(shop: Shop) -> list[QWidget]:
    """Return every widget that can be seen now, where it stands once layouts are done.

    A status that comes in with the last event leaves its new places to the next one.
    """
    shop.settle()
    for holder in shop.window.findChildren(QWidget):
        layout = holder.layout()
        if layout is not None:
            layout.activate()
    return [each for each in shop.window.findChildren(QWidget) if each.isVisible()]


def told(widget: QWidget) -> str:
    """Describe a widget for a failure."""
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    holder = type(widget.parentWidget()).__name__
    name = widget.accessibleName()
    return f"{type(widget).__name__} in {holder} {widget.objectName()} {text!r} {name!r}"


def is_cut(widget: QWidget) -> bool:
    """Whether some of a widget's text cannot be seen."""
    if isinstance(widget, FittingLabel):
        return widget.text_shown() != widget.text
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height() + 1
        return widget.sizeHint().width() > widget.width() + 1
    if isinstance(widget, TextButton) and widget.text():
        return not widget.is_whole
    if isinstance(widget, TextField) and not widget.text():
        return widget.example_shown()[1] != widget.example
    if isinstance(widget, QTableView):
        bar, header = widget.horizontalScrollBarPolicy(), widget.horizontalHeader()
        is_fixed = bar is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        return (is_fixed and header.length() > widget.viewport().width()) or any(
            is_title_cut(widget, column) for column in range(header.count())
        )
    return False


def is_wrong(widget: QWidget) -> bool:
    """Whether a widget, or some of its text, cannot be seen."""
    return not is_ring(widget) and (is_cut(widget) or is_outside(widget))


def is_title_cut(table: QTableView, column: int) -> bool:
    """Whether the title of a column that is shown is wider than the column."""
    title = table.model().headerData(column, Qt.Orientation.Horizontal)
    metrics = QFontMetrics(table.horizontalHeader().font())
    return 0 < table.columnWidth(column) < metrics.horizontalAdvance(str(title))


def is_outside(widget: QWidget) -> bool:
    """Whether a widget sticks out of what it stands in, so that part of it cannot be seen."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or widget.objectName().startswith("qt_"):
        return False
    if isinstance(parent.parentWidget(), FollowingScroll):
        # All of it is reached from above to below; nothing may stand beside.
        return widget.width() > parent.width()
    inside = parent.rect().adjusted(-1, -1, 1, 1)
    return not inside.contains(widget.geometry())


def covered(widgets: list[QWidget]) -> Iterator[tuple[QWidget, QWidget]]:
    """Yield what lies over something else in the same place, so that one hides the other."""
    for number, one in enumerate(widgets):
        for other in widgets[number + 1 :]:
            if one.parentWidget() is other.parentWidget() and not one.isWindow():
                inside = one.geometry() & other.geometry()
                if min(inside.width(), inside.height()) > 1:
                    yield one, other


def is_ring(widget: QWidget) -> bool:
    """The focus ring may lie over an edge."""
    return type(widget).__name__ == "FocusRing"


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off(open_shop: Callable[..., Shop], language: str, room: str) -> None:
    """Every text can be read whole, on every page, in each language and zoom."""
    size, scale = ROOMS[room]
    preferences = Preferences(language=language, theme="light", scale=scale)  # type: ignore[arg-type] # one of the scales there are.
    shop = open_shop(size=size, preferences=preferences, speak=speak)
    wrong = [
        f"{screen}: {told(widget)}"
        for screen in screens(shop)
        for widget in seen(shop)
        if is_wrong(widget)
    ]
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize(
    ("language", "room"), [("fr", "small"), ("fr", "usual"), ("ar", "2x small")]
)
def test_a_refusal_is_read_to_its_end(
    open_shop: Callable[..., Shop], language: str, room: str
) -> None:
    """Where the money stands and what to do come last: a page gives a long refusal its room."""
    size, scale = ROOMS[room]
    preferences = Preferences(language=language, theme="light", scale=scale)  # type: ignore[arg-type] # one of the scales there are.
    shop = open_shop(size=size, preferences=preferences)
    style = shop.page.pay_card.style_
    problem = problem_view(ReissueNotPossible(sale=RECEIPT, why="once"))
    long = problem_text(problem, style)
    wrong = []
    for name in (PageName.LISTS, PageName.SETTINGS, PageName.HISTORY):
        shop.show_page(name)
        for notice in shop.window.findChildren(NoticeLine):
            notice.show_text(Tone.BAD, long)
        wrong += [f"{name}: {told(widget)}" for widget in seen(shop) if is_wrong(widget)]
    shop.show_page(PageName.SALE)
    shop.sell()
    shop.show_page(PageName.HISTORY)
    shop.wait(lambda: shop.work.history.state.rows)
    shop.enter()
    case = shop.work.case
    shop.wait(lambda: case.state.mode is CaseMode.OFFERED)
    case.wrong()
    case.reason_taken(0)
    case.meant_typed(WRONG_NUMBER)
    case.enter()
    shop.wait(lambda: case.state.problem)
    wrong += [f"case: {told(widget)}" for widget in seen(shop) if is_wrong(widget)]
    shop.show_page(PageName.CODES)
    codes = shop.work.codes
    shop.wait(lambda: codes.state.approvers)
    page = shop.window.shell.page()
    assert isinstance(page, CodesPage)
    page.render_state(replace(codes.state, problem=problem))
    wrong += [f"codes: {told(widget)}" for widget in seen(shop) if is_wrong(widget)]
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize(
    ("language", "room"),
    [("ar", "small"), ("ar", "usual"), ("fr", "2x small"), ("ar", "2x small")],
)
def test_nothing_lies_over_anything_else(
    open_shop: Callable[..., Shop], language: str, room: str
) -> None:
    """Each key, field and label has a place of its own, before anybody is in as well."""
    size, scale = ROOMS[room]
    preferences = Preferences(language=language, theme="light", scale=scale)  # type: ignore[arg-type] # one of the scales there are.
    shop = open_shop(size=size, preferences=preferences, signed_in=False)
    shop.wait(lambda: shop.window.entrance.state.step is Entrance.WAITING)

    def over(screen: str) -> list[str]:
        lying = covered([each for each in seen(shop) if not is_ring(each)])
        return [f"{screen}: {told(one)} and {told(other)}" for one, other in lying]

    wrong = over("entrance")
    shop.sign_in()
    for screen in screens(shop):
        wrong += over(screen)
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("room", ["small", "usual", "large"])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_no_cell_of_the_history_is_cut_off(
    open_shop: Callable[..., Shop], language: str, room: str
) -> None:
    """Each column is as wide as what stands in it."""
    shop = open_shop(size=ROOMS[room][0], preferences=Preferences(language=language))
    shop.sell()
    shop.show_page(PageName.HISTORY)
    shop.wait(lambda: shop.work.history.state.rows)
    page = shop.window.shell.page()
    assert isinstance(page, HistoryPage)
    metrics = QFontMetrics(page.table.font())
    cut = []
    for column in range(page.model.columnCount()):
        index = page.model.index(0, column)
        icon = shop.window.look.px(28) if page.model.data(index, _DECORATION) else 0
        needed = metrics.horizontalAdvance(str(page.model.data(index))) + icon + 24
        if not page.table.isColumnHidden(column) and needed > page.table.columnWidth(column):
            cut.append((page.model.data(index), needed, page.table.columnWidth(column)))
    assert cut == []


@pytest.mark.parametrize("room", ["small", "usual", "2x"])
def test_everything_is_named_and_large_enough(open_shop: Callable[..., Shop], room: str) -> None:
    """Each control has a name for a screen reader, and a finger hits it."""
    size, scale = ROOMS[room]
    shop = open_shop(size=size, preferences=Preferences(scale=scale))  # type: ignore[arg-type] # one of the scales there are.
    unnamed, small = [], []
    for screen in screens(shop):
        for widget in seen(shop):
            is_part = widget.objectName().startswith("qt_") or isinstance(widget, QHeaderView)
            if not isinstance(widget, CONTROLS) or is_part:
                continue
            if not (widget.accessibleName() or getattr(widget, "text", str)()):
                unnamed.append(f"{screen}: {told(widget)}")
            if min(widget.width(), widget.height()) < TARGET_MIN * scale // 100:
                small.append(f"{screen}: {told(widget)} {widget.size().toTuple()}")
    assert unnamed == [], unnamed
    assert small == [], small


def test_nothing_that_a_sale_needs_moves(open_shop: Callable[..., Shop]) -> None:
    """The pay card, its field and the large button stand in one place from step to step."""
    shop = open_shop()
    page = shop.page

    def places() -> list[tuple[int, int, int, int]]:
        shop.settle()
        parts = (page.pay_card, page.pay_card.money.field, page.pay_card.primary)
        return [
            (*part.mapTo(shop.window, part.rect().topLeft()).toTuple(), *part.size().toTuple())
            for part in parts
        ]

    found = []
    for screen in screens(shop):
        if screen == "history":
            break
        found.append(places())
    assert all(each == found[0] for each in found)


def test_the_tab_key_goes_round_in_reading_order(shop: Shop) -> None:
    """From the meter on, Tab comes back to it, and passes amount and received in their order."""
    page = shop.page
    fields = [page.meter_card.field, page.amount_card.field, page.pay_card.money.field]
    order: list[QWidget] = []
    widget: QWidget | None = fields[0]
    for _ in range(400):
        widget = widget.nextInFocusChain() if widget is not None else None
        if widget is fields[0]:
            break
        if widget in fields:
            order.append(widget)
    assert widget is fields[0]
    assert order == fields[1:]


def test_no_page_holds_too_many_widgets(shop: Shop) -> None:
    """A slow PC builds a page at once as long as it is small."""
    assert len(shop.page.findChildren(QWidget)) < 200


def test_amounts_stand_in_tabular_figures() -> None:
    """Digits are all equally wide, so that columns line up."""
    for bold in (False, True):
        metrics = QFontMetrics(window_font(20, bold=bold))
        assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
