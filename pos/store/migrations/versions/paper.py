"""Print jobs for papers of every kind, and what was learnt of a printer's fences."""

from alembic import op

revision = "paper"
down_revision = "cash"

_STATEMENTS = (
    "ALTER TABLE print_job RENAME TO print_job_before",
    "DROP INDEX ix_print_job_sale_id",
    "DROP INDEX ix_print_job_waiting",
    """
    CREATE TABLE print_job (
        id INTEGER NOT NULL,
        job TEXT NOT NULL,
        kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        copy INTEGER NOT NULL,
        printer TEXT NOT NULL,
        state TEXT NOT NULL,
        queued_at TEXT NOT NULL,
        queued_by TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        content TEXT NOT NULL,
        CONSTRAINT pk_print_job PRIMARY KEY (id),
        CONSTRAINT uq_print_job_job UNIQUE (job)
    )
     STRICT
    """,
    """
    INSERT INTO print_job
        SELECT id, job, 'receipt', sale_id, copy, printer, state, queued_at, queued_by, attempts, ''
        FROM print_job_before
    """,
    "DROP TABLE print_job_before",
    "CREATE INDEX ix_print_job_subject ON print_job (subject)",
    """
    CREATE INDEX ix_print_job_waiting ON print_job (id)
    WHERE state IN ('queued', 'sending') OR (state IN ('blocked', 'unknown') AND kind <> 'drawer')
    """,
    # What was known of a printer is learnt again with its next job.
    "DROP TABLE printer",
    """
    CREATE TABLE printer (
        address TEXT NOT NULL,
        answers_status INTEGER,
        confirms INTEGER,
        fences INTEGER,
        CONSTRAINT pk_printer PRIMARY KEY (address)
    )
     WITHOUT ROWID,
     STRICT
    """,
)


def upgrade() -> None:
    """Make both tables anew, keeping the jobs."""
    for statement in _STATEMENTS:
        op.execute(statement)
