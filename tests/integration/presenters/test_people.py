"""Managing people without a window."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pos.app.people.sign_in import sign_in
from pos.app.ports import Ports
from pos.domain.errors import SignInRefused
from pos.domain.operator import Role
from pos.presenters.jobs import InlineJobs
from pos.presenters.people.desk import TerminalPeopleDesk
from pos.presenters.people.presenter import PeopleMode, PeoplePresenter, Typed
from tests import cash_stories as cash
from tests import desk_stories as desk
from tests import terminal_stories as story

PIN = "271828"


@dataclass
class People:
    """The page, and the names that the entrance was told."""

    folder: Path
    ports: Ports
    told: list[tuple[str, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Sign the supervisor in."""
        self.page = PeoplePresenter(
            TerminalPeopleDesk(self.ports),
            InlineJobs(),
            desk.MANNER,
            currency=story.CURRENCY,
            changed=self.told.append,
        )
        self.page.operator_changed(desk.SUPERVISOR)
        self.page.refresh()

    def own_pin(self, name: str = "supervisor") -> str:
        """Return the PIN of whoever changes something."""
        return cash.pin_of(self.folder, name).decode()

    def add(self, name: str, *, own: str = "", again: str = PIN) -> None:
        """Add an agent with limits."""
        self.page.wanted(PeopleMode.ADD)
        self.page.name_typed(name)
        self.page.sale_limit_typed("500")
        self.page.cash_limit_typed("100.50")
        self.page.submitted(Typed(own=own or self.own_pin(), new=PIN, again=again))

    def do(self, mode: PeopleMode, name: str, **pins: str) -> None:
        """Do something with somebody."""
        self.page.chosen(name)
        self.page.wanted(mode)
        self.page.submitted(Typed(**{"own": self.own_pin(), **pins}))

    def problem(self) -> str:
        """Return the code of what was refused."""
        refused = self.page.state.problem
        return "" if refused is None else refused.code


@pytest.fixture(name="people")
def _people(folder: Path) -> Iterator[People]:
    """Give the page of a terminal, the supervisor signed in."""
    with story.opened(folder) as ports:
        yield People(folder, ports)


def test_a_person_is_added_with_limits_and_may_sign_in(people: People) -> None:
    """The list, the journal and the entrance know them."""
    people.add("Thandi M.")
    state = people.page.state
    assert (state.mode, people.problem()) == (PeopleMode.LIST, "")
    (row,) = [row for row in state.rows if row.name == "Thandi M."]
    assert (row.role.english(), row.sale_limit, row.cash_limit) == ("Agent", "500.00", "100.50")
    assert "Thandi M." in people.told[-1]
    assert sign_in(people.ports, "Thandi M.", PIN.encode()).role is Role.AGENT


def test_role_limits_and_pin_are_changed(people: People) -> None:
    """Each by itself; the form begins with what holds."""
    people.add("thandi")
    people.page.chosen("thandi")
    people.page.wanted(PeopleMode.CHANGE)
    assert people.page.state.sale_limit == "500"
    people.page.role_chosen(Role.AUDITOR)
    people.page.sale_limit_typed("")
    people.page.submitted(Typed(own=people.own_pin()))
    (row,) = [row for row in people.page.state.rows if row.name == "thandi"]
    assert (row.role.english(), row.sale_limit, row.cash_limit) == ("Auditor", "", "100.50")
    people.do(PeopleMode.PIN, "thandi", new="161803", again="161803")
    assert people.problem() == ""
    assert sign_in(people.ports, "thandi", b"161803").role is Role.AUDITOR


def test_a_person_is_removed(people: People) -> None:
    """They cannot sign in any more, and the entrance does not offer them."""
    people.add("thandi")
    people.do(PeopleMode.REMOVE, "thandi")
    assert "thandi" not in people.told[-1]
    with pytest.raises(SignInRefused):
        sign_in(people.ports, "thandi", PIN.encode())


def test_new_pins_that_differ_are_typed_again(people: People) -> None:
    """Nothing is done, and both have to go."""
    before = people.page.state.cleared
    people.add("thandi", again="271829")
    assert "not the same" in people.page.state.notice.english()
    assert people.page.state.cleared > before
    assert people.page.state.mode is PeopleMode.ADD
    assert len(people.page.state.rows) == 2


@pytest.mark.parametrize(
    ("name", "own", "code"),
    [("thandi", "000000", "PIN-01"), ("agent", "", "OPERATOR-01"), ("=1+1", "", "OPERATOR-03")],
)
def test_a_refusal_keeps_the_form(people: People, name: str, own: str, code: str) -> None:
    """A wrong PIN of one's own, a name that exists, and one that no sheet should hold."""
    people.add(name, own=own)
    assert people.problem() == code
    assert people.page.state.name == name
    assert people.told == []


def test_the_last_supervisor_stays(people: People) -> None:
    """Nobody could manage people again."""
    people.do(PeopleMode.REMOVE, "supervisor")
    assert people.problem() == "OPERATOR-04"


def test_an_agent_changes_nobody_but_their_own_pin(people: People) -> None:
    """A role that may not is told so."""
    people.page.operator_changed(desk.AGENT)
    people.add("thandi", own=people.own_pin("agent"))
    assert people.problem() == "ROLE-01"
    own = people.own_pin("agent")
    people.do(PeopleMode.PIN, "agent", own=own, new="141421", again="141421")
    assert people.problem() == ""
    assert sign_in(people.ports, "agent", b"141421")


def test_nothing_half_done_is_left_for_the_next(people: People) -> None:
    """A form that was open when somebody left is closed, and no state ever holds a PIN."""
    people.page.wanted(PeopleMode.ADD)
    people.page.operator_changed(None)
    assert people.page.state.mode is PeopleMode.LIST
    assert PIN not in repr(Typed(own=PIN, new=PIN, again=PIN))
    assert PIN not in repr(people.page.state)
