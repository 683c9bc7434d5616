"""What an amount is made of, line by line; beside the last purchase where that bought more."""

from pos.app.selling.customer_view import PurchaseView
from pos.domain.quote import Quote
from pos.presenters.manner import Manner
from pos.presenters.sale import texts as words
from pos.presenters.sale.state import QuoteRow
from pos.presenters.texts import NOTHING, Say, plain

KWH = "kWh"


def quote_rows(quote: Quote, currency: str, manner: Manner) -> tuple[QuoteRow, ...]:
    """Return the lines of a purchase."""
    return tuple(
        QuoteRow(
            words.line_label(line.label),
            _working(line.units_milli, line.rate, manner),
            manner.formatter.amount(line.amount, currency),
        )
        for line in quote.lines
    )


def rows_beside(purchase: PurchaseView, currency: str, manner: Manner) -> tuple[QuoteRow, ...]:
    """Return a purchase and the last one side by side; nothing unless that one bought more."""
    last, write = purchase.last, manner.formatter
    if last is None or not last.bought_more:
        return ()
    units_milli = purchase.quoted.quote.credited_milli, last.quote.credited_milli
    now, before = map(write.units, units_milli)
    lines = (
        QuoteRow(
            words.line_label(line.label),
            _working(line.units_milli, line.rate, manner),
            write.amount(line.amount, currency),
            write.amount(line.amount_before, currency),
        )
        for line in last.beside.lines
    )
    day = write.day(manner.local(last.moment))
    return (
        QuoteRow(NOTHING, words.LAST_PURCHASE, "", day),
        QuoteRow(plain(KWH), NOTHING, now, before),
        *lines,
    )


def _working(units_milli: int, rate: str, manner: Manner) -> Say:
    if not units_milli or not rate:
        return NOTHING
    write = manner.formatter
    return words.UNITS_TIMES.with_facts(units=write.units(units_milli), rate=write.decimal(rate))
