"""A step is one line, and a command keeps its talk to itself."""

import sys
from pathlib import Path

import pytest

from installer.problems import SetupError
from installer.steps import run_command, step


def test_a_step_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Where nobody watches, notes are left out."""
    with step("Working") as running:
        running.note("at something")
    line = capsys.readouterr().out
    assert line.startswith("  Working ... done (")
    assert line.count("\n") == 1


def test_a_step_that_stops_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """Its line is closed before the reason is printed."""
    with pytest.raises(SetupError), step("Working"):
        run_command(["false"], what="Working", folder=Path.cwd())
    assert capsys.readouterr().out == "  Working ... stopped\n"


def test_a_command_is_heard_line_by_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Both of its streams go to the listener and none to the screen."""
    heard: list[str] = []
    code = "import os, sys; print(os.getcwd()); print(os.environ['GIVEN'], file=sys.stderr)"
    run_command(
        [sys.executable, "-u", "-c", code],
        what="Telling",
        folder=tmp_path,
        environment={"GIVEN": "given"},
        listen=heard.append,
    )
    assert heard == [str(tmp_path), "given"]
    assert capfd.readouterr().out == ""


def test_a_command_that_is_not_there(tmp_path: Path) -> None:
    """It is named, without a traceback."""
    with pytest.raises(SetupError, match="Doing failed: no-such-command: No such file"):
        run_command(["no-such-command"], what="Doing", folder=tmp_path)
