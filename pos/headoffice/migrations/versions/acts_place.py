"""Where somebody at head office did something, if not on the console."""

from alembic import op
from sqlalchemy import Column, Text

revision = "acts_place"
down_revision = "people_rest"

_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Know nothing of it of what was done before."""
    op.add_column("office_act", Column("place", _TEXT, nullable=False, server_default=""))
