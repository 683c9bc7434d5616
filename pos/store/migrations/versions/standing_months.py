"""What meters bought in the month before the latest, while either may be asked for."""

from alembic import op

revision = "standing_months"
down_revision = "texts"

_KNOWN = "pan, month, units_milli, free_milli, last_at, owed, carried, included"


def upgrade() -> None:
    """Make the table anew with what is in it, knowing nothing of months before."""
    op.execute("CREATE TABLE meter_standing_kept AS SELECT * FROM meter_standing")
    op.execute("DROP TABLE meter_standing")
    op.execute(
        """
        CREATE TABLE meter_standing (
            pan TEXT NOT NULL,
            month TEXT NOT NULL,
            units_milli INTEGER NOT NULL,
            free_milli INTEGER NOT NULL,
            last_at TEXT NOT NULL,
            owed INTEGER NOT NULL,
            carried INTEGER NOT NULL,
            included TEXT NOT NULL,
            earlier_month TEXT NOT NULL,
            earlier_units_milli INTEGER NOT NULL,
            earlier_free_milli INTEGER NOT NULL,
            CONSTRAINT pk_meter_standing PRIMARY KEY (pan)
        )
         WITHOUT ROWID,
         STRICT
        """
    )
    op.execute(
        f"INSERT INTO meter_standing SELECT {_KNOWN}, '', 0, 0 FROM meter_standing_kept"  # noqa: S608 - constants.
    )
    op.execute("DROP TABLE meter_standing_kept")
