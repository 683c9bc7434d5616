"""The meter on the customer's wall, in training: type the code, see the credit arrive."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from pos.presenters.sale.meter_panel_presenter import MeterPanelState
from pos.presenters.sale.state import Tone
from pos.ui.look.icons import IconName
from pos.ui.look.look import Density
from pos.ui.look.style import Style
from pos.ui.widgets.buttons import push_button
from pos.ui.widgets.fields import TextField
from pos.ui.widgets.labels import FittingLabel, text_label
from pos.ui.widgets.panels import NoticeLine, column, row

TYPED_MAX = 24  # 20 digits and the gaps between their groups.


class MeterPanelView(QFrame):
    """A display, a field and an answer."""

    typed = Signal(str)
    entered = Signal()
    fill_wanted = Signal()

    def __init__(self, style: Style) -> None:
        super().__init__()
        self.setProperty("role", "display")
        self._style = style
        self.setAccessibleName(style.translate("meter panel", "Virtual meter"))
        sizes = style.look.theme.type
        self._number = FittingLabel(style, size=sizes.caption, size_min=sizes.caption)
        self._credit = FittingLabel(style, size=sizes.amount, size_min=sizes.body, trailing=True)
        self.field = TextField(
            style,
            name=style.translate("meter panel", "Code typed into the virtual meter"),
            example=style.translate("meter panel", "Type the 20 digits"),
        )
        self.field.setObjectName("virtual-meter-field")
        self.field.setMaxLength(TYPED_MAX)
        self.field.setFixedHeight(style.px(44))
        self.field.setProperty("fit", "body")
        self.field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.field.textEdited.connect(self.typed)
        self._answer = NoticeLine(style, lines=1 if self._is_compact else 2)
        self._lay_out(style)

    @property
    def _is_compact(self) -> bool:
        return self._style.look.density is Density.COMPACT

    def _lay_out(self, style: Style) -> None:
        layout: QVBoxLayout = column(self, margin=style.look.pick(8, 12), spacing=style.px(4))
        heading = row(layout, spacing=style.px(8))
        heading.addWidget(
            text_label(style.translate("meter panel", "Virtual meter"), kind="caption-strong")
        )
        heading.addWidget(self._number, 1)
        heading.addWidget(self._credit, 1)
        line = row(layout, spacing=style.px(8))
        self.fill = push_button(
            style,
            style.translate("meter panel", "Type it for me"),
            description=style.translate("meter panel", "Type the code above into the meter"),
        )
        self.fill.clicked.connect(self.fill_wanted)
        self.enter = push_button(
            style, style.translate("meter panel", "Enter it"), icon=IconName.METER
        )
        self.enter.clicked.connect(self.entered)
        line.addWidget(self.field, 1)
        if style.look.is_narrow:
            line = row(layout, spacing=style.px(8))
        line.addWidget(self.fill)
        line.addWidget(self.enter)
        layout.addWidget(self._answer)

    def render_state(self, state: MeterPanelState) -> None:
        """Show the meter."""
        style = self._style
        self._number.show_text(style.words.run(state.meter), style.look.theme.colours.muted)
        self._credit.show_text(style.say(state.credit))
        self.field.show_text(state.typed)
        has_meter = bool(state.meter)
        self.field.setEnabled(has_meter)
        self.fill.setEnabled(has_meter)
        self.enter.setEnabled(has_meter and bool(state.typed) and not state.is_busy)
        if state.problem is not None:
            said = (state.problem.happened, state.problem.next_step)
            self._answer.show_text(Tone.BAD, " ".join(style.say(part) for part in said))
        else:
            self._answer.show_text(state.tone, style.say(state.answer))
