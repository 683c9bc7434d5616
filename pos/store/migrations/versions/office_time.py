"""What head office told of the time."""

from alembic import op

revision = "office_time"
down_revision = "tokens"


def upgrade() -> None:
    """Add the column, empty."""
    op.execute("ALTER TABLE uplink ADD COLUMN office_time TEXT DEFAULT '' NOT NULL")
