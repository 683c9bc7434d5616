"""Whatever a terminal did, the journal alone gives the same tables again."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos.app.ports import UnitOfWork
from pos.domain.entries import (
    ClockAccepted,
    CopyQueued,
    IssueRecovered,
    OperatorAdded,
    PrinterSet,
    TariffLoaded,
)
from pos.domain.errors import FolderInUse
from pos.domain.journal import ChainChecker
from pos.domain.sale import SaleState
from pos.store.file_lock import held_lock
from tests import store_stories as story
from tests.builders import an_issue

SALES = st.integers(min_value=1, max_value=6)
STEPS = st.one_of(
    st.tuples(st.sampled_from(["begin", "commit", "cancel", "recover", "copy"]), SALES),
    st.tuples(st.sampled_from(["meters", "operator", "tariff", "printer", "clock"]), SALES),
)


def _take(work: UnitOfWork, what: str, number: int) -> None:
    """Do one thing that a terminal may do now; leave it where it may not."""
    row = work.sale(story.sale_id(number))
    match what:
        case "begin" if row is None:
            story.begin(work, number)
        case "commit" if row is not None and row.state == SaleState.OPEN:
            story.commit_sale(work, number, issue_no=work.last_issue_no() + 1)
        case "cancel" if row is not None and row.state == SaleState.OPEN:
            story.cancel_sale(work, number)
        case "copy" if row is not None and row.state == SaleState.COMMITTED:
            copied = CopyQueued(job=f"c{work.head().seq}", sale_id=row.sale_id, copy=row.copies + 1)
            work.append(copied, operator="agent")
        case "meters":
            meters = [story.a_meter(number, f"p{work.head().seq}"), story.a_meter(number + 1)]
            story.import_meters(work, meters, [])
        case "operator":
            work.append(OperatorAdded(name=f"o{number}", role="agent"), operator="")
        case "tariff":
            work.append(TariffLoaded(tariff=f"t{number % 2}", digest="0" * 64), operator="")
        case "printer":
            work.append(PrinterSet(printer=f"tcp://p{number}:9100"), operator="")
        case "clock":
            work.append(ClockAccepted(known=""), operator="agent")


def _recover(work: UnitOfWork, begun: str, number: int) -> None:
    """Adopt an issue whose sale this journal does not hold."""
    terminal = work.terminal()
    assert terminal is not None
    recovered = IssueRecovered(
        sale_id=story.sale_id(number),
        receipt_no=f"T1-1-{terminal.receipts + 1:06d}",
        begun=begun,
        issue=an_issue(issue_no=work.last_issue_no() + 1, sale_id=story.sale_id(number)),
    )
    work.append(recovered, operator="")


@settings(max_examples=20, deadline=None)
@given(steps=st.lists(STEPS, max_size=25), size=st.integers(min_value=1, max_value=4))
def test_a_rebuild_is_equal(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]], size: int
) -> None:
    """Any sequence of what a terminal may do, in transactions of any size, rebuilds equal."""
    store = story.store_for_business(tmp_path_factory.mktemp("any"))
    for start in range(0, len(steps), size):
        with store.write() as work:
            for what, number in steps[start : start + size]:
                if what == "recover" and work.sale(story.sale_id(number)) is None:
                    begun = _begun_elsewhere(tmp_path_factory.mktemp("lost"), number)
                    _recover(work, begun, number)
                else:
                    _take(work, what, number)
            work.commit()
    chain = ChainChecker(story.TERMINAL, 1)
    with store.read() as reads:
        for stored in reads.entries():
            chain.check(stored)
    assert store.rebuild() == chain.seq
    store.close()


def _begun_elsewhere(folder: Path, number: int) -> str:
    """Return the stored SaleBegun of a journal that was lost."""
    store = story.store_for_business(folder)
    with store.write() as work:
        story.begin(work, number)
        body = work.entry(work.head().seq).body.decode()
    store.close()
    return body


def test_one_rebuild_at_a_time(tmp_path: Path) -> None:
    """A second one would empty the first one's folder."""
    store = story.store_for_business(tmp_path)
    lock = tmp_path / "locks" / "rebuild"
    with held_lock(lock, FolderInUse(why="test")), pytest.raises(FolderInUse):
        store.rebuild()
    assert store.rebuild() == 3
    store.close()


def test_a_killed_rebuild_is_cleared_away(tmp_path: Path) -> None:
    """What one left behind does not disturb the next."""
    store = story.store_for_business(tmp_path)
    (tmp_path / "rebuild").mkdir()
    (tmp_path / "rebuild" / "fresh.db").write_bytes(b"half" * 4096)
    assert store.rebuild() == 3
    assert not (tmp_path / "rebuild").exists()
    store.close()


def test_a_sale_goes_on_during_a_rebuild(tmp_path: Path) -> None:
    """A rebuild reads one consistent view and blocks no writer."""
    store = story.store_for_business(tmp_path)
    with store.read() as view:
        before = view.head().seq
        story.sell(store, 1)
        assert view.head().seq == before
    assert store.rebuild() == before + 2
    store.close()
