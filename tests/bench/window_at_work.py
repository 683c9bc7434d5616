"""The window as it is started in a shop, with keys typed into it; tells what was measured.

Run by `bench_window`: `python -m tests.bench.window_at_work FOLDER STARTED_NS SALES METER...`,
where STARTED_NS is the monotonic clock just before the start. What it needs of its own is little,
so that time and memory are those of the program. One JSON object comes out at the end.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from pos.__main__ import main
from pos.bootstrap import window as opening
from pos.presenters.entrance.state import Entrance
from pos.presenters.sale.state import Step
from pos.ui.window.main_window import MainWindow
from pos.ui.window.workplace import Workplace

TICK_MS = 2
# Between keys: slower than any scanner for the first sale, then as fast as one.
TYPED_MS, SCANNED_MS = 120, 10
PATIENCE_S = 60
Until = Callable[[], object]


class Stalls(QObject):
    """Watches how long the window's thread is away from its events.

    Attributes:
        worst: milliseconds between two looks at the events; of them the window's own work, then
            the work of the program's other threads, which may run at the same time; and what was
            going on. Longest first.
    """

    def __init__(self) -> None:
        super().__init__()
        self.worst: list[tuple[float, float, float, str]] = []
        self.doing = ""
        self._last = self._look()

    @staticmethod
    def _look() -> tuple[int, int, int]:
        own = time.thread_time_ns()
        return time.perf_counter_ns(), own, time.process_time_ns() - own

    def tick(self) -> None:
        """Note how long it was since the last tick."""
        now = self._look()
        away, own, others = (
            round((new - old) / 1e6, 1) for new, old in zip(now, self._last, strict=True)
        )
        self.worst.append((away - TICK_MS, own, others, self.doing))
        self.worst = sorted(self.worst, reverse=True)[:8]
        self._last = now


class Seller(QObject):
    """Types sales into a window, one key after another, as its events are handled.

    Args:
        window: as it was built.
        folder: of a training terminal.
        started_ns: when the process was started, monotonic.
        meters: numbers to sell to, in turns.
    """

    def __init__(
        self, window: MainWindow, folder: Path, started_ns: int, sales: int, meters: list[str]
    ) -> None:
        super().__init__(window)
        self._window, self._folder, self._started_ns = window, folder, started_ns
        self._sales, self._meters = sales, meters
        self._stalls = Stalls()
        self._script = self._work()
        self._until: Until = lambda: True
        self._since = time.monotonic()
        self.told: dict[str, Any] = {}
        self._presses = 0
        window.installEventFilter(self)
        self._ticks = QTimer(self)
        self._ticks.setTimerType(Qt.TimerType.PreciseTimer)
        self._ticks.timeout.connect(self._tick)
        self._ticks.start(TICK_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name.
        """Note the first picture."""
        del watched
        if event.type() is QEvent.Type.Paint and "shown_ms" not in self.told:
            self._note("shown_ms")
        return False

    def _note(self, name: str) -> None:
        self.told[name] = (time.monotonic_ns() - self._started_ns) // 1_000_000

    def _tick(self) -> None:
        self._stalls.tick()
        if self._until():
            self._since = time.monotonic()
            self._until = next(self._script, self._end)
        elif time.monotonic() - self._since > PATIENCE_S:
            sys.stderr.write(f"never came further than {self._stalls.doing}\n")
            QApplication.exit(1)

    def _end(self) -> bool:
        self._ticks.stop()
        self.told |= {"rss_end_mib": resident_mib(), "presses": self._presses}
        self.told["stalls"] = self._stalls.worst
        QApplication.quit()
        return False

    @property
    def _place(self) -> Workplace:
        assert self._window.work is not None
        return self._window.work

    def _at(self, step: Step) -> Until:
        return lambda: self._place.sale.state.step is step

    def _work(self) -> Iterator[Until]:
        window = self._window
        yield lambda: window.entrance.state.step is Entrance.WAITING
        self._note("ready_ms")
        pin = (self._folder / "secrets" / "agent.pin").read_text("ascii").strip()
        yield from self._type(pin + "\n", SCANNED_MS)
        yield lambda: window.entrance.state.step is Entrance.IN
        yield lambda: window.shell.sale_page is not None
        yield lambda: self._place.status.state.lease.text.text
        self._note("at_counter_ms")
        self.told["rss_ready_mib"] = resident_mib()
        # What opening costs is told by the times above.
        self._stalls.worst.clear()
        for number in range(self._sales):
            yield from self._sell(number)
            if not number:
                self.told["rss_sale_mib"] = resident_mib()

    def _sell(self, number: int) -> Iterator[Until]:
        sale, gap = self._place.sale, SCANNED_MS if number else TYPED_MS
        self._presses = 0
        self._stalls.doing = "meter"
        yield from self._type(self._meters[number % len(self._meters)] + "\n", gap)
        yield self._at(Step.AMOUNT)
        self._stalls.doing = "amount"
        # No two alike, so that nothing is asked.
        yield from self._type(f"{50 + number}\n", gap)
        yield self._at(Step.TENDER)
        self._stalls.doing = "cash"
        yield from self._type("200", gap)
        yield lambda: sale.state.primary.enabled
        self._stalls.doing = "selling"
        yield from self._type("\n", gap)
        yield self._at(Step.SOLD)
        self._stalls.doing = "printing"
        yield lambda: sale.state.sold and "waits" not in sale.state.sold.print_state.text
        # A finished sale takes no Enter for a moment.
        ready = time.monotonic() + 0.35
        yield lambda: time.monotonic() > ready
        self._stalls.doing = "next"
        yield from self._type("\n", gap)
        yield self._at(Step.METER)

    def _type(self, text: str, gap_ms: int) -> Iterator[Until]:
        for sign in text:
            due = time.monotonic() + gap_ms / 1000
            yield lambda due=due: time.monotonic() >= due  # type: ignore[misc]  # A default is no parameter here.
            is_enter = sign == "\n"
            key = Qt.Key.Key_Return if is_enter else Qt.Key(ord(sign))
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(
                    kind, key, Qt.KeyboardModifier.NoModifier, "\r" if is_enter else sign
                )
                QCoreApplication.postEvent(QApplication.focusWidget() or self._window, event)
            self._presses += 1


def resident_mib() -> float:
    """Return how much memory this process has."""
    status = Path("/proc/self/status").read_text("ascii")
    kib = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    return round(kib / 1024, 1)


def run(folder: Path, started_ns: int, sales: int, meters: list[str]) -> None:
    """Open the window, sell, close it, and tell; leaves with the program's exit status."""
    sellers: list[Seller] = []
    build = opening.build_window

    def watched(*arguments: Any) -> MainWindow:
        window = build(*arguments)
        sellers.append(Seller(window, folder, started_ns, sales, meters))
        return window

    # It comes with the tools for tests; where it is, the line to head office loads it.
    sys.modules["rich"] = None  # type: ignore[assignment]  # As in a shop.
    opening.build_window = watched  # type: ignore[assignment]  # It takes and gives the same.
    sys.argv = ["vendwatt", "--data", str(folder)]
    try:
        main()
    finally:
        (seller,) = sellers
        sys.stdout.write(json.dumps(seller.told) + "\n")


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
