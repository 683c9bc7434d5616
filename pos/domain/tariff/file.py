"""The shape of a tariff file: what `resources/tariffs/tariff.schema.json` is made from."""

import json
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, field

from pos.domain.errors import TariffMalformed
from pos.domain.tariff.parts import (
    ONE_LINE,
    AdjustmentPart,
    ArrearsPart,
    BlockPart,
    ChargePart,
    FreeUnitsPart,
    LifelinePart,
    LimitsPart,
    Name,
    Part,
    RoundingPart,
    StalePart,
)

TARIFF_BYTES_MAX = 256 * 1024
Day = Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$(?!\n)")]


class TariffFile(Part, frozen=True):
    """One utility's prices for one kind of customer."""

    format: Annotated[Literal["vendwatt-tariff-1"], Meta(description="Version of this format.")]
    id: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$(?!\n)")]
    name: Annotated[str, Meta(pattern=ONE_LINE, min_length=1, max_length=80)]
    currency: Annotated[
        str, Meta(pattern=r"^[A-Z]{3}$(?!\n)", description="ISO 4217; gives 0, 2 or 3 decimals.")
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
    resource: Literal["electricity", "water", "gas", "time"] = "electricity"
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
    total_rounding: Annotated[
        RoundingPart | None,
        Meta(
            description="By units: how the exact price becomes an amount. Default: to the nearest "
            "smallest unit of the currency, but up where that amount would buy fewer units."
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
    if len(content) > TARIFF_BYTES_MAX:
        raise TariffMalformed(where="", why="longer than 256 KiB")
    try:
        file = _decoder.decode(content)
    except msgspec.ValidationError as error:
        why, _, where = str(error).partition(" - at ")
        raise TariffMalformed(where=where.strip("`$."), why=why) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise TariffMalformed(where="", why="not JSON in UTF-8") from error
    # msgspec keeps the last of two equal keys; a person would read the first.
    json.loads(content, object_pairs_hook=_no_key_twice)
    return file


def _no_key_twice(pairs: list[tuple[str, object]]) -> None:
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            raise TariffMalformed(where=key, why="stands twice in the same object")
        seen.add(key)
