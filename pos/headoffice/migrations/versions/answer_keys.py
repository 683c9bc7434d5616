"""Statements by which the answer key was followed by others."""

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, LargeBinary
from sqlalchemy.schema import PrimaryKeyConstraint

revision = "answer_keys"
down_revision = "draft_preview"

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    """Know of none: the first key signs."""
    op.create_table(
        "answer_key",
        Column("n", _NUMBER, nullable=False, autoincrement=False),
        Column("statement", LargeBinary, nullable=False),
        PrimaryKeyConstraint("n", name="pk_answer_key"),
        sqlite_strict=True,
    )
