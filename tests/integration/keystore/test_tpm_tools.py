"""Tools that a TPM keeps waiting: any other program in their place, and a TPM that says nothing."""

import os
import subprocess
from pathlib import Path

import pytest

from pos.keystore.errors.counter import CounterUnusable
from pos.keystore.errors.refusals import TpmSlotUnusable
from pos.keystore.files import tpm_tools
from pos.keystore.files.tpm_tools import ToolFailed, run_tool
from pos.keystore.issue import tpm_counter
from pos.keystore.issue.tpm_counter import TpmCounter
from pos.keystore.vault import tpm_slot
from pos.keystore.vault.tpm_slot import TpmSlot

WAY = "swtpm:path=/nowhere/tpm"


class HeldByTheKernel(subprocess.Popen[bytes]):
    """A process that waits for a device in the kernel: no signal ends it before that answers."""

    held: "HeldByTheKernel | None" = None

    def kill(self) -> None:
        """Send what is not heard."""
        type(self).held = self


class SilentTools:
    """Tools of a TPM that says nothing, which take their time to find out."""

    def __init__(self, *, after: int = 0) -> None:
        self.asked: list[str] = []
        self._after = after

    def __call__(self, way: str, tool: str, *_arguments: str, **_given: bytes) -> bytes:
        """Ask in vain, from some call on."""
        assert way == WAY
        self.asked.append(tool)
        if len(self.asked) <= self._after:
            return b""
        raise ToolFailed("silent")


def test_a_tool_that_cannot_be_killed_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel holds it for minutes where the TPM is stuck, and the agent's callers wait."""
    monkeypatch.setattr(subprocess, "Popen", HeldByTheKernel)
    monkeypatch.setattr(tpm_tools, "KILLED_S", 0.01)
    with pytest.raises(ToolFailed, match="silent"):
        run_tool(WAY, "sleep", "600", within_s=0.01)
    left = HeldByTheKernel.held
    assert left is not None
    assert left.poll() is None
    subprocess.Popen.terminate(left)
    left.wait()


@pytest.mark.parametrize(
    ("after", "last"), [(0, "tpm2_flushcontext"), (2, "tpm2_nvdefine"), (3, "tpm2_nvincrement")]
)
def test_a_silent_tpm_is_asked_no_more_for_a_counter(
    after: int, last: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each further index would keep the whole agent waiting for as long again."""
    tools = SilentTools(after=after)
    monkeypatch.setattr(tpm_counter, "run_tool", tools)
    monkeypatch.setattr(tpm_tools, "run_tool", tools)
    with pytest.raises(CounterUnusable, match="silent"):
        TpmCounter.make(WAY, os.urandom)
    assert (len(tools.asked), tools.asked[-1]) == (after + 1, last)


def test_a_silent_tpm_is_asked_once_for_a_slot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An agent that starts with it has to be there before its starter gives up."""
    tools = SilentTools()
    monkeypatch.setattr(tpm_slot, "run_tool", tools)
    monkeypatch.setattr(tpm_tools, "run_tool", tools)
    with pytest.raises(TpmSlotUnusable, match="silent"):
        TpmSlot(tmp_path / "tpm-slot", os.urandom).seal(WAY)
    assert tools.asked == ["tpm2_createprimary"]
