"""One line on the screen for each step, and the commands that a step runs."""

import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from installer.problems import problem_in_output

LINES_KEPT = 200


class CommandRunner(Protocol):
    """Runs one command to its end; see `run_command`."""

    def __call__(
        self,
        argv: Sequence[str | Path],
        *,
        what: str,
        folder: Path,
        environment: Mapping[str, str] | None = None,
        listen: Callable[[str], None] | None = None,
    ) -> None:
        """Run it."""


class Step:
    """A step that is being done; its line stays open until it ends."""

    def __init__(self, text: str, *, on_screen: bool) -> None:
        self._text = text
        self._on_screen = on_screen
        self._noted = False

    def note(self, detail: str) -> None:
        """Show what is going on within the step; only a screen can take it back again."""
        if self._on_screen:
            self._noted = True
            print(f"\r\x1b[K  {self._text} ... {detail[:40]}", end="", flush=True)

    def end(self, outcome: str) -> None:
        """Close the line."""
        start = f"\r\x1b[K  {self._text} ... " if self._noted else ""
        print(f"{start}{outcome}", flush=True)


@contextmanager
def step(text: str) -> Iterator[Step]:
    """Print a step's line as it begins, and how long it took when it ends."""
    began = time.monotonic()
    running = Step(text, on_screen=sys.stdout.isatty())
    print(f"  {text} ... ", end="", flush=True)
    try:
        yield running
    except BaseException:
        running.end("stopped")
        raise
    running.end(f"done ({time.monotonic() - began:.1f} s)")


def run_command(
    argv: Sequence[str | Path],
    *,
    what: str,
    folder: Path,
    environment: Mapping[str, str] | None = None,
    earlier: Sequence[str] = (),
    listen: Callable[[str], None] | None = None,
) -> None:
    """Run one command to its end, keeping what it says off the screen.

    Args:
        argv: the command and its arguments; never a secret, any user can list them.
        what: the work as a noun, for the error.
        folder: where it runs.
        environment: variables added to our own.
        earlier: lines of commands before it that may tell why this one fails.
        listen: called with each line that it prints.

    Raises:
        SetupError: it could not be started, or failed; says why in one line.
    """
    last = deque(earlier, maxlen=LINES_KEPT)
    try:
        with subprocess.Popen(
            argv,
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as child:
            for line in child.stdout or ():
                last.append(line.rstrip())
                if listen is not None:
                    listen(line.rstrip())
    except OSError as fault:
        raise problem_in_output(what, [f"{argv[0]}: {fault.strerror}"]) from fault
    if child.returncode != 0:
        raise problem_in_output(what, last)
