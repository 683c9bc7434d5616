"""Work that one process at a time does."""

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, Text
from sqlalchemy.schema import PrimaryKeyConstraint

revision = "duty"
down_revision = "acts_place"

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Nobody is at any work."""
    op.create_table(
        "duty",
        *(Column(name, _TEXT, nullable=False) for name in ("name", "holder", "ends_at", "done_at")),
        Column("done", _NUMBER, nullable=False, autoincrement=False),
        PrimaryKeyConstraint("name", name="pk_duty"),
        sqlite_strict=True,
    )
