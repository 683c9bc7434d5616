"""What the bank says about deposits."""

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, Text
from sqlalchemy.schema import ForeignKeyConstraint, PrimaryKeyConstraint

revision = "bank_match"
down_revision = "exposure"

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "bank_match",
        Column("terminal", _TEXT, nullable=False),
        Column("bag", _TEXT, nullable=False),
        Column("amount", _NUMBER, nullable=False, autoincrement=False),
        Column("reference", _TEXT, nullable=False),
        Column("matched_at", _TEXT, nullable=False),
        PrimaryKeyConstraint("terminal", "bag", name="pk_bank_match"),
        ForeignKeyConstraint(["terminal"], ["terminal.terminal"], "fk_bank_match_terminal"),
        sqlite_strict=True,
    )
