"""The model's histories that lose the journal: up to the loss replayed, then really restored.

The model's `restore` is one step that keeps the key agent. Ours makes a new one, so what follows is
checked against the promises instead: nothing that was issued is lost, nothing is resumed, and the
terminal sells again.
"""

import shutil
from pathlib import Path

import pytest

from pos.app.cash.open_shift import open_shift
from pos.app.journal.ghost_scan import scan_issues
from pos.app.ports import Ports
from pos.app.selling.sell import sell
from pos.app.selling.settle import settle
from pos.bootstrap.backups import InstalledBackups
from pos.cli.session import OpenTerminal
from pos.cli.terminal.backup import RestoreSecrets
from pos.domain.errors import JournalShortened
from pos.domain.money import Money
from pos.domain.sale import SaleState
from pos.keystore.agent.agent import KeyAgent
from tests import terminal_stories as story
from tests.faults.replay import Replay
from tests.model.actions import Action, Step
from tests.model.schedules import Schedule, schedules
from tests.promises_kept import broken_promises


def no_secrets() -> RestoreSecrets:
    """A training terminal asks nobody."""
    raise AssertionError


@pytest.fixture(scope="module", name="histories")
def _histories() -> list[Schedule]:
    """Give one history for each way to come to a restore."""
    ways: dict[tuple[Step, ...], Schedule] = {}
    for history in schedules():
        if history.uses(Action.RESTORE):
            until = [step.action for step in history.steps].index(Action.RESTORE)
            ways.setdefault(tuple(history.steps[:until]), history)
    return list(ways.values())


def test_a_lost_journal_is_restored_and_keeps_every_promise(
    histories: list[Schedule], template: Path, tmp_path: Path
) -> None:
    """What the surviving key store issued is in the new journal, as a sale or kept for people."""
    assert len(histories) >= 5
    for history in histories:
        till, again = tmp_path / "till", tmp_path / "again"
        shutil.copytree(template, till)
        Replay(till, history).run_before(Action.RESTORE)
        issued, kept = _restore(till, tmp_path / "backup", again)
        with story.opened(again) as ports:
            assert settle(ports).offered == ()
            told = _told(ports)
            assert issued <= told | kept, history.name
            assert broken_promises(ports) == [], history.name
            _sell(ports)
            assert scan_issues(ports).ghosts == ()
        for path in (till, again):
            shutil.rmtree(path)
        (tmp_path / "backup").unlink()


def _restore(till: Path, backup: Path, again: Path) -> tuple[set[str], set[str]]:
    """Restore; return what the old agent issued, and what came along for people."""
    code = (till / "secrets" / "recovery-code").read_text()
    with story.opened(till) as ports:
        with pytest.raises(JournalShortened):
            settle(ports)
        assert isinstance(ports.keys, KeyAgent)
        issued = {one.receipt.sale_id for one in ports.keys.issues_after(0)}
        terminal = OpenTerminal(ports=ports, keys=ports.keys, training=True, close=lambda: None)
        InstalledBackups().back_up(till, terminal, backup)
    made = InstalledBackups().restore(
        again, backup, code, no_secrets, replace=False, cost=story.CHEAP
    )
    return issued, set(made.restored.kept_issues)


def _told(ports: Ports) -> set[str]:
    with ports.store.read() as reads:
        rows = reads.sales(limit=10)
    return {row.sale_id for row in rows if row.state == SaleState.COMMITTED}


def _sell(ports: Ports) -> None:
    open_shift(ports, Money(0, story.CURRENCY), operator=story.OPERATOR)
    with ports.store.read() as reads:
        pan = story.pans_of(reads, 1)[0]
    assert sell(ports, story.a_request(pan), operator=story.OPERATOR).tokens
