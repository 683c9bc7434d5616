"""The program's own Python environment, `.venv`, and how to see at once that it is whole.

    no stamp, or of another place, Python or lock  ->  made anew, packages and project installed
    stamp lacks a lock that is asked for           ->  that lock's packages added
    stamp of another pyproject.toml                ->  project installed again
    stamp as wanted                                ->  nothing to do

The stamp is taken away before the first change and written, with everything else on the disk,
after the last, so a set-up that lost its power is seen as no set-up.
"""

import fcntl
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from enum import Enum
from pathlib import Path
from typing import assert_never

from installer.problems import SetupError, SetupStatus
from installer.steps import CommandRunner, Step, run_command, step

ROOM_NEEDED_BYTES = 500_000_000
# The project is installed by the build backend of the lock, never by one fetched at that moment.
PIP_INSTALL = ("-m", "pip", "install", "--disable-pip-version-check", "--no-input")
# Set by some to keep pip out of the system; it would keep the packages out of `.venv`.
PIP_HERE = {"PIP_USER": "0"}


class Lock(Enum):
    """A set of packages by file name; what a later one holds includes the earlier one's."""

    RUN = "requirements.lock"
    TEST = "requirements-test.lock"


class Work(Enum):
    """What has to be done to an environment."""

    NOTHING = "nothing"
    PROJECT = "install the project again"
    ADD = "add packages"
    MAKE = "make it anew"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an environment was made from.

    Attributes:
        place: the project's folder; an environment does not survive being moved.
        python: the version of Python, without its patch number.
        project: SHA-256 of pyproject.toml, in hex.
        locks: SHA-256 of each lock installed, in hex, by file name.
    """

    place: str
    python: str
    project: str
    locks: dict[str, str]

    def work_towards(self, wanted: "Stamp") -> Work:
        """Tell what turns this environment into the one wanted."""
        if (self.place, self.python) != (wanted.place, wanted.python):
            return Work.MAKE
        if any(wanted.locks.get(name, digest) != digest for name, digest in self.locks.items()):
            return Work.MAKE
        if not wanted.locks.items() <= self.locks.items():
            return Work.ADD
        return Work.NOTHING if self.project == wanted.project else Work.PROJECT


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file's bytes, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def pip_progress(running: Step) -> Callable[[str], None]:
    """Make a listener that shows which package pip is at."""

    def listen(line: str) -> None:
        match line.split():
            case ["Collecting", requirement, *_]:
                running.note(requirement)
            case ["Installing", "collected", "packages:", *_]:
                running.note("writing them to the disk")
            case _:
                pass

    return listen


class Environment:
    """The `.venv` of one project folder."""

    def __init__(self, root: Path, *, run: CommandRunner = run_command) -> None:
        """Look at nothing yet.

        Args:
            root: the project's folder.
            run: runs a command to its end.
        """
        self.root = root
        self.folder = root / ".venv"
        self._stamp = self.folder / "vendwatt-setup.json"
        self._run = run

    def command(self, name: str) -> Path:
        """Give the path of a command of this environment."""
        return self.folder / "bin" / name

    def wanted(self, lock: Lock) -> Stamp:
        """Give the stamp of an environment that is ready for a lock."""
        names = {Lock.RUN: (Lock.RUN,), Lock.TEST: (Lock.RUN, Lock.TEST)}[lock]
        return Stamp(
            place=str(self.root),
            python=f"{sys.version_info.major}.{sys.version_info.minor}",
            project=sha256_of(self.root / "pyproject.toml"),
            locks={name.value: sha256_of(self.root / "installer" / name.value) for name in names},
        )

    def found(self) -> Stamp | None:
        """Read the stamp, or None where there is none that can be relied on."""
        if not (self.command("python").is_file() and self.command("vendwatt").is_file()):
            return None
        try:
            return Stamp(**json.loads(self._stamp.read_bytes()))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def work(self, lock: Lock) -> Work:
        """Tell what there is to do; takes milliseconds where that is nothing."""
        found = self.found()
        return Work.MAKE if found is None else found.work_towards(self.wanted(lock))

    def prepare(self, lock: Lock) -> None:
        """Make the environment ready, doing only what is missing.

        Raises:
            SetupError: no disk space, no network, or a package that is not the one locked.
        """
        wanted, found = self.wanted(lock), self.found()
        work = Work.MAKE if found is None else found.work_towards(wanted)
        locks = wanted.locks if found is None or work is Work.MAKE else found.locks | wanted.locks
        match work:
            case Work.NOTHING:
                return
            case Work.MAKE:
                self._make()
                self._add(lock)
            case Work.ADD:
                self._stamp.unlink()
                self._add(lock)
            case Work.PROJECT:
                self._stamp.unlink()
            case _:
                assert_never(work)
        self._install_project()
        self._compile_project()
        self._write_stamp(replace(wanted, locks=locks))

    def _make(self) -> None:
        free = shutil.disk_usage(self.root).free
        if free < ROOM_NEEDED_BYTES:
            raise SetupError(
                f"The disk is too full: {free // 1_000_000} MB are free and"
                f" {ROOM_NEEDED_BYTES // 1_000_000} MB are needed. Free some space and start"
                " again.",
                SetupStatus.DISK,
            )
        self._stamp.unlink(missing_ok=True)
        with step("Making a Python environment in .venv"):
            # Resolved, because this may itself be running from the environment it clears.
            base = Path(sys.executable).resolve()
            self._run(
                [base, "-I", "-m", "venv", "--clear", self.folder],
                what="Making .venv",
                folder=self.root,
            )

    def _add(self, lock: Lock) -> None:
        what = "Installing locked packages"
        file = self.root / "installer" / lock.value
        with step(what) as running:
            self._run(
                [
                    self.command("python"),
                    "-I",
                    *PIP_INSTALL,
                    "--progress-bar=off",
                    "--require-hashes",
                    "--only-binary=:all:",
                    "-r",
                    file,
                    # Debian's pip takes `name[extra]`, asked for by another package, from outside
                    # the lock as soon as a newer release of `name` is out; a constraint reaches it.
                    "-c",
                    file,
                ],
                what=what,
                folder=self.root,
                environment=PIP_HERE,
                listen=pip_progress(running),
            )

    def _install_project(self) -> None:
        with step("Installing Vendwatt"):
            self._run(
                [
                    self.command("python"),
                    "-I",
                    *PIP_INSTALL,
                    "--no-deps",
                    "--no-build-isolation",
                    "-e",
                    self.root,
                ],
                what="Installing Vendwatt",
                folder=self.root,
                environment=PIP_HERE,
            )

    def _compile_project(self) -> None:
        """Compile it here and now: whoever runs it later may not be allowed to write beside it."""
        what = "Compiling Vendwatt"
        with step(what):
            self._run(
                [self.command("python"), "-I", "-m", "compileall", "-q", "pos", "printers"],
                what=what,
                folder=self.root,
            )

    def _write_stamp(self, stamp: Stamp) -> None:
        # Everything before it must be on the disk first: a stamp vouches for all of it.
        os.sync()
        fresh = self._stamp.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(asdict(stamp), file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._stamp)


@contextmanager
def only_one_setup(root: Path) -> Iterator[None]:
    """Wait until no other set-up works in this folder, and keep others waiting."""
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another set-up is at work in this folder; waiting for it to end.", flush=True)
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
