"""How far a terminal is with the bundles of its head office."""

from alembic import op

revision = "bundles"
down_revision = "cases"


def upgrade() -> None:
    """Add the version of the last bundle, none taken."""
    for name in ("bundle_epoch", "bundle_n"):
        op.execute(f"ALTER TABLE uplink ADD COLUMN {name} INTEGER DEFAULT '0' NOT NULL")
