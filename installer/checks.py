"""Every check of the project, each run to its end whatever the others said."""

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass

from installer.debian import SYSTEM_FOLDERS, TO_TEST
from installer.environment import Environment, Lock
from installer.preparation import answer
from installer.problems import SetupStatus

# A test that hangs shows where after this long; the slowest makes hundreds of power cuts.
HANG_SECONDS = 900
ALONE = "power_cut or bench"
# Where those are, so that all other tests need not be read once more to find them.
ALONE_IN = ("tests/bench", "tests/faults/test_power_cut.py")


@dataclass(frozen=True, slots=True)
class Check:
    """One command of the suite.

    Attributes:
        name: how the summary calls it.
        argv: its command, of this environment, and arguments.
    """

    name: str
    argv: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one check ended."""

    check: Check
    status: int
    seconds: int


PYTEST = ("pytest", "-o", f"faulthandler_timeout={HANG_SECONDS}")
# Power cuts and figures are taken with nothing else at work: a busy machine would spoil both.
CHECKS = (
    Check("format", ("ruff", "format", "--check", ".")),
    Check("lint", ("ruff", "check", ".")),
    Check("types", ("mypy",)),
    Check("imports", ("lint-imports",)),
    Check("tests", (*PYTEST, "-n", "auto", "-m", f"not ({ALONE})")),
    Check("power cuts and bench", (*PYTEST, *ALONE_IN, "-m", ALONE)),
)


def run_check(check: Check, environment: Environment) -> Outcome:
    """Run one check on the screen, and time it."""
    print(f"\n== {check.name}: {' '.join(check.argv)}", flush=True)
    began = time.monotonic()
    command, *arguments = check.argv
    path = os.pathsep.join(
        [str(environment.folder / "bin"), os.environ.get("PATH", os.defpath), SYSTEM_FOLDERS]
    )
    done = subprocess.run(
        [environment.command(command), *arguments],
        cwd=environment.root,
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return Outcome(check, done.returncode, round(time.monotonic() - began))


def summary(outcomes: Sequence[Outcome]) -> list[str]:
    """Sum up a run: a line for each check, and one for all."""
    lines = [
        f"  {'ok' if outcome.status == 0 else 'FAILED':6}  {outcome.seconds:4} s"
        f"  {outcome.check.name}"
        for outcome in outcomes
    ]
    failed = [outcome.check.name for outcome in outcomes if outcome.status != 0]
    total = f"FAILED: {', '.join(failed)}" if failed else f"All {len(outcomes)} checks passed."
    return ["== summary", *lines, total]


def run_checks(environment: Environment) -> int:
    """Run every check and print the summary; non-zero if any failed."""
    outcomes = [run_check(check, environment) for check in CHECKS]
    print("", *summary(outcomes), sep="\n", flush=True)
    passed = all(outcome.status == 0 for outcome in outcomes)
    return SetupStatus.DONE if passed else SetupStatus.CHECK_FAILED


def main(arguments: Sequence[str]) -> int:
    """Set up everything that the tests need and run every check."""
    return answer(
        arguments,
        description="Set up Vendwatt and what its tests need, then run every check.",
        wanted=TO_TEST,
        lock=Lock.TEST,
        then=run_checks,
    )
