"""The lease that the store keeps in memory is always the one on the disk."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.keystore.files.encrypted_database import (
    AgentDatabase,
    create_database,
    open_database,
)
from pos.keystore.files.secret import Secret
from pos.keystore.issue.lease_rows import LeaseRows
from pos.keystore.vault.slots import KEY_BYTES
from tests import agent_stories as story


class PowerGone(Exception):
    """Ends a transaction before its commit."""


@pytest.fixture(name="database")
def _database(tmp_path: Path) -> Iterator[AgentDatabase]:
    """Give an empty issue store."""
    key = os.urandom(KEY_BYTES)
    create_database(tmp_path / "agent.db", Secret(key))
    database = open_database(tmp_path / "agent.db", Secret(key))
    yield database
    database.close()


def serial_of(leases: LeaseRows) -> int:
    """Return the serial of the lease in force, 0 for none."""
    newest = leases.newest()
    return 0 if newest is None else newest.serial


def test_a_newer_lease_takes_the_place_of_the_one_that_was_read(database: AgentDatabase) -> None:
    """However often the older one was asked for."""
    leases = LeaseRows(database)
    for serial in (1, 2):
        assert [serial_of(leases), serial_of(leases)] == [serial - 1] * 2
        with database.transaction():
            leases.add(story.a_lease(story.NOON, serial=serial))
    assert serial_of(leases) == 2


@pytest.mark.parametrize("looked_at", [False, True])
def test_a_lease_that_was_rolled_back_is_not_in_force(
    database: AgentDatabase, *, looked_at: bool
) -> None:
    """Not even where it was looked at before its transaction ended."""
    leases = LeaseRows(database)
    with database.transaction():
        leases.add(story.a_lease(story.NOON))

    def half_done() -> None:
        with database.transaction():
            leases.add(story.a_lease(story.NOON, serial=2))
            leases.add_forfeit(7, 100, 20)
            if looked_at:
                assert serial_of(leases) == 2
            raise PowerGone

    with pytest.raises(PowerGone):
        half_done()
    newest = leases.newest()
    assert newest == story.a_lease(story.NOON)
    assert leases.forfeited() == (0, 0)


def test_what_a_crash_forfeited_counts_at_once(database: AgentDatabase) -> None:
    """And adds up."""
    leases = LeaseRows(database)
    with database.transaction():
        leases.add(story.a_lease(story.NOON))
    for counter, money, sum_of_money in ((7, 100, 100), (8, 30, 130)):
        assert serial_of(leases) == 1
        with database.transaction():
            leases.add_forfeit(counter, money, 20)
        newest = leases.newest()
        assert newest is not None
        assert (newest.money_issued, newest.money_forfeited) == (sum_of_money, sum_of_money)
    assert leases.forfeited() == (130, 40)
