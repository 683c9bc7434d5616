"""Which rows entries will ask for, as far as they say so themselves.

This saves statements and decides nothing: what is not foreseen is read when a reducer asks for it.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, Final

from pos.domain.entries import SaleBegun
from pos.domain.journal import Entry
from pos.domain.projections import (
    TERMINAL_KEY,
    CaseRow,
    FloatDayRow,
    FloatRow,
    MeterDebtRow,
    MeterFreeRow,
    MeterKeyRow,
    MeterMonthRow,
    SaleRow,
    SalesDayRow,
    SalesHourRow,
    SalesQuarterRow,
    ShiftOperatorRow,
    ShiftRow,
    ShiftTenderRow,
    TenderDayRow,
    TerminalRow,
)
from pos.domain.projections.float_rows import FLOAT_KEY
from pos.domain.projections.sold_reducer import QUARTERS_AN_HOUR, quarter_of
from pos.headoffice.journal.book_rows import Place

_NAMED: Final[tuple[tuple[type[Any], str], ...]] = (
    (SaleRow, "sale_id"),
    (ShiftRow, "shift_no"),
    (CaseRow, "case"),
)
_DAY: Final = len("YYYY-MM-DD")


def foreseen(entries: Iterable[Entry]) -> Iterator[Place]:
    """Yield places in the books, some of them more than once."""
    yield TerminalRow, (TERMINAL_KEY,)
    yield FloatRow, (FLOAT_KEY,)
    for entry in entries:
        for kind, name in _NAMED:
            key = getattr(entry.payload, name, None)
            if key is not None:
                yield kind, (key,)
        if isinstance(entry.payload, SaleBegun):
            yield from _of_sale(entry.payload, entry)


def _of_sale(begun: SaleBegun, entry: Entry) -> Iterator[Place]:
    pan, shift_no, day = begun.meter.pan, begun.shift_no, entry.time[:_DAY]
    yield MeterMonthRow, (pan, begun.month)
    yield ShiftOperatorRow, (shift_no, entry.operator)
    yield SalesDayRow, (day, entry.operator, begun.tariff)
    yield FloatDayRow, (day,)
    for tender in begun.tenders:
        yield ShiftTenderRow, (shift_no, tender.kind)
        yield TenderDayRow, (day, tender.kind)
    if begun.carried or begun.arrears_paid:
        yield MeterDebtRow, (pan,)
    if begun.key_change is not None:
        yield MeterKeyRow, (pan,)
    if begun.free_credited_milli:
        yield MeterFreeRow, (pan, begun.month)
    # It may be no time at all; then no reducer comes as far, either.
    with suppress(ValueError):
        quarter = quarter_of(entry.time)
        yield SalesQuarterRow, (quarter,)
        yield SalesHourRow, (quarter // QUARTERS_AN_HOUR,)
