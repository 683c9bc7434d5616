"""People with roles who sign in by browser, and rows of the books by time, subject and paper."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Text
from sqlalchemy.schema import PrimaryKeyConstraint

revision = "console"
down_revision = "bank_match"

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")
_ROWS_AT_ONCE = 1000
_PLACE = ("terminal", "incarnation", "branch", "kind", "row_key")
# Of each kind that people look for: the fields that say when, about what, and on which paper.
_LOOKED_FOR = {
    "SaleRow": ("begun_at", "pan", "receipt_no"),
    "ShiftRow": ("opened_at", "", "z_no"),
    "ActRow": ("at", "kind", ""),
    "CaseRow": ("opened_at", "pan", ""),
    "SalesDayRow": ("day", "", ""),
    "TenderDayRow": ("day", "", ""),
    "SalesQuarterRow": ("quarter", "", ""),
}


def upgrade() -> None:
    """Give people a role, make the tables of signing in, and file the books that are there."""
    op.add_column("clerk", Column("role", _TEXT, nullable=False, server_default="administrator"))
    op.add_column("clerk", Column("totp_secret", LargeBinary, nullable=False, server_default=""))
    op.add_column("clerk", Column("totp_step", _NUMBER, nullable=False, server_default="0"))
    _make_tables()
    for name in ("at", "about", "paper"):
        op.add_column("book_row", Column(name, _TEXT, nullable=True))
    _file_books()
    for columns in (
        ("kind", "at", "terminal"),
        ("terminal", "kind", "at"),
        ("kind", "about", "at"),
    ):
        _index(columns, sa.text("at IS NOT NULL"))
    _index(("paper",), sa.text("paper IS NOT NULL"))


def _make_tables() -> None:
    op.create_table(
        "console_session",
        Column("digest", _TEXT, nullable=False),
        Column("clerk", _TEXT, nullable=False),
        Column("stage", _TEXT, nullable=False),
        Column("totp_candidate", LargeBinary, nullable=False),
        Column("seen_at", _TEXT, nullable=False),
        Column("ends_at", _TEXT, nullable=False),
        PrimaryKeyConstraint("digest", name="pk_console_session"),
        sqlite_strict=True,
    )
    op.create_table(
        "sign_in_attempt",
        Column("subject", _TEXT, nullable=False),
        Column("attempts", _NUMBER, nullable=False, autoincrement=False),
        Column("last_at", _TEXT, nullable=False),
        PrimaryKeyConstraint("subject", name="pk_sign_in_attempt"),
        sqlite_strict=True,
    )
    op.create_table(
        "office_act",
        *(
            Column(name, _TEXT, nullable=False)
            for name in ("at", "id", "clerk", "what", "subject", "detail")
        ),
        PrimaryKeyConstraint("at", "id", name="pk_office_act"),
        sqlite_strict=True,
    )


def _index(columns: tuple[str, ...], where: sa.TextClause) -> None:
    name = f"ix_book_row_{'_'.join(columns)}"
    op.create_index(name, "book_row", list(columns), postgresql_where=where, sqlite_where=where)


def _file_books() -> None:
    """Fill the new columns, a page of rows at a time."""
    connection = op.get_bind()
    rows = sa.table(
        "book_row", *(sa.column(n) for n in (*_PLACE, "fields", "at", "about", "paper"))
    )
    place = [rows.c[name] for name in _PLACE]
    put = (
        sa.update(rows)
        .where(*(rows.c[name] == sa.bindparam(f"of_{name}") for name in _PLACE))
        .values({name: sa.bindparam(f"new_{name}") for name in ("at", "about", "paper")})
    )
    page = sa.select(*place, rows.c.fields).order_by(*place).limit(_ROWS_AT_ONCE)
    found = connection.execute(page).all()
    while found:
        filed = [_filed(row) for row in found if row.kind in _LOOKED_FOR]
        if filed:
            connection.execute(put, filed)
        last = found[-1]
        behind = sa.tuple_(*place) > sa.tuple_(*(getattr(last, name) for name in _PLACE))
        found = connection.execute(page.where(behind)).all()


def _filed(row: Any) -> dict[str, object]:
    fields = json.loads(row.fields)
    at, about, paper = (fields.get(name) or None for name in _LOOKED_FOR[row.kind])
    # A row in the form of a still older program is computed again before it is used.
    if row.kind == "SalesQuarterRow" and isinstance(fields["quarter"], int):
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=15) * fields["quarter"]
        at = f"{moment:%Y-%m-%dT%H:%M:%S.000Z}"
    return {
        **{f"of_{name}": getattr(row, name) for name in _PLACE},
        "new_at": at,
        "new_about": about,
        "new_paper": paper,
    }
