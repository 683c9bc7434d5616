"""When agent and journal are compared, and who hears of what only one of them knows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.app.ports import Ports
from pos.app.selling.settle import settle
from pos.app.terminal.examine import examine
from pos.bootstrap.window_door import TerminalDoor
from pos.domain.errors.storage import GhostVends
from tests import cash_stories, ghost_stories, office_stories
from tests import terminal_stories as terminal
from tests.command_line import agent_has_left, vendwatt
from tests.office_stories import RealClock
from tests.terminal_fixtures import copied_till, made_template

__all__ = ["copied_till", "made_template"]


@pytest.fixture(name="ports")
def _ports(till: Path) -> Iterator[Ports]:
    with terminal.opened(till) as ports:
        yield ports


@pytest.fixture(name="forgetful")
def _forgetful(till: Path) -> tuple[Path, str]:
    """Give a terminal whose agent has no issue 1 any more, and what it is told as."""
    with terminal.opened(till) as ports:
        for _ in range(2):
            cash_stories.sell_for(ports, 5_000)
        with ports.store.read() as reads:
            (first, _) = reads.sales_by_issue(0)
        ghost_stories.take_out_of_the_agents_books(ports, 1)
    return till, f"not_issued 1 {first.sale_id}"


def test_no_shift_is_closed_without_a_scan(ports: Ports, till: Path) -> None:
    """What it finds is written down; the drawer is closed all the same."""
    agent = cash_stories.signed_in(ports, till, "agent")
    sale_id = ghost_stories.ghost(ports)
    cash_stories.count_right(ports, agent)
    cash_stories.close(ports, till, agent)
    assert ghost_stories.told_ghosts(ports) == [(f"not_in_journal 1 {sale_id}",)]


def test_doctor_finds_one(ports: Ports, till: Path) -> None:
    """And writes nothing."""
    sale_id = ghost_stories.ghost(ports)
    problems = {finding.what: finding.problem for finding in examine(ports, till)}
    problem = problems["issues"]
    assert isinstance(problem, GhostVends)
    assert problem.facts == {"found": 1, "kind": "not_in_journal", "sale": sale_id}
    assert ghost_stories.told_ghosts(ports) == []


def test_the_window_looks_when_it_opens(forgetful: tuple[Path, str]) -> None:
    """Before anybody works with it."""
    till, told = forgetful
    door = TerminalDoor(till, lambda: None)
    door.open(None)
    door.close()
    agent_has_left(till)
    with terminal.opened(till) as ports:
        assert ghost_stories.told_ghosts(ports) == [(told,)]


def test_a_scan_on_demand_names_it(forgetful: tuple[Path, str]) -> None:
    """With a status of its own, and written down each time."""
    till, told = forgetful
    scan = vendwatt(till, "journal", "scan")
    assert scan.status == 6
    assert scan.error["code"] == GhostVends.code
    agent_has_left(till)
    with terminal.opened(till) as ports:
        assert ghost_stories.told_ghosts(ports) == [(told,)]


def test_head_office_lists_what_a_start_adopted(tmp_path: Path) -> None:
    """A sale that no journal began may be a crash's, or a program's that asked the agent itself."""
    clock = RealClock()
    with (
        office_stories.office_at(office_stories.new_office(tmp_path), clock) as office,
        terminal.opened(terminal.new_terminal(tmp_path / "till"), clock=clock) as ports,
    ):
        office_stories.join(office, ports)
        ghost_stories.ghost(ports)
        settle(ports)
        office_stories.sync(office, ports)
        found = office.only_terminal()
        assert (found.sales, found.exceptions) == (1, 1)
