"""The first schema, statement by statement as it was then."""

from alembic import op

revision = "first_schema"
down_revision = None

_STATEMENTS = (
    """
    CREATE TABLE identity (
        id INTEGER NOT NULL CONSTRAINT ck_identity_one_row CHECK (id = 1),
        terminal TEXT NOT NULL,
        incarnation INTEGER NOT NULL,
        CONSTRAINT pk_identity PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE journal (
        seq INTEGER NOT NULL,
        body BLOB NOT NULL,
        hash TEXT NOT NULL,
        CONSTRAINT pk_journal PRIMARY KEY (seq)
    )
     STRICT
    """,
    """
    CREATE TABLE meter (
        pan TEXT NOT NULL,
        sgc TEXT NOT NULL,
        krn INTEGER NOT NULL,
        tariff_index TEXT NOT NULL,
        key_type INTEGER NOT NULL,
        ea TEXT NOT NULL,
        tct TEXT NOT NULL,
        tariff TEXT NOT NULL,
        arrears INTEGER NOT NULL,
        status TEXT NOT NULL,
        person_ref TEXT NOT NULL,
        CONSTRAINT pk_meter PRIMARY KEY (pan)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX ix_meter_person_ref
        ON meter (person_ref) WHERE person_ref <> ''
    """,
    """
    CREATE TABLE person (
        id INTEGER NOT NULL,
        ref TEXT NOT NULL,
        account TEXT NOT NULL,
        name TEXT NOT NULL,
        address TEXT NOT NULL,
        phone TEXT NOT NULL,
        id_number TEXT NOT NULL,
        CONSTRAINT pk_person PRIMARY KEY (id),
        CONSTRAINT uq_person_ref UNIQUE (ref)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_person_account
        ON person (account) WHERE account <> ''
    """,
    """
    CREATE TABLE terminal (
        "key" TEXT NOT NULL,
        terminal TEXT NOT NULL,
        currency TEXT NOT NULL,
        training INTEGER NOT NULL,
        time_zone TEXT NOT NULL,
        device_key TEXT NOT NULL,
        printer TEXT NOT NULL,
        receipts INTEGER NOT NULL,
        known_time TEXT NOT NULL,
        CONSTRAINT pk_terminal PRIMARY KEY ("key")
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE operator (
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        CONSTRAINT pk_operator PRIMARY KEY (name)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE tariff (
        tariff TEXT NOT NULL,
        digest TEXT NOT NULL,
        CONSTRAINT pk_tariff PRIMARY KEY (tariff)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE shift (
        shift_no INTEGER NOT NULL,
        state TEXT NOT NULL,
        opener TEXT NOT NULL,
        opened_at TEXT NOT NULL,
        opening_float INTEGER NOT NULL,
        cash_tendered INTEGER NOT NULL,
        change INTEGER NOT NULL,
        sales INTEGER NOT NULL,
        CONSTRAINT pk_shift PRIMARY KEY (shift_no)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE UNIQUE INDEX uq_shift_open
        ON shift (state) WHERE state = 'open'
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
        CONSTRAINT pk_sale PRIMARY KEY (sale_id)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE INDEX ix_sale_issue_no
        ON sale (issue_no) WHERE issue_no > 0
    """,
    """
    CREATE UNIQUE INDEX uq_sale_open_pan
        ON sale (pan) WHERE state = 'open'
    """,
    """
    CREATE UNIQUE INDEX uq_sale_receipt_no
        ON sale (receipt_no) WHERE receipt_no <> ''
    """,
    """
    CREATE INDEX ix_sale_first_seq
        ON sale (CASE begun_seq WHEN 0 THEN ended_seq ELSE begun_seq END)
    """,
    """
    CREATE TABLE meter_month (
        pan TEXT NOT NULL,
        month TEXT NOT NULL,
        units_milli INTEGER NOT NULL,
        purchases INTEGER NOT NULL,
        last_at TEXT NOT NULL,
        CONSTRAINT pk_meter_month PRIMARY KEY (pan, month)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE printer (
        address TEXT NOT NULL,
        answers_status INTEGER,
        confirms INTEGER,
        CONSTRAINT pk_printer PRIMARY KEY (address)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE checkpoint (
        seq INTEGER NOT NULL,
        hash TEXT NOT NULL,
        signature BLOB NOT NULL,
        CONSTRAINT pk_checkpoint PRIMARY KEY (seq),
        CONSTRAINT fk_checkpoint_seq FOREIGN KEY(seq) REFERENCES journal (seq)
    )
     STRICT
    """,
    """
    CREATE TABLE print_job (
        id INTEGER NOT NULL,
        job TEXT NOT NULL,
        sale_id TEXT NOT NULL,
        copy INTEGER NOT NULL,
        printer TEXT NOT NULL,
        state TEXT NOT NULL,
        queued_at TEXT NOT NULL,
        queued_by TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        CONSTRAINT pk_print_job PRIMARY KEY (id),
        CONSTRAINT uq_print_job_job UNIQUE (job),
        CONSTRAINT fk_print_job_sale_id FOREIGN KEY(sale_id) REFERENCES sale (sale_id)
    )
     STRICT
    """,
    """
    CREATE INDEX ix_print_job_sale_id
        ON print_job (sale_id)
    """,
    """
    CREATE INDEX ix_print_job_waiting
        ON print_job (id) WHERE state IN ('queued', 'sending', 'blocked', 'unknown')
    """,
    """
    CREATE VIRTUAL TABLE person_words USING fts5(
        account, name, address, phone,
        content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER journal_numbered BEFORE INSERT ON journal
    WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)
    BEGIN SELECT RAISE(ABORT, 'journal entries are numbered without a gap'); END
    """,
    """
    CREATE TRIGGER journal_unchanged BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'journal entries are never changed'); END
    """,
    """
    CREATE TRIGGER journal_kept BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'journal entries are never deleted'); END
    """,
    """
    CREATE TRIGGER checkpoint_once BEFORE INSERT ON checkpoint
    WHEN EXISTS (SELECT 1 FROM checkpoint WHERE seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'a head is signed once'); END
    """,
    """
    CREATE TRIGGER checkpoint_unchanged BEFORE UPDATE ON checkpoint
    BEGIN SELECT RAISE(ABORT, 'signed heads are never changed'); END
    """,
    """
    CREATE TRIGGER checkpoint_kept BEFORE DELETE ON checkpoint
    BEGIN SELECT RAISE(ABORT, 'signed heads are never deleted'); END
    """,
    """
    CREATE TRIGGER identity_once BEFORE INSERT ON identity
    WHEN EXISTS (SELECT 1 FROM identity)
    BEGIN SELECT RAISE(ABORT, 'a terminal is one'); END
    """,
    """
    CREATE TRIGGER identity_unchanged BEFORE UPDATE ON identity
    BEGIN SELECT RAISE(ABORT, 'a terminal stays what it is'); END
    """,
    """
    CREATE TRIGGER identity_kept BEFORE DELETE ON identity
    BEGIN SELECT RAISE(ABORT, 'a terminal stays what it is'); END
    """,
    """
    CREATE TRIGGER sale_ends_once BEFORE UPDATE ON sale
    WHEN NEW.begun_seq <> OLD.begun_seq
        OR (OLD.ended_seq <> 0 AND NEW.ended_seq <> OLD.ended_seq)
    BEGIN SELECT RAISE(ABORT, 'a sale begins once and ends once'); END
    """,
)


def upgrade() -> None:
    """Make all tables in an empty database."""
    for statement in _STATEMENTS:
        op.execute(statement)
