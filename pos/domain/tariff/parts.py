"""The shape of the parts of a tariff file; `file` has the whole.

The descriptions here are the published documentation of the format: the JSON Schema in
`resources/tariffs` is made from them. Decimals are JSON strings, so that no reader ever turns one
into a binary fraction. Meaning is checked in `reading`.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from pos.domain.tariff.own_labels import ARREARS_LABEL, FREE_LABEL

# In Python `$` alone would also stand before a final line break.
DECIMAL = r"^[0-9]{1,12}(\.[0-9]{1,9})?$(?!\n)"
_SIGNED = r"^-?[0-9]{1,12}(\.[0-9]{1,9})?$(?!\n)"
_NAME = r"^[a-z][a-z0-9_]{0,31}$(?!\n)"
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$(?!\n)"
TARIFF_ID = r"^[a-z0-9][a-z0-9-]{0,63}$(?!\n)"
CURRENCY = r"^[A-Z]{3}$(?!\n)"
Decimal = Annotated[str, Meta(pattern=DECIMAL, description="Decimal, not negative.")]
SignedDecimal = Annotated[str, Meta(pattern=_SIGNED)]
Name = Annotated[
    str,
    Meta(
        pattern=_NAME,
        description="Name by which other parts of this tariff refer to this one; unique.",
    ),
]
# Controls would move a console's cursor; bidirectional ones would turn an amount round.
ONE_LINE = r"^[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*$(?!\n)"
# What a refusal says instead of the pattern.
PATTERN_WORDS = {
    DECIMAL: "a plain decimal such as 2.50: a point, nine decimals at most, no sign or exponent",
    _SIGNED: "a plain decimal such as -100 or 2.50",
    _NAME: "a name of small letters, digits and _, a letter first, 32 at most",
    DAY: "a day such as 2026-07-01",
    TARIFF_ID: "an id of small letters, digits and -, 64 at most",
    CURRENCY: "a currency code such as ZAR",
    ONE_LINE: "one line without control characters",
}
Label = Annotated[
    str,
    Meta(
        pattern=ONE_LINE,
        min_length=1,
        max_length=40,
        description="What the customer reads on the receipt.",
    ),
]
Mode = Annotated[
    Literal["nearest", "nearest_even", "up", "down"],
    Meta(description="nearest: a tie goes to the higher step; nearest_even: to the even one."),
]


class Part(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of all parts: unknown fields are refused."""


class RoundingPart(Part, frozen=True):
    """How a number becomes a multiple of a step."""

    mode: Mode
    step: Annotated[
        Decimal | None,
        Meta(
            description="Above 0. Money: a multiple of the currency's smallest unit, "
            "which is the default. Units: a multiple of 0.001, which is the default."
        ),
    ] = None


class LimitsPart(Part, frozen=True):
    """What may be bought at once. All in money the customer pays, arrears included."""

    minimum: Decimal | None = None
    maximum: Decimal | None = None
    step: Annotated[
        Decimal | None,
        Meta(description="A purchase by money must be a multiple of this."),
    ] = None


class BlockPart(Part, frozen=True):
    """A range of the units bought in one calendar month, and its price."""

    rate: Annotated[Decimal, Meta(description="Price of one unit in major units, e.g. 1.2196.")]
    up_to: Annotated[
        Decimal | None,
        Meta(
            description="Last unit of the block, counted from the start of the month, inclusive: "
            "`100` after a block up to `50` means (50, 100]. Only the last block has none."
        ),
    ] = None
    id: Annotated[
        Name | None,
        Meta(
            description="Lets a tax or levy be laid on this block only. A block of a lifeline may "
            "carry the name of an ordinary block."
        ),
    ] = None
    label: Label | None = None
    first_vend_only: Annotated[
        bool,
        Meta(
            description="Only the month's first purchase has this price; in a later one these "
            "units cost what those of the next block do. Not in the last block."
        ),
    ] = False


class LifelinePart(Part, frozen=True):
    """Other prices for those who stay within so many units a month; all or nothing.

    Units are priced by these blocks when the month's units, this purchase included, do not pass
    `up_to`, and by the next lifeline or the ordinary blocks when they do. By money: if the amount
    would buy past `up_to` at these prices, the next prices are used for all of it, even where
    they then buy less than `up_to`. A rate for all units that depends on the block in which the
    month ends is one lifeline with a single rate for each block but the last.
    """

    up_to: Annotated[Decimal, Meta(description="Units in the month, inclusive.")]
    blocks: Annotated[tuple[BlockPart, ...], Meta(min_length=1, max_length=32)]
    when_passed: Annotated[
        Literal["keep", "recover"],
        Meta(
            description="keep: units bought earlier this month keep their price. recover: this "
            "purchase also pays what they were cheaper by, as energy."
        ),
    ] = "keep"


class WhenPart(Part, frozen=True):
    """All conditions given must hold, or the charge or adjustment is not made."""

    total_above: Annotated[
        Decimal | None, Meta(description="The customer pays more than this in this purchase.")
    ] = None
    total_up_to: Annotated[Decimal | None, Meta(description="The customer pays at most this.")] = (
        None
    )
    month_above: Annotated[
        Decimal | None,
        Meta(description="The month's units, this purchase included, are more than this."),
    ] = None
    month_up_to: Annotated[
        Decimal | None,
        Meta(description="The month's units, this purchase included, are at most this."),
    ] = None


class ChargePart(Part, frozen=True):
    """A fixed or service charge. It is taxed by the adjustments that name it in `of`."""

    id: Name
    label: Label
    amount: Annotated[Decimal, Meta(description="Money for one period, times `quantity`.")]
    per: Annotated[
        Literal["vend", "day", "week", "month", "first_vend_of_month", "unpaid_months"],
        Meta(
            description="vend: every purchase. day: each local day after that of the last "
            "purchase, today included; none twice on a day, one for a meter that never bought. "
            "week: the same for weeks, which begin on Monday. month: once a calendar month, less "
            "what was already paid of it (`fixed_paid`). first_vend_of_month: whole, in the first "
            "purchase of the month. unpaid_months: each month after the last paid one (else that "
            "of the last purchase), this one included, less `fixed_paid`; a month that went by "
            "without a purchase ended at no units, whatever `when` says of this one."
        ),
    ]
    quantity: Annotated[
        Decimal, Meta(description="E.g. the kW of a demand charge that is published per kW.")
    ] = "1"
    includes: Annotated[
        tuple[Name, ...],
        Meta(
            max_length=32,
            description="Adjustments that `amount` already contains. The charge's line shows the "
            "amount without them.",
        ),
    ] = ()
    when: WhenPart | None = None
    rounding: Annotated[
        RoundingPart | None, Meta(description="Of the charge's line; default nearest.")
    ] = None


class BasePart(Part, frozen=True):
    """A part of the base that counts only by a share of it."""

    part: Annotated[str, Meta(description="As the names in `of`.")]
    share: Annotated[
        SignedDecimal,
        Meta(description="Percent of the part that counts; negative to leave something out."),
    ]


class AdjustmentPart(Part, frozen=True):
    """A tax, levy or rebate; exactly one of `percent` (with `of`) and `per_unit`.

    Adjustments are worked out in the order in which they stand.
    """

    id: Name
    label: Label
    kind: Annotated[
        Literal["tax", "levy", "rebate"],
        Meta(description="A rebate is taken off; all else is added."),
    ]
    percent: Annotated[
        Decimal | None, Meta(description="Percent of the base, e.g. `15` for 15 %.")
    ] = None
    of: Annotated[
        tuple[str | BasePart, ...],
        Meta(
            max_length=64,
            description="The base, the sum of: `energy` (units at rates without the included "
            "adjustments), the id of a block (its energy only), `charges` (all of them), the id "
            "of a charge, the id of an adjustment further up (a rebate counts negative, so it "
            "lessens the base), `subtotal` (energy, charges and all adjustments further up), "
            "`arrears` (what this purchase pays of them), `total` (all that the customer pays, "
            "arrears and this adjustment included: percent of gross).",
        ),
    ] = ()
    per_unit: Annotated[
        Decimal | None, Meta(description="Money for each unit bought, in major units.")
    ] = None
    units_of: Annotated[
        tuple[Name, ...],
        Meta(max_length=32, description="With per_unit: only units of these blocks; empty: all."),
    ] = ()
    when: WhenPart | None = None
    rounding: Annotated[
        RoundingPart | None,
        Meta(
            description="Of the adjustment's line, of a rebate what it takes off; default nearest."
        ),
    ] = None


class FreeUnitsPart(Part, frozen=True):
    """Units without money once a month, as a token of their own beside the purchase."""

    units: Decimal
    label: Label = FREE_LABEL
    counts_in_blocks: Annotated[
        bool,
        Meta(description="Free units given now use up the first blocks before those bought now."),
    ] = True


class ArrearsPart(Part, frozen=True):
    """What a purchase pays of what the customer owes, never more than is owed."""

    collect: Annotated[
        Literal["all", "share", "share_of_debt", "per_vend", "per_day", "per_week", "per_month"],
        Meta(
            description="all: everything owed. share: `percent` of the purchase. share_of_debt: "
            "`percent` of what is owed at that time, so each purchase takes less. per_vend, "
            "per_day, per_week, per_month: `amount`, for each day, week or month as charges per "
            "day, week and unpaid_months count them (`fixed_paid` does not matter)."
        ),
    ]
    percent: Decimal | None = None
    amount: Decimal | None = None
    cap: Annotated[
        Decimal | None, Meta(description="Never more than this percent of the purchase.")
    ] = None
    less: Annotated[
        tuple[str, ...],
        Meta(
            max_length=64,
            description="For `percent` and `cap` the purchase is all that the customer pays less "
            "these: names as in `of` of adjustments.",
        ),
    ] = ()
    carry_forward: Annotated[
        bool,
        Meta(description="What fell due but was not paid because of `cap` is due next time."),
    ] = False
    label: Label = ARREARS_LABEL
    rounding: Annotated[RoundingPart | None, Meta(description="Default nearest.")] = None


class StalePart(Part, frozen=True):
    """What an old month-to-date means."""

    after_hours: Annotated[int, Meta(ge=1, le=24 * 366)]
    then: Annotated[
        Literal["as_known", "top_block", "refuse"],
        Meta(description="top_block: all units at the price of the last block."),
    ]
