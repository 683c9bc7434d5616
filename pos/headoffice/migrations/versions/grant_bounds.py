"""What bounds grants: ceilings of the root key, limits of one person, and who works here."""

from typing import Any

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Text
from sqlalchemy.schema import ForeignKeyConstraint, PrimaryKeyConstraint

revision = "grant_bounds"
down_revision = "first_schema"

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def _text(*names: str) -> list[Column[Any]]:
    return [Column(name, _TEXT, nullable=False) for name in names]


def _numbers(*names: str) -> list[Column[Any]]:
    return [Column(name, _NUMBER, nullable=False, autoincrement=False) for name in names]


def _bytes(*names: str) -> list[Column[Any]]:
    return [Column(name, LargeBinary, nullable=False) for name in names]


def upgrade() -> None:
    """Make the tables, empty."""
    op.create_table(
        "ceiling",
        *_text("terminal"),
        *_numbers("serial"),
        *_bytes("signed"),
        *_text("signed_at"),
        PrimaryKeyConstraint("terminal", "serial", name="pk_ceiling"),
        ForeignKeyConstraint(["terminal"], ["terminal.terminal"], "fk_ceiling_terminal"),
        sqlite_strict=True,
    )
    op.create_table(
        "clerk",
        *_text("name"),
        *_bytes("salt", "verifier"),
        *_text("added_at"),
        PrimaryKeyConstraint("name", name="pk_clerk"),
        sqlite_strict=True,
    )
    op.create_table(
        "grant_limit",
        *_text("currency"),
        *_numbers("money", "energy_milli"),
        PrimaryKeyConstraint("currency", name="pk_grant_limit"),
        sqlite_strict=True,
    )
    op.create_table(
        "proposal",
        *_numbers("number"),
        *_bytes("what"),
        *_text("proposed_by", "proposed_at", "decided_by", "decided_at", "outcome"),
        PrimaryKeyConstraint("number", name="pk_proposal"),
        sqlite_strict=True,
    )
