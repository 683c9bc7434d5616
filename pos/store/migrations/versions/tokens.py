"""Keys, key changes, free units and the register of tokens without cash.

The tables are filled from the journal; see `pos.store.refill`.
"""

from alembic import op

revision = "tokens"
down_revision = "paper_policy"

_STATEMENTS = (
    """
    CREATE TABLE vending_key (
        sgc TEXT NOT NULL,
        krn INTEGER NOT NULL,
        key_type INTEGER NOT NULL,
        dkga TEXT NOT NULL,
        base_date INTEGER NOT NULL,
        ken INTEGER NOT NULL,
        tid_utc_offset_minutes INTEGER NOT NULL,
        check_value TEXT NOT NULL,
        CONSTRAINT pk_vending_key PRIMARY KEY (sgc, krn)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE meter_key (
        pan TEXT NOT NULL,
        sgc TEXT NOT NULL,
        krn INTEGER NOT NULL,
        tariff_index TEXT NOT NULL,
        key_type INTEGER NOT NULL,
        earlier TEXT NOT NULL,
        with_sgc INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        CONSTRAINT pk_meter_key PRIMARY KEY (pan)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE meter_free (
        pan TEXT NOT NULL,
        month TEXT NOT NULL,
        free_milli INTEGER NOT NULL,
        CONSTRAINT pk_meter_free PRIMARY KEY (pan, month)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE register (
        sale_id TEXT NOT NULL,
        at TEXT NOT NULL,
        purpose TEXT NOT NULL,
        pan TEXT NOT NULL,
        operator TEXT NOT NULL,
        approver TEXT NOT NULL,
        detail TEXT NOT NULL,
        key_before TEXT NOT NULL,
        key_after TEXT NOT NULL,
        with_sgc INTEGER NOT NULL,
        free_milli INTEGER NOT NULL,
        month TEXT NOT NULL,
        reason TEXT NOT NULL,
        committed_seq INTEGER NOT NULL,
        receipt_no TEXT NOT NULL,
        CONSTRAINT pk_register PRIMARY KEY (sale_id)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX ix_register_at ON register (at)
    """,
)


def upgrade() -> None:
    """Add the new tables."""
    for statement in _STATEMENTS:
        op.execute(statement)
