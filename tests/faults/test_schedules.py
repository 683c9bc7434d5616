"""Every schedule of the model, replayed on the real store, key agent and use cases."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.replay import Replay
from tests.model.actions import Action
from tests.model.schedules import SCHEDULED, Schedule, schedules

Record = Callable[[str, object], None]


@pytest.fixture(scope="module", name="histories")
def _histories() -> list[Schedule]:
    """Give the schedules that need no `restore`, which comes with backups."""
    return [schedule for schedule in schedules() if not schedule.uses(Action.RESTORE)]


@pytest.mark.parametrize("setting", [setting.name for setting in SCHEDULED])
def test_the_code_does_what_the_model_does(
    histories: list[Schedule],
    template: Path,
    tmp_path: Path,
    record_property: Record,
    setting: str,
) -> None:
    """Each history ends for real as it does in the model, and then keeps every promise."""
    chosen = [history for history in histories if history.name.startswith(f"{setting}:")]
    failed: dict[str, str] = {}
    for history in chosen:
        folder = tmp_path / "till"
        shutil.copytree(template, folder)
        try:
            Replay(folder, history).run()
        except AssertionError as error:
            failed[history.name] = str(error)
        shutil.rmtree(folder)
    assert failed == {}
    assert chosen
    record_property("figure", f"{len(chosen)} schedules of the model ({setting}): the code agrees")


def test_another_end_would_be_seen(histories: list[Schedule], till: Path) -> None:
    """The comparison is not empty: a history whose end the model tells otherwise fails."""
    history = next(kept for kept in histories if kept.sales[0].is_issued)
    (sale,) = history.sales
    wrong = replace(history, sales=(replace(sale, is_issued=False),))
    with pytest.raises(AssertionError):
        Replay(till, wrong).run()
