"""What a journal adds up to: the terminal's own reducers, run over one branch.

Rows are read when a reducer asks for them and written once, at the end of a batch.
"""

from dataclasses import fields
from typing import Any, Final, TypeVar

import msgspec
from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.engine import Connection

from pos.domain.journal import Entry
from pos.domain.projections import (
    TERMINAL_KEY,
    AgentWishRow,
    ArrearsRow,
    CaseRow,
    FloatDayRow,
    FloatRow,
    HandOverRow,
    MeterDebtRow,
    MeterFreeRow,
    MeterKeyRow,
    MeterMonthRow,
    RegisterRow,
    RevokedKeyRow,
    Row,
    SaleRow,
    SalesDayRow,
    SalesHourRow,
    SalesQuarterRow,
    ShiftOperatorRow,
    ShiftRow,
    ShiftTenderRow,
    TenderDayRow,
    TerminalRow,
    VendingKeyRow,
    reduce,
)
from pos.domain.projections.float_rows import FLOAT_KEY
from pos.headoffice.bulk import insert_rows
from pos.headoffice.filing import filed_under
from pos.headoffice.schema import BOOK_ROW

RowT = TypeVar("RowT")
_Place = tuple[type[Any], str]
# How many fields tell the rows of a kind apart; one for all other kinds.
_KEY_FIELDS: dict[type[Any], int] = {
    MeterMonthRow: 2,
    ShiftOperatorRow: 2,
    ShiftTenderRow: 2,
    HandOverRow: 2,
    SalesDayRow: 3,
    TenderDayRow: 2,
    VendingKeyRow: 2,
    MeterFreeRow: 2,
    RevokedKeyRow: 2,
}


_MINE: Final = (
    BOOK_ROW.c.terminal == bindparam("of_terminal"),
    BOOK_ROW.c.incarnation == bindparam("of_incarnation"),
    BOOK_ROW.c.branch == bindparam("of_branch"),
)
_FIND: Final = select(BOOK_ROW.c.fields).where(
    *_MINE, BOOK_ROW.c.kind == bindparam("kind"), BOOK_ROW.c.row_key == bindparam("row_key")
)
_REPLACE: Final = (
    update(BOOK_ROW)
    .where(
        *_MINE,
        BOOK_ROW.c.kind == bindparam("of_kind"),
        BOOK_ROW.c.row_key == bindparam("of_row_key"),
    )
    # Time and subject stay as they were; a receipt or Z number comes later.
    .values(fields=bindparam("new_fields"), paper=bindparam("new_paper"))
)
_CLEAR: Final = delete(BOOK_ROW).where(*_MINE)


class BooksOutdatedError(Exception):
    """Rows were written by a program whose rows look different; compute the branch again."""


class Books:
    """The rows of one branch (`RowsBefore`), inside a transaction."""

    def __init__(
        self, connection: Connection, terminal: str, incarnation: int, branch: int
    ) -> None:
        self._connection = connection
        self._own = {"terminal": terminal, "incarnation": incarnation, "branch": branch}
        self._of = {f"of_{name}": value for name, value in self._own.items()}
        self._rows: dict[_Place, Any] = {}
        self._stored: set[_Place] = set()
        self._changed: dict[_Place, Row] = {}

    def enter(self, entry: Entry) -> tuple[Row, ...]:
        """Take an entry into the books and return the rows it changed.

        Raises:
            JournalDamaged: it speaks of what this journal does not hold; the books stay as they
                were.
            BooksOutdatedError.
        """
        rows = reduce(entry, self)
        for row in rows:
            key = key_of(row)
            place = (type(row), _encoded(key))
            if place not in self._changed:
                # Whether it is stored decides how it will be written.
                self._find(type(row), *key)
            self._rows[place] = self._changed[place] = row
        return rows

    def write(self) -> None:
        """Write every changed row and forget what was read."""
        added = [place for place in self._changed if place not in self._stored]
        replaced = [place for place in self._changed if place in self._stored]
        own_rows = [self._own | self._values(place) for place in added]
        insert_rows(self._connection, BOOK_ROW, own_rows)
        if replaced:
            self._connection.execute(
                _REPLACE,
                [
                    self._of
                    | {
                        "of_kind": value["kind"],
                        "of_row_key": value["row_key"],
                        "new_fields": value["fields"],
                        "new_paper": value["paper"],
                    }
                    for value in map(self._values, replaced)
                ],
            )
        self._changed.clear()
        self._rows.clear()
        self._stored.clear()

    def clear(self) -> None:
        """Forget all rows of this branch, to compute them again."""
        self._connection.execute(_CLEAR, self._of)
        self._changed.clear()
        self._rows.clear()
        self._stored.clear()

    def terminal(self) -> TerminalRow | None:
        """Return the one row about the terminal."""
        return self._find(TerminalRow, TERMINAL_KEY)

    def sale(self, sale_id: str) -> SaleRow | None:
        """Return a sale by its id."""
        return self._find(SaleRow, sale_id)

    def agent_float(self) -> FloatRow | None:
        """Return the float; None where none is kept."""
        return self._find(FloatRow, FLOAT_KEY)

    def float_day(self, day: str) -> FloatDayRow | None:
        """Return what happened to the float on a day."""
        return self._find(FloatDayRow, day)

    def arrears(self, sale_id: str) -> ArrearsRow | None:
        """Return what a sale does to arrears; None where it does nothing."""
        return self._find(ArrearsRow, sale_id)

    def meter_debt(self, pan: str) -> MeterDebtRow | None:
        """Return what a meter paid of its arrears; None for nothing."""
        return self._find(MeterDebtRow, pan)

    def case(self, case: str) -> CaseRow | None:
        """Return a case by its number."""
        return self._find(CaseRow, case)

    def meter_month(self, pan: str, month: str) -> MeterMonthRow | None:
        """Return what a meter bought in a month."""
        return self._find(MeterMonthRow, pan, month)

    def shift(self, shift_no: int) -> ShiftRow | None:
        """Return a shift by its number."""
        return self._find(ShiftRow, shift_no)

    def shift_operator(self, shift_no: int, operator: str) -> ShiftOperatorRow | None:
        """Return what an operator sold in a shift."""
        return self._find(ShiftOperatorRow, shift_no, operator)

    def shift_tender(self, shift_no: int, tender: str) -> ShiftTenderRow | None:
        """Return what stayed at the terminal of a kind of tender in a shift."""
        return self._find(ShiftTenderRow, shift_no, tender)

    def sales_quarter(self, quarter: int) -> SalesQuarterRow | None:
        """Return the sales of a quarter of an hour."""
        return self._find(SalesQuarterRow, quarter)

    def sales_hour(self, hour: int) -> SalesHourRow | None:
        """Return the sales of an hour."""
        return self._find(SalesHourRow, hour)

    def sales_day(self, day: str, operator: str, tariff: str) -> SalesDayRow | None:
        """Return the sales of a day."""
        return self._find(SalesDayRow, day, operator, tariff)

    def tender_day(self, day: str, tender: str) -> TenderDayRow | None:
        """Return what stayed at the terminal of a kind of tender on a day."""
        return self._find(TenderDayRow, day, tender)

    def agent_wish(self, wish: str) -> AgentWishRow | None:
        """Return what this head office wants of the key agent."""
        return self._find(AgentWishRow, wish)

    def register(self, sale_id: str) -> RegisterRow | None:
        """Return a line of the register by the id of its request."""
        return self._find(RegisterRow, sale_id)

    def meter_key(self, pan: str) -> MeterKeyRow | None:
        """Return the key that a meter was last moved to."""
        return self._find(MeterKeyRow, pan)

    def meter_free(self, pan: str, month: str) -> MeterFreeRow | None:
        """Return the free units that a meter got in a month."""
        return self._find(MeterFreeRow, pan, month)

    def _find(self, kind: type[RowT], *key: str | int) -> RowT | None:
        place = (kind, _encoded(key))
        if place not in self._rows:
            named = {"kind": kind.__name__, "row_key": place[1]}
            found = self._connection.execute(_FIND, self._of | named).scalar_one_or_none()
            self._rows[place] = None if found is None else _decoded(found, kind)
            if found is not None:
                self._stored.add(place)
        row: RowT | None = self._rows[place]
        return row

    def _values(self, place: _Place) -> dict[str, Any]:
        kind, key = place
        row = self._changed[place]
        filed = filed_under(row)
        return {
            "kind": kind.__name__,
            "row_key": key,
            "fields": msgspec.json.encode(row),
            "at": filed.at,
            "about": filed.about,
            "paper": filed.paper,
        }


def key_of(row: Row) -> tuple[str | int, ...]:
    """Return the fields that tell a row from others of its kind."""
    names = [field.name for field in fields(row)][: _KEY_FIELDS.get(type(row), 1)]
    return tuple(getattr(row, name) for name in names)


def _encoded(key: tuple[str | int, ...]) -> str:
    return msgspec.json.encode(key).decode()


def _decoded(content: bytes, kind: type[RowT]) -> RowT:
    try:
        return msgspec.json.decode(content, type=kind)
    except msgspec.ValidationError as error:
        raise BooksOutdatedError(kind.__name__) from error
