"""The first tables of head office, as they were; never edited again."""

from typing import Any

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Text, inspect
from sqlalchemy.schema import ForeignKeyConstraint, PrimaryKeyConstraint
from sqlalchemy.types import TypeEngine

revision = "first_schema"
down_revision = None

_TYPES: dict[str, TypeEngine[Any]] = {
    "number": BigInteger().with_variant(Integer(), "sqlite"),
    "text": Text().with_variant(Text(collation="C"), "postgresql"),
    "bytes": LargeBinary(),
}
# Name, length of the primary key, columns; whatever follows `terminal` belongs to one.
_TABLES = (
    ("office", 1, "id:number training:number root_key:text epoch:number created_at:text"),
    ("office_key", 1, "purpose:text private_key:bytes certificate:bytes"),
    ("enrol_code", 1, "terminal:text code_key:bytes expires:text used_by:text"),
    (
        "terminal",
        1,
        (
            "terminal:text incarnation:number device_key:text currency:text enrolled_at:text"
            " revoked_at:text seen_at:text standing:text signed_seq:number entries:number"
            " sales:number total:number first_serial:number lease_serial:number"
            " money_may_reach:number energy_may_reach_milli:number money_issued:number"
            " energy_issued_milli:number"
        ),
    ),
    (
        "lease",
        2,
        (
            "terminal:text serial:number signed:bytes until:text money_may_reach:number"
            " energy_may_reach_milli:number granted_at:text"
        ),
    ),
    (
        "branch",
        3,
        (
            "terminal:text incarnation:number branch:number parent:number fork_seq:number"
            " seq:number hash:text first_seen:text"
        ),
    ),
    (
        "entry",
        4,
        (
            "terminal:text incarnation:number branch:number seq:number hash:text body:bytes"
            " received_at:text"
        ),
    ),
    ("signed_head", 4, "terminal:text incarnation:number seq:number hash:text signature:text"),
    (
        "exception",
        5,
        "terminal:text incarnation:number branch:number seq:number why:text noted_at:text",
    ),
    (
        "alarm",
        5,
        "terminal:text kind:text incarnation:number seq:number hash:text raised_at:text",
    ),
    ("seen_request", 2, "terminal:text nonce:text time:text"),
    ("counted_sale", 3, "terminal:text sale_id:text tokens:text total:number"),
    (
        "book_row",
        5,
        "terminal:text incarnation:number branch:number kind:text row_key:text fields:bytes",
    ),
)
_NOT_OWNED = ("office", "office_key", "enrol_code", "terminal")


def upgrade() -> None:
    """Make the tables, or take over those from before there were migrations."""
    if inspect(op.get_bind()).has_table("office"):
        op.drop_column("office", "schema_version")
        return
    for name, key_length, described in _TABLES:
        pairs = [column.split(":") for column in described.split()]
        columns: list[Column[Any]] = [
            Column(column, _TYPES[kind], nullable=False) for column, kind in pairs
        ]
        key = [column for column, _ in pairs[:key_length]]
        constraints = [PrimaryKeyConstraint(*key, name=f"pk_{name}")]
        owner = ForeignKeyConstraint(["terminal"], ["terminal.terminal"], f"fk_{name}_terminal")
        owned = [] if name in _NOT_OWNED else [owner]
        op.create_table(name, *columns, *constraints, *owned, sqlite_strict=True)
    op.create_index(
        "ix_entry_terminal_incarnation_seq", "entry", ["terminal", "incarnation", "seq"]
    )
