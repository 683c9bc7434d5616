"""Cases of sales that went to the wrong meter."""

from alembic import op

revision = "cases"
down_revision = "office_time"


def upgrade() -> None:
    """Add the one table."""
    op.execute(
        """
        CREATE TABLE sale_case (
            "case" TEXT NOT NULL,
            sale_id TEXT NOT NULL,
            pan TEXT NOT NULL,
            meant_pan TEXT NOT NULL,
            state TEXT NOT NULL,
            reason TEXT NOT NULL,
            amount INTEGER NOT NULL,
            opened_seq INTEGER NOT NULL,
            opened_at TEXT NOT NULL,
            opened_by TEXT NOT NULL,
            ended_seq INTEGER NOT NULL,
            ended_at TEXT NOT NULL,
            ended_by TEXT NOT NULL,
            outcome TEXT NOT NULL,
            approver TEXT NOT NULL,
            CONSTRAINT pk_sale_case PRIMARY KEY ("case")
        )
         WITHOUT ROWID,
         STRICT
        """
    )
    op.execute("CREATE INDEX ix_sale_case_opened_seq ON sale_case (opened_seq)")
    op.execute("CREATE INDEX ix_sale_case_sale_id ON sale_case (sale_id)")
