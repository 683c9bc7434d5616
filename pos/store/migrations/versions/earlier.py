"""The entries of earlier incarnations."""

from alembic import op

revision = "earlier"
down_revision = "hand_overs"

_STATEMENTS = (
    """
    CREATE TABLE earlier_entry (
        seq INTEGER NOT NULL,
        body BLOB NOT NULL,
        hash TEXT NOT NULL,
        CONSTRAINT pk_earlier_entry PRIMARY KEY (seq)
    )
     STRICT
    """,
    (
        "CREATE TRIGGER earlier_kept BEFORE DELETE ON earlier_entry "
        "BEGIN SELECT RAISE(ABORT, 'earlier entries are never deleted'); END"
    ),
    (
        "CREATE TRIGGER earlier_unchanged BEFORE UPDATE ON earlier_entry "
        "BEGIN SELECT RAISE(ABORT, 'earlier entries are never changed'); END"
    ),
)


def upgrade() -> None:
    """Add the table, empty."""
    for statement in _STATEMENTS:
        op.execute(statement)
