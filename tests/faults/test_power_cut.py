"""Two hundred real power cuts under a terminal that sells, and proof that they could be lost."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from tests.faults.power_cut import Outcome, why_impossible
from tests.terminal_stories import ROOT

CUTS = 200
CARELESS_CUTS = 3
SECONDS_MAX = 480
Record = Callable[[str, object], None]


def cut_power(folder: Path, cuts: int, *options: str) -> Outcome:
    """Run the harness in a process of its own; its seed is on standard error."""
    command = [sys.executable, "-m", "tests.faults.power_cut", str(folder), "--cuts", str(cuts)]
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
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=Outcome)


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
