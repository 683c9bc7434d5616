"""Several tenders in a sale, cash rounding, and sums that ten years of reports are read from.

The tables that change are made anew and filled from the journal; see `pos.store.refill`.
"""

from alembic import op

revision = "tenders"
down_revision = "sale_of_meter"

_CHANGED = ("shift", "sale", "sales_quarter", "cash_policy")
_STATEMENTS = (
    """
    CREATE TABLE shift (
        shift_no INTEGER NOT NULL,
        state TEXT NOT NULL,
        opener TEXT NOT NULL,
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
    CREATE TABLE sale (
        sale_id TEXT NOT NULL,
        pan TEXT NOT NULL,
        state TEXT NOT NULL,
        operator TEXT NOT NULL,
        shift_no INTEGER NOT NULL,
        month TEXT NOT NULL,
        begun_seq INTEGER NOT NULL,
        begun_at TEXT NOT NULL,
        ended_seq INTEGER NOT NULL,
        ended_at TEXT NOT NULL,
        total INTEGER NOT NULL,
        tendered INTEGER NOT NULL,
        change INTEGER NOT NULL,
        credited_milli INTEGER NOT NULL,
        receipt_no TEXT NOT NULL,
        issue_no INTEGER NOT NULL,
        digits TEXT NOT NULL,
        reason TEXT NOT NULL,
        copies INTEGER NOT NULL,
        tariff TEXT NOT NULL,
        tenders TEXT NOT NULL,
        rounding INTEGER NOT NULL,
        CONSTRAINT pk_sale PRIMARY KEY (sale_id)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX ix_sale_begun_at ON sale (begun_at) WHERE state = 'committed'
    """,
    """
    CREATE INDEX ix_sale_first_seq
        ON sale (CASE begun_seq WHEN 0 THEN ended_seq ELSE begun_seq END)
    """,
    """
    CREATE INDEX ix_sale_issue_no ON sale (issue_no) WHERE issue_no > 0
    """,
    """
    CREATE INDEX ix_sale_pan ON sale
        (pan, CASE begun_seq WHEN 0 THEN ended_seq ELSE begun_seq END)
    """,
    """
    CREATE UNIQUE INDEX uq_sale_open_pan ON sale (pan) WHERE state = 'open'
    """,
    """
    CREATE UNIQUE INDEX uq_sale_receipt_no ON sale (receipt_no) WHERE receipt_no <> ''
    """,
    """
    CREATE TABLE sales_quarter (
        quarter INTEGER NOT NULL,
        sales INTEGER NOT NULL,
        total INTEGER NOT NULL,
        units_milli INTEGER NOT NULL,
        CONSTRAINT pk_sales_quarter PRIMARY KEY (quarter)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE cash_policy (
        "key" TEXT NOT NULL,
        drawer_limit INTEGER NOT NULL,
        over_short_limit INTEGER NOT NULL,
        cash_step INTEGER NOT NULL,
        rounding_mode TEXT NOT NULL,
        CONSTRAINT pk_cash_policy PRIMARY KEY ("key")
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE shift_tender (
        shift_no INTEGER NOT NULL,
        tender TEXT NOT NULL,
        sales INTEGER NOT NULL,
        amount INTEGER NOT NULL,
        CONSTRAINT pk_shift_tender PRIMARY KEY (shift_no, tender)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE sales_day (
        day TEXT NOT NULL,
        operator TEXT NOT NULL,
        tariff TEXT NOT NULL,
        sales INTEGER NOT NULL,
        total INTEGER NOT NULL,
        units_milli INTEGER NOT NULL,
        CONSTRAINT pk_sales_day PRIMARY KEY (day, operator, tariff)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE tender_day (
        day TEXT NOT NULL,
        tender TEXT NOT NULL,
        sales INTEGER NOT NULL,
        amount INTEGER NOT NULL,
        CONSTRAINT pk_tender_day PRIMARY KEY (day, tender)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TRIGGER shift_closes_once BEFORE UPDATE ON shift
    WHEN OLD.closed_seq <> 0
    BEGIN SELECT RAISE(ABORT, 'a closed shift is never changed'); END
    """,
    """
    CREATE TRIGGER sale_ends_once BEFORE UPDATE ON sale
    WHEN NEW.begun_seq <> OLD.begun_seq
        OR (OLD.ended_seq <> 0 AND NEW.ended_seq <> OLD.ended_seq)
    BEGIN SELECT RAISE(ABORT, 'a sale begins once and ends once'); END
    """,
)


def upgrade() -> None:
    """Replace the changed tables by empty ones and add the new ones."""
    # A print job names its sale; the sale comes back before the transaction ends.
    op.execute("PRAGMA defer_foreign_keys = ON")
    for table in _CHANGED:
        op.execute(f"DROP TABLE {table}")
    for statement in _STATEMENTS:
        op.execute(statement)
