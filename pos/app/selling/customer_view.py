"""What the counter sees of a meter before an amount is known, and of a purchase before it is made.

Everything is read in one consistent view. Nothing here decides: a sale asks all of it again.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from pos.app.office.office_rules import revoked_keys_of
from pos.app.ports import Reads
from pos.app.selling.explain_quote import LastPurchase, last_beside
from pos.app.selling.quoting import (
    MeterQuote,
    known_meter,
    meter_state,
    quote_meter,
    tariff_of,
    terminal_of,
)
from pos.app.selling.repeated_sale import newest_sale_of, repeats
from pos.domain.errors import Refused
from pos.domain.key_due import KeyDue, key_due
from pos.domain.meter import Person, display_number
from pos.domain.money import Money
from pos.domain.quote import quote_amount
from pos.domain.quote.explain import BlockLeft, left_in_block


@dataclass(frozen=True, slots=True)
class MeterView:
    """A meter and its customer.

    Attributes:
        number: as on the meter, 11 or 13 digits.
        person: None for an unknown or forgotten customer.
        currency: of this terminal.
        last_purchase: aware; None for none here.
        last_total: minor units of that purchase; None where it was too long ago to know.
        month_milli: units bought this month here.
        block_left: what may be bought before the price changes; None for no end.
        open_sale: id of an unsettled sale, empty for none.
        key_due: the key change that the meter needs; None for none.
    """

    pan: str
    number: str
    person: Person | None
    tariff_name: str
    currency: str
    last_purchase: datetime | None
    last_total: int | None
    month_milli: int
    arrears_minor: int
    block_left: BlockLeft | None
    open_sale: str
    key_due: KeyDue | None = None


@dataclass(frozen=True, slots=True)
class Fewer:
    """Why money buys less than at the beginning of the month.

    Attributes:
        units_milli: fewer thousandths.
        label: of the dearest block this purchase reaches.
    """

    units_milli: int
    label: str


@dataclass(frozen=True, slots=True)
class PurchaseView:
    """A purchase as it would be made now.

    Attributes:
        quoted: by its total, whatever was asked for.
        fewer: None where blocks make no difference.
        repeats: moment of a sale of this amount to this meter a few minutes ago.
        last: the meter's last purchase beside it; None for a meter that never bought here.
    """

    quoted: MeterQuote
    fewer: Fewer | None
    repeats: datetime | None
    last: LastPurchase | None


def view_meter(reads: Reads, pan: str, *, moment: datetime) -> MeterView:
    """Return what the counter sees of a meter.

    Raises:
        MeterUnknown, MeterBlocked, TariffUnknown, TariffNotValid, ResourceNotSold,
            MonthToDateStale.
    """
    meter = known_meter(reads, pan)
    meter.must_be_active()
    tariff = tariff_of(reads, meter, moment).tariff
    # Before an amount is asked for: its units are not those that the counter would name.
    tariff.must_be_sold()
    state = meter_state(reads, meter, tariff, moment)
    recent = newest_sale_of(reads, pan)
    unsettled = reads.open_sale_of(pan)
    return MeterView(
        pan=pan,
        number=display_number(pan),
        person=reads.person(meter.person_ref) if meter.person_ref else None,
        tariff_name=tariff.name,
        currency=terminal_of(reads).currency,
        last_purchase=state.last_purchase,
        last_total=recent.total if recent else None,
        month_milli=state.month_to_date_milli,
        arrears_minor=state.arrears_minor,
        block_left=left_in_block(tariff, state, moment),
        open_sale=unsettled.sale_id if unsettled else "",
        key_due=key_due(meter, reads.vending_keys(), moment, revoked_keys_of(reads)),
    )


def view_purchase(
    reads: Reads, pan: str, *, moment: datetime, amount: Money | None = None, units_milli: int = 0
) -> PurchaseView:
    """Return what a purchase by money, or by units where no amount is given, comes to.

    Units are turned into what they cost, and that sum is quoted, since the sale is made by money.

    Raises:
        PosError: as `quote_meter`.
    """
    if amount is None:
        priced = quote_meter(reads, pan, moment=moment, units_milli=units_milli)
        amount = priced.quote.total
    quoted = quote_meter(reads, pan, moment=moment, amount=amount)
    return PurchaseView(
        quoted=quoted,
        fewer=_fewer(reads, quoted, amount, moment),
        repeats=repeats(reads, pan, amount, moment),
        last=last_beside(reads, quoted),
    )


def _fewer(reads: Reads, quoted: MeterQuote, amount: Money, moment: datetime) -> Fewer | None:
    """Compare with the same purchase by a meter that bought nothing this month.

    Charges and arrears are kept as they are, so that only the blocks make the difference.
    """
    bought = reads.meter_month(quoted.meter.pan, quoted.month)
    blocks = [line for line in quoted.quote.lines if line.kind == "energy" and line.units_milli]
    if bought is None or not blocks:
        return None
    free = quoted.tariff.free_units
    at_first = replace(
        quoted.state,
        month_to_date_milli=0,
        is_first=True,
        free_units_taken_milli=free.units_milli if free else 0,
    )
    try:
        cheapest = quote_amount(quoted.tariff, amount, at_first, moment)
    except Refused:
        # It cannot be bought at the first price at all; then there is nothing to compare.
        return None
    fewer_milli = cheapest.units_milli - quoted.quote.units_milli
    return Fewer(fewer_milli, blocks[-1].label) if fewer_milli > 0 else None
