"""The shape of a tariff file: what `resources/tariffs/tariff.schema.json` is made from."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, field

from pos.domain.errors import TariffMalformed
from pos.domain.json_by_hand import THE_FILE, JsonWrong, parse_by_hand, shape_wrong
from pos.domain.tariff.parts import (
    CURRENCY,
    DAY,
    ONE_LINE,
    PATTERN_WORDS,
    TARIFF_ID,
    AdjustmentPart,
    ArrearsPart,
    BlockPart,
    ChargePart,
    Decimal,
    FreeUnitsPart,
    LifelinePart,
    LimitsPart,
    Name,
    Part,
    RoundingPart,
    StalePart,
)

TARIFF_BYTES_MAX = 256 * 1024
Day = Annotated[str, Meta(pattern=DAY)]


class TariffFile(Part, frozen=True):
    """One utility's prices for one kind of customer."""

    format: Annotated[Literal["vendwatt-tariff-1"], Meta(description="Version of this format.")]
    id: Annotated[str, Meta(pattern=TARIFF_ID)]
    name: Annotated[str, Meta(pattern=ONE_LINE, min_length=1, max_length=80)]
    currency: Annotated[
        str, Meta(pattern=CURRENCY, description="ISO 4217; gives 0, 2 or 3 decimals.")
    ]
    time_zone: Annotated[
        str,
        Meta(max_length=64, description="IANA name; days, months and validity are local to it."),
    ]
    valid_from: Annotated[Day, Meta(description="First local day.")]
    units_rounding: Annotated[
        RoundingPart, Meta(description="What the money buys, before the meter's own 0.1 steps.")
    ]
    blocks: Annotated[
        tuple[BlockPart, ...],
        Meta(min_length=1, max_length=32, description="Ascending; rates may rise or fall."),
    ]
    valid_until: Annotated[Day | None, Meta(description="Last local day, inclusive.")] = None
    resource: Literal[
        "electricity",
        "water",
        "gas",
        "time",
        "electricity_currency",
        "water_currency",
        "gas_currency",
        "time_currency",
    ] = "electricity"
    limits: LimitsPart = LimitsPart()
    rates_include: Annotated[
        tuple[Name, ...],
        Meta(
            max_length=32,
            description="Adjustments that the rates of all blocks already contain (gross rates); "
            "empty for net rates. They are taken out exactly, by the adjustments' own rules.",
        ),
    ] = ()
    lifelines: Annotated[tuple[LifelinePart, ...], Meta(max_length=16)] = ()
    charges: Annotated[tuple[ChargePart, ...], Meta(max_length=32)] = ()
    charges_cap: Annotated[
        Decimal | None,
        Meta(
            description="The charges per month and unpaid_months of one purchase together are at "
            "most this percent of what the customer pays; what is left of them is due at the next "
            "purchase, with unpaid_months also in a later month. Each counts as its `amount` is "
            "given: with the adjustments that it includes, without others."
        ),
    ] = None
    adjustments: Annotated[tuple[AdjustmentPart, ...], Meta(max_length=32)] = ()
    free_units: FreeUnitsPart | None = None
    arrears: Annotated[
        ArrearsPart | None, Meta(description="None: a purchase pays nothing of what is owed.")
    ] = None
    units_from: Annotated[
        Literal["exact_money", "rounded_money"],
        Meta(
            description="By money: exact_money solves for the units without rounding anything on "
            "the way. rounded_money rounds charges, adjustments and arrears to their lines first "
            "and buys units with the energy money that is left."
        ),
    ] = "exact_money"
    lines_from: Annotated[
        Literal["exact_units", "sold_units"],
        Meta(
            description="Whether charges, adjustments and arrears on the receipt are those of the "
            "exact solution or of the units after units_rounding. Either way energy is what is "
            "left of the total."
        ),
    ] = "exact_units"
    total_from: Annotated[
        Literal["exact_price", "rounded_lines"],
        Meta(
            description="By units: exact_price rounds what everything costs together. "
            "rounded_lines adds up the lines, each block's energy rounded by energy_rounding and "
            "every other line by its own rounding."
        ),
    ] = "exact_price"
    bases_from: Annotated[
        Literal["exact_parts", "rounded_lines"],
        Meta(
            description="What the adjustments on the receipt are worked out on: exact_parts, or "
            "rounded_lines, that is each block's energy, each charge and each adjustment further "
            "up as its own rounding leaves it. What an amount buys is not changed by it, but with "
            "units_from rounded_money."
        ),
    ] = "exact_parts"
    energy_rounding: Annotated[
        RoundingPart | None,
        Meta(
            description="Of each block's energy where it is rounded by itself: with total_from or "
            "bases_from rounded_lines, or another remainder_to than energy. Default nearest."
        ),
    ] = None
    remainder_to: Annotated[
        Name,
        Meta(
            description="The line that takes what roundings leave of the total: `energy`; "
            "`rounding`, a line of its own, so that energy is its units at its rate; or the id of "
            "an adjustment, which is then what the other lines leave. None of these becomes less "
            "than nothing by it, and where the adjustment is not made energy takes it."
        ),
    ] = "energy"
    total_rounding: Annotated[
        RoundingPart | None,
        Meta(
            description="By units: how the price becomes an amount. Default: to the nearest "
            "smallest unit of the currency, but up where that amount would buy fewer units; with "
            "rounded_lines as the lines add up."
        ),
    ] = None
    cash_rounding: Annotated[
        RoundingPart | None,
        Meta(
            description="By units: then round to what can be paid in coins, as a line of its own. "
            "By money: an amount that is no multiple of the step is refused."
        ),
    ] = None
    stale_month_to_date: StalePart | None = None
    source: Annotated[str, Meta(max_length=400, description="Where the figures are from.")] = ""
    notes: Annotated[str, Meta(max_length=2000, description="What is known to be unsure.")] = ""
    schema: Annotated[str, Meta(max_length=200)] | None = field(name="$schema", default=None)


_decoder = msgspec.json.Decoder(TariffFile)


def decode_tariff_file(content: bytes) -> TariffFile:
    """Read a file's shape.

    Args:
        content: UTF-8 JSON, at most TARIFF_BYTES_MAX.

    Raises:
        TariffMalformed: says where and why.
    """
    try:
        parse_by_hand(content, bytes_max=TARIFF_BYTES_MAX)
        return _decoder.decode(content)
    except msgspec.ValidationError as error:
        wrong = shape_wrong(error, TariffFile, content, PATTERN_WORDS)
        raise TariffMalformed(where=wrong.where, why=wrong.why) from error
    except JsonWrong as wrong:
        raise TariffMalformed(where=wrong.where, why=wrong.why) from wrong
    except msgspec.DecodeError as error:
        raise TariffMalformed(where=THE_FILE, why="holds a text that is not Unicode") from error
