"""Quotes from a tariff file alone, without a terminal; and quotes as JSON objects."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pos.cli.named_file import read_named
from pos.cli.sales.quote_explained import block_facts
from pos.domain.energy import format_units, parse_units
from pos.domain.errors import AmountNotPositive
from pos.domain.money import (
    Money,
    decimals_of,
    format_minor,
    parse_money,
    parse_positive_money,
)
from pos.domain.quote import MeterState, Quote, quote_amount, quote_units
from pos.domain.quote.explain import left_in_block
from pos.domain.quote.state_file import STATE_BYTES_MAX, parse_moment, read_meter_state
from pos.domain.tariff import Tariff, read_tariff
from pos.domain.tariff.file import TARIFF_BYTES_MAX


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be bought, as texts: exactly one of amount and units; the other is empty."""

    amount: str = ""
    units: str = ""

    def money(self, currency: str) -> Money | None:
        """Return the amount; None where units are asked for. Raises as `parse_positive_money`."""
        return parse_positive_money(self.amount, currency) if self.amount else None

    def units_milli(self) -> int:
        """Return the units in thousandths, 0 where an amount is asked for.

        Raises:
            AmountNotANumber, AmountTooPrecise, AmountNotPositive.
        """
        if self.amount:
            return 0
        units_milli = parse_units(self.units)
        if units_milli == 0:
            raise AmountNotPositive(text=self.units)
        return units_milli


@dataclass(frozen=True, slots=True)
class Supposed:
    """A history to quote under, as texts; empty for what was not given.

    Attributes:
        at: day or moment; empty for now.
        state: file that tells the whole history; `month_to_date` and `arrears` go before it.
    """

    month_to_date: str = ""
    at: str = ""
    arrears: str = ""
    state: Path | None = None

    def moment(self, time_zone: str, now: datetime) -> datetime:
        """Return when the purchase is made; TimeMalformed."""
        return parse_moment(self.at, time_zone) if self.at else now

    def history(self, known: MeterState, tariff: Tariff, moment: datetime) -> MeterState:
        """Return what a meter's history shall be.

        Raises:
            FileNotRead, MeterStateMalformed, TimeMalformed, AmountNotANumber,
            AmountTooPrecise; AmountNegative.
        """
        state = known
        if self.state is not None:
            state = read_meter_state(read_named(self.state, STATE_BYTES_MAX), tariff, moment)
        if self.month_to_date:
            state = replace(state, month_to_date_milli=parse_units(self.month_to_date))
        if self.arrears:
            arrears = parse_money(self.arrears, tariff.currency)
            state = replace(state, arrears_minor=arrears.minor)
        return state


def quote_from_file(
    path: Path, asked: Asked, supposed: Supposed, now: datetime
) -> dict[str, object]:
    """Return the answer of `quote --tariff`.

    Raises:
        FileNotRead, TariffMalformed, what `Asked` and `Supposed` raise, and what
        `quote_amount` and `quote_units` raise.
    """
    tariff = read_tariff_file(path)
    moment = supposed.moment(tariff.time_zone, now)
    state = supposed.history(MeterState(), tariff, moment)
    amount = asked.money(tariff.currency)
    if amount is not None:
        quote = quote_amount(tariff, amount, state, moment)
    else:
        quote = quote_units(tariff, asked.units_milli(), state, moment)
    left = left_in_block(tariff, state, moment)
    return quote_facts(quote) | {"block_left": block_facts(left, tariff.currency)}


def read_tariff_file(path: Path) -> Tariff:
    """Read a tariff from a file; FileNotRead, TariffMalformed."""
    return read_tariff(read_named(path, TARIFF_BYTES_MAX))


def quote_facts(quote: Quote) -> dict[str, object]:
    """Return a quote as `quote` answers it."""
    decimals = decimals_of(quote.total.currency)
    return {
        "total": str(quote.total),
        "units": format_units(quote.units_milli),
        "units_credited": format_units(quote.credited_milli),
        "currency": quote.total.currency,
        "lines": [
            {
                "kind": line.kind,
                "label": line.label,
                "units": format_units(line.units_milli),
                "rate": line.rate,
                "amount": format_minor(line.amount, decimals),
            }
            for line in quote.lines
        ],
        "tokens": [
            {"kind": token.kind, "units": format_units(token.units_milli)} for token in quote.tokens
        ],
        "arrears_paid": format_minor(quote.arrears_paid, decimals),
        "arrears_left": format_minor(quote.arrears_left, decimals),
        "carried": format_minor(quote.carried, decimals),
    }
