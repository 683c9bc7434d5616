"""When people at head office were last made or changed by somebody else."""

from alembic import op
from sqlalchemy import Column, Text

revision = "people_rest"
down_revision = "grant_requests"

_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Hold nothing against those who are there."""
    op.add_column("clerk", Column("changed_at", _TEXT, nullable=False, server_default=""))
