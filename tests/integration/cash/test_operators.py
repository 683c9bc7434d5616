"""People come, change and go, on a real terminal."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pos.app.people.manage_operators import (
    Manager,
    Standing,
    add_operator,
    change_operator,
    change_pin,
    remove_operator,
)
from pos.app.people.sign_in import sign_in
from pos.app.ports import Ports
from pos.domain.entries import OperatorRemoved
from pos.domain.errors import (
    LastSupervisor,
    OperatorExists,
    OperatorNameMalformed,
    OperatorUnknown,
    RoleNotAllowed,
    SignInRefused,
)
from pos.domain.operator import Role
from tests import cash_stories as story
from tests import terminal_stories as terminal


@pytest.fixture(name="ports")
def _ports(till: Path) -> Iterator[Ports]:
    """Give an open training terminal."""
    with terminal.opened(till) as ports:
        yield ports


def manager(ports: Ports, till: Path, name: str = "supervisor") -> Manager:
    """Somebody who manages people."""
    return Manager(story.signed_in(ports, till, name), story.pin_of(till, name))


def test_a_new_operator_signs_in_with_limits(ports: Ports, till: Path) -> None:
    """And is not added twice."""
    story.with_thandi(ports, till, sale_limit=700, cash_limit=50)
    with ports.store.read() as reads:
        row = reads.operator("thandi")
    assert row is not None
    assert (row.role, row.sale_limit, row.cash_limit) == ("agent", 700, 50)
    with pytest.raises(OperatorExists):
        story.with_thandi(ports, till)


def test_only_a_supervisor_manages(ports: Ports, till: Path) -> None:
    """An agent changes nothing but the own PIN."""
    agent = manager(ports, till, "agent")
    acts: tuple[Callable[[], object], ...] = (
        lambda: add_operator(ports, "x", Standing(Role.AGENT), b"1234", by=agent),
        lambda: change_operator(ports, "agent", by=agent, role=Role.SUPERVISOR),
        lambda: remove_operator(ports, "supervisor", by=agent),
        lambda: change_pin(ports, "supervisor", b"1234", by=agent),
    )
    for act in acts:
        with pytest.raises(RoleNotAllowed):
            act()
    change_pin(ports, "agent", b"987654", by=agent)
    assert sign_in(ports, "agent", b"987654").role is Role.AGENT
    with pytest.raises(SignInRefused):
        sign_in(ports, "agent", agent.pin)
    assert agent.pin.decode() not in repr(agent)


def test_a_removed_operator_does_not_come_in_again(ports: Ports, till: Path) -> None:
    """Even where a power cut kept the PIN alive; and a name may be given again."""
    boss = manager(ports, till)
    story.with_thandi(ports, till)
    with ports.store.write() as work:
        work.append(OperatorRemoved(name="thandi"), operator="supervisor")
        work.commit()
    with pytest.raises(SignInRefused):
        sign_in(ports, "thandi", story.THANDI_PIN)
    with ports.store.read() as reads:
        assert [row.name for row in reads.operators()] == ["agent", "supervisor"]
    with pytest.raises(OperatorUnknown):
        remove_operator(ports, "thandi", by=boss)
    assert story.with_thandi(ports, till).name == "thandi"
    remove_operator(ports, "thandi", by=boss)
    with pytest.raises(SignInRefused):
        sign_in(ports, "thandi", story.THANDI_PIN)
    assert ports.store.rebuild() > 0


def test_there_is_always_a_supervisor(ports: Ports, till: Path) -> None:
    """The last one is neither removed nor made an agent; the last but one may be."""
    boss = manager(ports, till)
    with pytest.raises(LastSupervisor):
        remove_operator(ports, "supervisor", by=boss)
    with pytest.raises(LastSupervisor):
        change_operator(ports, "supervisor", by=boss, role=Role.AGENT)
    change_operator(ports, "agent", by=boss, role=Role.SUPERVISOR)
    remove_operator(ports, "agent", by=boss)


def test_changing_one_thing_keeps_the_others(ports: Ports, till: Path) -> None:
    """None leaves what is; zero takes a limit away."""
    boss = manager(ports, till)
    story.with_thandi(ports, till, sale_limit=700, cash_limit=50)
    changed = change_operator(ports, "thandi", by=boss, role=Role.SUPERVISOR)
    assert (changed.role, changed.sale_limit, changed.cash_limit) == ("supervisor", 700, 50)
    changed = change_operator(ports, "thandi", by=boss, cash_limit=0)
    assert (changed.sale_limit, changed.cash_limit) == (700, 0)


@pytest.mark.parametrize("name", ["", " a", "a ", "a  b", "../x", "a/b", "=1", "x" * 41, "a\n"])
def test_a_name_can_be_typed_read_and_filed(ports: Ports, till: Path, name: str) -> None:
    """It is a file's name in training and stands in spreadsheets."""
    with pytest.raises(OperatorNameMalformed):
        add_operator(ports, name, Standing(Role.AGENT), b"1234", by=manager(ports, till))
