"""The schedules are real histories, cover what they say, and say how each sale ends."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.model.actions import Action
from tests.model.protocol import ENDINGS, explored, replayed
from tests.model.schedules import (
    SCHEDULED,
    SaleState,
    Schedule,
    schedules,
    schedules_of,
    situation,
    situations_of,
)
from tests.model.world import Cash, Setting


@pytest.fixture(scope="module")
def made() -> list[Schedule]:
    """Make the schedules once."""
    return schedules()


def test_there_are_enough_and_no_two_are_equal(made: list[Schedule]) -> None:
    """Some hundreds of schedules, each with a name and a history of its own."""
    print(f"{len(made)} schedules")  # noqa: T201 -- the count is part of what this test tells
    assert 300 <= len(made) <= 600
    assert len({schedule.name for schedule in made}) == len(made)
    assert len({(schedule.setting, schedule.steps) for schedule in made}) == len(made)


def test_schedules_replay_in_the_model(made: list[Schedule]) -> None:
    """Each step has exactly one outcome, and the sales end as the schedule says."""
    settings = {setting.name: setting for setting in SCHEDULED}
    for schedule in made:
        setting = settings[schedule.setting]
        world = setting.first_world()
        for taken in schedule.steps:
            world = replayed(setting, world, taken)
        for sale, expected in enumerate(schedule.sales):
            issues = [issue for issue in world.agent.issues if issue.sale == sale]
            assert len(issues) == expected.is_issued, schedule.name
            assert (sale in world.agent.tombstones) == expected.is_tombstoned, schedule.name
            assert world.cash[sale] is expected.cash, schedule.name


def test_every_kind_of_move_is_tried(made: list[Schedule]) -> None:
    """All actions are there but one, which the store's own comparison keeps from happening."""
    tried = {taken.action for schedule in made for taken in schedule.steps}
    assert set(Action) - tried == {Action.AGENT_REUSE_REFUSED}


@pytest.mark.parametrize("setting", SCHEDULED[:2], ids=lambda setting: setting.name)
def test_every_situation_is_tried(setting: Setting, made: list[Schedule]) -> None:
    """Whatever kind of move a search made in whatever phases, some schedule makes it."""
    settings = {setting.name: setting for setting in SCHEDULED}
    tried = set()
    for schedule in made:
        world = settings[schedule.setting].first_world()
        for taken in schedule.steps:
            tried.add(situation(world, taken.action))
            world = replayed(settings[schedule.setting], world, taken)
    assert set(situations_of(explored(setting))) <= tried


def test_every_end_is_there(made: list[Schedule]) -> None:
    """Schedules end in each state of a sale and in each of the three ways."""
    assert {sale.state for schedule in made for sale in schedule.sales} == set(SaleState)
    assert {schedule.ending for schedule in made} == {ending.name for ending in ENDINGS}


def test_ends_agree_with_issues_and_cash(made: list[Schedule]) -> None:
    """What a schedule expects is itself what the promises say."""
    for schedule in made:
        for sale in schedule.sales:
            has_token = sale.state in (SaleState.COMMITTED, SaleState.RECOVERED)
            assert sale.is_issued == has_token, schedule.name
            assert sale.cash is not Cash.BOTH, schedule.name
            assert sale.cash is not Cash.KEPT or has_token, schedule.name
            assert sale.cash is not Cash.RETURNED or sale.is_tombstoned, schedule.name


def test_schedules_are_the_same_in_every_run() -> None:
    """Another process with another hash seed makes the same list."""
    setting = SCHEDULED[1]
    here = hashlib.sha256(repr(schedules_of(setting, set())).encode()).hexdigest()
    program = (
        "import hashlib; from tests.model.schedules import SCHEDULED, schedules_of; "
        "made = schedules_of(SCHEDULED[1], set()); "
        "print(hashlib.sha256(repr(made).encode()).hexdigest())"
    )
    there = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for seed in ("1", "2")
    ]
    assert there == [here, here]
