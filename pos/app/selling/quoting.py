"""What an amount buys for a meter, from this terminal's tariffs and history."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from pos.app.meters.meter_standings import whole_standing
from pos.app.office.office_rules import key_must_not_be_revoked, revoked_keys_of
from pos.app.ports import Reads
from pos.app.selling.stored_sale import begun_body, sale_begun
from pos.domain.errors import (
    CurrencyMismatch,
    FolderNotATerminal,
    MeterUnknown,
    StoreDamaged,
    TariffUnknown,
)
from pos.domain.journal import parse_time
from pos.domain.key_due import KeyDue, key_due
from pos.domain.meter import Meter, display_number
from pos.domain.money import Money
from pos.domain.projections import SaleRow, TerminalRow
from pos.domain.quote import MeterState, Quote, quote_amount, quote_units
from pos.domain.quote.charges import owed_after_month
from pos.domain.sale import SaleState
from pos.domain.tariff import Tariff, read_tariff
from pos.domain.tariff.terms import MONTHLY

# A month's sales of one meter are read so many at a time.
_SALES_AT_ONCE = 20
# A tariff file never changes under its bytes, and reading one takes longer than a quote.
_read_once = lru_cache(maxsize=32)(read_tariff)


@dataclass(frozen=True, slots=True)
class MeterQuote:
    """A quote with what it was made from.

    Attributes:
        tariff_digest: SHA-256 of the tariff's file.
        month: `YYYY-MM` in the tariff's zone.
        state: what the quote took the meter's history to be.
        key_due: the key change that the meter needs; None for none.
    """

    meter: Meter
    tariff: Tariff
    tariff_digest: str
    month: str
    state: MeterState
    quote: Quote
    key_due: KeyDue | None = None


@dataclass(frozen=True, slots=True)
class KnownTariff:
    """A tariff with the SHA-256 of its file."""

    tariff: Tariff
    digest: str


def terminal_of(reads: Reads) -> TerminalRow:
    """Return the terminal's own row; FolderNotATerminal where set-up never finished."""
    row = reads.terminal()
    if row is None:
        raise FolderNotATerminal
    return row


def known_meter(reads: Reads, pan: str) -> Meter:
    """Return a meter of the registry; MeterUnknown where there is none."""
    meter = reads.meter(pan)
    if meter is None:
        raise MeterUnknown(meter=display_number(pan))
    return meter


def meter_must_be_sold_to(reads: Reads, meter: Meter) -> None:
    """Refuse a meter for anything but electricity, which its tariff tells.

    A meter whose tariff is not here any more was sold electricity before, or nothing.

    Raises:
        ResourceNotSold.
    """
    row = reads.tariff(meter.tariff)
    if row is not None:
        _read_once(reads.kept_file(row.digest)).must_be_sold()


def owed_by(reads: Reads, meter: Meter) -> int:
    """Return what a meter owes, in minor units, at all terminals together."""
    return whole_standing(reads, meter, month="").owed


def meter_state(reads: Reads, meter: Meter, tariff: Tariff, moment: datetime) -> MeterState:
    """Return what is known of a meter's history, whichever terminal sold to it."""
    month = tariff.month_of(moment)
    whole = whole_standing(reads, meter, month)
    free = tariff.free_units
    counted_milli = whole.free_milli if free and free.counts_in_blocks else 0
    bought = reads.meter_month(meter.pan, month)
    # Of charges that were paid elsewhere it is known that they were, not how much each came to.
    is_all_ours = whole.units_milli == (bought.units_milli if bought else 0)
    fixed_paid_of = _fixed_paid_of(reads, meter.pan, tariff, month) if is_all_ours else None
    return MeterState(
        month_to_date_milli=whole.units_milli + counted_milli,
        last_purchase=parse_time(whole.last_at) if whole.last_at else None,
        arrears_minor=whole.owed,
        carried_minor=min(whole.owed, whole.carried),
        fixed_paid_of=fixed_paid_of,
        fixed_owed_of=_fixed_owed_of(reads, meter.pan, tariff, whole.last_at, month),
        free_units_taken_milli=whole.free_milli,
        month_known_at=parse_time(whole.known_at) if whole.known_at else None,
    )


def _fixed_owed_of(
    reads: Reads, pan: str, tariff: Tariff, last_at: str, month: str
) -> tuple[tuple[str, int], ...]:
    """Return what the month of the last purchase left due of its charges, where it is past."""
    last_month = tariff.month_of(parse_time(last_at)) if last_at else month
    if tariff.charges_cap is None or last_month == month:
        return ()
    paid = _fixed_paid_of(reads, pan, tariff, last_month)
    bought = reads.meter_month(pan, last_month)
    if paid is None or bought is None:
        return ()
    return owed_after_month(tariff, bought.units_milli, dict(paid))


def tariff_name(reads: Reads, digest: str) -> str:
    """Return what the utility calls the tariff of a sale; empty where its file is not here."""
    try:
        return _read_once(reads.kept_file(digest)).name if digest else ""
    except StoreDamaged:
        return ""


def _fixed_paid_of(
    reads: Reads, pan: str, tariff: Tariff, month: str
) -> tuple[tuple[str, int], ...] | None:
    """Return what of this month's charges was paid here, by name.

    Returns:
        None where no charge is monthly, where nothing was bought this month, so that the month of
        the last purchase tells what is due, and where a sale does not tell.
    """
    if not any(charge.per in MONTHLY for charge in tariff.charges):
        return None
    paid: Counter[str] = Counter()
    has_bought = False
    for row in _sales_of_month(reads, pan, month):
        told = sale_begun(begun_body(reads, row)).fixed_paid
        if told is None:
            return None
        has_bought = True
        for each in told:
            paid[each.charge] += each.amount
    return tuple(sorted(paid.items())) if has_bought else None


def _sales_of_month(reads: Reads, pan: str, month: str) -> Iterator[SaleRow]:
    before = None
    while page := reads.sales_of(pan, limit=_SALES_AT_ONCE, before_seq=before):
        for row in page:
            if row.month and row.month < month:
                return
            if row.month == month and row.state == SaleState.COMMITTED and row.is_paid:
                yield row
        before = page[-1].begun_seq or page[-1].ended_seq


def quote_meter(
    reads: Reads,
    pan: str,
    *,
    moment: datetime,
    amount: Money | None = None,
    units_milli: int = 0,
    suppose: Callable[[MeterState, Tariff], MeterState] | None = None,
) -> MeterQuote:
    """Quote a meter by money, or by units where no amount is given.

    Args:
        suppose: tells another history than the terminal knows, to ask what if.

    Raises:
        MeterUnknown, MeterBlocked, TariffUnknown, TariffNotValid, CurrencyMismatch,
        AmountOutOfLimits, AmountBuysNothing, VendingKeyRevoked.
    """
    meter = known_meter(reads, pan)
    meter.must_be_active()
    known = tariff_of(reads, meter, moment)
    tariff = known.tariff
    month = tariff.month_of(moment)
    state = meter_state(reads, meter, tariff, moment)
    if suppose is not None:
        state = suppose(state, tariff)
    if amount is not None:
        quote = quote_amount(tariff, amount, state, moment)
    else:
        quote = quote_units(tariff, units_milli, state, moment)
    due = key_due(meter, reads.vending_keys(), moment, revoked_keys_of(reads))
    key_must_not_be_revoked(reads, due.new if due and due.is_possible else meter.keyed())
    return MeterQuote(
        meter,
        tariff,
        known.digest,
        month,
        state,
        quote,
        due,
    )


def tariff_of(reads: Reads, meter: Meter, moment: datetime) -> KnownTariff:
    """Return the tariff of a meter, in force and in this terminal's currency.

    Raises:
        TariffUnknown, TariffNotValid, CurrencyMismatch.
    """
    row = reads.tariff(meter.tariff)
    if row is None:
        raise TariffUnknown(tariff=meter.tariff)
    tariff = _read_once(reads.kept_file(row.digest))
    currency = terminal_of(reads).currency
    if tariff.currency != currency:
        raise CurrencyMismatch(expected=currency, found=tariff.currency)
    tariff.must_be_valid(moment)
    return KnownTariff(tariff, row.digest)
