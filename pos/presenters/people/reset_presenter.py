"""A forgotten PIN where no supervisor can help: the recovery code or head office stands in.

Nobody is signed in. PINs and the recovery code are handed to the job and forgotten.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import TypeVar

from pos.domain.errors import PosError
from pos.presenters.jobs import JobRunner
from pos.presenters.latest_job import LatestJob
from pos.presenters.people import reset_texts as words
from pos.presenters.people.reset_desk import AskedReset, NewPin, PinAnswer, PinResetDesk
from pos.presenters.problem_view import ProblemView, problem_view
from pos.presenters.rendering import Rendering
from pos.presenters.sale.state import Action, Tone
from pos.presenters.texts import NOTHING, Say

T = TypeVar("T")


class StandIn(Enum):
    """Who stands in for a supervisor, and how far it is."""

    CODE = words.BY_CODE
    ASK = words.ASK
    ANSWER = words.ANSWER

    @property
    def title(self) -> Say:
        """What it is called where it is chosen."""
        return self.value


@dataclass(frozen=True, slots=True)
class ResetSecrets:
    """What was typed and is shown to nobody."""

    new: str = field(repr=False)
    again: str = field(repr=False)
    code: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ResetState:
    """The page.

    Attributes:
        names: people, or those whom head office answered.
        name: chosen; empty for none.
        becomes_supervisor: with the PIN.
        cleared: grows when everything that was typed has to go.
    """

    by: StandIn = StandIn.CODE
    names: tuple[str, ...] = ()
    name: str = ""
    becomes_supervisor: bool = False
    guide: Say = words.GUIDE_CODE
    primary: Action = field(default_factory=lambda: Action(words.WHO, enabled=False))
    notice: Say = NOTHING
    tone: Tone = Tone.GOOD
    problem: ProblemView | None = None
    is_busy: bool = False
    cleared: int = 0


class ResetPresenter(Rendering[ResetState]):
    """Gives somebody a PIN.

    Args:
        desk: does it.
        jobs: runs what takes time.
    """

    def __init__(self, desk: PinResetDesk, jobs: JobRunner) -> None:
        self._desk = desk
        self._jobs = jobs
        self._reading = LatestJob(jobs)
        self._people: tuple[str, ...] = ()
        self._answers: tuple[PinAnswer, ...] = ()
        super().__init__(ResetState())

    def begin(self, name: str) -> None:
        """Somebody came who has no PIN any more; nothing of whoever was here before is left."""
        self._show(ResetState(name=name, cleared=self.state.cleared + 1))
        self._change()
        self._reading.run(self._desk.people, done=self._take_people, failed=self._fail)

    def way_chosen(self, by: StandIn) -> None:
        """Chose who stands in; in front of a stick it is looked at."""
        if self.state.is_busy:
            return
        self._change(by=by, notice=NOTHING, problem=None, cleared=self.state.cleared + 1)
        if by is StandIn.ANSWER:
            self._reading.run(self._desk.answers, done=self._take_answers, failed=self._fail)

    def name_chosen(self, name: str) -> None:
        """Chose whose PIN it is."""
        self._change(name=name, problem=None)

    def supervisor_wanted(self, *, wanted: bool) -> None:
        """They become a supervisor with it, since there is none."""
        self._change(becomes_supervisor=wanted, problem=None)

    def submitted(self, secrets: ResetSecrets) -> None:
        """Do what the large button says."""
        state, desk = self.state, self._desk
        if state.is_busy or not state.primary.enabled:
            return
        if state.by is not StandIn.ANSWER and secrets.new != secrets.again:
            self._tell(words.PINS_DIFFER)
            return
        name = state.name
        wish = NewPin(name, secrets.new.encode(), state.becomes_supervisor)
        match state.by:
            case StandIn.CODE:
                code = secrets.code.encode()
                self._run(lambda: desk.by_code(wish, code), lambda _: _done(name))
            case StandIn.ASK:
                self._run(lambda: desk.ask(wish), _asked)
            case StandIn.ANSWER:
                answer = self._answers[state.names.index(name)]
                self._run(lambda: desk.take(answer), lambda _: _done(name))

    def _run(self, work: Callable[[], T], told: Callable[[T], Say]) -> None:
        def done(result: T) -> None:
            self._tell(told(result))

        self._change(is_busy=True, notice=NOTHING, problem=None)
        self._jobs.run(work, done=done, failed=self._fail)

    def _take_people(self, names: tuple[str, ...]) -> None:
        self._people = names
        self._change()

    def _take_answers(self, answers: tuple[PinAnswer, ...]) -> None:
        self._answers = answers
        self._tell(NOTHING if answers else words.NO_ANSWER)

    def _tell(self, notice: Say) -> None:
        """Say what came of it; what was typed for it goes."""
        is_amiss = notice in (words.PINS_DIFFER, words.NO_STICK, words.NO_ANSWER)
        self._change(
            is_busy=False,
            notice=notice,
            tone=Tone.WARNING if is_amiss else Tone.GOOD,
            problem=None,
            cleared=self.state.cleared + 1,
        )

    def _fail(self, error: PosError) -> None:
        self._change(is_busy=False, problem=problem_view(error), cleared=self.state.cleared + 1)

    def _change(self, **fields: object) -> None:
        state = replace(self.state, **fields)  # type: ignore[arg-type]  # Fields of the state.
        is_answer = state.by is StandIn.ANSWER
        names = tuple(each.name for each in self._answers) if is_answer else self._people
        name = names[0] if is_answer and len(names) == 1 else state.name
        state = replace(state, names=names, name=name, guide=_GUIDES[state.by])
        self._show(replace(state, primary=_primary(state)))


_GUIDES = {
    StandIn.CODE: words.GUIDE_CODE,
    StandIn.ASK: words.GUIDE_ASK,
    StandIn.ANSWER: words.GUIDE_ANSWER,
}
_DO = {
    StandIn.CODE: words.DO_CODE,
    StandIn.ASK: words.DO_ASK,
    StandIn.ANSWER: words.DO_ANSWER,
}


def _primary(state: ResetState) -> Action:
    if state.is_busy:
        return Action(words.WORKING, enabled=False)
    if state.name not in state.names:
        return Action(words.WHO, enabled=False)
    return Action(_DO[state.by])


def _done(name: str) -> Say:
    return words.DONE.with_facts(name=name)


def _asked(asked: AskedReset | None) -> Say:
    if asked is None:
        return words.NO_STICK
    return words.ASKED.with_facts(file=Path(asked.file).name, code=asked.code)
