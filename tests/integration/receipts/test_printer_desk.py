"""Asking and trying printers at a terminal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.app.ports import Condition, PrinterMemory, PrintState
from pos.receipts.printer_desk import PrinterDesk
from pos.receipts.printer_texts import BUSY, CANNOT_SAY, FAULTS, READY, UNREACHABLE
from pos.receipts.stationery import Stationery
from pos.store.store import SqlStore
from printers.status import Fault
from tests import store_stories as story
from tests.paper_stories import a_drawing
from tests.printer_simulator import Behaviour, PrinterSimulator

RESOURCES = Path(__file__).parents[3] / "resources"
NOW = "2026-11-22T22:30:00.000Z"
NOBODY = "tcp://127.0.0.1:9"


@pytest.fixture(name="store")
def _store(tmp_path: Path) -> Iterator[SqlStore]:
    """A terminal open for business."""
    store = story.store_for_business(tmp_path)
    yield store
    store.close()


@pytest.fixture(name="desk")
def _desk(store: SqlStore, tmp_path: Path) -> PrinterDesk:
    """Its printer desk."""
    a_drawing()
    return PrinterDesk(store, Stationery(RESOURCES, tmp_path), tmp_path / "paper")


def test_two_printers_are_asked_and_neither_prints(desk: PrinterDesk) -> None:
    """One with its cover open, one that is ready."""
    with PrinterSimulator(Behaviour(is_cover_open=True)) as open_one, PrinterSimulator() as ready:
        addresses = f"tcp://127.0.0.1:{open_one.port} tcp://127.0.0.1:{ready.port}"
        first, second = desk.status(addresses)
        ready.wait_for_end()
        assert ready.paper.lines == []
    assert (first.condition, first.texts) == (Condition.FAULT, (FAULTS[Fault.COVER_OPEN],))
    assert first.faults == (Fault.COVER_OPEN.value, Fault.OFFLINE.value)
    assert (second.condition, second.texts) == (Condition.READY, (READY,))


def test_what_cannot_be_asked_is_told(desk: PrinterDesk) -> None:
    """Nobody there, or nobody who answers."""
    nobody, virtual = desk.status(f"{NOBODY} virtual:")
    assert (nobody.condition, nobody.texts) == (Condition.UNREACHABLE, (UNREACHABLE,))
    assert (virtual.condition, virtual.texts) == (Condition.CANNOT_SAY, (CANNOT_SAY,))


def test_a_printer_at_work_is_left_alone(desk: PrinterDesk, store: SqlStore) -> None:
    """Questions in the middle of a receipt would break it."""
    with store.spool_lock("virtual:") as is_owner:
        assert is_owner
        (report,) = desk.status("virtual:")
        trial = desk.try_out("virtual:", now=NOW)
    assert report.condition is Condition.BUSY
    assert (trial.state, trial.texts) == (PrintState.BLOCKED, (BUSY,))


def test_a_test_page_is_printed_and_confirmed(desk: PrinterDesk, tmp_path: Path) -> None:
    """It bears no code but zeros, and says that it is none."""
    assert desk.try_out("virtual:?columns=32", now=NOW).state is PrintState.CONFIRMED
    (kept,) = (tmp_path / "paper").glob("test-*.txt")
    text = kept.read_text()
    assert "TEST PAGE" in text
    assert "12345678901234567890123456789012\n" in text
    assert "0000 0000 0000 0000 0000" in text
    assert "2026-11-22 22:30 +0000" in text


def test_a_printer_that_is_not_there_gets_no_page(desk: PrinterDesk) -> None:
    """And words say so."""
    trial = desk.try_out(NOBODY, now=NOW)
    assert (trial.state, trial.texts) == (PrintState.BLOCKED, (UNREACHABLE,))


@pytest.mark.parametrize(
    ("talks", "learnt"),
    [
        (Behaviour(), (True, True, True)),
        (Behaviour(confirms=False), (True, False, True)),
        (Behaviour(confirms=False, fences=False), (True, False, False)),
        (Behaviour(answers=False), (False, False, False)),
        (Behaviour(is_cover_open=True), (True, None, None)),
    ],
    ids=["all", "fences", "status", "mute", "cover open"],
)
def test_what_a_unit_can_do_is_found_without_paper_and_remembered(
    desk: PrinterDesk, store: SqlStore, talks: Behaviour, learnt: tuple[bool | None, ...]
) -> None:
    """Whatever was known of this address before."""
    with PrinterSimulator(talks) as printer:
        address = f"tcp://127.0.0.1:{printer.port}"
        with store.write() as work:
            work.remember_printer(address, PrinterMemory(confirms=True))
            work.commit()
        memory = desk.probe(address).memory
        assert (memory.answers_status, memory.confirms, memory.fences) == learnt
        printer.wait_for_end()
        assert (printer.paper.lines, printer.paper.cuts) == ([], 0)
    with store.read() as reads:
        assert reads.printer_memory(address) == memory


def test_a_printer_that_is_not_there_teaches_nothing(desk: PrinterDesk, store: SqlStore) -> None:
    """It may be switched on tomorrow."""
    assert desk.probe(NOBODY).report.condition is Condition.UNREACHABLE
    with store.read() as reads:
        assert reads.printer_memory(NOBODY) is None
