"""What a terminal remembers of its head office."""

from alembic import op

revision = "uplink"
down_revision = "first_schema"


def upgrade() -> None:
    """Add the one table."""
    op.execute(
        """
        CREATE TABLE uplink (
            id INTEGER NOT NULL CONSTRAINT ck_uplink_one_row CHECK (id = 1),
            url TEXT NOT NULL,
            root_key TEXT NOT NULL,
            answer_key TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            seq INTEGER NOT NULL,
            hash TEXT NOT NULL,
            stopped TEXT NOT NULL,
            lease_serial INTEGER NOT NULL,
            heard_at TEXT NOT NULL,
            CONSTRAINT pk_uplink PRIMARY KEY (id)
        )
         STRICT
        """
    )
