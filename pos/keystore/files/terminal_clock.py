"""A terminal's clock: the machine's, unless head office told another time since it started.

DIR/clock.json    {"boot": id of this start of the machine, "running_ms": how long it ran then,
                   "time": what head office told then}

A machine with a dead clock battery starts in some past year. Once head office has told the time,
it goes on by that until it is switched off. The file proves nothing: who can write it could set the
machine's clock as well, and both are held by what the agent knows.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from pos.domain.journal import parse_time
from pos.keystore.files.folder import AgentFolder, replace_file

# Within this the machine's clock is good enough.
_AGREES = timedelta(minutes=2)
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class _Word:
    """What head office told, and when in the life of the machine."""

    boot: str
    running_ms: int
    time: str


class Machine:
    """The computer, as far as its clocks go."""

    def now(self) -> datetime:
        """Return its clock, UTC."""
        return datetime.now(UTC)

    def running_ms(self) -> int:
        """Return for how long it has been on, sleep included; nobody can set this."""
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000

    def boot(self) -> str:
        """Return what names this start of the machine."""
        return _BOOT_ID.read_text("ascii").strip()


class TerminalClock:
    """Implements `Clock` for the processes of one terminal's folder."""

    def __init__(self, folder: Path, machine: Machine | None = None) -> None:
        self._file = AgentFolder(folder).clock
        self._machine = machine or Machine()
        self._read_at = 0
        self._word: _Word | None = None

    def now(self) -> datetime:
        """Return the present moment, aware, UTC."""
        machine = self._machine.now()
        word = self._newest_word()
        if word is None:
            return machine
        since = timedelta(milliseconds=self._machine.running_ms() - word.running_ms)
        told = parse_time(word.time) + since
        return machine if abs(told - machine) <= _AGREES else told

    def _newest_word(self) -> _Word | None:
        try:
            changed = self._file.stat().st_mtime_ns
        except OSError:
            return None
        if changed != self._read_at:
            self._word, self._read_at = self._read(), changed
        return self._word

    def _read(self) -> _Word | None:
        """Return what the file says of this start of the machine; nothing it says is needed."""
        try:
            word = msgspec.json.decode(self._file.read_bytes(), type=_Word)
            parse_time(word.time)
            return word if word.boot == self._machine.boot() else None
        except (OSError, ValueError):
            return None


def tell_clock(folder: AgentFolder, told: str, machine: Machine | None = None) -> None:
    """Let a terminal's clock go on from what head office told; DiskFull, StoreUnusable."""
    here = machine or Machine()
    word = _Word(here.boot(), here.running_ms(), told)
    replace_file(folder.clock, msgspec.json.encode(word))
