"""Lists of meters: what was published when, and lists that people look at before."""

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Text
from sqlalchemy.schema import PrimaryKeyConstraint

revision = "published_lists"
down_revision = "ceremonies"

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Know nothing of lists from before."""
    op.create_table(
        "published_list",
        *(_number(name) for name in ("epoch", "first", "last")),
        *(Column(name, _TEXT, nullable=False) for name in ("audience", "published_at", "clerk")),
        *(_number(name) for name in ("new", "changed", "same", "unreadable")),
        PrimaryKeyConstraint("epoch", "first", name="pk_published_list"),
        sqlite_strict=True,
    )
    op.create_table(
        "list_draft",
        *(Column(name, _TEXT, nullable=False) for name in ("id", "clerk", "kept_at", "terminal")),
        Column("content", LargeBinary, nullable=False),
        PrimaryKeyConstraint("id", name="pk_list_draft"),
        sqlite_strict=True,
    )
    op.create_index("ix_list_draft_clerk", "list_draft", ["clerk"])


def _number(name: str) -> Column[int]:
    return Column(name, _NUMBER, nullable=False, autoincrement=False)
