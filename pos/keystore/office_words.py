"""What the pinned head office says in bundles, as far as the agent itself acts on it.

The agent believes the signature alone, whoever brings it, and remembers the version of each word:
an older one never comes back, and the same one again changes nothing.
"""

from typing import Final

from pos.domain.errors.bundles import BundleNotGenuine, BundleOfAnother, BundlesOlder
from pos.keystore.encrypted_database import AgentDatabase
from pos.keystore.identity import Identity
from pos.keystore.office_desk import pinned_root
from pos.wire.bundle import BundleFlaw, BundleHead, BundleKind, SignedBundle, genuine_head

IDLE_LOCK: Final = "idle_lock"


def believed_head(
    identity: Identity, bundle: SignedBundle, kind: BundleKind, *, training: bool
) -> BundleHead:
    """Return the head of a bundle of this kind that is meant for this terminal.

    Raises:
        BundleNotGenuine: it does not lead back to the pinned root key, or is of another kind.
        BundleOfAnother.
    """
    root_key = pinned_root(identity)
    if root_key is None:
        raise BundleNotGenuine(why="no head office")
    head = genuine_head(bundle, root_key, training=training)
    if isinstance(head, BundleFlaw):
        raise BundleNotGenuine(why=head.value)
    if head.kind != kind:
        raise BundleNotGenuine(why="kind")
    signed = identity.store.signed_head()
    if head.terminal and (signed is None or head.terminal != signed.terminal):
        raise BundleOfAnother(terminal=head.terminal)
    return head


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
