"""One past sale: its code in large digits and its receipt as printed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from pos.presenters.history.case_presenter import CasePresenter
from pos.presenters.history.case_view import CaseMode, CaseView
from pos.presenters.history.view import HistoryDetail
from pos.presenters.sale.state import Tone
from pos.ui.history.case_panel import CasePanel
from pos.ui.look.icons import IconName
from pos.ui.look.look import Density
from pos.ui.look.style import Style
from pos.ui.widgets.buttons import push_button
from pos.ui.widgets.labels import text_label
from pos.ui.widgets.message_bar import problem_text
from pos.ui.widgets.page_stack import PageStack
from pos.ui.widgets.panels import Card, TonedBox, column, row
from pos.ui.widgets.paper_view import PaperView
from pos.ui.widgets.token_label import TokenLabel


class SaleDetail(Card):
    """Shows what was opened in the history, and what went wrong with it.

    Args:
        style: look and words.
        case: the presenter of the opened sale's case.
    """

    copy_wanted = Signal()
    statement_wanted = Signal()
    resume_wanted = Signal(str)  # A sale id.
    turned = Signal()  # A form came, or it went.

    def __init__(self, style: Style, case: CasePresenter) -> None:
        super().__init__(style)
        self._is_form = self._has_case = False
        self.setAccessibleName(style.translate("history", "Opened sale"))
        self._empty = text_label(
            style.translate("history", "Choose a sale to see its code and receipt."),
            kind="muted",
            wrap=True,
        )
        self._codes = QVBoxLayout()
        self._paper = TonedBox(style)
        self.receipt = PaperView(style, style.translate("history", "Receipt"))
        self._sale_id = ""
        self.copy = push_button(
            style,
            style.translate("sale", "Print a copy") + "  F7",
            icon=IconName.PRINTER,
        )
        self.copy.clicked.connect(self.copy_wanted)
        self.resume = push_button(style, style.translate("history", "Finish or cancel it"))
        self.resume.clicked.connect(self._resume)
        self.statement = push_button(style, style.translate("history", "Statement"))
        self.statement.clicked.connect(self.statement_wanted)
        self.wrong = push_button(style, style.translate("case", "Something is wrong"))
        self.wrong.clicked.connect(case.wrong)
        self.refund = push_button(style, style.translate("case", "Give the money back"))
        self.refund.clicked.connect(case.refund_wanted)
        self.close_case = push_button(style, style.translate("case", "Close the case"))
        self.close_case.clicked.connect(case.close_wanted)
        self._case_text = TonedBox(style)
        self.panel = CasePanel(style, case)
        self._stack = PageStack()
        self._stack.addWidget(self._sale())
        self._stack.addWidget(self.panel)
        self.body.addWidget(self._stack, 1)
        self._shown: HistoryDetail | None = None
        self._show_parts(None)

    def _sale(self) -> QWidget:
        """Return the sale's own page: codes, paper, case, and what can be done."""
        page = QWidget()
        style = self.style_
        layout = column(page, spacing=style.look.pick(4, 8))
        layout.addWidget(self._empty)
        layout.addLayout(self._codes)
        layout.addWidget(self._paper)
        layout.addWidget(self._case_text)
        layout.addWidget(self.receipt, 1)
        layout.addStretch(0)
        lines: tuple[tuple[QPushButton, ...], ...] = (
            (self.copy, self.statement),
            (self.wrong, self.refund, self.close_case, self.resume),
        )
        for buttons in lines:
            line = row(layout, spacing=style.px(8))
            for button in buttons:
                button.setProperty("fit", "small")
                # A button with a picture and a key has no room to spare.
                line.addWidget(button, 0 if button is self.copy else 1)
        return page

    def render_case(self, case: CaseView) -> None:
        """Show what went wrong, or the form in which it is said."""
        self.panel.render_case(case)
        self._stack.setCurrentIndex(1 if case.is_typing else 0)
        if case.problem is None:
            self._case_text.show_text(case.tone, self.style_.say(case.text))
        else:
            self._case_text.show_text(Tone.BAD, problem_text(case.problem, self.style_))
        self._has_case = case.problem is not None or case.mode in (CaseMode.OPEN, CaseMode.ENDED)
        self._case_text.setVisible(self._has_case)
        self._show_paper()
        self.wrong.setVisible(case.mode is CaseMode.OFFERED)
        self.refund.setVisible(case.mode is CaseMode.OPEN)
        self.close_case.setVisible(case.mode is CaseMode.OPEN and case.can_close)
        if case.is_typing is not self._is_form:
            self._is_form = case.is_typing
            self.turned.emit()

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
        self.receipt.show_lines(() if detail is None else detail.paper)
        translate = self.style_.translate
        text = translate("history", "Statement")
        if detail is not None and detail.is_statement:
            text = translate("history", "Receipt")
        self.statement.setText(text)
        self.statement.setAccessibleName(text)
        self._show_parts(detail)

    def _show_parts(self, detail: HistoryDetail | None) -> None:
        is_sold = detail is not None and detail.sold is not None
        self._empty.setVisible(detail is None)
        self._show_paper()
        self.receipt.setVisible(is_sold)
        self.copy.setVisible(detail is not None and detail.can_copy)
        self.statement.setVisible(detail is not None and detail.can_copy)
        self.resume.setVisible(detail is not None and detail.can_resume)

    def _show_paper(self) -> None:
        """Say what became of the paper, unless a case needs the room."""
        is_sold = self._shown is not None and self._shown.sold is not None
        is_full = self._has_case and self.style_.look.density is Density.COMPACT
        self._paper.setVisible(is_sold and not is_full)

    def _resume(self) -> None:
        if self._sale_id:
            self.resume_wanted.emit(self._sale_id)
