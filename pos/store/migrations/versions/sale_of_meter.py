"""The sales of one meter are found without walking through all."""

from alembic import op

revision = "sale_of_meter"
down_revision = "paper"


def upgrade() -> None:
    """Add the one index."""
    op.execute(
        """
        CREATE INDEX ix_sale_pan ON sale
            (pan, CASE begun_seq WHEN 0 THEN ended_seq ELSE begun_seq END)
        """
    )
