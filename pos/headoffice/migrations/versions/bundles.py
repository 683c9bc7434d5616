"""What head office gives to terminals."""

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Text
from sqlalchemy.schema import PrimaryKeyConstraint

revision = "bundles"
down_revision = "grant_bounds"

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "bundle",
        Column("epoch", _NUMBER, nullable=False, autoincrement=False),
        Column("n", _NUMBER, nullable=False, autoincrement=False),
        Column("audience", _TEXT, nullable=False),
        Column("kind", _TEXT, nullable=False),
        Column("signed", LargeBinary, nullable=False),
        Column("created_at", _TEXT, nullable=False),
        PrimaryKeyConstraint("epoch", "n", name="pk_bundle"),
        sqlite_strict=True,
    )
