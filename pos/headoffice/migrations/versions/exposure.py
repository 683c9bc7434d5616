"""What devices that a restore replaced could still issue."""

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, Text
from sqlalchemy.schema import ForeignKeyConstraint, PrimaryKeyConstraint

revision = "exposure"
down_revision = "bundles"

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "exposure",
        Column("terminal", _TEXT, nullable=False),
        Column("incarnation", _NUMBER, nullable=False, autoincrement=False),
        Column("device_key", _TEXT, nullable=False),
        Column("lease_serial", _NUMBER, nullable=False, autoincrement=False),
        Column("money", _NUMBER, nullable=False, autoincrement=False),
        Column("energy_milli", _NUMBER, nullable=False, autoincrement=False),
        Column("until", _TEXT, nullable=False),
        Column("replaced_at", _TEXT, nullable=False),
        PrimaryKeyConstraint("terminal", "incarnation", name="pk_exposure"),
        ForeignKeyConstraint(["terminal"], ["terminal.terminal"], "fk_exposure_terminal"),
        sqlite_strict=True,
    )
