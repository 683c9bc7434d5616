"""The guided first sale: five sentences beside the screen, each gone when it has been done."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import assert_never

from pos.domain.translation import QT_TRANSLATE_NOOP
from pos.presenters.rendering import Rendering
from pos.presenters.sale.meter_panel_presenter import MeterPanelState
from pos.presenters.sale.state import SaleViewState, Step
from pos.presenters.texts import NOTHING, Say


class Lesson(IntEnum):
    """The steps of the first sale."""

    METER = 1
    AMOUNT = 2
    CASH = 3
    CODE = 4
    CREDIT = 5


LESSONS = len(Lesson)
_TEXTS = {
    Lesson.METER: Say(
        "guide",
        QT_TRANSLATE_NOOP("guide", "Type the meter's number, e.g. {example}, then press Enter."),
    ),
    Lesson.AMOUNT: Say(
        "guide",
        QT_TRANSLATE_NOOP("guide", "Type the amount, or touch one, and see what it buys. Enter."),
    ),
    Lesson.CASH: Say(
        "guide",
        QT_TRANSLATE_NOOP("guide", "Type the cash you are given, read the change, Enter to sell."),
    ),
    Lesson.CODE: Say(
        "guide",
        QT_TRANSLATE_NOOP("guide", "This is the customer's code. Type it into the virtual meter."),
    ),
    Lesson.CREDIT: Say(
        "guide",
        QT_TRANSLATE_NOOP(
            "guide", "The credit has arrived. Type the code again: the meter refuses it. Done!"
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class GuideState:
    """The strip of the guide.

    Attributes:
        lesson: None once it is dismissed or over.
        number: 1 to `LESSONS`, 0 for none.
    """

    lesson: Lesson | None = None
    number: int = 0
    text: Say = NOTHING


class GuidePresenter(Rendering[GuideState]):
    """Watches the screens and never stands in their way."""

    def __init__(self, *, example: str, is_wanted: bool, dismissed: Callable[[], None]) -> None:
        """Begin with the first lesson.

        Args:
            example: a meter number that can be sold to, as it is typed.
            is_wanted: it was not dismissed before, and the terminal is one for training.
            dismissed: told once, so that it is remembered.
        """
        self._example = example
        self._dismissed = dismissed
        self._accepted = 0
        super().__init__(self._at(Lesson.METER) if is_wanted else GuideState())

    def sale_changed(self, sale: SaleViewState) -> None:
        """The sale screen shows this now."""
        lesson = self.state.lesson
        if lesson is None or lesson is Lesson.CREDIT:
            return
        match sale.step:
            case Step.METER:
                # Whoever goes on to the next sale without the meter has seen enough of this one.
                self._show(self._at(Lesson.METER))
            case Step.AMOUNT:
                self._show(self._at(Lesson.AMOUNT))
            case Step.TENDER:
                self._show(self._at(Lesson.CASH))
            case Step.SOLD:
                self._show(self._at(Lesson.CODE))
            case Step.STOPPED:
                return
            case _:
                assert_never(sale.step)

    def meter_answered(self, meter: MeterPanelState) -> None:
        """The virtual meter shows this now."""
        is_new = meter.accepted > self._accepted
        self._accepted = meter.accepted
        if is_new and self.state.lesson is Lesson.CODE:
            self._show(self._at(Lesson.CREDIT))

    def dismiss(self) -> None:
        """Put the guide away for good."""
        if self.state.lesson is not None:
            self._show(GuideState())
            self._dismissed()

    def _at(self, lesson: Lesson) -> GuideState:
        text = _TEXTS[lesson]
        if lesson is Lesson.METER:
            text = text.with_facts(example=self._example)
        return GuideState(lesson, int(lesson), text)
