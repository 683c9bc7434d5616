"""The set-up says first what it will do, and both commands end in one line."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from installer.debian import SystemPackage
from installer.environment import Work, only_one_setup
from installer.preparation import plan

ROOT = Path(__file__).resolve().parents[3]
AWAY = SystemPackage("away", "what is away", lambda: False)


def test_nothing_to_do_is_not_said() -> None:
    """A second start goes straight on."""
    assert plan([], Work.NOTHING) == []


@pytest.mark.parametrize("work", [Work.MAKE, Work.ADD, Work.PROJECT])
def test_all_that_will_be_done_is_said(work: Work) -> None:
    """A line for the system packages, by name, and one for the environment."""
    first, second = plan([AWAY], work)
    assert "away" in first
    assert ".venv" in second


@pytest.mark.parametrize("command", ["run.py", "test.py"])
def test_help_is_given_by_a_python_without_any_package(command: str, tmp_path: Path) -> None:
    """Both start on Python alone, from any folder, and change nothing to say what they are."""
    script = ROOT / "installer" / command
    done = subprocess.run(
        [sys.executable, "-I", "-S", script, "--help"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "--prepare" in done.stdout


@pytest.mark.parametrize("command", ["run.py", "test.py"])
def test_an_old_python_is_told_so(command: str) -> None:
    """One line and exit 2, before anything is imported that it could not read."""
    script = ROOT / "installer" / command
    code = (
        "import sys, runpy; sys.hexversion = 0x03090200;"
        f" runpy.run_path({str(script)!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == "This needs Python 3.11 or newer on Linux: Debian 12 or later has it.\n"
    assert done.stderr == ""


def test_only_one_set_up_works_in_a_folder(tmp_path: Path) -> None:
    """While one is at work another cannot have the folder; then it can."""
    folder = os.open(tmp_path, os.O_RDONLY)
    try:
        with only_one_setup(tmp_path), pytest.raises(BlockingIOError):
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        os.close(folder)
