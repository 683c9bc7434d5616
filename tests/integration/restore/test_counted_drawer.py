"""A drawer that was counted before a backup: its entries name other entries."""

from pathlib import Path

from pos.app.cash.hand_over import hand_over
from pos.app.journal.check_journal import verify_journal
from pos.domain.projections import ShiftState
from tests import cash_stories as cash
from tests import terminal_stories as story
from tests.integration.restore.test_restore import back_up, code_of, restored_into


def test_a_drawer_that_was_counted_is_restored(till: Path, tmp_path: Path) -> None:
    """A count has another number here, and who signed it names that one, twice restored, too."""
    with story.opened(till) as ports:
        agent, boss = (cash.signed_in(ports, till, name) for name in ("agent", "supervisor"))
        cash.sell_for(ports, 5_000)
        cash.count_right(ports, agent)
        hand_over(ports, "", operator=agent, taker=cash.second(till))
        cash.count_right(ports, boss)
        z_no = cash.close(ports, till, boss, by="agent").report.closed.z_no
        backup = back_up(till, ports, tmp_path / "backup")
        before = verify_journal(ports).entries
    code = code_of(till)
    for name in ("once", "twice"):
        restored_into(tmp_path / name, backup, code)
        with story.opened(tmp_path / name) as ports:
            assert verify_journal(ports).earlier == before
            ports.store.rebuild()
            shift = cash.the_shift(ports)
            assert (shift.state, shift.z_no) == (ShiftState.CLOSED, z_no)
            backup = back_up(tmp_path / name, ports, tmp_path / f"backup of {name}")
            before += verify_journal(ports).entries
        code = code_of(tmp_path / name)
