"""Messages that customers asked for."""

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, Text
from sqlalchemy.schema import ForeignKeyConstraint, Index, PrimaryKeyConstraint

revision = "texts"
down_revision = "meter_shares"

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "text_outbox",
        Column("terminal", _TEXT, nullable=False),
        Column("sale_id", _TEXT, nullable=False),
        Column("number", _TEXT, nullable=False),
        Column("state", _TEXT, nullable=False),
        Column("asks", _NUMBER, nullable=False, autoincrement=False),
        Column("tries", _NUMBER, nullable=False, autoincrement=False),
        Column("next_at", _TEXT, nullable=False),
        PrimaryKeyConstraint("terminal", "sale_id", name="pk_text_outbox"),
        ForeignKeyConstraint(["terminal"], ["terminal.terminal"], "fk_text_outbox_terminal"),
        Index("ix_text_outbox_state_next_at", "state", "next_at"),
        sqlite_strict=True,
    )
