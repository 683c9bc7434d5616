"""The last sales beside the sale screen, where there is room for them."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from pos.presenters.history.presenter import HistoryPresenter, HistoryState
from pos.presenters.history.view import HistoryRow
from pos.ui.look.style import Style
from pos.ui.widgets.labels import FittingLabel, text_label
from pos.ui.widgets.panels import Card, row_in

SALES = 8


class TodayRail(Card):
    """Eight lines; nothing here is needed for a sale."""

    def __init__(self, style: Style, today: HistoryPresenter) -> None:
        super().__init__(style, style.translate("sale", "Last sales"), "F8")
        self._today = today
        self.setFixedWidth(style.px(300))
        self._lines = [_SaleLine(style) for _ in range(SALES)]
        for line in self._lines:
            self.body.addWidget(line)
        self.body.addStretch(1)
        today.attach(self.render_state)
        today.refresh()

    def leave(self) -> None:
        """Stop rendering."""
        self._today.detach()

    def render_state(self, state: HistoryState) -> None:
        """Show the newest sales."""
        rows = (*state.rows[:SALES], *(None for _ in range(SALES - len(state.rows[:SALES]))))
        for line, shown in zip(self._lines, rows, strict=True):
            line.show_sale(shown)


class _SaleLine(QFrame):
    def __init__(self, style: Style) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self._style = style
        sizes = style.look.theme.type
        self._meter = FittingLabel(style, size=sizes.body, size_min=sizes.caption, bold=False)
        self._money = text_label(kind="strong")
        self._when = FittingLabel(style, size=sizes.caption, size_min=sizes.caption, bold=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, style.px(4), 0, style.px(4))
        layout.setSpacing(0)
        line = QFrame()
        first = row_in(line, spacing=style.px(8))
        first.addWidget(self._meter, 1)
        first.addWidget(self._money)
        layout.addWidget(line)
        layout.addWidget(self._when)

    def show_sale(self, sale: HistoryRow | None) -> None:
        """Show a sale, or an empty line."""
        style = self._style
        muted = style.look.theme.colours.muted
        run = style.words.run
        self._meter.show_text("" if sale is None else run(sale.meter))
        self._money.setText("" if sale is None else run(sale.money))
        told = "" if sale is None else f"{run(sale.time)} · {style.say(sale.state)}"
        self._when.show_text(told, muted)
