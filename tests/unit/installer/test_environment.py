"""`.venv` is made once, kept while it fits, and never believed when it is half made."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from installer.environment import Environment, Lock, Work
from installer.problems import SetupError, SetupStatus


class PowerCut(Exception):
    """The machine stopped within a command."""


class FakeCommands:
    """Leaves behind what the real commands leave; may lose its power at one of them.

    Attributes:
        done: what each command was for, in order.
        cut_at: the command, counted from 0, that never ends; -1 for none.
    """

    def __init__(self, *, cut_at: int = -1) -> None:
        self.done: list[str] = []
        self.cut_at = cut_at

    def __call__(
        self,
        argv: Sequence[str | Path],
        *,
        what: str,
        folder: Path,
        environment: Mapping[str, str] | None = None,
        listen: Callable[[str], None] | None = None,
    ) -> None:
        """Pretend to run a command."""
        del environment, listen
        if "venv" in argv:
            assert "--clear" in argv
        for name in ("python", "vendwatt"):
            command = folder / ".venv" / "bin" / name
            command.parent.mkdir(parents=True, exist_ok=True)
            command.touch()
        if len(self.done) == self.cut_at:
            raise PowerCut
        self.done.append(what)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a project folder with a description and both locks."""
    (tmp_path / "installer").mkdir()
    for name in ("pyproject.toml", "installer/requirements.lock"):
        (tmp_path / name).write_text(name)
    (tmp_path / "installer/requirements-test.lock").write_text("more")
    return tmp_path


MADE = [
    "Making .venv",
    "Installing locked packages",
    "Installing Vendwatt",
    "Compiling Vendwatt",
]


def test_nothing_there_is_made(root: Path) -> None:
    """A fresh folder gets all four steps."""
    commands = FakeCommands()
    Environment(root, run=commands).prepare(Lock.RUN)
    assert commands.done == MADE


def test_second_start_does_nothing(root: Path) -> None:
    """What is ready stays as it is."""
    Environment(root, run=FakeCommands()).prepare(Lock.RUN)
    commands = FakeCommands()
    Environment(root, run=commands).prepare(Lock.RUN)
    assert commands.done == []


def test_the_tests_environment_serves_the_program_too(root: Path) -> None:
    """The test lock includes the run lock."""
    Environment(root, run=FakeCommands()).prepare(Lock.TEST)
    assert Environment(root).work(Lock.RUN) is Work.NOTHING


def test_test_tools_are_added(root: Path) -> None:
    """What the program has is kept when the tests ask for more."""
    Environment(root, run=FakeCommands()).prepare(Lock.RUN)
    commands = FakeCommands()
    Environment(root, run=commands).prepare(Lock.TEST)
    assert commands.done == MADE[1:]
    assert Environment(root).work(Lock.TEST) is Work.NOTHING


def test_a_changed_description_installs_the_project_again(root: Path) -> None:
    """Packages stay, since their locks did not change."""
    Environment(root, run=FakeCommands()).prepare(Lock.TEST)
    (root / "pyproject.toml").write_text("changed")
    commands = FakeCommands()
    Environment(root, run=commands).prepare(Lock.RUN)
    assert commands.done == MADE[2:]
    assert Environment(root).work(Lock.TEST) is Work.NOTHING


def test_a_changed_lock_makes_it_anew(root: Path) -> None:
    """Packages that a lock no longer names must not stay behind."""
    Environment(root, run=FakeCommands()).prepare(Lock.RUN)
    (root / "installer/requirements.lock").write_text("changed")
    assert Environment(root).work(Lock.RUN) is Work.MAKE


def test_a_moved_folder_makes_it_anew(root: Path) -> None:
    """The commands in it hold the old place."""
    Environment(root, run=FakeCommands()).prepare(Lock.RUN)
    moved = root.rename(root.with_name("moved"))
    assert Environment(moved).work(Lock.RUN) is Work.MAKE


@pytest.mark.parametrize("missing", ["python", "vendwatt"])
def test_a_broken_environment_makes_it_anew(root: Path, missing: str) -> None:
    """A stamp without its commands vouches for nothing."""
    environment = Environment(root, run=FakeCommands())
    environment.prepare(Lock.RUN)
    environment.command(missing).unlink()
    assert environment.work(Lock.RUN) is Work.MAKE


@pytest.mark.parametrize("text", ["", "{", "[]", '{"place": "/"}', "null", "\x00" * 40])
def test_a_stamp_that_cannot_be_read_makes_it_anew(root: Path, text: str) -> None:
    """After a power cut a file may hold anything."""
    environment = Environment(root, run=FakeCommands())
    environment.prepare(Lock.RUN)
    (environment.folder / "vendwatt-setup.json").write_text(text)
    assert environment.work(Lock.RUN) is Work.MAKE


@pytest.mark.parametrize("cut_at", [0, 1, 2])
def test_interrupted_while_it_is_made(root: Path, cut_at: int) -> None:
    """Whichever step lost its power, the next start makes everything anew."""
    with pytest.raises(PowerCut):
        Environment(root, run=FakeCommands(cut_at=cut_at)).prepare(Lock.RUN)
    commands = FakeCommands()
    Environment(root, run=commands).prepare(Lock.RUN)
    assert commands.done == MADE


@pytest.mark.parametrize("cut_at", [0, 1])
def test_interrupted_while_tools_are_added(root: Path, cut_at: int) -> None:
    """An environment that was whole is not believed once a change to it was cut short."""
    Environment(root, run=FakeCommands()).prepare(Lock.RUN)
    with pytest.raises(PowerCut):
        Environment(root, run=FakeCommands(cut_at=cut_at)).prepare(Lock.TEST)
    assert Environment(root).work(Lock.RUN) is Work.MAKE


def test_the_stamp_names_this_python(root: Path) -> None:
    """Another minor version has its packages elsewhere."""
    stamp = Environment(root).wanted(Lock.RUN)
    assert stamp.python == f"{sys.version_info.major}.{sys.version_info.minor}"


def test_a_full_disk_is_said_before_anything_is_done(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No half set-up where there is no room for a whole one."""
    monkeypatch.setattr("installer.environment.ROOM_NEEDED_BYTES", 1 << 62)
    commands = FakeCommands()
    with pytest.raises(SetupError, match="disk is too full") as problem:
        Environment(root, run=commands).prepare(Lock.RUN)
    assert problem.value.status is SetupStatus.DISK
    assert commands.done == []
