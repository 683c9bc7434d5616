"""The agent's files, as others name them."""

from fnmatch import fnmatch
from pathlib import Path

import pytest

from pos.keystore.files.folder import AgentFolder

_UNIT = Path(__file__).parents[4] / "resources" / "service" / "vendwatt-keystore@.service"
_GIVEN = "chown vendwatt-keys:vendwatt "
FOLDER = AgentFolder(Path("/till"))


@pytest.mark.parametrize(
    "file",
    [FOLDER.vault, FOLDER.issue_store, FOLDER.agent_lock, FOLDER.tpm_slot, FOLDER.unattended_slot],
)
def test_the_service_is_given_each_file_that_its_agent_owns(file: Path) -> None:
    """What stayed with whoever made the terminal, a service's agent could not read."""
    steps = _UNIT.read_text().splitlines()
    given = [step.partition(_GIVEN)[2].partition(";")[0] for step in steps if _GIVEN in step]
    assert any(fnmatch(file.name, pattern) for step in given for pattern in step.split())


def test_the_cashiers_user_exchanges_no_folder_of_a_service() -> None:
    """Whose the folder above is in the end may move each terminal's away and make another."""
    steps = [step.lstrip("# ") for step in _UNIT.read_text().splitlines()]
    above = [step for step in steps if step.split("  ")[0].endswith("/var/lib/vendwatt")]
    assert above[-1].startswith("chown root ")
    assert steps.index(above[-1]) > max(
        number for number, step in enumerate(steps) if step.startswith("as CASHIER:")
    )
