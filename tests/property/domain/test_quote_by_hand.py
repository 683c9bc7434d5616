"""A quote against a price worked out by hand: the file's own numbers, added up line by line.

Nothing of the tariff or quote packages is used for the price, so a mistake there shows here.
"""

from fractions import Fraction
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pos.domain.money import Money
from pos.domain.quote import MeterState, quote_amount
from pos.domain.quote.solve import solve_units
from pos.domain.quote.state import stand
from tests.unit.domain.tariff_builders import MOMENT, a_tariff

CENTS = 100
_RATES = st.integers(1, 60_000).map(lambda part: f"{part // 10_000}.{part % 10_000:04d}")


def _condition(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(("", "total_above", "total_up_to", "month_above", "month_up_to")))
    return {"when": {kind: str(draw(st.integers(1, 400)))}} if kind else {}


@st.composite
def _files(draw: st.DrawFn) -> dict[str, Any]:
    def blocks(most: int) -> list[dict[str, Any]]:
        ends = sorted(draw(st.sets(st.integers(1, 500), max_size=most)))
        limited = [{"up_to": str(end), "rate": draw(_RATES), "id": f"b{end}"} for end in ends]
        return [*limited, {"rate": draw(_RATES), "id": "last"}]

    ordinary = blocks(3)
    lines = [
        {"up_to": str(end), "blocks": [{"rate": draw(_RATES)}], "when_passed": "recover"}
        for end in sorted(draw(st.sets(st.integers(1, 300), max_size=2)))
    ]
    charges = [
        {"id": f"c{n}", "label": f"C{n}", "amount": str(draw(st.integers(0, 20))), "per": "vend"}
        | _condition(draw)
        for n in range(draw(st.integers(0, 2)))
    ]
    names = ["energy", "charges", "subtotal", "last", "arrears", *(each["id"] for each in charges)]
    adjustments: list[dict[str, Any]] = []
    for n in range(draw(st.integers(0, 3))):
        part: dict[str, Any] = {
            "id": f"a{n}",
            "label": f"A{n}",
            "kind": draw(st.sampled_from(("tax", "levy"))),
        }
        if draw(st.booleans()):
            of = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
            part |= {"percent": str(draw(st.integers(0, 30))), "of": [*of[:-1], *_shared(draw, of)]}
        else:
            part |= {"per_unit": f"0.{draw(st.integers(0, 99)):02d}"}
        adjustments.append(part | _condition(draw))
        names.append(f"a{n}")
    arrears = draw(st.sampled_from((None, {"collect": "all", "cap": "50"})))
    return {
        "blocks": ordinary,
        "lifelines": lines,
        "charges": charges,
        "adjustments": adjustments,
        "arrears": arrears,
    }


def _shared(draw: st.DrawFn, of: list[str]) -> list[Any]:
    share = draw(st.sampled_from((None, "62", "-50")))
    return [of[-1]] if share is None else [{"part": of[-1], "share": share}]


def _holds(part: dict[str, Any], total: Fraction, month: Fraction) -> bool:
    when = part.get("when", {})
    return (
        total > Fraction(when.get("total_above", -1)) * CENTS
        and ("total_up_to" not in when or total <= Fraction(when["total_up_to"]) * CENTS)
        and month > Fraction(when.get("month_above", -1))
        and ("month_up_to" not in when or month <= Fraction(when["month_up_to"]))
    )


def _energy(blocks: list[dict[str, Any]], start: Fraction, end: Fraction) -> dict[str, Fraction]:
    """Price the month's units from one count to another, by block."""
    found: dict[str, Fraction] = {}
    reached = start
    for block in blocks:
        stop = min(end, Fraction(block["up_to"])) if "up_to" in block else end
        units = max(Fraction(0), stop - reached)
        found[block.get("id", "")] = units * Fraction(block["rate"]) * CENTS
        reached = max(reached, stop)
    return found


def cost_by_hand(
    file: dict[str, Any], bought: Fraction, units: Fraction, total: Fraction, arrears: Fraction
) -> Fraction:
    """Add up what a purchase costs in cents, arrears included."""
    month = bought + units
    prices = next(
        (line["blocks"] for line in file["lifelines"] if month <= Fraction(line["up_to"])),
        file["blocks"],
    )
    parts = _energy(prices, bought, month)
    energy = sum(parts.values(), Fraction(0))
    for line in file["lifelines"]:
        if bought <= Fraction(line["up_to"]):
            before = sum(_energy(line["blocks"], Fraction(0), bought).values(), Fraction(0))
            energy += sum(_energy(prices, Fraction(0), bought).values(), Fraction(0)) - before
            break
    charges = [each for each in file["charges"] if _holds(each, total, month)]
    parts |= {each["id"]: Fraction(each["amount"]) * CENTS for each in charges}
    fixed = sum((Fraction(each["amount"]) * CENTS for each in charges), Fraction(0))
    parts |= {"energy": energy, "charges": fixed, "arrears": arrears, "subtotal": energy + fixed}
    for part in file["adjustments"]:
        if not _holds(part, total, month):
            continue
        if "per_unit" in part:
            money = units * Fraction(part["per_unit"]) * CENTS
        else:
            money = Fraction(0)
            for item in part["of"]:
                name, share = (
                    (item, 100) if isinstance(item, str) else (item["part"], item["share"])
                )
                money += parts.get(name, Fraction(0)) * Fraction(share) / 100
            money *= Fraction(part["percent"]) / 100
        parts[part["id"]] = money
        parts["subtotal"] += money
    return parts["subtotal"] + arrears


@settings(max_examples=60)
@given(
    file=_files(),
    minor=st.integers(1, 200_000),
    bought=st.integers(0, 400_000),
    owed=st.sampled_from((0, 5_000, 1_000_000)),
)
def test_what_a_quote_solves_is_what_adds_up_by_hand(
    file: dict[str, Any], minor: int, bought: int, owed: int
) -> None:
    """Exactly, before anything is rounded: blocks, lifelines, conditions, taxes on taxes."""
    tariff = a_tariff(**file)
    state = MeterState(month_to_date_milli=bought, arrears_minor=owed)
    solution = solve_units(tariff, stand(tariff, state, MOMENT), minor)
    assume(solution is not None)
    assert solution is not None
    month = bought + solution.units_milli
    # An amount between two ranges of the month has the prices of the higher one, by rule.
    assume(month > solution.regime.above or solution.regime.above < 0)
    units = solution.units_milli / 1000
    by_hand = cost_by_hand(file, Fraction(bought, 1000), units, Fraction(minor), solution.arrears)
    assert by_hand == minor
    assert solution.arrears == (0 if file["arrears"] is None else min(owed, Fraction(minor, 2)))


def test_the_check_by_hand_is_one() -> None:
    """R 100 at 2.00 with VAT of 15 percent is 43.478... units."""
    file: dict[str, Any] = {
        "blocks": [{"rate": "2.00"}],
        "lifelines": [],
        "charges": [],
        "adjustments": [
            {"id": "v", "label": "V", "kind": "tax", "percent": "15", "of": ["energy"]}
        ],
        "arrears": None,
    }
    units = Fraction(10_000, 230)
    assert cost_by_hand(file, Fraction(0), units, Fraction(10_000), Fraction(0)) == 10_000
    quote = quote_amount(a_tariff(**file), Money(10_000, "ZAR"), MeterState(), MOMENT)
    assert quote.units_milli == 43_500
