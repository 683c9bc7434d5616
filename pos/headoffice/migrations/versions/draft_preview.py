"""What looking at a list found, kept with it; and under which id a list was published."""

from alembic import op
from sqlalchemy import Column, LargeBinary, Text

revision = "draft_preview"
down_revision = "text_answers"

_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Look at lists from before once more."""
    op.add_column("published_list", Column("draft", _TEXT, nullable=False, server_default=""))
    op.add_column("list_draft", Column("stamp", _TEXT, nullable=False, server_default=""))
    op.add_column("list_draft", Column("found", LargeBinary, nullable=False, server_default=""))
