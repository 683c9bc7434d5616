"""A backup that comes back twice onto one folder, and what a power cut leaves of a restore."""

from datetime import timedelta
from pathlib import Path

import pytest

from pos.app.office.enrol_by_stick import request_file
from pos.domain.errors.syncing import EnrolmentRefused, IncarnationKnown
from pos.domain.journal import parse_time
from pos.wire.uplink_lease import lease_terms
from tests import office_stories
from tests import terminal_stories as story
from tests.integration.restore.test_restore import _office, back_up, code_of, grant, restored_into
from tests.office_stories import OfficeHere, RealClock

__all__ = ["_office"]


def test_the_same_backup_comes_back_twice(till: Path, tmp_path: Path) -> None:
    """Each folder of before is kept, under a name of its own."""
    with story.opened(till) as ports:
        backup = back_up(till, ports, tmp_path / "backup")
    code = code_of(till)
    made = [restored_into(till, backup, code, replace=True) for _ in range(3)]
    names = [one.old_folder.name for one in made if one.old_folder is not None]
    assert names == [f"{till.name}.before-2{more}" for more in ("", "-2", "-3")]
    assert all((till.parent / name / "vault").exists() for name in names)
    with story.opened(till):
        assert code_of(till) == made[-1].code


def test_what_a_power_cut_left_is_not_in_the_way(till: Path, tmp_path: Path) -> None:
    """The new terminal was made and not yet moved into its place."""
    with story.opened(till) as ports:
        backup = back_up(till, ports, tmp_path / "backup")
    left = till.with_name(f".{till.name}.restored")
    left.mkdir()
    (left / "vault").write_bytes(b"never used")
    assert restored_into(till, backup, code_of(till), replace=True).restored.incarnation == 2
    assert not left.exists()


def test_a_second_time_head_office_wants_the_incarnation_after(
    till: Path, tmp_path: Path, office: OfficeHere
) -> None:
    """It knows the number already, and says so to whoever has the code; a new backup leads on.

    The lanes rest once more then, counted from the last device that was replaced.
    """
    with story.opened(till) as ports:
        office_stories.join(office, ports)
        backup = back_up(till, ports, tmp_path / "backup")
    code = code_of(till)
    restored_into(till, backup, code, replace=True)
    with story.opened(till) as ports:
        office_stories.join(office, ports)
        office_stories.sync(office, ports)
    restored_into(till, backup, code, replace=True)
    with story.opened(till) as ports:
        with pytest.raises(IncarnationKnown):
            office_stories.join(office, ports)
        agent, terminal = office_stories.agent_of(ports), office.only_terminal().terminal
        for typed, refusal in (
            (office.code_for(terminal), IncarnationKnown),
            ("0" * 20, EnrolmentRefused),
        ):
            with pytest.raises(refusal):
                office.administration.admit(request_file(ports, agent, code=typed))
        further = back_up(till, ports, tmp_path / "further")
    made = restored_into(till, further, code_of(till), replace=True)
    assert made.restored.incarnation == 3
    clock = office.clock
    assert isinstance(clock, RealClock)
    clock.moved += timedelta(days=3)
    with story.opened(till) as ports:
        office_stories.join(office, ports)
        office_stories.sync(office, ports)
    known = office.only_terminal()
    assert (known.standing, known.alarms) == ("main", ())
    assert len(known.exposures) == 2
    terms = lease_terms(grant(office, known.terminal, rested=False))
    assert terms is not None
    assert parse_time(terms.not_before) > office.clock.now() + timedelta(hours=23)
