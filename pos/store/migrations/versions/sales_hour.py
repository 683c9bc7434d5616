"""Sums by the hour, which reports over years are read from; filled from the journal."""

from alembic import op

revision = "sales_hour"
down_revision = "agent_float"


def upgrade() -> None:
    """Add the one table."""
    op.execute(
        """
    CREATE TABLE sales_hour (
        hour INTEGER NOT NULL,
        sales INTEGER NOT NULL,
        total INTEGER NOT NULL,
        units_milli INTEGER NOT NULL,
        CONSTRAINT pk_sales_hour PRIMARY KEY (hour)
    )
     WITHOUT ROWID,
     STRICT
        """
    )
