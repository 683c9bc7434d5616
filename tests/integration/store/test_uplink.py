"""What a terminal remembers of its head office survives, and is beside the journal."""

from dataclasses import replace
from pathlib import Path

from pos.app.ports import UplinkState
from pos.domain.journal import NO_HASH
from pos.domain.standing import Standing
from tests import store_stories as story

STATE = UplinkState(
    url="https://office.example",
    root_key="ab" * 32,
    answer_key="cd" * 32,
    epoch=1,
    seq=0,
    hash=NO_HASH,
    stopped=Standing.MAIN,
    lease_serial=1,
    heard_at="",
)


def test_it_is_kept_replaced_and_no_entry(tmp_path: Path) -> None:
    """One row, and the journal does not grow by it."""
    store = story.store_for_business(tmp_path)
    with store.read() as reads:
        assert reads.uplink() is None
        before = reads.head()
    later = replace(STATE, epoch=2, seq=3, hash="ef" * 32, stopped=Standing.FORK, heard_at="now")
    for state in (STATE, later):
        with store.write() as work:
            work.set_uplink(state)
            work.commit()
    store.close()
    store = story.reopened(tmp_path)
    with store.read() as reads:
        assert (reads.uplink(), reads.head()) == (later, before)
    store.rebuild()
    store.close()


def test_one_process_owns_the_line(tmp_path: Path) -> None:
    """The second is told, not made to wait."""
    store = story.store_for_business(tmp_path)
    with (
        store.sync_lock() as first,
        store.sync_lock() as second,
        store.spool_lock("virtual:") as spool,
    ):
        assert (first, second, spool) == (True, False, True)
    with store.sync_lock() as again:
        assert again
    store.close()
