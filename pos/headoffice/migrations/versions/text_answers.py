"""What the gateway answered to a text message."""

from alembic import op
from sqlalchemy import Column, Text

revision = "text_answers"
down_revision = "sale_search"

_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Know nothing of answers from before."""
    for name in ("answer", "answered_at"):
        op.add_column("text_outbox", Column(name, _TEXT, nullable=False, server_default=""))
