"""The tables: one journal, what is computed from it, and what stands beside it.

Tables of projections are made from the row classes of `pos.domain.projections`: a column for each
field, the first field or fields the key. All tables are strict.
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.engine import Connection

from pos.app.ports.downlink import KnownStanding
from pos.domain.meter import Meter
from pos.domain.projections import Row
from pos.store import conditions
from pos.store.row_classes import REVISION, ROW_CLASSES
from pos.store.table_parts import METADATA, id_column, keyed_table, text_column
from pos.store.triggers import PERSON_WORDS, TRIGGERS

IDENTITY: Final = Table(
    "identity",
    METADATA,
    Column("id", Integer, CheckConstraint("id = 1", name="one_row"), primary_key=True),
    text_column("terminal"),
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
    text_column("hash"),
    sqlite_strict=True,
)
# Entries of earlier incarnations, numbered from a negative number up to -1.
EARLIER: Final = Table(
    "earlier_entry",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    text_column("hash"),
    sqlite_strict=True,
)
CHECKPOINT: Final = Table(
    "checkpoint",
    METADATA,
    Column("seq", Integer, ForeignKey(JOURNAL.c.seq), primary_key=True),
    text_column("hash"),
    Column("signature", LargeBinary, nullable=False),
    sqlite_strict=True,
)
UPLINK: Final = Table(
    "uplink",
    METADATA,
    Column("id", Integer, CheckConstraint("id = 1", name="one_row"), primary_key=True),
    text_column("url"),
    text_column("root_key"),
    text_column("answer_key"),
    Column("epoch", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    text_column("hash"),
    text_column("stopped"),
    Column("lease_serial", Integer, nullable=False),
    text_column("heard_at"),
    Column("office_time", Text, nullable=False, server_default=""),
    Column("bundle_epoch", Integer, nullable=False, server_default="0"),
    Column("bundle_n", Integer, nullable=False, server_default="0"),
    Column("standings_at", Text, nullable=False, server_default=""),
    Column("answer_keys", Text, nullable=False, server_default=""),
    sqlite_strict=True,
)
METER: Final = keyed_table("meter", Meter, key_columns=1)
Index("ix_meter_person_ref", METER.c.person_ref, sqlite_where=text("person_ref <> ''"))
METER_STANDING: Final = keyed_table("meter_standing", KnownStanding, key_columns=1)
# Numbers that customers want codes sent to, until head office has them; in no journal.
TEXT_WISH: Final = Table(
    "text_wish",
    METADATA,
    Column("sale_id", Text, primary_key=True, nullable=False),
    text_column("number"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
PERSON: Final = Table(
    "person",
    METADATA,
    id_column(),
    text_column("ref", unique=True),
    text_column("account"),
    text_column("name"),
    text_column("address"),
    text_column("phone"),
    text_column("id_number"),
    sqlite_strict=True,
)
Index("ix_person_account", PERSON.c.account, sqlite_where=text("account <> ''"))


@dataclass(frozen=True, slots=True)
class Projection:
    """A row class and its table; the table's primary key is the row's key."""

    row: type[Row]
    table: Table


PROJECTIONS: Final = tuple(
    Projection(row, keyed_table(name, row, key_columns=count)) for row, name, count in ROW_CLASSES
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
METER_DEBT: Final = METADATA.tables["meter_debt"]
METER_KEY: Final = METADATA.tables["meter_key"]
REGISTER: Final = METADATA.tables["register"]
SALE_CASE: Final = METADATA.tables["sale_case"]
AGENT_WISH: Final = METADATA.tables["agent_wish"]

Index("uq_shift_open", SHIFT.c.state, unique=True, sqlite_where=text(conditions.OPEN))
Index("ix_shift_closed_at", SHIFT.c.closed_at)
Index("ix_act_at", ACT.c.at)
Index("ix_register_at", REGISTER.c.at)
Index("ix_sale_case_opened_seq", SALE_CASE.c.opened_seq)
Index("ix_sale_case_sale_id", SALE_CASE.c.sale_id)
Index("ix_act_deposit", ACT.c.subject, sqlite_where=text(conditions.DEPOSIT))
Index("ix_act_top_up", ACT.c.subject, sqlite_where=text(conditions.TOP_UP))
Index("uq_sale_open_pan", SALE.c.pan, unique=True, sqlite_where=text(conditions.OPEN))
Index("uq_sale_receipt_no", SALE.c.receipt_no, unique=True, sqlite_where=text("receipt_no <> ''"))
Index("ix_sale_begun_at", SALE.c.begun_at, sqlite_where=text(conditions.COMMITTED))
Index("ix_sale_issue_no", SALE.c.issue_no, sqlite_where=text(conditions.HAS_ISSUE))
Index("ix_sale_pan", SALE.c.pan, text(conditions.FIRST_SEQ))
Index("ix_sale_first_seq", text(conditions.FIRST_SEQ), _table=SALE)
Index("ix_sale_total", SALE.c.total, text(conditions.FIRST_SEQ))
for _name, _column, _which in conditions.CODE_INDEXES:
    Index(_name, text(_column), _table=SALE, sqlite_where=text(_which))

PRINT_JOB: Final = Table(
    "print_job",
    METADATA,
    id_column(),
    text_column("job", unique=True),
    text_column("kind"),
    text_column("subject"),
    Column("copy", Integer, nullable=False),
    text_column("printer"),
    text_column("state"),
    text_column("queued_at"),
    text_column("queued_by"),
    Column("attempts", Integer, nullable=False),
    text_column("content"),
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
Index("ix_print_job_waiting", PRINT_JOB.c.id, sqlite_where=text(conditions.WAITING))


def create_schema(connection: Connection) -> None:
    """Make all tables in an empty database and note the revision."""
    METADATA.create_all(connection)
    connection.exec_driver_sql(PERSON_WORDS)
    for trigger in TRIGGERS:
        connection.exec_driver_sql(trigger)
    connection.execute(VERSION.insert().values(version_num=REVISION))
