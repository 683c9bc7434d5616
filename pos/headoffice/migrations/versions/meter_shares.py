"""What each terminal sold to each meter, what meters owe, and which meters were published."""

import json
from collections.abc import Iterator
from typing import Any

from alembic import op
from sqlalchemy import BigInteger, Column, Connection, Index, Integer, Text, text
from sqlalchemy.schema import ForeignKeyConstraint, PrimaryKeyConstraint

revision = "meter_shares"
down_revision = "console"

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")
_UNTOLD = text("published < version")
_SHARE_NUMBERS = ("units_milli", "free_milli", "paid", "carried")
_ADD = text(
    "INSERT INTO meter_share (terminal, pan, month, units_milli, free_milli, paid, carried,"
    " last_at, version, published) VALUES (:terminal, :pan, :month, :units_milli, :free_milli,"
    " :paid, :carried, :last_at, 1, 0) ON CONFLICT (terminal, pan, month) DO UPDATE SET"
    " units_milli = meter_share.units_milli + excluded.units_milli,"
    " free_milli = meter_share.free_milli + excluded.free_milli,"
    " paid = meter_share.paid + excluded.paid"
)


def _number(name: str) -> Column[int]:
    return Column(name, _NUMBER, nullable=False, autoincrement=False)


def _text(name: str) -> Column[str]:
    return Column(name, _TEXT, nullable=False)


def upgrade() -> None:
    """Make the tables, and fill them from the books of the journals that came first."""
    op.create_table(
        "meter_share",
        *map(_text, ("terminal", "pan", "month")),
        *map(_number, _SHARE_NUMBERS),
        _text("last_at"),
        _number("version"),
        _number("published"),
        PrimaryKeyConstraint("terminal", "pan", "month", name="pk_meter_share"),
        ForeignKeyConstraint(["terminal"], ["terminal.terminal"], "fk_meter_share_terminal"),
        Index("ix_meter_share_pan", "pan"),
        Index("ix_meter_share_untold", "pan", sqlite_where=_UNTOLD, postgresql_where=_UNTOLD),
        sqlite_strict=True,
    )
    op.create_table(
        "listed_meter",
        _text("meter"),
        _text("digest"),
        PrimaryKeyConstraint("meter", name="pk_listed_meter"),
        sqlite_strict=True,
    )
    op.create_table(
        "meter_owed",
        _text("pan"),
        *map(_number, ("base", "version", "published")),
        PrimaryKeyConstraint("pan", name="pk_meter_owed"),
        Index("ix_meter_owed_untold", "pan", sqlite_where=_UNTOLD, postgresql_where=_UNTOLD),
        sqlite_strict=True,
    )
    connection = op.get_bind()
    for share in _shares(connection):
        connection.execute(_ADD, share)


def _shares(connection: Connection) -> Iterator[dict[str, Any]]:
    found = connection.execute(
        text(
            "SELECT terminal, kind, fields FROM book_row WHERE branch = 0"
            " AND kind IN ('MeterMonthRow', 'MeterFreeRow', 'MeterDebtRow')"
            " ORDER BY terminal, incarnation, kind"
        )
    )
    for terminal, kind, fields in found.fetchall():
        row = json.loads(bytes(fields))
        share = {"terminal": terminal, "pan": row["pan"], "month": row.get("month", "")}
        share |= dict.fromkeys(_SHARE_NUMBERS, 0) | {"last_at": row.get("last_at", "")}
        match kind:
            case "MeterMonthRow":
                yield share | {"units_milli": row["units_milli"]}
            case "MeterFreeRow":
                yield share | {"free_milli": row["free_milli"]}
            case _:
                yield share | {"paid": row["paid"], "carried": row["carried"]}
