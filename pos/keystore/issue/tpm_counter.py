"""A monotonic counter in a TPM 2.0, driven by tpm2-tools.

The counter is an NV index of the type counter: the TPM lets nobody set it back, and one that is
deleted and made anew begins above all that ever were. Its secret travels on standard input only.
An index with a password needs no transient object, and a session only while a tool runs.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final, Self

from pos.keystore.errors.counter import CounterGone, CounterUnusable
from pos.keystore.files.tpm_tools import SILENT, ToolFailed, free_room, is_way, run_tool

_SECRET_BYTES: Final = 32
# Owner indices that no specification gives to anybody: 0x01400000 to 0x017fffff, less those in use.
_FIRST_INDEX: Final = 0x01565700
_INDICES: Final = 16
# no_da: a power cut counts as a guess otherwise, and a few of them would lock it.
_OPTIONS: Final = ("-C", "o", "-a", "nt=0x1|authread|authwrite|no_da", "-p", "file:-")
_VALUE_BYTES: Final = 8


@dataclass(frozen=True, slots=True)
class TpmCounter:
    """A counter that was made.

    Attributes:
        way: how the TPM is reached: `device:/dev/tpmrm0`, or `swtpm:path=SOCKET` for a simulator.
        index: handle of the NV index.
        secret: lets read and count; never shown.
    """

    way: str
    index: int
    secret: bytes = field(repr=False)

    @classmethod
    def make(cls, way: str, randomness: Callable[[int], bytes]) -> Self:
        """Make a new counter.

        Raises:
            CounterUnusable: no tools, no such way, or the TPM refuses.
        """
        if not is_way(way):
            raise CounterUnusable(why="no such way to a TPM")
        try:
            free_room(way)
        except ToolFailed as error:
            raise CounterUnusable(why=error.why) from None
        # As hex digits, since the tools end a password at a line feed.
        secret = randomness(_SECRET_BYTES).hex().encode()[:_SECRET_BYTES]
        for index in range(_FIRST_INDEX, _FIRST_INDEX + _INDICES):
            counter = cls(way, index, secret)
            try:
                run_tool(way, "tpm2_nvdefine", f"{index:#x}", *_OPTIONS, given=secret)
                run_tool(way, "tpm2_nvincrement", *counter._named, "-P", "file:-", given=secret)
            except ToolFailed as error:
                why = error.why
                # Whoever else needs the agent waits meanwhile: a silent TPM is asked once.
                if why == SILENT:
                    break
            else:
                return counter
        raise CounterUnusable(why=why)

    def read(self) -> int:
        """Return what it shows; CounterGone."""
        shown = self._run("tpm2_nvread", *self._named, "-s", str(_VALUE_BYTES), "-P", "file:-")
        if len(shown) != _VALUE_BYTES:
            raise CounterGone(why="answer")
        return int.from_bytes(shown)

    def bump(self) -> None:
        """Count one up; CounterGone, after which it may have counted or not."""
        self._run("tpm2_nvincrement", *self._named, "-P", "file:-")

    @property
    def _named(self) -> tuple[str, ...]:
        return f"{self.index:#x}", "-C", f"{self.index:#x}"

    def _run(self, tool: str, *arguments: str) -> bytes:
        try:
            return run_tool(self.way, tool, *arguments, given=self.secret)
        except ToolFailed as error:
            if error.why != SILENT:
                # Tools that were killed may have taken all the room; the next one finds some.
                with suppress(ToolFailed):
                    free_room(self.way)
            raise CounterGone(why=error.why) from None
