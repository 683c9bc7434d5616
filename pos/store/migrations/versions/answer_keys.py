"""Statements by which head office's answer key was followed by others."""

from alembic import op

revision = "answer_keys"
down_revision = "float_slips"


def upgrade() -> None:
    """Know of none: the key that was pinned signs."""
    op.execute("ALTER TABLE uplink ADD COLUMN answer_keys TEXT DEFAULT '' NOT NULL")
