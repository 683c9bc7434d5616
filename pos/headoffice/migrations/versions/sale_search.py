"""Codes that were sold and names of customers, as people look for them."""

import csv
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, Text
from sqlalchemy.schema import ForeignKeyConstraint, PrimaryKeyConstraint

from pos.domain.errors import PosError
from pos.domain.meter import parse_meter_number

revision = "sale_search"
down_revision = "published_lists"

_TEXT = Text().with_variant(Text(collation="C"), "postgresql")
_ROWS_AT_ONCE = 1000


def upgrade() -> None:
    """Make both tables, and fill them from sales that were counted and lists that went out."""
    op.create_table(
        "sale_code",
        *(Column(name, _TEXT, nullable=False) for name in ("terminal", "sale_id", "backwards")),
        PrimaryKeyConstraint("terminal", "sale_id", "backwards", name="pk_sale_code"),
        ForeignKeyConstraint(
            ["terminal"], ["terminal.terminal"], name="fk_sale_code_terminal_terminal"
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "meter_name",
        *(Column(name, _TEXT, nullable=False) for name in ("looked_for", "pan", "name")),
        PrimaryKeyConstraint("looked_for", "pan", name="pk_meter_name"),
        sqlite_strict=True,
    )
    op.create_index("ix_meter_name_pan", "meter_name", ["pan"])
    _fill_codes()
    _fill_names()
    op.create_index("ix_sale_code_backwards", "sale_code", ["backwards"])


def _fill_codes() -> None:
    connection = op.get_bind()
    columns = ("terminal", "sale_id", "tokens")
    sales = sa.table("counted_sale", *(sa.column(name) for name in columns))
    codes = sa.table(
        "sale_code", *(sa.column(name) for name in ("terminal", "sale_id", "backwards"))
    )
    place = [sales.c[name] for name in columns]
    page = sa.select(*place).order_by(*place).limit(_ROWS_AT_ONCE)
    found = connection.execute(page).all()
    before: set[tuple[str, str, str]] = set()
    while found:
        rows = {
            (row.terminal, row.sale_id, code[::-1]) for row in found for code in row.tokens.split()
        }
        # Two versions of one sale may share a code, and stand on two pages.
        fresh = sorted(rows - before)
        if fresh:
            connection.execute(
                sa.insert(codes),
                [
                    dict(zip(("terminal", "sale_id", "backwards"), row, strict=True))
                    for row in fresh
                ],
            )
        before, last = rows, found[-1]
        behind = sa.tuple_(*place) > sa.tuple_(*(getattr(last, name) for name in columns))
        found = connection.execute(page.where(behind)).all()


def _fill_names() -> None:
    connection = op.get_bind()
    bundles = sa.table("bundle", *(sa.column(name) for name in ("epoch", "n", "kind", "signed")))
    names = sa.table("meter_name", *(sa.column(name) for name in ("looked_for", "pan", "name")))
    numbers = connection.execute(
        sa.select(bundles.c.epoch, bundles.c.n)
        .where(bundles.c.kind == "meters")
        .order_by(bundles.c.epoch, bundles.c.n)
    ).all()
    for epoch, n in numbers:
        signed = connection.execute(
            sa.select(bundles.c.signed).where(bundles.c.epoch == epoch, bundles.c.n == n)
        ).scalar_one()
        told = dict(_names(json.loads(bytes(signed))["body"].splitlines()))
        pans = list(told)
        for first in range(0, len(pans), _ROWS_AT_ONCE):
            part = pans[first : first + _ROWS_AT_ONCE]
            connection.execute(sa.delete(names).where(names.c.pan.in_(part)))
            rows = [
                {"looked_for": turned, "pan": pan, "name": told[pan]}
                for pan in part
                for turned in _turned(told[pan])
            ]
            if rows:
                connection.execute(sa.insert(names), rows)


def _names(lines: list[str]) -> Iterator[tuple[str, str]]:
    header = lines[0].removeprefix("\ufeff") if lines else ""
    separator = max((",", ";", "\t"), key=header.count)
    columns = [name.strip().lower() for name in header.split(separator)]
    if not {"meter", "name"} <= set(columns):
        return
    for line in lines[1:]:
        try:
            cells = next(csv.reader([line], delimiter=separator, strict=True), [])
        except csv.Error:
            continue
        if len(cells) == len(columns):
            row = dict(zip(columns, cells, strict=True))
            try:
                yield parse_meter_number(row["meter"]).digits, row["name"].strip()
            except PosError:
                continue


def _turned(name: str) -> Iterable[str]:
    apart = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    words = re.findall(r"\w+", plain)[:6]
    return dict.fromkeys(" ".join((*words[at:], *words[:at])) for at in range(len(words)))
