"""What holds for every tariff and every purchase."""

from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pos.domain.errors import AmountBuysNothing, AmountOutOfLimits
from pos.domain.money import Money, parse_money
from pos.domain.quote import MeterState, Quote, quote_amount, quote_units
from pos.domain.quote.tariff_check import check_tariff
from pos.domain.tariff import Tariff
from tests.unit.domain.tariff_builders import MOMENT, a_tariff

_CURRENCIES = {"UGX": 0, "ZAR": 2, "KWD": 3}
_MODES = st.sampled_from(("nearest", "nearest_even", "up", "down"))
_PERCENT = st.integers(0, 3000).map(
    lambda hundredths: f"{hundredths // 100}.{hundredths % 100:02d}"
)


@st.composite
def _blocks(draw: st.DrawFn) -> list[dict[str, Any]]:
    ends = sorted(draw(st.sets(st.integers(1, 800), max_size=3)))
    rates = [f"{draw(st.integers(1, 999))}.{draw(st.integers(0, 9999)):04d}" for _ in range(4)]
    blocks = [
        {"id": f"b{index}", "up_to": str(end), "rate": rates[index]}
        for index, end in enumerate(ends)
    ]
    return [*blocks, {"id": "last", "rate": rates[3]}]


@st.composite
def _adjustments(draw: st.DrawFn) -> list[dict[str, Any]]:
    names = ["energy", "charges", "last", "fee", "arrears"]
    adjustments: list[dict[str, Any]] = []
    for index in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(("tax", "levy", "rebate")))
        part: dict[str, Any] = {"id": f"a{index}", "label": f"A{index}", "kind": kind}
        part["rounding"] = {"mode": draw(_MODES)}
        if kind == "levy" and draw(st.booleans()):
            part["per_unit"] = f"0.{draw(st.integers(0, 99)):02d}"
        else:
            part["percent"] = "1.5" if kind == "rebate" else draw(_PERCENT)
            base = ["energy"] if kind == "rebate" else [*names, "total", "subtotal"]
            part["of"] = draw(st.lists(st.sampled_from(base), min_size=1, max_size=3, unique=True))
            if "total" in part["of"]:
                part["percent"] = "3"
        adjustments.append(part)
        names.append(part["id"])
    return adjustments


_ARREARS: list[dict[str, Any] | None] = [
    None,
    {"collect": "all", "cap": "50"},
    {"collect": "share", "percent": "40", "less": ["fee"]},
    {"collect": "share_of_debt", "percent": "30", "cap": "50"},
    {"collect": "per_vend", "amount": "3", "carry_forward": True},
]


@st.composite
def _tariffs(draw: st.DrawFn) -> Tariff:
    currency = draw(st.sampled_from(sorted(_CURRENCIES)))
    step = draw(st.sampled_from(("1", "0.1", "0.01", "0.001")))
    fee = {"id": "fee", "label": "Fee", "amount": str(draw(st.integers(0, 30))), "per": "vend"}
    rent = {"id": "rent", "label": "Rent", "amount": str(draw(st.integers(0, 90))), "per": "month"}
    adjustments = draw(_adjustments())
    takers = [each["id"] for each in adjustments if each["kind"] != "rebate"]
    return a_tariff(
        currency=currency,
        blocks=draw(_blocks()),
        charges=[fee, rent],
        charges_cap=draw(st.sampled_from((None, "10", "30"))),
        adjustments=adjustments,
        units_rounding={"mode": draw(_MODES), "step": step},
        units_from=draw(st.sampled_from(("exact_money", "rounded_money"))),
        lines_from=draw(st.sampled_from(("exact_units", "sold_units"))),
        total_from=draw(st.sampled_from(("exact_price", "rounded_lines"))),
        bases_from=draw(st.sampled_from(("exact_parts", "rounded_lines"))),
        energy_rounding={"mode": draw(_MODES)},
        remainder_to=draw(st.sampled_from(("energy", "rounding", *takers))),
        arrears=draw(st.sampled_from(_ARREARS)),
    )


_STATES = st.builds(
    MeterState,
    month_to_date_milli=st.integers(0, 900_000),
    arrears_minor=st.integers(0, 100_000),
    carried_minor=st.integers(0, 1_000),
)
_AMOUNTS = st.integers(1, 3_000_000)


def _buy(tariff: Tariff, minor: int, state: MeterState) -> Quote | None:
    try:
        return quote_amount(tariff, Money(minor, tariff.currency), state, MOMENT)
    except (AmountBuysNothing, AmountOutOfLimits):
        return None


def _price(tariff: Tariff, units_milli: int, state: MeterState) -> Quote | None:
    try:
        return quote_units(tariff, units_milli, state, MOMENT)
    except AmountBuysNothing:
        return None


@given(tariff=_tariffs(), minor=_AMOUNTS, state=_STATES)
def test_lines_sum_to_the_total_and_units_to_the_units(
    tariff: Tariff, minor: int, state: MeterState
) -> None:
    """To the minor unit and to the thousandth, and energy is never negative."""
    quote = _buy(tariff, minor, state)
    assume(quote is not None)
    assert quote is not None
    energy = [line for line in quote.lines if line.kind == "energy"]
    assert sum(line.amount for line in quote.lines) == quote.total.minor == minor
    assert sum(line.units_milli for line in energy) == quote.units_milli > 0
    assert all(line.amount >= 0 for line in energy)
    assert quote.units_milli % tariff.units_rounding.step == 0
    assert quote.credited_milli >= quote.units_milli
    owed = max(state.arrears_minor, state.carried_minor)
    assert quote.arrears_paid + quote.arrears_left == owed


@given(tariff=_tariffs(), units=st.integers(1, 900_000), state=_STATES)
def test_a_price_by_units_sums_up(tariff: Tariff, units: int, state: MeterState) -> None:
    """Lines sum to the total by units too."""
    quote = _price(tariff, units, state)
    assume(quote is not None)
    assert quote is not None
    assert sum(line.amount for line in quote.lines) == quote.total.minor


@given(tariff=_tariffs(), units=st.integers(1, 900_000), state=_STATES)
def test_paying_the_price_of_units_buys_them(tariff: Tariff, units: int, state: MeterState) -> None:
    """A price buys no less than it is for, and not a whole step beyond its worth.

    A price that is the sum of rounded lines may be the part of a cent short that they were.
    """
    assume(tariff.units_from.value == "exact_money" and tariff.total_from.value == "exact_price")
    asked = _price(tariff, units, state)
    bought = None if asked is None else _buy(tariff, asked.total.minor, state)
    assume(bought is not None)
    assert asked is not None
    assert bought is not None
    assert bought.units_milli >= asked.units_milli
    before = _price(tariff, max(1, bought.units_milli - tariff.units_rounding.step), state)
    assert before is None or before.total.minor <= asked.total.minor


@given(tariff=_tariffs(), minor=_AMOUNTS, more=st.integers(1, 50_000), state=_STATES)
def test_more_money_never_buys_fewer_units(
    tariff: Tariff, minor: int, more: int, state: MeterState
) -> None:
    """On every tariff that the check finds monotone, solved exactly."""
    assume(tariff.units_from.value == "exact_money")
    assert check_tariff(tariff) == ()
    less, greater = _buy(tariff, minor, state), _buy(tariff, minor + more, state)
    if less is not None and greater is not None:
        assert greater.units_milli >= less.units_milli


@given(tariff=_tariffs(), state=_STATES)
def test_the_least_amount_that_a_refusal_names_is_the_least(
    tariff: Tariff, state: MeterState
) -> None:
    """It buys something, and the smallest unit of the currency less does not."""
    assume(tariff.units_from.value == "exact_money")
    least = 0
    try:
        quote_amount(tariff, Money(1, tariff.currency), state, MOMENT)
    except AmountBuysNothing as refused:
        least = parse_money(str(refused.facts["least"]), tariff.currency).minor
    assume(least)
    assert _buy(tariff, least, state) is not None
    assert _buy(tariff, least - 1, state) is None


@settings(max_examples=60)
@given(blocks=_blocks(), parts=st.lists(st.integers(2_000, 60_000), min_size=2, max_size=5))
def test_splitting_a_purchase_gains_nothing_beyond_rounding(
    blocks: list[dict[str, Any]], parts: list[int]
) -> None:
    """Each part rounds by at most half a step, and month-to-date carries the blocks along."""
    tariff = a_tariff(blocks=blocks, units_rounding={"mode": "nearest", "step": "0.001"})
    at_once = _buy(tariff, sum(parts), MeterState())
    assert at_once is not None
    month_milli = 0
    for part in parts:
        quote = _buy(tariff, part, MeterState(month_to_date_milli=month_milli))
        assert quote is not None
        month_milli += quote.units_milli
    # Half a thousandth may be bought at the dearest rate and sold at the cheapest, 1000 to 1.
    rates = [block.rate for block in tariff.blocks]
    slack = len(parts) * (1 + max(rates) * 1000 // (min(rates) * 1000))
    assert abs(month_milli - at_once.units_milli) <= slack


@settings(max_examples=60)
@given(blocks=_blocks(), parts=st.lists(st.integers(1, 200_000), min_size=2, max_size=5))
def test_the_price_of_a_month_is_the_same_from_any_split(
    blocks: list[dict[str, Any]], parts: list[int]
) -> None:
    """By units nothing is lost but the cent that each price is rounded by."""
    tariff = a_tariff(blocks=blocks, units_rounding={"mode": "nearest", "step": "0.001"})
    whole = quote_units(tariff, sum(parts), MeterState(), MOMENT).total.minor
    month_milli = total = 0
    for part in parts:
        state = MeterState(month_to_date_milli=month_milli)
        total += quote_units(tariff, part, state, MOMENT).total.minor
        month_milli += part
    assert abs(total - whole) <= len(parts)


@given(tariff=_tariffs(), minor=_AMOUNTS, state=_STATES)
def test_nothing_in_a_quote_is_a_binary_fraction(
    tariff: Tariff, minor: int, state: MeterState
) -> None:
    """Every number that leaves is a whole one."""
    quote = _buy(tariff, minor, state)
    assume(quote is not None)
    assert quote is not None
    for line in quote.lines:
        assert type(line.amount) is int
        assert type(line.units_milli) is int
    assert type(quote.units_milli) is type(quote.credited_milli) is int
