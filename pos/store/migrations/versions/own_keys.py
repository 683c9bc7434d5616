"""Only keys that this incarnation's key agent took; filled from the journal.

No table changes: see `pos.store.refill`, and `replay_earlier` for what is left out.
"""

revision = "own_keys"
down_revision = "answer_keys"


def upgrade() -> None:
    """Have the tables filled again."""
