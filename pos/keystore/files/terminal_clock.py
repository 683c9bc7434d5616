r"""A terminal's clock: the machine's, unless head office told another time since it started.

DIR/clock.json    {"boot": id of this start of the machine, "running_ms": how long it ran then,
                   "time": what head office told then, "signature": Ed25519 by the device key over
                   "vendwatt told time 1\0" and the other three as a JSON array}

A machine with a dead clock battery starts in some past year. Once head office has told the time,
it goes on by that until it is switched off. Programs of the terminal take the file as it lies
there. The agent goes by a word of its own only: leases, approvals and waits after wrong PINs hang
on its clock, and whoever may write here may not set the machine's.
"""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec

from pos.domain.journal import parse_time
from pos.keystore.files.folder import AgentFolder, read_plain, replace_file
from pos.wire.signatures import signature_is_genuine

# Within this the machine's clock is good enough.
_AGREES = timedelta(minutes=2)
_FILE_BYTES_MAX: Final = 4096
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_TOLD_TAG: Final = b"vendwatt told time 1\0"


class ToldTime(msgspec.Struct, frozen=True):
    """What head office told, and when in the life of the machine.

    Attributes:
        boot: names a start of the machine.
        running_ms: how long it ran then.
        time: in the journal's form.
        signature: of the device key, 128 hex digits; empty in files of earlier programs.
    """

    boot: str
    running_ms: int
    time: str
    signature: str = ""

    def signed_bytes(self) -> bytes:
        """Return what the device key signs."""
        return _TOLD_TAG + msgspec.json.encode((self.boot, self.running_ms, self.time))

    def is_signed_by(self, device_key: str) -> bool:
        """Whether a device key (64 hex digits) signed it."""
        try:
            signature = bytes.fromhex(self.signature)
        except ValueError:
            return False
        return signature_is_genuine(bytes.fromhex(device_key), signature, self.signed_bytes())


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
        self._word: ToldTime | None = None

    def now(self) -> datetime:
        """Return the present moment, aware, UTC."""
        machine = self._machine.now()
        word = self._newest_word()
        if word is None:
            return machine
        try:
            since = timedelta(milliseconds=self._machine.running_ms() - word.running_ms)
            told = parse_time(word.time) + since
        except OverflowError:
            return machine
        return machine if abs(told - machine) <= _AGREES else told

    def _newest_word(self) -> ToldTime | None:
        # Mostly there is none, and to hear so takes half as long as an error does.
        if not os.access(self._file, os.F_OK):
            return None
        try:
            changed = self._file.stat().st_mtime_ns
        except OSError:
            return None
        if changed != self._read_at:
            self._word, self._read_at = self._read(), changed
        return self._word

    def _read(self) -> ToldTime | None:
        """Return what the file says of this start of the machine; nothing it says is needed."""
        try:
            word = msgspec.json.decode(read_plain(self._file, _FILE_BYTES_MAX), type=ToldTime)
            parse_time(word.time)
        except (OSError, ValueError, RecursionError):
            return None
        return word if word.boot == self._machine.boot() and self._believes(word) else None

    def _believes(self, word: ToldTime) -> bool:  # noqa: ARG002 - for the agent's, which asks more.
        return True


class AgentClock(TerminalClock):
    """The agent's own, which goes by no word that its device key did not sign."""

    def __init__(self, folder: Path, machine: Machine | None = None) -> None:
        super().__init__(folder, machine)
        self._device_key = ""

    def trust(self, device_key: str) -> None:
        """Believe words of this device key, 64 hex digits; before that none."""
        self._device_key, self._read_at = device_key, 0

    def _believes(self, word: ToldTime) -> bool:
        return bool(self._device_key) and word.is_signed_by(self._device_key)


def told_now(told: str, machine: Machine | None = None) -> ToldTime:
    """Return what head office just told, unsigned."""
    here = machine or Machine()
    return ToldTime(here.boot(), here.running_ms(), told)


def keep_told(folder: AgentFolder, word: ToldTime) -> None:
    """Let a terminal's clock go on from what head office told; DiskFull, StoreUnusable."""
    # Where the agent is a service, the programs at the counter are of its group.
    replace_file(folder.clock, msgspec.json.encode(word), for_group=True)
