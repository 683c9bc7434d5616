"""Codes that were sold, from their last digit, so that the end of one is found by an index."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from pos.headoffice.store.bulk import find_rows, insert_rows
from pos.headoffice.store.schema import SALE_CODE

# Sorts behind every digit.
_BEHIND_DIGITS: Final = ":"


@dataclass(frozen=True, slots=True)
class SoldCode:
    """A sale that issued a code."""

    terminal: str
    sale_id: str


def add_codes(connection: Connection, terminal: str, sold: Iterable[tuple[str, str]]) -> None:
    """Keep codes of sales that are counted for the first time.

    Args:
        connection: in the transaction that counts them.
        terminal: that sold them.
        sold: sale id, and its codes with spaces between.
    """
    keys = list(
        dict.fromkeys((sale_id, code[::-1]) for sale_id, codes in sold for code in codes.split())
    )
    if not keys:
        return
    # Two versions of one sale may share a code.
    own, names = {"terminal": terminal}, ("sale_id", "backwards")
    known = {
        (row.sale_id, row.backwards) for row in find_rows(connection, SALE_CODE, own, names, keys)
    }
    insert_rows(
        connection,
        SALE_CODE,
        [{**own, "sale_id": key[0], "backwards": key[1]} for key in keys if key not in known],
    )


def sales_with_code(connection: Connection, end: str, count: int) -> tuple[SoldCode, ...]:
    """Return sales of a code that ends with these digits, in no order that means anything."""
    wanted = end[::-1]
    rows = connection.execute(
        select(SALE_CODE.c.terminal, SALE_CODE.c.sale_id)
        .where(SALE_CODE.c.backwards >= wanted, SALE_CODE.c.backwards < wanted + _BEHIND_DIGITS)
        .order_by(SALE_CODE.c.backwards)
        .limit(count)
    )
    return tuple(dict.fromkeys(SoldCode(row.terminal, row.sale_id) for row in rows))
