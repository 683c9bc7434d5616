"""Codes without a sale: one form for all kinds, approved by a second person in place.

The PIN is handed to the job and forgotten; no state holds it. What was given is shown where the
code of a sale is shown.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from pos.app.codes.change_key import PlanInShort
from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import SignedIn
from pos.domain.errors import PosError
from pos.domain.errors.selling import MeterCardUnread
from pos.domain.meter import display_number
from pos.presenters.codes import texts as words
from pos.presenters.codes.desk import CodeKind, CodesDesk, CodeWish
from pos.presenters.formatting import grouped_meter
from pos.presenters.jobs import JobRunner
from pos.presenters.latest_job import LatestJob
from pos.presenters.money_entry import MoneyEntry
from pos.presenters.problem_view import ProblemView, problem_view
from pos.presenters.rendering import Rendering
from pos.presenters.sale.state import Action, Choice
from pos.presenters.texts import NOTHING, Say, plain

MILLI_DECIMALS = 3
PLAN_SLOTS = 3
LIMITS = (CodeKind.POWER_LIMIT, CodeKind.PHASE_UNBALANCE)


@dataclass(frozen=True, slots=True)
class CodesState:
    """The page.

    Attributes:
        about: meter as typed; of a reissue, the receipt.
        value: units or watts as typed; only where `has_value`.
        planned: how many meters need a new key; nothing where none does, or it is not asked.
        plan: the meters that need one first, to be taken by a touch.
        guide: what to see to before the code is given.
        approvers: who may approve.
        approver: the one who is chosen; empty for none.
        cleared: grows when the PIN that was typed has to go.
        given: grows with each request whose codes exist.
    """

    kind: CodeKind = CodeKind.KEY_CHANGE
    about: str = ""
    value: str = ""
    reason: str = ""
    planned: Say = NOTHING
    plan: tuple[Choice, ...] = (Choice(NOTHING),) * PLAN_SLOTS
    guide: Say = NOTHING
    approvers: tuple[str, ...] = ()
    approver: str = ""
    primary: Action = field(default_factory=lambda: Action(words.ABOUT_FIRST, enabled=False))
    problem: ProblemView | None = None
    is_busy: bool = False
    cleared: int = 0
    given: int = 0

    @property
    def is_reissue(self) -> bool:
        """Whether it is about a sale and not about a meter."""
        return self.kind is CodeKind.REISSUE

    @property
    def is_limit(self) -> bool:
        """Whether the value is in watts."""
        return self.kind in LIMITS

    @property
    def has_value(self) -> bool:
        """Whether the kind has a value to be typed."""
        return self.is_limit or self.kind is CodeKind.FREE


class CodesPresenter(Rendering[CodesState]):
    """Fills the form and gives the codes.

    Args:
        desk: gives them.
        jobs: runs what takes time.
        given: told the id of the request once its codes exist.
    """

    def __init__(self, desk: CodesDesk, jobs: JobRunner, *, given: Callable[[str], None]) -> None:
        self._desk = desk
        self._jobs = jobs
        self._reading = LatestJob(jobs)
        self._planning = LatestJob(jobs)
        self._plan = PlanInShort(0, ())
        self._given = given
        self._sale_id = ""
        self._units = MoneyEntry(MILLI_DECIMALS)
        self.operator: SignedIn | None = None
        super().__init__(CodesState())
        self._change()

    def refresh(self) -> None:
        """Read who may approve, and which meters need a new key."""
        desk = self._desk
        self._reading.run(desk.approvers, done=self._take_approvers, failed=self._fail)
        self._planning.run(lambda: desk.plan(PLAN_SLOTS), done=self._take_plan, failed=self._fail)

    def kind_chosen(self, kind: CodeKind) -> None:
        """Chose what the code is for; a meter's number is no receipt's."""
        self._units = MoneyEntry(MILLI_DECIMALS)
        is_as_before = self.state.is_reissue is (kind is CodeKind.REISSUE)
        self._ask(kind=kind, value="", about=self.state.about if is_as_before else "")

    def about_typed(self, text: str) -> None:
        """Typed a meter's number, or a receipt's."""
        self._ask(about=text)

    def unread(self) -> None:
        """A card or a code was read in which no meter's number is."""
        self._fail(MeterCardUnread())

    def planned_taken(self, slot: int) -> None:
        """Took a meter that needs a new key."""
        self._ask(about=display_number(self._plan.first[slot].present.pan))

    def value_typed(self, text: str) -> None:
        """Typed units or watts."""
        if self.state.kind is CodeKind.FREE:
            self._units = self._units.typed(text)
            self._ask(value=self._units.text)
        else:
            self._ask(value="".join(each for each in text if each.isascii() and each.isdigit())[:8])

    def reason_typed(self, text: str) -> None:
        """Typed why."""
        self._ask(reason=text)

    def approver_chosen(self, name: str) -> None:
        """Chose who approves."""
        self._change(approver=name, problem=None, cleared=self.state.cleared + 1)

    def submitted(self, pin: str) -> None:
        """The second person typed their PIN and pressed the large button."""
        state, operator, desk = self.state, self.operator, self._desk
        if operator is None or state.is_busy or not state.primary.enabled:
            return
        self._sale_id = self._sale_id or desk.new_id()
        wish = CodeWish(
            sale_id=self._sale_id,
            kind=state.kind,
            about=state.about,
            units_milli=self._units.minor,
            watts=state.value if state.is_limit else "",
            reason=state.reason,
        )
        second = SecondPerson(state.approver, pin.encode())

        def done(_: None) -> None:
            self._given(wish.sale_id)
            self._begin_anew(given=self.state.given + 1)

        self._change(is_busy=True, problem=None)
        self._jobs.run(lambda: desk.give(wish, operator, second), done=done, failed=self._fail)

    def operator_changed(self, operator: SignedIn | None) -> None:
        """Somebody signed in or left; nothing half done is left for the next."""
        self.operator = operator
        self._begin_anew()

    def _begin_anew(self, *, given: int | None = None) -> None:
        given = self.state.given if given is None else given
        self._sale_id, self._units = "", MoneyEntry(MILLI_DECIMALS)
        approvers, cleared = self.state.approvers, self.state.cleared + 1
        self._show(CodesState(approvers=approvers, cleared=cleared, given=given))
        self._change()

    def _ask(self, **fields: object) -> None:
        """Change what is asked for: it is another request from now on."""
        self._sale_id = ""
        self._change(problem=None, **fields)

    def _take_approvers(self, names: tuple[str, ...]) -> None:
        self._change(approvers=names)

    def _take_plan(self, plan: PlanInShort) -> None:
        self._plan = plan
        self._change()

    def _fail(self, error: PosError) -> None:
        self._change(is_busy=False, problem=problem_view(error), cleared=self.state.cleared + 1)

    def _change(self, **fields: object) -> None:
        state = replace(self.state, **fields)  # type: ignore[arg-type]  # Fields of the state.
        own = "" if self.operator is None else self.operator.name
        approvers = tuple(name for name in state.approvers if name != own)
        self._show(
            replace(
                state,
                approvers=state.approvers if not own else approvers,
                planned=self._planned(state),
                plan=tuple(self._choices(state)),
                guide=words.GUIDES[state.kind],
                primary=_primary(state),
            )
        )

    def _planned(self, state: CodesState) -> Say:
        if state.kind is not CodeKind.KEY_CHANGE or not self._plan.count:
            return NOTHING
        return words.PLANNED.with_facts(count=str(self._plan.count))

    def _choices(self, state: CodesState) -> Iterator[Choice]:
        numbers = [display_number(due.present.pan) for due in self._plan.first]
        for number in numbers:
            yield Choice(plain(grouped_meter(number)), enabled=True, selected=number == state.about)
        yield from (Choice(NOTHING) for _ in range(PLAN_SLOTS - len(numbers)))


def _primary(state: CodesState) -> Action:
    if state.is_busy:
        return Action(words.WORKING, enabled=False)
    if not state.about.strip():
        first = words.RECEIPT_FIRST if state.is_reissue else words.ABOUT_FIRST
        return Action(first, enabled=False)
    if state.has_value and not state.value:
        return Action(words.VALUE_FIRST, enabled=False)
    if not state.approver:
        return Action(words.CHOOSE_APPROVER, enabled=False)
    return Action(words.GIVE)
