"""Several processes on one folder, and processes that are killed."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pos.domain.errors import SaleInProgress
from pos.domain.journal import ChainChecker
from pos.store.store import SqlStore
from tests import store_stories as story

ROOT = Path(__file__).parents[3]


@contextmanager
def writer(folder: Path, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Start a writing process; it is gone at the end."""
    command = [sys.executable, "-m", "tests.integration.store.writer", str(folder)]
    process = subprocess.Popen(
        [*command, *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def numbers(process: subprocess.Popen[str]) -> Iterator[int]:
    """Walk the numbers a process says."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.endswith("\n"):
            yield int(line)


def checked_length(store: SqlStore) -> int:
    """Walk the chain; return how many entries it has."""
    chain = ChainChecker(story.TERMINAL, 1)
    with store.read() as reads:
        for stored in reads.entries():
            chain.check(stored)
    return chain.seq


def test_two_processes_keep_one_chain(tmp_path: Path) -> None:
    """Sales of two processes at once share one gapless chain, and every row is right."""
    store = story.store_for_business(tmp_path)
    with (
        writer(tmp_path, "sell", 1, 40) as first,
        writer(tmp_path, "sell", 101, 40) as second,
    ):
        said = [*numbers(first), *numbers(second)]
        assert (first.wait(), second.wait()) == (0, 0)
    assert sorted(said) == list(range(4, 164))
    assert checked_length(store) == store.rebuild() == 163
    with store.read() as reads:
        terminal = reads.terminal()
        assert terminal is not None
        assert terminal.receipts == 80
        receipts = {row.receipt_no for row in reads.sales(limit=99)}
        assert receipts == {f"T1-1-{number:06d}" for number in range(1, 81)}
    store.close()


@pytest.mark.parametrize("after", [1, 2, 7, 12, 33])
def test_a_killed_process_loses_nothing_it_acknowledged(tmp_path: Path, after: int) -> None:
    """What was said to be written is there, whole and chained, and selling goes on."""
    store = story.store_for_business(tmp_path)
    with writer(tmp_path, "sell", 1, 1000) as process:
        said = numbers(process)
        last = [next(said) for _ in range(after)][-1]
        process.kill()
        last = max([last, *said])
    length = checked_length(store)
    assert last <= length <= last + 1
    assert store.rebuild() == length
    with store.read() as reads:
        (waiting,) = reads.open_sales() or (None,)
        assert (waiting is not None) == ((length - 3) % 2 == 1)
    story.sell(store, 5000)
    assert checked_length(store) == length + 2
    store.close()


def test_locks_hold_between_processes_and_die_with_them(tmp_path: Path) -> None:
    """A sale and the print queue belong to one process, until it is killed."""
    store = story.store_for_business(tmp_path)
    with writer(tmp_path, "hold", 1) as process:
        assert next(numbers(process)) == 1
        with pytest.raises(SaleInProgress), store.sale_lock(story.sale_id(1)):
            pass
        with store.spool_lock("virtual:") as is_owner:
            assert not is_owner
        with store.sale_lock(story.sale_id(2)):
            pass
        process.kill()
        process.wait()
        with store.sale_lock(story.sale_id(1)), store.spool_lock("virtual:") as is_owner:
            assert is_owner
    assert list((tmp_path / "locks").iterdir()) == []
    store.close()
