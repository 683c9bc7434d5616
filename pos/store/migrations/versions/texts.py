"""Numbers that customers want codes sent to."""

from alembic import op

revision = "texts"
down_revision = "find_sales"


def upgrade() -> None:
    """Add the table, empty."""
    op.execute(
        """
        CREATE TABLE text_wish (
            sale_id TEXT NOT NULL,
            number TEXT NOT NULL,
            CONSTRAINT pk_text_wish PRIMARY KEY (sale_id)
        )
         WITHOUT ROWID,
         STRICT
        """
    )
