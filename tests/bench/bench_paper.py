"""Paper: layout, drawing, delivery, a long queue; prints figures.

Run alone: `python -m tests.bench.bench_paper`. Delivery goes to a simulated printer on this machine
that answers at once, so its figure is what the program itself takes from a queued receipt to the
printer's word, the last byte included.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from pos.bootstrap.joining import SystemClock
from pos.receipts.print_queue import PrintQueue
from printers.paper import Paper
from printers.profiles import EPSON
from printers.render.job import render_job
from printers.render.preview import preview_bitmap
from tests import store_stories as story
from tests.paper_stories import a_drawing, a_receipt
from tests.printer_simulator import PrinterSimulator

ROUNDS = 30
JOBS = 10_000
NOBODY = "tcp://127.0.0.1:9"
_MILLI = 1000


def report(what: str, seconds: list[float]) -> None:
    """Print median and worst of some rounds."""
    median, worst = statistics.median(seconds) * _MILLI, max(seconds) * _MILLI
    sys.stdout.write(f"{what}: median {median:.1f} ms, worst {worst:.1f} ms of {len(seconds)}\n")


def timed(work: Callable[[], object]) -> float:
    """Return how long a piece of work took, in seconds."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def bench_rendering() -> None:
    """One receipt from document to bytes, in the printer's characters and drawn."""
    drawing, paper = a_drawing(), Paper.of(42)
    render_job(a_receipt("arabic"), paper, EPSON, drawing)
    for language in ("english", "arabic", "amharic"):
        work = partial(render_job, a_receipt(language), paper, EPSON, drawing)
        report(f"layout and bytes, {language}", [timed(work) for _ in range(ROUNDS)])
    rows = render_job(a_receipt("arabic"), paper, EPSON, drawing).rows
    rounds = [timed(lambda: preview_bitmap(rows, paper, drawing)) for _ in range(ROUNDS)]
    report("preview of the same", rounds)


def bench_delivery(folder: Path) -> None:
    """From a queued job to the printer's word, with its two durable state changes."""
    store = story.store_for_business(folder)
    queue = PrintQueue(store, folder / "paper", clock=SystemClock())
    seconds: list[float] = []
    with PrinterSimulator() as printer:
        address = f"tcp://127.0.0.1:{printer.port}"
        story.sell(store, 1)
        with store.write() as work:
            work.queue_print(replace(story.a_print_job(1, 1), printer=address))
            work.commit()
        queue.work_off()
        for copy in range(2, ROUNDS + 2):
            with store.write() as work:
                work.queue_print(replace(story.a_print_job(1, copy), printer=address))
                work.commit()
            seconds.append(timed(queue.work_off))
    report("queued to confirmed", seconds)
    store.close()


def bench_long_queue(folder: Path) -> None:
    """Ten thousand receipts wait for a dead printer; a sale's own receipt goes first elsewhere."""
    store = story.store_for_business(folder)
    queue = PrintQueue(store, folder / "paper", clock=SystemClock())
    story.sell(store, 1)
    queue.work_off()
    with store.write() as work:
        for copy in range(1, JOBS + 1):
            work.queue_print(replace(story.a_print_job(1, copy), printer=NOBODY))
        work.commit()
    report(f"{JOBS} jobs, printer dead", [timed(queue.work_off) for _ in range(5)])
    seconds = []
    for number in range(2, 12):
        story.sell(store, number)
        seconds.append(timed(partial(queue.work_off, first=story.sale_id(number))))
    report(f"a sale's receipt past {JOBS} waiting jobs", seconds)
    store.close()


def main() -> None:
    """Print all figures."""
    bench_rendering()
    with tempfile.TemporaryDirectory() as name:
        bench_delivery(Path(name))
    with tempfile.TemporaryDirectory() as name:
        bench_long_queue(Path(name))


if __name__ == "__main__":
    main()
