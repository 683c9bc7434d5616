"""Which program a terminal runs."""

from alembic import op
from sqlalchemy import Column, Text

revision = "program"
down_revision = "texts"

_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Know nothing of it until terminals say it."""
    op.add_column("terminal", Column("program", _TEXT, nullable=False, server_default=""))
