"""What somebody may not do alone: a supervisor signs for it in place.

Whoever wants it hands over what to do; it is done at once, and done again with a second person's
PIN where the first answer is that one is needed. The first person stays signed in.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import SignedIn
from pos.domain.errors import ApproverMissing, CopiesNeedSupervisor, PosError, SaleLimitExceeded
from pos.domain.projections import OperatorRow
from pos.presenters.cash import texts as words
from pos.presenters.cash.drawer_state import SecondView
from pos.presenters.cash.drawer_view import sign_action, supervisors_but
from pos.presenters.jobs import JobRunner
from pos.presenters.problem_view import ProblemView, problem_view
from pos.presenters.problems import said_fact
from pos.presenters.rendering import Rendering
from pos.presenters.sale.state import Action
from pos.presenters.texts import NOTHING, Say

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SigningState:
    """What is asked of a second person.

    Attributes:
        is_asked: somebody has to sign before anything is done.
    """

    is_asked: bool = False
    second: SecondView = field(default_factory=SecondView)
    primary: Action = field(default_factory=lambda: Action(NOTHING, enabled=False))
    problem: ProblemView | None = None
    is_busy: bool = False


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is done once somebody has signed."""

    do: Callable[[SecondPerson | None], Any]
    done: Callable[[Any], None]
    failed: Callable[[PosError], None]
    refused: PosError
    why: Say
    waiting: Callable[[bool], None]


def _tell_nobody(is_waiting: bool) -> None:  # noqa: FBT001 - as `waiting` of `run` says.
    del is_waiting


class SecondSigning(Rendering[SigningState]):
    """Does what may be done alone, and asks a supervisor about the rest.

    Args:
        people: reads who may sign in.
        jobs: runs what takes time.
    """

    def __init__(self, people: Callable[[], tuple[OperatorRow, ...]], jobs: JobRunner) -> None:
        self._people = people
        self._jobs = jobs
        self._wish: _Wish | None = None
        self.operator: SignedIn | None = None
        super().__init__(SigningState())

    def run(
        self,
        do: Callable[[SecondPerson | None], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[PosError], None],
        why: Say = NOTHING,
        waiting: Callable[[bool], None] = _tell_nobody,
    ) -> None:
        """Do something.

        Args:
            do: does it, with the second person once there is one; runs in a job.
            done, failed: as of a job; a supervisor who was asked and did not sign is a failure.
            why: what is signed, where the refusal does not say it.
            waiting: told true when a second person is asked, and false when it goes on with one.
        """
        asker = self.operator

        def refuse(error: PosError) -> None:
            text = _why(error, why)
            if text.text and asker is not None and self.operator is asker:
                self._ask(_Wish(do, done, failed, error, text, waiting))
            else:
                failed(error)

        self._jobs.run(lambda: do(None), done=done, failed=refuse)

    def second_chosen(self, name: str) -> None:
        """Chose who signs."""
        self._put(second=replace(self.state.second, name=name), problem=None)

    def second_signed(self, pin: str) -> None:
        """The second person typed a PIN; it is handed to the job and forgotten."""
        wish, name = self._wish, self.state.second.name
        if wish is None or not name or not pin or self.state.is_busy:
            return
        second, asker = SecondPerson(name, pin.encode()), self.operator

        def done(result: object) -> None:
            if self._wish is wish:
                self._end()
            wish.done(result)

        def refuse(error: PosError) -> None:
            if self.operator is not asker:
                # Whoever works now is not asked for what somebody before wanted.
                self._end()
                wish.failed(wish.refused)
                return
            wish.waiting(True)  # noqa: FBT003 - as `waiting` says.
            self._refuse(error)

        self._put(is_busy=True, problem=None)
        wish.waiting(False)  # noqa: FBT003 - as `waiting` says.
        self._jobs.run(lambda: wish.do(second), done=done, failed=refuse)

    def back(self) -> None:
        """Nobody signs: what was wanted is not done."""
        wish = self._wish
        if wish is not None and not self.state.is_busy:
            self._end()
            wish.failed(wish.refused)

    def operator_changed(self, operator: SignedIn | None) -> None:
        """Somebody signed in or left; nobody signs for who is gone."""
        self.operator = operator
        self.back()

    def _ask(self, wish: _Wish) -> None:
        self.back()
        self._wish = wish
        own = "" if self.operator is None else self.operator.name
        wish.waiting(True)  # noqa: FBT003 - as `waiting` says.

        def take(people: tuple[OperatorRow, ...]) -> None:
            if self._wish is not wish:
                return
            names = supervisors_but(own, people)
            name = names[0] if len(names) == 1 else ""
            second = replace(self.state.second, why=wish.why, names=names, name=name)
            self._put(is_asked=True, second=second, problem=None)

        def give_up(error: PosError) -> None:
            if self._wish is wish:
                self._end()
                wish.failed(error)

        self._jobs.run(self._people, done=take, failed=give_up)

    def _refuse(self, error: PosError) -> None:
        second = replace(self.state.second, cleared=self.state.second.cleared + 1)
        self._put(is_busy=False, second=second, problem=problem_view(error))

    def _end(self) -> None:
        self._wish = None
        cleared = SecondView(cleared=self.state.second.cleared + 1)
        self._put(is_asked=False, second=cleared, problem=None, is_busy=False)

    def _put(self, **fields: object) -> None:
        state = replace(self.state, **fields)  # type: ignore[arg-type]  # Fields of the state.
        is_busy = Action(words.WORKING, enabled=False)
        primary = is_busy if state.is_busy else sign_action(state.second)
        self._show(replace(state, primary=primary))


def _why(error: PosError, why: Say) -> Say:
    """Return what a second person signs; nothing where none can help."""
    match error:
        case CopiesNeedSupervisor():
            facts = {name: str(error.facts.get(name, "")) for name in ("copy", "limit")}
            return words.SECOND_FOR_COPY.with_facts(**facts)
        case SaleLimitExceeded():
            limit, asked = said_fact(error, "limit"), said_fact(error, "asked")
            return words.SECOND_FOR_LIMIT.with_facts(limit=limit, asked=asked)
        case ApproverMissing():
            return why
        case _:
            return NOTHING
