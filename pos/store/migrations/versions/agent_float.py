"""The agent's float and its days; filled from the journal, see `pos.store.refill`."""

from alembic import op

revision = "agent_float"
down_revision = "earlier"


def upgrade() -> None:
    """Add both tables."""
    op.execute(
        """
        CREATE TABLE agent_float (
            "key" TEXT NOT NULL,
            limits_sales INTEGER NOT NULL,
            warn_below INTEGER NOT NULL,
            commission_per_myriad INTEGER NOT NULL,
            commission_credited INTEGER NOT NULL,
            topped_up INTEGER NOT NULL,
            sold INTEGER NOT NULL,
            commission INTEGER NOT NULL,
            credited INTEGER NOT NULL,
            CONSTRAINT pk_agent_float PRIMARY KEY ("key")
        )
         WITHOUT ROWID,
         STRICT
        """
    )
    op.execute(
        """
        CREATE TABLE float_day (
            day TEXT NOT NULL,
            topped_up INTEGER NOT NULL,
            sales INTEGER NOT NULL,
            sold INTEGER NOT NULL,
            commission INTEGER NOT NULL,
            credited INTEGER NOT NULL,
            CONSTRAINT pk_float_day PRIMARY KEY (day)
        )
         WITHOUT ROWID,
         STRICT
        """
    )
