"""What head office said last about each thing that the agent itself acts on.

An older word never comes back, and the same one again changes nothing.
"""

from typing import Final

from pos.domain.errors.bundles import BundlesOlder
from pos.keystore.files.encrypted_database import AgentDatabase
from pos.wire.bundle import BundleHead

IDLE_LOCK: Final = "idle_lock"
SET_HERE: Final = "set_here"
"""When somebody's role was set here: no word, but what words are held against."""


class OfficeWords:
    """The newest word about each thing; see `OFFICE_WORDS` for the table."""

    def __init__(self, database: AgentDatabase) -> None:
        self._database = database

    def version(self, what: str, subject: str) -> tuple[int, int]:
        """Return which bundle spoke last of something; zeros for none."""
        row = self._database.one(
            "SELECT epoch, n FROM office_word WHERE what = ? AND subject = ?", what, subject
        )
        return (0, 0) if row is None else (int(row[0]), int(row[1]))

    def value(self, what: str, subject: str) -> str:
        """Return what was said of something last, empty for nothing."""
        row = self._database.one(
            "SELECT value FROM office_word WHERE what = ? AND subject = ?", what, subject
        )
        return "" if row is None else str(row[0])

    def note_set_here(self, subject: str, now: str) -> None:
        """Note that somebody's role was set here; inside a transaction."""
        self._database.run(
            "INSERT OR REPLACE INTO office_word VALUES (?, ?, 0, 0, ?)", SET_HERE, subject, now
        )

    def forget_resets(self, subject: str, role: str) -> None:
        """Forget PINs that were asked for as somebody else than what they are told to be now.

        Head office said yes to what was asked before; inside a transaction.
        """
        self._database.run(
            "DELETE FROM pin_reset WHERE json_extract(terms, '$.operator') = ?"
            " AND json_extract(terms, '$.role') <> ?",
            subject,
            role,
        )

    def must_not_be_older(self, what: str, subject: str, head: BundleHead) -> None:
        """Refuse a word that a later one replaced with BundlesOlder."""
        known = self.version(what, subject)
        if (head.epoch, head.n) < known:
            shown = {"version": f"{head.epoch}.{head.n}", "here": f"{known[0]}.{known[1]}"}
            raise BundlesOlder(**shown)

    def keep(self, what: str, subject: str, head: BundleHead, value: str) -> None:
        """Keep a word that is no older than the one before; inside a transaction."""
        self._database.run(
            "INSERT OR REPLACE INTO office_word VALUES (?, ?, ?, ?, ?)",
            what,
            subject,
            head.epoch,
            head.n,
            value,
        )
