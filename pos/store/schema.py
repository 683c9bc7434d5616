"""The tables: one journal, what is computed from it, and what stands beside it.

Tables of projections are made from the row classes of `pos.domain.projections`: a column for each
field, the first field or fields the key. All tables are strict.
"""

from dataclasses import dataclass, fields
from typing import Any, Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.engine import Connection

from pos.domain.meter import Meter
from pos.domain.projections import (
    ActRow,
    ArrearsRow,
    CaseRow,
    CashPolicyRow,
    FloatDayRow,
    FloatRow,
    HandOverRow,
    MeterDebtRow,
    MeterFreeRow,
    MeterKeyRow,
    MeterMonthRow,
    OperatorRow,
    PaperLanguageRow,
    PaperPolicyRow,
    RegisterRow,
    Row,
    SaleRow,
    SalesDayRow,
    SalesHourRow,
    SalesQuarterRow,
    ShiftOperatorRow,
    ShiftRow,
    ShiftTenderRow,
    TariffRow,
    TenderDayRow,
    TerminalRow,
    VendingKeyRow,
)
from pos.store.triggers import TRIGGERS

# The migration that makes this schema; `tests/integration/store/test_migrations.py` compares both.
REVISION: Final = "sales_hour"

METADATA: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)
_COLUMN_TYPES: Final = {str: Text, int: Integer}


def _columns_of(row: type[Any], key_columns: int) -> tuple[Column[Any], ...]:
    return tuple(
        Column(
            field.name,
            _COLUMN_TYPES[field.type](),  # type: ignore[index]  # A field of another type must fail.
            primary_key=place < key_columns,
            nullable=False,
            autoincrement=False,
        )
        for place, field in enumerate(fields(row))
    )


def _keyed_table(name: str, row: type[Any], key_columns: int) -> Table:
    columns = _columns_of(row, key_columns)
    return Table(name, METADATA, *columns, sqlite_with_rowid=False, sqlite_strict=True)


def _id_column() -> Column[int]:
    # Explicit, since SQLite may renumber rows that have no integer key of their own.
    return Column("id", Integer, primary_key=True)


def _text_column(name: str, *constraints: ForeignKey, unique: bool = False) -> Column[str]:
    return Column(name, Text, *constraints, nullable=False, unique=unique)


IDENTITY: Final = Table(
    "identity",
    METADATA,
    Column("id", Integer, CheckConstraint("id = 1", name="one_row"), primary_key=True),
    _text_column("terminal"),
    Column("incarnation", Integer, nullable=False),
    sqlite_strict=True,
)
# As alembic itself would make it.
VERSION: Final = Table(
    "alembic_version",
    METADATA,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
JOURNAL: Final = Table(
    "journal",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    _text_column("hash"),
    sqlite_strict=True,
)
# Entries of earlier incarnations, numbered from a negative number up to -1.
EARLIER: Final = Table(
    "earlier_entry",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    _text_column("hash"),
    sqlite_strict=True,
)
CHECKPOINT: Final = Table(
    "checkpoint",
    METADATA,
    Column("seq", Integer, ForeignKey(JOURNAL.c.seq), primary_key=True),
    _text_column("hash"),
    Column("signature", LargeBinary, nullable=False),
    sqlite_strict=True,
)
UPLINK: Final = Table(
    "uplink",
    METADATA,
    Column("id", Integer, CheckConstraint("id = 1", name="one_row"), primary_key=True),
    _text_column("url"),
    _text_column("root_key"),
    _text_column("answer_key"),
    Column("epoch", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    _text_column("hash"),
    _text_column("stopped"),
    Column("lease_serial", Integer, nullable=False),
    _text_column("heard_at"),
    Column("office_time", Text, nullable=False, server_default=""),
    Column("bundle_epoch", Integer, nullable=False, server_default="0"),
    Column("bundle_n", Integer, nullable=False, server_default="0"),
    sqlite_strict=True,
)
METER: Final = _keyed_table("meter", Meter, key_columns=1)
Index("ix_meter_person_ref", METER.c.person_ref, sqlite_where=text("person_ref <> ''"))
PERSON: Final = Table(
    "person",
    METADATA,
    _id_column(),
    _text_column("ref", unique=True),
    _text_column("account"),
    _text_column("name"),
    _text_column("address"),
    _text_column("phone"),
    _text_column("id_number"),
    sqlite_strict=True,
)
Index("ix_person_account", PERSON.c.account, sqlite_where=text("account <> ''"))


@dataclass(frozen=True, slots=True)
class Projection:
    """A row class and its table; the table's primary key is the row's key."""

    row: type[Row]
    table: Table


PROJECTIONS: Final = (
    Projection(TerminalRow, _keyed_table("terminal", TerminalRow, key_columns=1)),
    Projection(OperatorRow, _keyed_table("operator", OperatorRow, key_columns=1)),
    Projection(TariffRow, _keyed_table("tariff", TariffRow, key_columns=1)),
    Projection(ShiftRow, _keyed_table("shift", ShiftRow, key_columns=1)),
    Projection(SaleRow, _keyed_table("sale", SaleRow, key_columns=1)),
    Projection(MeterMonthRow, _keyed_table("meter_month", MeterMonthRow, key_columns=2)),
    Projection(ShiftOperatorRow, _keyed_table("shift_operator", ShiftOperatorRow, key_columns=2)),
    Projection(HandOverRow, _keyed_table("hand_over", HandOverRow, key_columns=2)),
    Projection(ShiftTenderRow, _keyed_table("shift_tender", ShiftTenderRow, key_columns=2)),
    Projection(SalesQuarterRow, _keyed_table("sales_quarter", SalesQuarterRow, key_columns=1)),
    Projection(SalesHourRow, _keyed_table("sales_hour", SalesHourRow, key_columns=1)),
    Projection(SalesDayRow, _keyed_table("sales_day", SalesDayRow, key_columns=3)),
    Projection(TenderDayRow, _keyed_table("tender_day", TenderDayRow, key_columns=2)),
    Projection(ArrearsRow, _keyed_table("arrears", ArrearsRow, key_columns=1)),
    Projection(MeterDebtRow, _keyed_table("meter_debt", MeterDebtRow, key_columns=1)),
    Projection(FloatRow, _keyed_table("agent_float", FloatRow, key_columns=1)),
    Projection(FloatDayRow, _keyed_table("float_day", FloatDayRow, key_columns=1)),
    Projection(CaseRow, _keyed_table("sale_case", CaseRow, key_columns=1)),
    Projection(ActRow, _keyed_table("act", ActRow, key_columns=1)),
    Projection(PaperPolicyRow, _keyed_table("paper_policy", PaperPolicyRow, key_columns=1)),
    Projection(PaperLanguageRow, _keyed_table("paper_language", PaperLanguageRow, key_columns=1)),
    Projection(CashPolicyRow, _keyed_table("cash_policy", CashPolicyRow, key_columns=1)),
    Projection(VendingKeyRow, _keyed_table("vending_key", VendingKeyRow, key_columns=2)),
    Projection(MeterKeyRow, _keyed_table("meter_key", MeterKeyRow, key_columns=1)),
    Projection(MeterFreeRow, _keyed_table("meter_free", MeterFreeRow, key_columns=2)),
    Projection(RegisterRow, _keyed_table("register", RegisterRow, key_columns=1)),
)
SALE: Final = METADATA.tables["sale"]
SHIFT: Final = METADATA.tables["shift"]
METER_MONTH: Final = METADATA.tables["meter_month"]
OPERATOR: Final = METADATA.tables["operator"]
TARIFF: Final = METADATA.tables["tariff"]
SHIFT_OPERATOR: Final = METADATA.tables["shift_operator"]
HAND_OVER: Final = METADATA.tables["hand_over"]
SHIFT_TENDER: Final = METADATA.tables["shift_tender"]
SALES_QUARTER: Final = METADATA.tables["sales_quarter"]
SALES_HOUR: Final = METADATA.tables["sales_hour"]
SALES_DAY: Final = METADATA.tables["sales_day"]
TENDER_DAY: Final = METADATA.tables["tender_day"]
ACT: Final = METADATA.tables["act"]
VENDING_KEY: Final = METADATA.tables["vending_key"]
METER_KEY: Final = METADATA.tables["meter_key"]
REGISTER: Final = METADATA.tables["register"]
SALE_CASE: Final = METADATA.tables["sale_case"]

# SQLite takes a partial index only where a query repeats its condition word for word.
OPEN: Final = "state = 'open'"
WAITING: Final = (
    "state IN ('queued', 'sending') OR (state IN ('blocked', 'unknown') AND kind <> 'drawer')"
)
COMMITTED: Final = "state = 'committed'"
DEPOSIT: Final = "kind = 'drop_bank'"
HAS_ISSUE: Final = "issue_no > 0"
# The entry that brought a sale into the journal; a recovered one was begun elsewhere.
FIRST_SEQ: Final = "CASE begun_seq WHEN 0 THEN ended_seq ELSE begun_seq END"

Index("uq_shift_open", SHIFT.c.state, unique=True, sqlite_where=text(OPEN))
Index("ix_shift_closed_at", SHIFT.c.closed_at)
Index("ix_act_at", ACT.c.at)
Index("ix_register_at", REGISTER.c.at)
Index("ix_sale_case_opened_seq", SALE_CASE.c.opened_seq)
Index("ix_sale_case_sale_id", SALE_CASE.c.sale_id)
Index("ix_act_deposit", ACT.c.subject, sqlite_where=text(DEPOSIT))
Index("uq_sale_open_pan", SALE.c.pan, unique=True, sqlite_where=text(OPEN))
Index("uq_sale_receipt_no", SALE.c.receipt_no, unique=True, sqlite_where=text("receipt_no <> ''"))
Index("ix_sale_begun_at", SALE.c.begun_at, sqlite_where=text(COMMITTED))
Index("ix_sale_issue_no", SALE.c.issue_no, sqlite_where=text(HAS_ISSUE))
Index("ix_sale_pan", SALE.c.pan, text(FIRST_SEQ))
Index("ix_sale_first_seq", text(FIRST_SEQ), _table=SALE)

PRINT_JOB: Final = Table(
    "print_job",
    METADATA,
    _id_column(),
    _text_column("job", unique=True),
    _text_column("kind"),
    _text_column("subject"),
    Column("copy", Integer, nullable=False),
    _text_column("printer"),
    _text_column("state"),
    _text_column("queued_at"),
    _text_column("queued_by"),
    Column("attempts", Integer, nullable=False),
    _text_column("content"),
    sqlite_strict=True,
)
PRINTER: Final = Table(
    "printer",
    METADATA,
    Column("address", Text, primary_key=True),
    # Null until it was tried.
    Column("answers_status", Integer),
    Column("confirms", Integer),
    Column("fences", Integer),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
Index("ix_print_job_subject", PRINT_JOB.c.subject)
Index("ix_print_job_waiting", PRINT_JOB.c.id, sqlite_where=text(WAITING))

# What the search holds beside `person`: only words, so that a forgotten customer leaves by number.
PERSON_WORDS: Final = """
CREATE VIRTUAL TABLE person_words USING fts5(
    account, name, address, phone,
    content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 2'
)"""


def create_schema(connection: Connection) -> None:
    """Make all tables in an empty database and note the revision."""
    METADATA.create_all(connection)
    connection.exec_driver_sql(PERSON_WORDS)
    for trigger in TRIGGERS:
        connection.exec_driver_sql(trigger)
    connection.execute(VERSION.insert().values(version_num=REVISION))
