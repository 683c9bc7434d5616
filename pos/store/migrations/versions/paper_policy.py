"""What is printed without asking, and in which language."""

from alembic import op

revision = "paper_policy"
down_revision = "tenders"

_STATEMENTS = (
    """
    CREATE TABLE paper_policy (
        "key" TEXT NOT NULL,
        copies_alone INTEGER NOT NULL,
        opens_drawer INTEGER NOT NULL,
        CONSTRAINT pk_paper_policy PRIMARY KEY ("key")
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE paper_language (
        operator TEXT NOT NULL,
        language TEXT NOT NULL,
        CONSTRAINT pk_paper_language PRIMARY KEY (operator)
    )
     WITHOUT ROWID,
     STRICT
    """,
)


def upgrade() -> None:
    """Add both tables."""
    for statement in _STATEMENTS:
        op.execute(statement)
