"""A lease that begins at once after a restore, and the leases that follow it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from pos.domain.journal import parse_time
from pos.domain.lease import Lane
from pos.headoffice.terminals.leases import Grant
from pos.wire.uplink_lease import SignedLease, lease_terms
from tests import office_stories
from tests import terminal_stories as story
from tests.integration.restore.test_restore import _office, back_up, code_of, grant, restored_into
from tests.office_stories import OfficeHere

__all__ = ["_office"]


def wait_of(office: OfficeHere, lease: object) -> timedelta:
    """Return how long a lease has to be waited for."""
    assert isinstance(lease, SignedLease)
    terms = lease_terms(lease)
    assert terms is not None
    return parse_time(terms.not_before) - office.clock.now()


def test_further_leases_take_nothing_back(till: Path, tmp_path: Path, office: OfficeHere) -> None:
    """Somebody made sure that the old device sold nothing: that holds for the same lane."""
    with story.opened(till) as ports:
        office_stories.join(office, ports)
        terminal = office.only_terminal().terminal
        grant(office, terminal, rested=False)
        backup = back_up(till, ports, tmp_path / "backup")
    restored_into(till, backup, code_of(till), replace=True)
    # What the old device had says nothing of the new one.
    assert wait_of(office, grant(office, terminal, rested=False)) <= timedelta()
    with story.opened(till) as ports:
        office_stories.join(office, ports)
    assert wait_of(office, grant(office, terminal, rested=False)) > timedelta(hours=23)
    assert wait_of(office, grant(office, terminal, rested=True)) < timedelta()
    assert wait_of(office, grant(office, terminal, rested=False)) < timedelta()
    until = office.clock.now() + timedelta(days=30)
    moved = replace(Grant(terminal, 100, 1000, 1000, until=until), lane=Lane(1, 4))
    assert wait_of(office, office.administration.grant(moved)) > timedelta(hours=23)
