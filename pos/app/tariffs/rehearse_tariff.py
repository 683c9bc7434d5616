"""A tariff before it goes live: what past purchases would have bought under it.

Each sale of the journal is quoted again for the same money, at the same moment, the same place in
the month and as long after the meter's last purchase here as it was then; the tariff's own days of
validity do not matter here. The journal is walked in pages, each in a view of its own, so that
memory stays flat and the counter sells meanwhile.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import Final

from pos.app.ports import Reads, Store
from pos.app.reports.report_period import Period
from pos.domain.entries import IssueRecovered, SaleBegun, SaleCancelled, SaleCommitted
from pos.domain.errors import Refused
from pos.domain.journal import Entry, parse_time, read_entry
from pos.domain.money import Money
from pos.domain.quote import MeterState, quote_amount
from pos.domain.sale import SaleState
from pos.domain.tariff import Tariff

ENTRIES_AT_ONCE: Final = 5_000
_SALES_AT_ONCE: Final = 5
_ALWAYS: Final = (date(1990, 1, 1), None)


@dataclass(frozen=True, slots=True)
class RehearsalWish:
    """Which sales are rehearsed.

    Attributes:
        tariff: id of the tariff they were made under; empty for all in the new one's currency.
        period: None for all.
    """

    tariff: str = ""
    period: Period | None = None


@dataclass(slots=True)
class Rehearsal:
    """What came out so far.

    Attributes:
        entries: of the journal, walked through.
        sales: quoted again.
        total: minor units that they came to.
        units_milli_then: what they bought, of those that can be bought again.
        units_milli_now: what the same money buys.
        fewer, more: sales that buy less, or more.
        refused: codes of the rules that refuse sales, with how many.
        worst_sale: id of the sale that loses most; empty for none.
        worst_milli: how many thousandths it loses.
    """

    entries: int = 0
    sales: int = 0
    total: int = 0
    units_milli_then: int = 0
    units_milli_now: int = 0
    fewer: int = 0
    more: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    worst_sale: str = ""
    worst_milli: int = 0


def rehearse_tariff(
    store: Store, tariff: Tariff, wish: RehearsalWish | None = None
) -> Iterator[Rehearsal]:
    """Quote past sales under a tariff; yield what came out after each page, the last one whole.

    Raises:
        JournalDamaged: names the entry.
    """
    asked = wish or RehearsalWish()
    timeless = without_days(tariff)
    told = Rehearsal()
    begun: dict[str, Entry] = {}
    after, is_last = 0, False
    while not is_last:
        with store.read() as reads:
            page = list(islice(reads.entries(after), ENTRIES_AT_ONCE))
            ended = (_committed(read_entry(stored.body), begun) for stored in page)
            sales = [
                (sale, _last_purchase(reads, sale) if timeless.counts_time() else "")
                for sale in ended
                if sale is not None
            ]
        is_last = len(page) < ENTRIES_AT_ONCE
        for sale, last_at in sales:
            rehearse_sale(sale, timeless, asked, told, last_at=last_at)
        after = page[-1].seq if page else after
        told.entries = after
        yield told


def without_days(tariff: Tariff) -> Tariff:
    """Return a tariff that is valid at any time, as a rehearsal needs it."""
    valid_from, valid_until = _ALWAYS
    return replace(tariff, valid_from=valid_from, valid_until=valid_until)


def _committed(entry: Entry, begun: dict[str, Entry]) -> Entry | None:
    """Return the beginning of a sale that this entry commits; open ones wait in `begun`."""
    match entry.payload:
        case SaleBegun(sale_id=sale_id):
            begun[sale_id] = entry
        case SaleCancelled(sale_id=sale_id):
            begun.pop(sale_id, None)
        case SaleCommitted(sale_id=sale_id):
            return begun.pop(sale_id, None)
        case IssueRecovered() as recovered:
            return read_entry(recovered.begun.encode())
        case _:
            pass
    return None


def _last_purchase(reads: Reads, entry: Entry) -> str:
    """Return when the meter of a sale bought here before; empty for never."""
    sale, before = entry.payload, entry.seq
    assert isinstance(sale, SaleBegun)  # noqa: S101 - our own bug.
    while rows := reads.sales_of(sale.meter.pan, limit=_SALES_AT_ONCE, before_seq=before):
        for row in rows:
            if row.state == SaleState.COMMITTED and row.is_paid:
                return row.begun_at
        before = rows[-1].begun_seq
    return ""


def rehearse_sale(
    entry: Entry, tariff: Tariff, wish: RehearsalWish, told: Rehearsal, *, last_at: str = ""
) -> None:
    """Quote one sale again and add what came out; what is no such sale adds nothing.

    Args:
        entry: that began it.
        tariff: without days.
        wish: which sales count.
        told: is added to.
        last_at: when the meter bought before; empty where it never did or nobody knows.
    """
    sale = entry.payload
    if not isinstance(sale, SaleBegun) or sale.currency != tariff.currency:
        return
    period = wish.period
    if (wish.tariff and sale.tariff != wish.tariff) or (
        period is not None and not period.start <= entry.time < period.end
    ):
        return
    told.sales += 1
    told.total += sale.total
    state = MeterState(
        month_to_date_milli=sale.month_to_date_milli,
        last_purchase=parse_time(last_at) if last_at else None,
        arrears_minor=sale.arrears_paid + sale.arrears_left,
    )
    try:
        quote = quote_amount(
            tariff, Money(sale.total, sale.currency), state, parse_time(entry.time)
        )
    except Refused as refusal:
        told.refused[refusal.code] += 1
        return
    told.units_milli_then += sale.units_milli
    told.units_milli_now += quote.units_milli
    lost_milli = sale.units_milli - quote.units_milli
    told.fewer += lost_milli > 0
    told.more += lost_milli < 0
    if lost_milli > told.worst_milli:
        told.worst_sale, told.worst_milli = sale.sale_id, lost_milli
