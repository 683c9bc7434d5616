"""Tariffs as data: read strictly, then held in exact numbers."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pos.domain.errors import ResourceNotSold, TariffMalformed, TariffNotValid
from pos.domain.errors.selling import CurrencyUnknown
from pos.domain.json_by_hand import at_line
from pos.domain.money import decimals_of
from pos.domain.tariff.file import TariffFile, decode_tariff_file
from pos.domain.tariff.parts import FreeUnitsPart, LimitsPart, RoundingPart, StalePart
from pos.domain.tariff.ranges import must_be_few
from pos.domain.tariff.reading import (
    must_be_unique,
    read_adjustments,
    read_arrears,
    read_blocks,
    read_charges,
    read_lifelines,
    read_remainder_to,
)
from pos.domain.tariff.rounding import Rounding
from pos.domain.tariff.terms import (
    PERIODIC,
    Adjustment,
    ArrearsPolicy,
    BasesFrom,
    Block,
    Charge,
    FreeUnits,
    Lifeline,
    LinesFrom,
    Per,
    Resource,
    StalePolicy,
    StaleThen,
    TotalFrom,
    UnitsFrom,
)
from pos.domain.tariff.values import (
    read_day,
    read_milli,
    read_minor,
    read_money_rounding,
    read_percent,
    read_units_rounding,
    refuse,
)


@dataclass(frozen=True, slots=True)
class Tariff:
    """One utility's prices for one kind of customer.

    Attributes:
        currency: ISO 4217.
        decimals: of the currency.
        time_zone: IANA name; days and months are local to it.
        valid_from: first local day.
        valid_until: last local day, None for no end.
        minimum: minor units a purchase is at least, None for none; likewise maximum.
        step: minor units of which a purchase by money is a multiple, None for none.
        total_rounding: of a price by units; None: to the nearest minor unit, but up where that
            would buy less.
        blocks: ascending.
        lifelines: ascending.
        charges_cap: largest share of the total that monthly charges take; None for none.
        adjustments: in the order in which they are worked out.
        energy_rounding: of each block's energy, where it is rounded by itself.
        remainder_to: `energy`, `rounding` or the name of an adjustment.
    """

    id: str
    name: str
    currency: str
    decimals: int
    time_zone: str
    valid_from: date
    valid_until: date | None
    resource: Resource
    minimum: int | None
    maximum: int | None
    step: int | None
    blocks: tuple[Block, ...]
    lifelines: tuple[Lifeline, ...]
    charges: tuple[Charge, ...]
    charges_cap: Fraction | None
    adjustments: tuple[Adjustment, ...]
    free_units: FreeUnits | None
    arrears: ArrearsPolicy | None
    units_rounding: Rounding
    units_from: UnitsFrom
    lines_from: LinesFrom
    total_from: TotalFrom
    bases_from: BasesFrom
    energy_rounding: Rounding
    remainder_to: str
    total_rounding: Rounding | None
    cash_rounding: Rounding | None
    stale: StalePolicy | None
    source: str
    notes: str

    def counts_time(self) -> bool:
        """Whether anything falls due by the time since the last purchase."""
        charged = {charge.per for charge in self.charges}
        return bool(charged - {Per.VEND, Per.MONTH}) or (
            self.arrears is not None and self.arrears.collect in PERIODIC
        )

    def local(self, moment: datetime) -> datetime:
        """Return an aware moment in the tariff's zone."""
        return moment.astimezone(ZoneInfo(self.time_zone))

    def month_of(self, moment: datetime) -> str:
        """Return the calendar month of an aware moment in the tariff's zone, `YYYY-MM`."""
        local = self.local(moment)
        return f"{local.year:04d}-{local.month:02d}"

    def must_be_sold(self) -> None:
        """Refuse what no terminal sells yet.

        Raises:
            ResourceNotSold: it is for anything but electricity.
        """
        if self.resource is not Resource.ELECTRICITY:
            raise ResourceNotSold(resource=self.resource.value)

    def must_be_valid(self, moment: datetime) -> None:
        """Refuse a moment outside the days of validity.

        Raises:
            TariffNotValid: not yet, or no longer.
        """
        day = self.local(moment).date()
        if day < self.valid_from or (self.valid_until is not None and day > self.valid_until):
            raise TariffNotValid(
                tariff=self.id,
                valid_from=self.valid_from.isoformat(),
                valid_until="" if self.valid_until is None else self.valid_until.isoformat(),
            )


def read_tariff(content: bytes) -> Tariff:
    """Read a tariff file.

    Args:
        content: UTF-8 JSON of the published schema, at most 256 KiB.

    Raises:
        TariffMalformed: says where and why.
    """
    file = decode_tariff_file(content)
    try:
        return _meaning(file)
    except TariffMalformed as error:
        where = at_line(content, str(error.facts["where"]))
        raise TariffMalformed(where=where, why=error.facts["why"]) from error


def _meaning(file: TariffFile) -> Tariff:
    decimals = _decimals(file.currency)
    must_be_unique(file)
    adjustments = read_adjustments(file, decimals)
    minimum, maximum, step = _limits(file.limits, decimals)
    blocks = read_blocks(file.blocks, file, adjustments, decimals, "blocks")
    lifelines = read_lifelines(file.lifelines, file, adjustments, decimals)
    charges = read_charges(file.charges, adjustments, decimals)
    cap = _charges_cap(file.charges_cap)
    must_be_few(blocks, lifelines, charges, adjustments, is_capped=cap is not None)
    return Tariff(
        id=file.id,
        name=file.name,
        currency=file.currency,
        decimals=decimals,
        time_zone=_zone(file.time_zone),
        valid_from=read_day(file.valid_from, "valid_from"),
        valid_until=_valid_until(file),
        resource=Resource(file.resource),
        minimum=minimum,
        maximum=maximum,
        step=step,
        blocks=blocks,
        lifelines=lifelines,
        charges=charges,
        charges_cap=cap,
        adjustments=adjustments,
        free_units=None if file.free_units is None else _free_units(file.free_units),
        arrears=None
        if file.arrears is None
        else read_arrears(file.arrears, file, adjustments, decimals),
        units_rounding=read_units_rounding(file.units_rounding, "units_rounding"),
        units_from=UnitsFrom(file.units_from),
        lines_from=LinesFrom(file.lines_from),
        total_from=TotalFrom(file.total_from),
        bases_from=BasesFrom(file.bases_from),
        energy_rounding=read_money_rounding(file.energy_rounding, decimals, "energy_rounding"),
        remainder_to=read_remainder_to(file.remainder_to, adjustments),
        total_rounding=_rounding(file.total_rounding, decimals, "total_rounding"),
        cash_rounding=_rounding(file.cash_rounding, decimals, "cash_rounding"),
        stale=None if file.stale_month_to_date is None else _stale(file.stale_month_to_date),
        source=file.source,
        notes=file.notes,
    )


def _decimals(currency: str) -> int:
    try:
        return decimals_of(currency)
    except CurrencyUnknown as error:
        raise TariffMalformed(where="currency", why="no currency has this code") from error


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise TariffMalformed(where="time_zone", why="no such time zone is known here") from error
    return name


def _valid_until(file: TariffFile) -> date | None:
    if file.valid_until is None:
        return None
    until = read_day(file.valid_until, "valid_until")
    if until < read_day(file.valid_from, "valid_from"):
        refuse("valid_until", "is before valid_from")
    return until


def _rounding(part: RoundingPart | None, decimals: int, where: str) -> Rounding | None:
    return None if part is None else read_money_rounding(part, decimals, where)


def _limits(part: LimitsPart, decimals: int) -> tuple[int | None, int | None, int | None]:
    minimum, maximum, step = (
        None if text is None else read_minor(text, decimals, f"limits.{name}")
        for name, text in (
            ("minimum", part.minimum),
            ("maximum", part.maximum),
            ("step", part.step),
        )
    )
    if maximum is not None and maximum < (minimum or 1):
        refuse("limits.maximum", "is below the minimum")
    if step == 0:
        refuse("limits.step", "must be above zero")
    return minimum, maximum, step


def _free_units(part: FreeUnitsPart) -> FreeUnits:
    units_milli = read_milli(part.units, "free_units.units")
    if units_milli == 0:
        refuse("free_units.units", "must be above zero")
    return FreeUnits(units_milli, part.label, part.counts_in_blocks)


def _charges_cap(percent: str | None) -> Fraction | None:
    if percent is None:
        return None
    cap = read_percent(percent)
    if not 0 < cap < 1:
        refuse("charges_cap", "is above 0 and below 100 percent")
    return cap


def _stale(part: StalePart) -> StalePolicy:
    return StalePolicy(part.after_hours, StaleThen(part.then))
