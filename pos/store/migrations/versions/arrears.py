"""What meters paid of their arrears; filled from the journal, see `pos.store.refill`."""

from alembic import op

revision = "arrears"
down_revision = "bundles"


def upgrade() -> None:
    """Add both tables."""
    op.execute(
        """
        CREATE TABLE arrears (
            sale_id TEXT NOT NULL,
            pan TEXT NOT NULL,
            paid INTEGER NOT NULL,
            carried INTEGER NOT NULL,
            CONSTRAINT pk_arrears PRIMARY KEY (sale_id)
        )
         WITHOUT ROWID,
         STRICT
        """
    )
    op.execute(
        """
        CREATE TABLE meter_debt (
            pan TEXT NOT NULL,
            paid INTEGER NOT NULL,
            carried INTEGER NOT NULL,
            CONSTRAINT pk_meter_debt PRIMARY KEY (pan)
        )
         WITHOUT ROWID,
         STRICT
        """
    )
