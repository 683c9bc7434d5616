"""The backup of a terminal whose key agent has lost its own records."""

from pathlib import Path

from pos.app.journal.check_journal import verify_journal
from pos.app.ports.slots import UnlockSecret
from pos.bootstrap.backups import InstalledBackups
from tests import terminal_stories as story
from tests.integration.restore.test_restore import code_of, restored_into
from tests.office_stories import agent_of


def test_a_code_that_was_taken_away_opens_a_rescue(till: Path, tmp_path: Path) -> None:
    """No other one can be added any more, and the journal would be lost for good."""
    by, code = UnlockSecret("passphrase", story.passphrase_of(till)), code_of(till)
    with story.opened(till) as ports:
        agent = agent_of(ports)
        agent.slots.remove(by, 2)
        assert agent.slots.backup_key() == b""
    for side in ("", "-wal"):
        (till / f"agent.db{side}").unlink(missing_ok=True)
    backup = tmp_path / "backup"
    InstalledBackups().rescue(till, by.secret, backup)
    restored_into(till, backup, code, replace=True)
    with story.opened(till) as ports:
        verify_journal(ports)
