"""One past sale: its code in large digits and its receipt as printed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from pos.presenters.history_presenter import HistoryDetail
from pos.ui.buttons import push_button
from pos.ui.icons import IconName
from pos.ui.labels import text_label
from pos.ui.panels import Card, TonedBox, row
from pos.ui.paper_view import PaperView
from pos.ui.style import Style
from pos.ui.token_label import TokenLabel


class SaleDetail(Card):
    """Shows what was opened in the history."""

    copy_wanted = Signal()
    resume_wanted = Signal(str)  # A sale id.

    def __init__(self, style: Style) -> None:
        super().__init__(style)
        self.setAccessibleName(style.translate("history", "Opened sale"))
        self._empty = text_label(
            style.translate("history", "Choose a sale to see its code and receipt."),
            kind="muted",
            wrap=True,
        )
        self._codes = QVBoxLayout()
        self._paper = TonedBox(style)
        self.receipt = PaperView(style.translate("history", "Receipt"))
        self._sale_id = ""
        self.copy = push_button(
            style,
            style.translate("sale", "Print a copy") + "  F7",
            icon=IconName.PRINTER,
        )
        self.copy.clicked.connect(self.copy_wanted)
        self.resume = push_button(style, style.translate("history", "Finish or cancel it"))
        self.resume.clicked.connect(self._resume)
        self.body.addWidget(self._empty)
        self.body.addLayout(self._codes)
        self.body.addWidget(self._paper)
        self.body.addWidget(self.receipt, 1)
        self.body.addStretch(0)
        buttons = row(self.body, spacing=style.px(8))
        buttons.addWidget(self.copy)
        buttons.addWidget(self.resume)
        buttons.addStretch(1)
        self._shown: HistoryDetail | None = None
        self._show_parts(None)

    def render_detail(self, detail: HistoryDetail | None) -> None:
        """Show a sale, or ask for one to be chosen."""
        if detail == self._shown:
            return
        self._shown = detail
        self._sale_id = "" if detail is None else detail.sale_id
        sold = None if detail is None else detail.sold
        while (item := self._codes.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if sold is not None:
            for code in sold.codes:
                self._codes.addWidget(TokenLabel(self.style_, code.groups))
            self._paper.show_text(sold.print_tone, self.style_.say(sold.print_state))
        lines = () if detail is None else detail.receipt
        self.receipt.show_lines(lines)
        self._show_parts(detail)

    def _show_parts(self, detail: HistoryDetail | None) -> None:
        is_sold = detail is not None and detail.sold is not None
        self._empty.setVisible(detail is None)
        self._paper.setVisible(is_sold)
        self.receipt.setVisible(is_sold)
        self.copy.setVisible(detail is not None and detail.can_copy)
        self.resume.setVisible(detail is not None and detail.can_resume)

    def _resume(self) -> None:
        if self._sale_id:
            self.resume_wanted.emit(self._sale_id)
