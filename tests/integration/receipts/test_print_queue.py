"""Receipts from a real store to simulated printers: the state is always what reached paper."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pos.app.ports import PrintJob, PrintState
from pos.app.sold.history import story_of
from pos.bootstrap.joining import SystemClock
from pos.receipts.languages import ENGLISH
from pos.receipts.print_queue import PrintQueue
from pos.receipts.sale_receipt import SaleReceipt
from pos.receipts.stationery import Stationery
from pos.store.store import SqlStore
from printers.document import Cut
from printers.outcome import Deadlines
from printers.paper import Paper
from printers.profiles import EPSON
from printers.render.job import render_job
from tests import store_stories as story
from tests.escpos_reader import PaperReader, read_dots
from tests.paper_stories import LANGUAGES, a_drawing
from tests.printer_simulator import Behaviour, PrinterSimulator

RESOURCES = Path(__file__).parents[3] / "resources"
# Waits that a good answer ends are long, so that a slow machine fails no test.
PATIENT = Deadlines(first_answer_s=5, after_fence_s=0.1)
FOR_SILENCE = Deadlines(first_answer_s=5, first_confirm_s=0.3, confirm_s=0.3, after_fence_s=0.1)
CUSTOMER = "person-1"
QUESTIONS_BYTES = 6


@pytest.fixture(name="store")
def _store(tmp_path: Path) -> Iterator[SqlStore]:
    """A store with one sale whose receipt has nowhere to go yet."""
    store = story.store_for_business(tmp_path)
    with store.write() as work:
        person = story.a_person(CUSTOMER, "Thabo Nkosi")
        story.import_meters(work, [story.a_meter(1, CUSTOMER)], [person])
        work.commit()
    story.sell(store, 1)
    with store.write() as work:
        work.move_print("job-1-0", PrintState.SETTLED)
        work.commit()
    yield store
    store.close()


def queued(store: SqlStore, printer: str, copy: int = 1) -> str:
    """Queue a copy of the sale's receipt for a printer; return the job."""
    job = replace(story.a_print_job(1, copy), printer=printer)
    with store.write() as work:
        work.queue_print(job)
        work.commit()
    return job.job


def found(store: SqlStore, job: str) -> PrintJob:
    """Return a job as the store has it."""
    with store.read() as reads:
        stored = reads.print_job(job)
    assert stored is not None
    return stored


def queue_of(
    store: SqlStore, folder: Path, *, drawn: bool = False, deadlines: Deadlines = PATIENT
) -> PrintQueue:
    """Make the terminal's print queue; drawn with the shipped fonts and templates."""
    stationery = None
    if drawn:
        a_drawing()
        stationery = Stationery(RESOURCES, folder)
    return PrintQueue(store, folder / "paper", stationery, clock=SystemClock(), deadlines=deadlines)


def expected_lines(store: SqlStore, copy: int) -> list[str]:
    """Return the lines of the whole receipt."""
    with store.read() as reads:
        sale = story_of(reads, story.sale_id(1))
    document = SaleReceipt(sale, ENGLISH, copy=copy, printed_by="agent").document()
    assert isinstance(document.blocks[-1], Cut)
    text = render_job(document, Paper.of(42), EPSON).text
    return [line.rstrip() for line in text.splitlines()[:-1] if not line.startswith("QR: ")]


def is_whole(paper: PaperReader, lines: list[str]) -> bool:
    """Tell whether all of a receipt is on paper, cut off."""
    return [line.rstrip() for line in paper.lines] == lines and paper.cuts == 1


def entries_of(store: SqlStore, job: str) -> int:
    """Count the journal's entries that say a job was printed."""
    with store.read() as reads:
        return sum(
            b"receipt_printed" in entry.body and f'"{job}"'.encode() in entry.body
            for entry in reads.entries()
        )


@pytest.mark.parametrize("way", ["dies_after", "closes_after"])
@pytest.mark.parametrize(
    "talks", [Behaviour(), Behaviour(confirms=False)], ids=["process ids", "fences"]
)
def test_the_state_is_what_reached_paper_wherever_the_line_breaks(
    store: SqlStore, tmp_path: Path, talks: Behaviour, way: str
) -> None:
    """In every range of bytes: before, in the middle of text and dots, and after the end."""
    lines = expected_lines(store, 1)
    points = [1, 3, 6, 7, 12, 13, 40, *range(100, 6000, 450), 1 << 20]
    seen = set()
    for number, lost_at in enumerate(points, 1):
        with PrinterSimulator(replace(talks, **{way: lost_at})) as printer:
            job = replace(
                story.a_print_job(1, 1),
                job=f"broken-{number}",
                printer=f"tcp://127.0.0.1:{printer.port}",
            )
            with store.write() as work:
                work.queue_print(job)
                work.commit()
            queue_of(store, tmp_path).work_off()
            printer.wait_for_end()
            state = found(store, job.job).state
            seen.add(state)
            match state:
                case PrintState.CONFIRMED:
                    assert is_whole(printer.paper, lines), lost_at
                case PrintState.BLOCKED:
                    assert printer.paper.lines == [], lost_at
                case PrintState.UNKNOWN:
                    assert lost_at > QUESTIONS_BYTES
                case other:
                    pytest.fail(f"{other} at {lost_at}")
            assert entries_of(store, job.job) == (state is PrintState.CONFIRMED)
        with store.write() as work:
            work.move_print(job.job, PrintState.SETTLED)
            work.commit()
    assert seen == {PrintState.CONFIRMED, PrintState.BLOCKED, PrintState.UNKNOWN}


@pytest.mark.parametrize("paper_lines", [0, 1, 7, 20])
def test_paper_that_ends_is_told(store: SqlStore, tmp_path: Path, paper_lines: int) -> None:
    """Before the job: nothing is sent, and it is printed by itself on a new roll. Else unknown."""
    with PrinterSimulator(Behaviour(paper_lines=paper_lines)) as printer:
        job = queued(store, f"tcp://127.0.0.1:{printer.port}")
        queue_of(store, tmp_path, deadlines=FOR_SILENCE).work_off()
        printer.wait_for_end()
        if paper_lines:
            assert found(store, job).state is PrintState.UNKNOWN
            assert 0 < len(printer.paper.lines) < len(expected_lines(store, 1))
            return
        assert found(store, job).state is PrintState.BLOCKED
        printer.load_paper()
        queue_of(store, tmp_path).work_off()
        printer.wait_for_end()
        assert found(store, job).state is PrintState.CONFIRMED
        assert is_whole(printer.paper, expected_lines(store, 1))


def test_a_second_printer_takes_over(store: SqlStore, tmp_path: Path) -> None:
    """What each was seen to do is remembered by its own address."""
    with PrinterSimulator(Behaviour(is_cover_open=True)) as printer:
        first = f"tcp://127.0.0.1:{printer.port}"
        job = queued(store, f"{first} virtual:")
        queue_of(store, tmp_path).work_off()
        assert printer.paper.lines == []
    assert found(store, job).state is PrintState.CONFIRMED
    with store.read() as reads:
        memory = reads.printer_memory("virtual:")
    assert memory is not None
    assert memory.answers_status is False
    (kept,) = (tmp_path / "paper").glob("*.txt")
    assert "COPY 1" in kept.read_text()


def test_a_job_found_sending_is_left_to_a_person(store: SqlStore, tmp_path: Path) -> None:
    """The power went while bytes may have been leaving; it is never sent again by itself."""
    job = queued(store, "virtual:")
    with store.write() as work:
        work.claim_print(job)
        work.commit()
    for _ in range(2):
        queue_of(store, tmp_path).work_off()
    assert found(store, job).state is PrintState.UNKNOWN
    assert not (tmp_path / "paper").exists()


def test_a_queue_that_another_process_works_off_is_left_alone(
    store: SqlStore, tmp_path: Path
) -> None:
    """Two would mix their jobs on one printer."""
    job = queued(store, "virtual:")
    with store.spool_lock("virtual:") as is_owner:
        assert is_owner
        queue_of(store, tmp_path).work_off()
    assert found(store, job).state is PrintState.QUEUED


def test_a_dead_printer_is_tried_once_however_much_waits(store: SqlStore, tmp_path: Path) -> None:
    """More than a batch waits: one of them is claimed, and nobody waits a minute."""
    for copy in range(1, 131):
        queued(store, "tcp://127.0.0.1:9", copy)
    queue_of(store, tmp_path).work_off()
    with store.read() as reads:
        jobs = reads.waiting_print_jobs()
    assert [job.attempts for job in jobs] == [1] + [0] * 129


def test_a_sale_does_not_wait_for_a_long_queue(store: SqlStore, tmp_path: Path) -> None:
    """Its own receipt first, then a few old ones; the others with later sales."""
    for copy in range(1, 31):
        queued(store, "virtual:", copy)
    story.sell(store, 2)
    queue_of(store, tmp_path).work_off(first=story.sale_id(2))
    states = [found(store, f"job-1-{copy}").state for copy in range(1, 31)]
    assert found(store, "job-2-0").state is PrintState.CONFIRMED
    assert 0 < states.count(PrintState.CONFIRMED) < 15
    queue_of(store, tmp_path).work_off()
    with store.read() as reads:
        assert reads.waiting_print_jobs() == ()


@pytest.mark.parametrize(
    "name",
    [
        "\x1bp\x00\x19\xfa\r\n TOTAL 0.00",
        "\x10\x14\x01\x00\x08 \x1d(H\x06\x00\x30\x30AAAA",
        "\u202e\u2066" + LANGUAGES["arabic"][2] + " 9999 9999 9999 9999 9999",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f4a1",
        "x" * 10_000,
        LANGUAGES["bengali"][0] * 500,
    ],
    ids=["drawer kick", "real time", "bidi", "emoji", "long", "long bengali"],
)
def test_a_hostile_name_harms_nothing(store: SqlStore, tmp_path: Path, name: str) -> None:
    """No command, one cut, and the code whole on a line of its own."""
    with store.write() as work:
        person = story.a_person(CUSTOMER, name)
        story.import_meters(work, [story.a_meter(1, CUSTOMER)], [person])
        work.commit()
    with PrinterSimulator() as printer:
        job = queued(store, f"tcp://127.0.0.1:{printer.port}")
        queue_of(store, tmp_path, drawn=True).work_off()
        printer.wait_for_end()
        assert found(store, job).state is PrintState.CONFIRMED
        assert (printer.paper.drawer_kicks, printer.paper.cuts) == (0, 1)
        lines = [line.strip() for line in printer.paper.lines]
        assert lines.count("0000 0000 0000 0000 0001") == 1


def test_the_preview_of_a_receipt_is_its_paper(store: SqlStore, tmp_path: Path) -> None:
    """An Arabic name: what the printer got burns the dots that the picture shows."""
    with store.write() as work:
        person = story.a_person(CUSTOMER, LANGUAGES["arabic"][2])
        story.import_meters(work, [story.a_meter(1, CUSTOMER)], [person])
        work.commit()
    queued(store, "virtual:")
    queue_of(store, tmp_path, drawn=True).work_off()
    (kept,) = (tmp_path / "paper").glob("*.escpos")
    drawing = a_drawing()
    dots = read_dots(kept.read_bytes(), 512, drawing.glyph)
    with store.read() as reads:
        sale = story_of(reads, story.sale_id(1))
    receipt = SaleReceipt(sale, ENGLISH, copy=1, printed_by="agent")
    rendered = render_job(receipt.document(), Paper.of(42), EPSON, drawing)
    assert rendered.data == kept.read_bytes()
    assert rendered.replaced == 0
    assert len(dots) > 900
