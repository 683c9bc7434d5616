"""What an amount buys for a meter, from this terminal's tariffs and history."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from pos.app.ports import Reads
from pos.domain.errors import CurrencyMismatch, FolderNotATerminal, MeterUnknown, TariffUnknown
from pos.domain.journal import parse_time
from pos.domain.meter import Meter, display_number
from pos.domain.money import Money
from pos.domain.projections import TerminalRow
from pos.domain.quote import MeterState, Quote, quote_amount, quote_units
from pos.domain.tariff import Tariff, read_tariff

# A tariff file never changes under its bytes, and reading one takes longer than a quote.
_read_once = lru_cache(maxsize=32)(read_tariff)


@dataclass(frozen=True, slots=True)
class MeterQuote:
    """A quote with what it was made from.

    Attributes:
        tariff_digest: SHA-256 of the tariff's file.
        month: `YYYY-MM` in the tariff's zone.
    """

    meter: Meter
    tariff: Tariff
    tariff_digest: str
    month: str
    month_to_date_milli: int
    quote: Quote


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


def owed_by(reads: Reads, meter: Meter) -> int:
    """Return what a meter owes, in minor units: what the registry says less what was paid here."""
    debt = reads.meter_debt(meter.pan)
    return max(0, meter.arrears - (debt.paid if debt else 0))


def meter_state(reads: Reads, meter: Meter, tariff: Tariff, moment: datetime) -> MeterState:
    """Return what this terminal knows of a meter's history."""
    bought = reads.meter_month(meter.pan, tariff.month_of(moment))
    newest = reads.newest_meter_month(meter.pan)
    debt = reads.meter_debt(meter.pan)
    owed = owed_by(reads, meter)
    return MeterState(
        month_to_date_milli=bought.units_milli if bought else 0,
        last_purchase=parse_time(newest.last_at) if newest else None,
        arrears_minor=owed,
        carried_minor=min(owed, debt.carried) if debt else 0,
    )


def quote_meter(
    reads: Reads, pan: str, *, moment: datetime, amount: Money | None = None, units_milli: int = 0
) -> MeterQuote:
    """Quote a meter by money, or by units where no amount is given.

    Raises:
        MeterUnknown, MeterBlocked, TariffUnknown, TariffNotValid, CurrencyMismatch,
        AmountOutOfLimits, AmountBuysNothing.
    """
    meter = known_meter(reads, pan)
    meter.must_be_active()
    row = reads.tariff(meter.tariff)
    if row is None:
        raise TariffUnknown(tariff=meter.tariff)
    tariff = _read_once(reads.kept_file(row.digest))
    currency = terminal_of(reads).currency
    if tariff.currency != currency:
        raise CurrencyMismatch(expected=currency, found=tariff.currency)
    tariff.must_be_valid(moment)
    month = tariff.month_of(moment)
    state = meter_state(reads, meter, tariff, moment)
    if amount is not None:
        quote = quote_amount(tariff, amount, state, moment)
    else:
        quote = quote_units(tariff, units_milli, state, moment)
    return MeterQuote(meter, tariff, row.digest, month, state.month_to_date_milli, quote)
