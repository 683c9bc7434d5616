"""Every check runs, and one that failed fails the whole."""

from pathlib import Path

import pytest

from installer.checks import ALONE_IN, CHECKS, Check, Outcome, run_check, summary
from installer.environment import Environment

ROOT = Path(__file__).parents[3]


def test_no_test_is_left_out() -> None:
    """The two runs of pytest are each other's opposite."""
    with_others, alone = (check.argv[-1] for check in CHECKS if check.argv[0] == "pytest")
    assert with_others == f"not ({alone})"
    marks = [f"mark.{name}" for name in alone.split(" or ")]
    marked = [
        file.relative_to(ROOT)
        for file in (ROOT / "tests").rglob("*.py")
        if any(mark in file.read_text() for mark in marks)
    ]
    assert marked
    assert [file for file in marked if not any(map(file.is_relative_to, ALONE_IN))] == []


def test_the_summary_names_what_failed() -> None:
    """A line for each check, and the failed ones again at the end."""
    good, bad = Check("good", ("true",)), Check("bad", ("false",))
    assert summary([Outcome(good, 0, 1), Outcome(bad, 1, 2)]) == [
        "== summary",
        "  ok         1 s  good",
        "  FAILED     2 s  bad",
        "FAILED: bad",
    ]
    assert summary([Outcome(good, 0, 1)])[-1] == "All 1 checks passed."


@pytest.mark.parametrize("status", [0, 1, 5])
def test_a_check_ends_as_its_command_does(tmp_path: Path, status: int) -> None:
    """The command is the environment's own, and no test run (5) is no success."""
    command = tmp_path / ".venv" / "bin" / "tool"
    command.parent.mkdir(parents=True)
    command.write_text(f"#!/bin/sh\nexit {status}\n")
    command.chmod(0o755)
    check = Check("tool", ("tool",))
    assert run_check(check, Environment(tmp_path)).status == status
