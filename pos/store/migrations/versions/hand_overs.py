"""Drawers that change hands, operators' own movements of cash, deposits found by their bags.

The tables that change are made anew and filled from the journal; see `pos.store.refill`.
"""

from alembic import op

revision = "hand_overs"
down_revision = "arrears"

_CHANGED = ("shift", "shift_operator")
_STATEMENTS = (
    """
    CREATE TABLE shift (
        shift_no INTEGER NOT NULL,
        state TEXT NOT NULL,
        opener TEXT NOT NULL,
        keeper TEXT NOT NULL,
        opened_at TEXT NOT NULL,
        opening_float INTEGER NOT NULL,
        cash_tendered INTEGER NOT NULL,
        change INTEGER NOT NULL,
        refunds INTEGER NOT NULL,
        paid_in INTEGER NOT NULL,
        paid_out INTEGER NOT NULL,
        drops INTEGER NOT NULL,
        sales INTEGER NOT NULL,
        sales_total INTEGER NOT NULL,
        rounding INTEGER NOT NULL,
        drawer_openings INTEGER NOT NULL,
        expected_shown INTEGER NOT NULL,
        cash_seq INTEGER NOT NULL,
        count_seq INTEGER NOT NULL,
        counted INTEGER NOT NULL,
        closed_seq INTEGER NOT NULL,
        z_no TEXT NOT NULL,
        closed_at TEXT NOT NULL,
        closed_by TEXT NOT NULL,
        approver TEXT NOT NULL,
        over_short INTEGER NOT NULL,
        reason_code TEXT NOT NULL,
        reason TEXT NOT NULL,
        CONSTRAINT pk_shift PRIMARY KEY (shift_no)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX ix_shift_closed_at ON shift (closed_at)
    """,
    """
    CREATE UNIQUE INDEX uq_shift_open ON shift (state) WHERE state = 'open'
    """,
    """
    CREATE TABLE shift_operator (
        shift_no INTEGER NOT NULL,
        operator TEXT NOT NULL,
        sales INTEGER NOT NULL,
        total INTEGER NOT NULL,
        cash_tendered INTEGER NOT NULL,
        change INTEGER NOT NULL,
        refunds INTEGER NOT NULL,
        paid_in INTEGER NOT NULL,
        paid_out INTEGER NOT NULL,
        drops INTEGER NOT NULL,
        CONSTRAINT pk_shift_operator PRIMARY KEY (shift_no, operator)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE hand_over (
        shift_no INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        at TEXT NOT NULL,
        keeper TEXT NOT NULL,
        taker TEXT NOT NULL,
        counted INTEGER NOT NULL,
        over_short INTEGER NOT NULL,
        CONSTRAINT pk_hand_over PRIMARY KEY (shift_no, seq)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX ix_act_deposit ON act (subject) WHERE kind = 'drop_bank'
    """,
    """
    CREATE TRIGGER shift_closes_once BEFORE UPDATE ON shift
    WHEN OLD.closed_seq <> 0
    BEGIN SELECT RAISE(ABORT, 'a closed shift is never changed'); END
    """,
)


def upgrade() -> None:
    """Replace the changed tables by empty ones and add the new ones."""
    for table in _CHANGED:
        op.execute(f"DROP TABLE {table}")
    for statement in _STATEMENTS:
        op.execute(statement)
