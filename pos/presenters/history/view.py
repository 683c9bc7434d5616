"""From past sales to what the history shows of them."""

from dataclasses import dataclass
from typing import assert_never

from pos.app.sold.history import SaleStory
from pos.domain.journal import parse_time
from pos.domain.meter import display_number
from pos.domain.projections import SaleRow
from pos.domain.sale import SaleState
from pos.presenters.formatting import grouped_meter
from pos.presenters.history import texts as words
from pos.presenters.manner import Manner
from pos.presenters.sale.sold_view import sold_view
from pos.presenters.sale.state import SoldView, Tone
from pos.presenters.texts import Say


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One sale in the table.

    Attributes:
        state: with an icon by its tone.
    """

    sale_id: str
    time: str
    receipt: str
    meter: str
    money: str
    units: str
    operator: str
    state: Say
    tone: Tone


@dataclass(frozen=True, slots=True)
class HistoryDetail:
    """One sale whole.

    Attributes:
        paper: lines of the receipt as printed, or of the meter's statement; empty for a sale
            without a code.
        is_statement: `paper` is the statement.
        sold: its code card; None for a sale without a code.
        can_copy: a copy can be printed.
        can_resume: it is open and can be taken to the sale screen.
    """

    sale_id: str
    paper: tuple[str, ...]
    is_statement: bool
    sold: SoldView | None
    can_copy: bool
    can_resume: bool


def row_of(sale: SaleRow, currency: str, manner: Manner) -> HistoryRow:
    """Show one sale in the table."""
    write = manner.formatter
    state, tone = _state_of(sale)
    is_sold = sale.state == SaleState.COMMITTED
    return HistoryRow(
        sale_id=sale.sale_id,
        time=write.moment(manner.local(parse_time(sale.begun_at))),
        receipt=sale.receipt_no,
        meter=grouped_meter(display_number(sale.pan)),
        money=write.amount(sale.total, currency),
        units=write.units(sale.credited_milli) if is_sold else "",
        operator=sale.operator,
        state=state,
        tone=tone,
    )


def detail_of(
    story: SaleStory, receipt: tuple[str, ...], statement: tuple[str, ...], manner: Manner
) -> HistoryDetail:
    """Show one sale whole.

    Args:
        receipt: as printed, line by line.
        statement: of its meter, if that is shown instead; else empty.
    """
    is_sold = story.row.state == SaleState.COMMITTED
    return HistoryDetail(
        sale_id=story.row.sale_id,
        paper=statement or receipt,
        is_statement=bool(statement),
        sold=sold_view(story, manner.formatter, manner.zone) if is_sold else None,
        can_copy=is_sold,
        can_resume=story.row.state == SaleState.OPEN,
    )


def searched(row: HistoryRow) -> str:
    """Return what the filter looks at, a line each, in small letters and without spaces."""
    text = f"{row.time}\n{row.receipt}\n{row.meter}\n{row.operator}"
    return text.casefold().replace(" ", "")


def first_seq(sale: SaleRow) -> int:
    """Return the entry that brought a sale into the journal, as `Reads.sales` counts."""
    return sale.begun_seq or sale.ended_seq


def _state_of(sale: SaleRow) -> tuple[Say, Tone]:
    state = SaleState(sale.state)
    match state:
        case SaleState.OPEN:
            return words.OPEN, Tone.WARNING
        case SaleState.CANCELLED:
            return words.CANCELLED, Tone.PLAIN
        case SaleState.COMMITTED:
            if not sale.begun_seq:
                return words.RECOVERED, Tone.GOOD
            # A code that nobody pays for has no tariff.
            return (words.SOLD if sale.tariff else words.ISSUED), Tone.GOOD
        case _:
            assert_never(state)
