"""Why this purchase buys what it buys: the last one beside it, and what is left of the block."""

from dataclasses import dataclass
from datetime import datetime

from pos.app.ports import Reads
from pos.app.selling.quoting import MeterQuote
from pos.app.selling.repeated_sale import newest_sale_of
from pos.app.selling.stored_sale import begun_body, sale_begun
from pos.domain.journal import parse_time
from pos.domain.money import Money
from pos.domain.quote import Quote
from pos.domain.quote.explain import BlockLeft, Explanation, explain, left_in_block

_PERCENT = 100


@dataclass(frozen=True, slots=True)
class LastPurchase:
    """A meter's last purchase beside a quote."""

    moment: datetime
    quote: Quote
    beside: Explanation

    @property
    def bought_more(self) -> bool:
        """Whether its money bought more units each, by more than units are rounded by."""
        then, gained = self.quote, self.beside
        total = then.total.minor + gained.total_gained
        units_milli = then.units_milli + gained.units_milli_gained
        least = then.units_milli * total * (_PERCENT - 1)
        return units_milli * then.total.minor * _PERCENT < least


def last_beside(reads: Reads, quoted: MeterQuote) -> LastPurchase | None:
    """Return the meter's last purchase beside a quote; None for a meter that never bought here."""
    row = newest_sale_of(reads, quoted.meter.pan)
    if row is None or not row.is_paid:
        return None
    begun = sale_begun(begun_body(reads, row))
    last = Quote(
        total=Money(begun.total, begun.currency),
        units_milli=begun.units_milli,
        credited_milli=begun.credited_milli,
        lines=begun.lines,
        tokens=(),
        month_to_date_milli=begun.month_to_date_milli,
        arrears_paid=begun.arrears_paid,
        arrears_left=begun.arrears_left,
        carried=begun.carried,
        fixed_paid=(),
    )
    return LastPurchase(parse_time(row.begun_at), last, explain(quoted.quote, last))


def block_left_of(quoted: MeterQuote, moment: datetime) -> BlockLeft | None:
    """Return what is left of the block that a quote begins in; None for no end."""
    return left_in_block(quoted.tariff, quoted.state, moment)
