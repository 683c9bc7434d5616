"""People: who may sign in, as what, and up to which limits; changed by a supervisor.

PINs are handed to the job and forgotten; no state holds one.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum

from pos.app.people.manage_operators import Standing
from pos.app.people.sign_in import SignedIn
from pos.domain.currency_notes import symbol_of
from pos.domain.errors import PosError
from pos.domain.money import decimals_of
from pos.domain.operator import Role
from pos.domain.projections import OperatorRow
from pos.presenters.jobs import JobRunner
from pos.presenters.latest_job import LatestJob
from pos.presenters.manner import Manner
from pos.presenters.money_entry import MoneyEntry
from pos.presenters.people import texts as words
from pos.presenters.people.desk import Own, PeopleDesk
from pos.presenters.problem_view import ProblemView, problem_view
from pos.presenters.rendering import Rendering
from pos.presenters.sale.state import Action
from pos.presenters.texts import NOTHING, Say, plain


class PeopleMode(Enum):
    """What is done on the page."""

    LIST = "list"
    ADD = "add"
    CHANGE = "change"
    PIN = "pin"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in the list; a limit that is not set is empty."""

    name: str
    role: Say
    sale_limit: str
    cash_limit: str


@dataclass(frozen=True, slots=True)
class Typed:
    """The PINs that were typed; never shown."""

    own: str = field(repr=False)
    new: str = field(default="", repr=False)
    again: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class PeopleState:
    """The page.

    Attributes:
        chosen: name of the person that is marked in the list; empty for none.
        title: of what is done.
        name, sale_limit, cash_limit: as typed.
        role: chosen for the person.
        symbol: of the currency.
        warning: what removing means.
        cleared: grows when the PINs that were typed have to go.
    """

    mode: PeopleMode = PeopleMode.LIST
    rows: tuple[PersonRow, ...] = ()
    chosen: str = ""
    title: Say = NOTHING
    name: str = ""
    role: Role = Role.AGENT
    sale_limit: str = ""
    cash_limit: str = ""
    symbol: str = ""
    warning: Say = NOTHING
    primary: Action = field(default_factory=lambda: Action(words.CHOOSE, enabled=False))
    notice: Say = NOTHING
    problem: ProblemView | None = None
    is_busy: bool = False
    cleared: int = 0


class PeoplePresenter(Rendering[PeopleState]):
    """Manages people.

    Args:
        desk: knows them.
        jobs: runs what takes time.
        manner: how values are written.
        currency: of the limits.
        changed: told the names of those who may sign in, after each change.
    """

    def __init__(
        self,
        desk: PeopleDesk,
        jobs: JobRunner,
        manner: Manner,
        *,
        currency: str,
        changed: Callable[[tuple[str, ...]], None],
    ) -> None:
        self._desk = desk
        self._jobs = jobs
        self._reading = LatestJob(jobs)
        self._manner = manner
        self._currency = currency
        self._changed = changed
        self._people: tuple[OperatorRow, ...] = ()
        entry = MoneyEntry(decimals_of(currency))
        self._sale_limit = self._cash_limit = entry
        self.operator: SignedIn | None = None
        super().__init__(PeopleState(symbol=symbol_of(currency)))

    def refresh(self) -> None:
        """Read the list anew."""
        self._reading.run(self._desk.people, done=self._take, failed=self._fail)

    def chosen(self, name: str) -> None:
        """Marked a person in the list."""
        self._change(chosen=name)

    def wanted(self, mode: PeopleMode) -> None:
        """Wants to add somebody, or to do something with the one who is marked."""
        person = self._person()
        if person is None and mode not in (PeopleMode.ADD, PeopleMode.LIST):
            return
        known = person if mode is not PeopleMode.ADD else None
        self._sale_limit = self._filled(known.sale_limit if known else 0)
        self._cash_limit = self._filled(known.cash_limit if known else 0)
        self._change(
            mode=mode,
            name=known.name if known else "",
            role=Role(known.role) if known else Role.AGENT,
            notice=NOTHING,
            problem=None,
            cleared=self.state.cleared + 1,
        )

    def name_typed(self, name: str) -> None:
        """Typed a new person's name."""
        self._change(name=name, problem=None)

    def role_chosen(self, role: Role) -> None:
        """Chose a role."""
        self._change(role=role)

    def sale_limit_typed(self, text: str) -> None:
        """Typed the most money of one sale; nothing is no limit."""
        self._sale_limit = self._sale_limit.typed(text)
        self._change()

    def cash_limit_typed(self, text: str) -> None:
        """Typed the most cash taken out alone; nothing is no limit."""
        self._cash_limit = self._cash_limit.typed(text)
        self._change()

    def submitted(self, typed: Typed) -> None:
        """Do what the large button says."""
        state, operator = self.state, self.operator
        if operator is None or state.is_busy or not state.primary.enabled:
            return
        if typed.new != typed.again:
            self._change(notice=words.PINS_DIFFER, problem=None, cleared=state.cleared + 1)
            return
        own, pin, desk = Own(operator, typed.own.encode()), typed.new.encode(), self._desk
        standing = Standing(state.role, self._sale_limit.minor, self._cash_limit.minor)
        name = " ".join(state.name.split())

        def do() -> tuple[OperatorRow, ...]:
            match state.mode:
                case PeopleMode.ADD:
                    desk.add(name, standing, pin, own)
                case PeopleMode.CHANGE:
                    desk.change(name, standing, own)
                case PeopleMode.PIN:
                    desk.set_pin(name, pin, own)
                case PeopleMode.REMOVE:
                    desk.remove(name, own)
                case PeopleMode.LIST:
                    pass
            return desk.people()

        def finished(people: tuple[OperatorRow, ...]) -> None:
            self._take(people)
            self._change(
                mode=PeopleMode.LIST,
                is_busy=False,
                notice=_DONE[state.mode].with_facts(name=name),
                problem=None,
                cleared=self.state.cleared + 1,
            )
            self._changed(tuple(row.name for row in people))

        self._change(is_busy=True, notice=NOTHING, problem=None)
        self._jobs.run(do, done=finished, failed=self._fail)

    def back(self) -> bool:
        """Leave what is done; False in the list."""
        if self.state.mode is PeopleMode.LIST or self.state.is_busy:
            return False
        self.wanted(PeopleMode.LIST)
        return True

    def operator_changed(self, operator: SignedIn | None) -> None:
        """Somebody signed in or left; nothing half done is left for the next."""
        self.operator = operator
        self._change(
            mode=PeopleMode.LIST, notice=NOTHING, problem=None, cleared=self.state.cleared + 1
        )

    def retell(self, manner: Manner) -> None:
        """Write everything anew, after language or form of numbers changed."""
        self._manner = manner
        self._change()

    def _filled(self, limit: int) -> MoneyEntry:
        empty = MoneyEntry(decimals_of(self._currency))
        return empty.filled(limit) if limit else empty

    def _person(self) -> OperatorRow | None:
        return next((row for row in self._people if row.name == self.state.chosen), None)

    def _take(self, people: tuple[OperatorRow, ...]) -> None:
        self._people = people
        self._change()

    def _fail(self, error: PosError) -> None:
        self._change(is_busy=False, problem=problem_view(error), cleared=self.state.cleared + 1)

    def _change(self, **fields: object) -> None:
        state = replace(self.state, **fields)  # type: ignore[arg-type]  # Fields of the state.
        is_removing = state.mode is PeopleMode.REMOVE
        self._show(
            replace(
                state,
                rows=tuple(self._row(row) for row in self._people),
                title=_TITLES[state.mode].with_facts(name=state.name),
                sale_limit=self._sale_limit.text,
                cash_limit=self._cash_limit.text,
                warning=words.REMOVE_MEANS.with_facts(name=state.name) if is_removing else NOTHING,
                primary=_primary(state),
            )
        )

    def _row(self, row: OperatorRow) -> PersonRow:
        def limit(minor: int) -> str:
            return self._manner.formatter.amount(minor, self._currency) if minor else ""

        roles: dict[str, Say] = {role.value: said for role, said in words.ROLES.items()}
        role = roles.get(row.role) or plain(row.role)
        return PersonRow(row.name, role, limit(row.sale_limit), limit(row.cash_limit))


_TITLES = {
    PeopleMode.LIST: NOTHING,
    PeopleMode.ADD: words.ADD,
    PeopleMode.CHANGE: words.CHANGE,
    PeopleMode.PIN: words.NEW_PIN,
    PeopleMode.REMOVE: words.REMOVE,
}
_DO = {
    PeopleMode.LIST: words.CHOOSE,
    PeopleMode.ADD: words.DO_ADD,
    PeopleMode.CHANGE: words.DO_CHANGE,
    PeopleMode.PIN: words.DO_PIN,
    PeopleMode.REMOVE: words.DO_REMOVE,
}
_DONE = {
    PeopleMode.LIST: NOTHING,
    PeopleMode.ADD: words.ADDED,
    PeopleMode.CHANGE: words.CHANGED,
    PeopleMode.PIN: words.PIN_SET,
    PeopleMode.REMOVE: words.REMOVED,
}


def _primary(state: PeopleState) -> Action:
    if state.is_busy:
        return Action(words.WORKING, enabled=False)
    if state.mode is PeopleMode.ADD and not state.name.strip():
        return Action(words.NAME_FIRST, enabled=False)
    label = _DO[state.mode].with_facts(name=state.name)
    return Action(label, enabled=state.mode is not PeopleMode.LIST)
