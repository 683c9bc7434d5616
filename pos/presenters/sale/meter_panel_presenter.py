"""The virtual meter of a training terminal: the customer types the code, and sees what it does."""

from dataclasses import dataclass, replace

from pos.app.ports.meters import MeterReading
from pos.domain.errors import PosError
from pos.domain.meter import display_number
from pos.presenters.desk import Desk
from pos.presenters.formatting import grouped_meter, token_groups
from pos.presenters.jobs import JobRunner
from pos.presenters.latest_job import LatestJob
from pos.presenters.manner import Manner
from pos.presenters.money_entry import BACK, CLEAR
from pos.presenters.problem_view import ProblemView, problem_view
from pos.presenters.rendering import Rendering
from pos.presenters.sale import meter_panel_texts as words
from pos.presenters.sale.state import Tone
from pos.presenters.texts import NOTHING, Say

CODE_DIGITS = 20


@dataclass(frozen=True, slots=True)
class MeterPanelState:
    """The meter on the wall.

    Attributes:
        meter: number in groups; empty while no meter is on the sale screen.
        typed: what was typed, in groups of four, read left to right.
        answer: what the meter said last.
        credit: what its display shows, e.g. `38.5 kWh`; nothing before the first code.
        accepted: codes it took since it was put up; grows by one with each.
    """

    meter: str = ""
    typed: str = ""
    answer: Say = NOTHING
    tone: Tone = Tone.PLAIN
    credit: Say = NOTHING
    accepted: int = 0
    is_busy: bool = False
    problem: ProblemView | None = None


class MeterPanelPresenter(Rendering[MeterPanelState]):
    """Types codes into the virtual meter of whatever meter the sale screen is about."""

    def __init__(self, desk: Desk, jobs: JobRunner, *, manner: Manner) -> None:
        self._desk = desk
        self._entering = LatestJob(jobs)
        self._manner = manner
        self._pan = ""
        self._digits = ""
        self._reading: MeterReading | None = None
        super().__init__(MeterPanelState())

    def meter_changed(self, pan: str) -> None:
        """The sale screen shows another meter; the last one stays up while it shows none."""
        if not pan or pan == self._pan:
            return
        self._entering.cancel()
        self._pan, self._digits, self._reading = pan, "", None
        number = grouped_meter(display_number(pan))
        self._show(MeterPanelState(meter=number, accepted=self.state.accepted))

    def key(self, key: str) -> None:
        """Pressed a key of the meter: a digit, `back`, `clear`."""
        match key:
            case _ if key == BACK:
                self._type(self._digits[:-1])
            case _ if key == CLEAR:
                self._type("")
            case _:
                self.text_changed(self._digits + key)

    def text_changed(self, text: str) -> None:
        """Typed or pasted a code; what is no digit is not looked at."""
        digits = "".join(each for each in text if each.isascii() and each.isdigit())
        self._type(digits[:CODE_DIGITS])

    def enter(self) -> None:
        """Pressed the meter's enter key."""
        pan, digits = self._pan, self._digits
        if not pan or not digits or self.state.is_busy:
            return
        self._change(is_busy=True, problem=None)
        self._entering.run(
            lambda: self._desk.enter_code(pan, digits), done=self._take, failed=self._fail
        )

    def retell(self, manner: Manner) -> None:
        """Write everything anew, after language or form of numbers changed."""
        self._manner = manner
        if self._reading is not None:
            self._change(credit=self._credit(self._reading))

    def _type(self, digits: str) -> None:
        if not self.state.is_busy:
            self._digits = digits
            self._change(typed=" ".join(token_groups(digits)), problem=None)

    def _take(self, reading: MeterReading) -> None:
        self._reading = reading
        if reading.is_taken:
            self._digits = ""
        said = words.ANSWERS.get(reading.code, words.REFUSED)
        if reading.is_accepted and not reading.added_milli:
            said = words.DONE
        added = self._manner.formatter.units(reading.added_milli)
        self._change(
            typed=" ".join(token_groups(self._digits)),
            answer=said.with_facts(units=added, code=reading.code),
            tone=Tone.GOOD if reading.is_taken else Tone.BAD,
            credit=self._credit(reading),
            accepted=self.state.accepted + int(reading.is_accepted),
            is_busy=False,
        )

    def _credit(self, reading: MeterReading) -> Say:
        return words.CREDIT.with_facts(units=self._manner.formatter.units(reading.credit_milli))

    def _fail(self, error: PosError) -> None:
        self._change(is_busy=False, problem=problem_view(error))

    def _change(self, **fields: object) -> None:
        self._show(replace(self.state, **fields))  # type: ignore[arg-type]  # Fields of the state.
