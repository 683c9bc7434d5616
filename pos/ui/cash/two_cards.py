"""What the parts of the cash page are made of: two cards, and a count."""

from typing import Protocol

from PySide6.QtWidgets import QApplication, QWidget

from pos.presenters.cash.piece_count import CountBoard
from pos.presenters.problem_view import ProblemView
from pos.presenters.sale.state import Action, Tone
from pos.ui.cash.count_grid import CountGrid, CountPad, CountTotal
from pos.ui.look.style import Style
from pos.ui.widgets.buttons import PrimaryButton
from pos.ui.widgets.message_bar import problem_text
from pos.ui.widgets.page_stack import PageStack
from pos.ui.widgets.panels import Card, NoticeLine, column, side_by_side


class TwoCards(QWidget):
    """One card with pages of work, one with a pad for each and the one next thing.

    Args:
        style: look and words.
        name: of the work, already translated.

    Attributes:
        work, pads: the cards.
        primary: the large button.
    """

    def __init__(self, style: Style, name: str) -> None:
        super().__init__()
        self._style = style
        self.work, self.pads = Card(style), Card(style)
        self.work.setAccessibleName(name)
        self.pads.setAccessibleName(style.translate("cash", "Keypad"))
        if not style.look.is_narrow:
            self.pads.setFixedWidth(style.look.pick(416, 440))
        self.primary = PrimaryButton(style, style.translate("sale", "Enter"))
        self.primary.setObjectName("primary")
        self._left, self._right = PageStack(), PageStack()
        self._notices: list[NoticeLine] = []
        layout = side_by_side(self, style)
        layout.addWidget(self.work, 1)
        layout.addWidget(self.pads)

    def fill(self) -> None:
        """Put the pages below what is in the work's card, the pads above what is in theirs."""
        self.work.body.addWidget(self._left, 1)
        self.pads.body.insertWidget(0, self._right, 1)
        self.pads.body.addWidget(self.primary)

    def add_page(self, part: QWidget, *, fills: bool, below: QWidget | None = None) -> None:
        """Add a page with a line for messages.

        Args:
            fills: the part takes all room there is; else the messages do.
            below: stands at the foot of the page.
        """
        notice = NoticeLine(self._style)
        page = QWidget()
        # A ring around what has the keyboard lies over nothing that is read.
        body = column(page, spacing=self._style.px(6))
        body.addWidget(part, 1 if fills else 0)
        body.addWidget(notice, 0 if fills else 1)
        if not fills:
            notice.take_what_is_left()
        if below is not None:
            body.addWidget(below)
        self._left.addWidget(page)
        self._notices.append(notice)

    def add_pad(self, pad: QWidget) -> None:
        """Add what stands beside some pages."""
        self._right.addWidget(pad)

    def show_page(self, page: int, pad: int) -> None:
        """Show a page with a pad, by their places."""
        self._left.setCurrentIndex(page)
        self._right.setCurrentIndex(pad)

    def render_page(
        self, page: int, primary: Action, problem: ProblemView | None, told: tuple[Tone, str]
    ) -> None:
        """Show the next thing, and a refusal or else what is told on a page."""
        self.primary.show_action(self._style.say(primary.label), enabled=primary.enabled)
        if problem is not None:
            told = (Tone.BAD, problem_text(problem, self._style))
        self._notices[page].show_text(*told)


class Counter(Protocol):
    """Who is told what is typed into a count."""

    def piece_typed(self, place: int, text: str) -> None:
        """Typed how many pieces of a note or coin there are."""

    def piece_visited(self, place: int) -> None:
        """The keyboard went to a note or coin."""

    def piece_key(self, key: str) -> None:
        """Pressed a key of the keypad."""


class CountWork:
    """A count's rows, its total and its keypad, to be put where there is room for them.

    Attributes:
        grid, total, pad: to be laid out.
    """

    def __init__(self, style: Style, counter: Counter) -> None:
        self.grid, self.total, self.pad = CountGrid(style), CountTotal(style), CountPad(style)
        self._at = 0
        self.grid.typed.connect(counter.piece_typed)
        self.grid.went_to.connect(counter.piece_visited)
        self.pad.pressed.connect(counter.piece_key)
        self.pad.moved.connect(self.move)

    def render_board(self, board: CountBoard) -> None:
        """Show what was counted."""
        self._at = board.at
        for part in (self.grid, self.total, self.pad):
            part.render_board(board)

    def focus(self) -> None:
        """Send the keyboard to the row that is counted."""
        self.grid.focus_row(self._at)

    def move(self, by: int) -> None:
        """Go to a row after or before."""
        last = len(self.grid.fields) - 1
        self.grid.focus_row(min(max(self._at + by, 0), last))

    def went_on(self) -> bool:
        """Go to the next row; False at the last one, and where the keyboard is elsewhere."""
        at = self.grid.place_of(QApplication.focusWidget())
        if at is None or at >= len(self.grid.fields) - 1:
            return False
        self.grid.focus_row(at + 1)
        return True
