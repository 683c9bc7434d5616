"""Two hundred real power cuts under a terminal that sells, and proof that they could be lost."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest

from tests.faults.cut_disk import why_impossible
from tests.faults.power_cut import Outcome
from tests.faults.power_cut_close import Closings
from tests.faults.power_cut_print import Printed
from tests.terminal_stories import ROOT

CUTS = 200
CARELESS_CUTS = 3
SECONDS_MAX = 480
Found = TypeVar("Found", Outcome, Closings, Printed)
CLOSING_CUTS = 12
PRINTING_CUTS = 16
Record = Callable[[str, object], None]


def cut_power(folder: Path, cuts: int, *options: str) -> Outcome:
    """Cut the power of a terminal that sells."""
    return run_harness("power_cut", Outcome, folder, cuts, *options)


def run_harness(name: str, kind: type[Found], folder: Path, cuts: int, *options: str) -> Found:
    """Run a harness in a process of its own; its seed is on standard error."""
    command: list[str] = [
        sys.executable,
        "-m",
        f"tests.faults.{name}",
        str(folder),
        "--cuts",
        str(cuts),
    ]
    done = subprocess.run(
        [*command, *options],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS_MAX,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=kind)


@pytest.mark.power_cut
def test_a_power_cut_loses_and_doubles_nothing(tmp_path: Path, record_property: Record) -> None:
    """Every acknowledged sale is there with its own token, whenever the light goes out."""
    if why := why_impossible():
        record_property("figure", f"real power cuts: not run ({why})")
        return
    outcome = cut_power(tmp_path, CUTS)
    record_property(
        "figure",
        f"{outcome.cuts} real power cuts: {outcome.lost} lost, {outcome.doubled} doubled",
    )
    record_property(
        "figure",
        f"in them: {outcome.acknowledged} sales and cancels acknowledged, {outcome.recovered} "
        f"sales finished by start-up, {outcome.offered} offered (seed {outcome.seed})",
    )
    assert outcome.broken == []
    assert (outcome.cuts, outcome.lost, outcome.doubled) == (CUTS, 0, 0)
    assert outcome.acknowledged >= CUTS // 2
    assert outcome.recovered + outcome.offered > 0


@pytest.mark.power_cut
@pytest.mark.parametrize("careless", [("store", "agent"), ("store",), ("agent",)], ids="+".join)
def test_the_cuts_find_whoever_does_not_wait_for_the_disk(
    tmp_path: Path, record_property: Record, careless: tuple[str, ...]
) -> None:
    """With durability switched off in journal, issue store or both, the same cuts lose sales."""
    if why := why_impossible():
        record_property("figure", f"careless power cuts: not run ({why})")
        return
    outcome = cut_power(tmp_path, CARELESS_CUTS, "--careless", *careless)
    assert outcome.lost > 0


@pytest.mark.power_cut
def test_a_power_cut_while_closing_loses_no_count_and_no_z_report(
    tmp_path: Path, record_property: Record
) -> None:
    """What the cashier was told is there byte for byte; each shift is closed once."""
    if why := why_impossible():
        record_property("figure", f"real power cuts while closing: not run ({why})")
        return
    found = run_harness("power_cut_close", Closings, tmp_path, CLOSING_CUTS)
    record_property(
        "figure",
        f"{found.cuts} real power cuts while closing: {found.acknowledged} entries told and kept, "
        f"{found.closed} shifts closed, {found.left_counted} left counted (seed {found.seed})",
    )
    assert found.broken == []
    assert (found.cuts, found.closed > 0) == (CLOSING_CUTS, True)


@pytest.mark.power_cut
def test_a_power_cut_while_printing_prints_nothing_twice(
    tmp_path: Path, record_property: Record
) -> None:
    """Every job's state is what the paper says; what nobody knows is left to a person."""
    if why := why_impossible():
        record_property("figure", f"real power cuts while printing: not run ({why})")
        return
    found = run_harness("power_cut_print", Printed, tmp_path, PRINTING_CUTS)
    record_property(
        "figure",
        f"{found.cuts} real power cuts while printing: {found.papers} papers and {found.kicks} "
        f"kicks of the drawer, none twice; {found.interrupted} cuts hit one on its way, "
        f"{found.late} papers waited (seed {found.seed})",
    )
    assert found.broken == []
    assert (found.cuts, found.papers > 0) == (PRINTING_CUTS, True)
