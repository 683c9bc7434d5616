"""What is asked of a TPM, before any tool is run."""

import json
import os
from pathlib import Path

import pytest

from pos.keystore.errors.refusals import TpmSlotUnusable
from pos.keystore.vault.tpm_slot import TpmSlot, is_pcrs

WAY = "swtpm:path=/nowhere"


@pytest.mark.parametrize(
    ("way", "pcrs", "why"),
    [
        ("", "", "no such way to a TPM"),
        ("--help", "", "no such way to a TPM"),
        (WAY, "24", "no such registers"),
        (WAY, "0,", "no such registers"),
        (WAY, "0 -Q", "no such registers"),
    ],
)
def test_words_that_are_no_way_and_no_registers_reach_no_tool(
    tmp_path: Path, way: str, pcrs: str, why: str
) -> None:
    """Neither from a person nor from the file."""
    slot = TpmSlot(tmp_path / "slot", os.urandom)
    with pytest.raises(TpmSlotUnusable) as refused:
        slot.seal(way, pcrs)
    assert refused.value.facts == {"why": why}
    kept = {"way": way, "public": "", "private": "", "pcrs": pcrs, "noda": True}
    (tmp_path / "slot").write_text(json.dumps(kept))
    with pytest.raises(TpmSlotUnusable) as refused:
        slot.unseal()
    assert refused.value.facts == {"why": why}


def test_registers_are_those_of_a_tpm() -> None:
    """Numbers from 0 to 23 with commas, or none."""
    assert all(map(is_pcrs, ("", "0", "23", "0,7,14")))
    assert not any(map(is_pcrs, ("24", "-1", "00", "0,", "a", "7;8")))
