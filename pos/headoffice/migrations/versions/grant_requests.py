"""What became of grants that had a name of their own."""

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, Text
from sqlalchemy.schema import ForeignKeyConstraint, PrimaryKeyConstraint

revision = "grant_requests"
down_revision = "program"

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Know of none yet."""
    op.create_table(
        "grant_request",
        *(Column(name, _TEXT, nullable=False) for name in ("terminal", "request", "digest")),
        *(
            Column(name, _NUMBER, nullable=False, autoincrement=False)
            for name in ("serial", "proposal")
        ),
        PrimaryKeyConstraint("terminal", "request", name="pk_grant_request"),
        ForeignKeyConstraint(["terminal"], ["terminal.terminal"], name="fk_grant_request_terminal"),
        sqlite_strict=True,
    )
