"""The parts of a tariff, in exact numbers.

Money is in minor units and energy in thousandths of a unit throughout; prices and percentages are
exact fractions of them.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from pos.domain.tariff.rounding import Rounding

ENERGY = "energy"
CHARGES = "charges"
SUBTOTAL = "subtotal"
ARREARS = "arrears"
TOTAL = "total"
# Where a remainder goes that no other line takes; beside adjustments' names.
ROUNDING = "rounding"
RESERVED_NAMES = frozenset((ENERGY, CHARGES, SUBTOTAL, ARREARS, TOTAL))


class Resource(StrEnum):
    """What a meter counts, in units of it or in the money that it costs."""

    ELECTRICITY = "electricity"
    WATER = "water"
    GAS = "gas"
    TIME = "time"
    ELECTRICITY_CURRENCY = "electricity_currency"
    WATER_CURRENCY = "water_currency"
    GAS_CURRENCY = "gas_currency"
    TIME_CURRENCY = "time_currency"


class Per(StrEnum):
    """How often a charge falls due."""

    VEND = "vend"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    FIRST_VEND_OF_MONTH = "first_vend_of_month"
    UNPAID_MONTHS = "unpaid_months"


MONTHLY = (Per.MONTH, Per.UNPAID_MONTHS)


class AdjustmentKind(StrEnum):
    """What an adjustment is called on paper; a rebate is taken off."""

    TAX = "tax"
    LEVY = "levy"
    REBATE = "rebate"


class Collect(StrEnum):
    """How much of the arrears falls due in a purchase."""

    ALL = "all"
    SHARE = "share"
    SHARE_OF_DEBT = "share_of_debt"
    PER_VEND = "per_vend"
    PER_DAY = "per_day"
    PER_WEEK = "per_week"
    PER_MONTH = "per_month"


PERIODIC = (Collect.PER_DAY, Collect.PER_WEEK, Collect.PER_MONTH)


class UnitsFrom(StrEnum):
    """Whether other lines are rounded before units are bought."""

    EXACT_MONEY = "exact_money"
    ROUNDED_MONEY = "rounded_money"


class TotalFrom(StrEnum):
    """Whether a price by units is rounded as a whole or line by line."""

    EXACT_PRICE = "exact_price"
    ROUNDED_LINES = "rounded_lines"


class BasesFrom(StrEnum):
    """Whether adjustments on the receipt are laid on exact parts or on their rounded lines."""

    EXACT_PARTS = "exact_parts"
    ROUNDED_LINES = "rounded_lines"


class LinesFrom(StrEnum):
    """Whether lines beside energy are those of the exact or of the rounded units."""

    EXACT_UNITS = "exact_units"
    SOLD_UNITS = "sold_units"


class StaleThen(StrEnum):
    """What an old month-to-date means."""

    AS_KNOWN = "as_known"
    TOP_BLOCK = "top_block"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Block:
    """A range of the month's units.

    Attributes:
        name: empty where nothing refers to it.
        up_to_milli: last thousandth of the block, counted from the month's start; None for the
            last block.
        rate: minor units for a thousandth of a unit, without included adjustments.
        shown_rate: the same in major units for a unit, as a decimal string.
        first_vend_only: later purchases of a month pay the next block's price instead.
    """

    name: str
    label: str
    up_to_milli: int | None
    rate: Fraction
    shown_rate: str
    first_vend_only: bool


@dataclass(frozen=True, slots=True)
class Lifeline:
    """Prices for months that end within `up_to_milli`."""

    up_to_milli: int
    blocks: tuple[Block, ...]
    recovers: bool


@dataclass(frozen=True, slots=True)
class When:
    """Conditions; None where there is none. Above is exclusive, up to is inclusive."""

    total_above: int | None = None
    total_up_to: int | None = None
    month_above_milli: int | None = None
    month_up_to_milli: int | None = None

    def holds_at(self, month_milli: int) -> bool:
        """Whether those on the month's units hold for a month of so many."""
        is_above = self.month_above_milli is None or month_milli > self.month_above_milli
        return is_above and (
            self.month_up_to_milli is None or month_milli <= self.month_up_to_milli
        )


@dataclass(frozen=True, slots=True)
class Charge:
    """A fixed charge.

    Attributes:
        amount: for one period, without included adjustments.
        gross_factor: times this it is the amount as given, with them.
        rate: the same in major units as a decimal string.
    """

    name: str
    label: str
    amount: Fraction
    gross_factor: Fraction
    rate: str
    per: Per
    when: When
    rounding: Rounding


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A tax, levy or rebate: `factor` times the base, or minor units for a thousandth of a unit.

    Attributes:
        factor: share of the base, negative for a rebate.
        base: names with the share of each that counts.
        per_milli: minor units for a thousandth of a unit, negative for a rebate.
        units_of: names of the blocks whose units count; empty for all.
        rate: percent or price as the file gives it.
    """

    name: str
    label: str
    kind: AdjustmentKind
    factor: Fraction
    base: tuple[tuple[str, Fraction], ...]
    per_milli: Fraction
    units_of: tuple[str, ...]
    rate: str
    when: When
    rounding: Rounding

    def rounded(self, value: Fraction) -> int:
        """Return the line's amount; of a rebate that which is taken off is rounded."""
        if self.kind is AdjustmentKind.REBATE:
            return -self.rounding.apply(-value)
        return self.rounding.apply(value)


@dataclass(frozen=True, slots=True)
class FreeUnits:
    """Units without money once a month."""

    units_milli: int
    label: str
    counts_in_blocks: bool


@dataclass(frozen=True, slots=True)
class ArrearsPolicy:
    """What a purchase pays of what is owed.

    Attributes:
        share: of the purchase, for `share`; of what is owed, for `share_of_debt`.
        amount: minor units a period, for the `per_` kinds.
        cap: largest share of the purchase; None for none.
        less: names that are taken off the total before share and cap.
    """

    collect: Collect
    share: Fraction
    amount: int
    cap: Fraction | None
    less: tuple[str, ...]
    carries_forward: bool
    label: str
    rounding: Rounding


@dataclass(frozen=True, slots=True)
class StalePolicy:
    """When and how an old month-to-date is distrusted."""

    after_hours: int
    then: StaleThen
