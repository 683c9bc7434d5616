"""One field for a sale: its code or the end of it, its receipt, its meter, or the customer's name.

Each way is one look at an index and takes no more rows than a page shows, however many sales
there are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import msgspec
from sqlalchemy import and_, select
from sqlalchemy.engine import Connection

from pos.domain.errors import PosError
from pos.domain.meter import parse_meter_number
from pos.domain.projections import SaleRow
from pos.headoffice.console.pages.filed import ROWS_A_PAGE, Found, Wanted, newest, on_paper
from pos.headoffice.journal.sale_codes import SoldCode, sales_with_code
from pos.headoffice.meters.meter_names import NamedMeter, named_like
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.store.schema import BOOK_ROW, BRANCH

# What anybody sees of a code; who may see more may look for more.
_END_SHOWN: Final = 4
_CODE_DIGITS: Final = 20
_NAME_LETTERS_MIN: Final = 3
_METERS_MAX: Final = 20


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found.

    Attributes:
        sales: newest first.
        meters: whose customers have such a name.
        is_cut: there are more than a page shows.
        needs_clerk: it looks like a code, and this role may look for its last four digits only.
    """

    sales: tuple[Found[SaleRow], ...]
    meters: tuple[NamedMeter, ...]
    is_cut: bool
    needs_clerk: bool


def search(connection: Connection, text: str, role: OfficeRole) -> SearchResult:
    """Look for sales.

    Whoever could ask for a code digit by digit would have it after a while, so a role that is not
    shown codes looks for exactly as much as it is shown.
    """
    digits = "".join(text.split()).replace("-", "")
    is_code = digits.isascii() and digits.isdecimal() and _END_SHOWN <= len(digits) <= _CODE_DIGITS
    may = role.covers(OfficeRole.CLERK) or len(digits) == _END_SHOWN
    found: list[Found[SaleRow]] = list(on_paper(connection, text.upper(), SaleRow))
    is_cut = False
    if is_code and may:
        sold = sales_with_code(connection, digits, ROWS_A_PAGE + 1)
        is_cut = len(sold) > ROWS_A_PAGE
        found += _sales_of(connection, sold[:ROWS_A_PAGE])
    pan = _meter_of(text)
    if pan:
        found += newest(connection, SaleRow, Wanted(about=pan))[0]
    meters: tuple[NamedMeter, ...] = ()
    if sum(map(str.isalpha, text)) >= _NAME_LETTERS_MIN:
        named = named_like(connection, text, _METERS_MAX + 1)
        meters, is_cut = named[:_METERS_MAX], is_cut or len(named) > _METERS_MAX
        for one in meters:
            found += newest(connection, SaleRow, Wanted(about=one.pan))[0]
    sales = _once(sorted(found, key=lambda one: one.at, reverse=True))
    return SearchResult(
        sales=sales[:ROWS_A_PAGE],
        meters=meters,
        is_cut=is_cut or len(sales) > ROWS_A_PAGE,
        needs_clerk=is_code and not may and not pan,
    )


def _once(found: Iterable[Found[SaleRow]]) -> tuple[Found[SaleRow], ...]:
    return tuple({(one.terminal, one.row.sale_id): one for one in found}.values())


def _meter_of(text: str) -> str:
    try:
        return parse_meter_number(text).digits
    except PosError:
        return ""


def _sales_of(connection: Connection, sold: Iterable[SoldCode]) -> Iterator[Found[SaleRow]]:
    """Return sales by their ids: each is found by its key in the branches of its terminal."""
    same = and_(*(BRANCH.c[name] == BOOK_ROW.c[name] for name in ("terminal", "incarnation")))
    decoder = msgspec.json.Decoder(SaleRow)
    for one in sold:
        row = connection.execute(
            select(BOOK_ROW.c.incarnation, BOOK_ROW.c.row_key, BOOK_ROW.c.at, BOOK_ROW.c.fields)
            .select_from(BRANCH)
            .join(BOOK_ROW, and_(same, BRANCH.c.branch == BOOK_ROW.c.branch))
            .where(
                BRANCH.c.terminal == one.terminal,
                BOOK_ROW.c.kind == SaleRow.__name__,
                BOOK_ROW.c.row_key == msgspec.json.encode((one.sale_id,)).decode(),
            )
            .order_by(BOOK_ROW.c.branch, BOOK_ROW.c.incarnation.desc())
            .limit(1)
        ).first()
        if row is not None:
            sale = decoder.decode(row.fields)
            yield Found(one.terminal, row.incarnation, sale, row.at or "", row.row_key)
