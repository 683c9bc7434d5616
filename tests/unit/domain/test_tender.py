"""Several tenders pay one sale; only cash gives change, and only cash is rounded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.errors import TenderMalformed, TenderOverpaid, TenderTooSmall
from pos.domain.money import Money
from pos.domain.tender import (
    CASH,
    TENDER_KINDS,
    CashRounding,
    RoundingMode,
    Settlement,
    Tender,
    kept_by_kind,
    parse_tenders,
    settle_tenders,
)

EXACT = CashRounding()
ROUNDINGS = st.builds(
    CashRounding, st.sampled_from([1, 5, 10, 50, 100]), st.sampled_from(RoundingMode)
)


def rand(cents: int) -> Money:
    """Return an amount."""
    return Money(cents, "ZAR")


def settled(total: int, tenders: dict[str, int], rounding: CashRounding = EXACT) -> Settlement:
    """Settle a sale."""
    handed = tuple(Tender(kind, rand(cents)) for kind, cents in tenders.items())
    return settle_tenders(rand(total), handed, rounding)


@pytest.mark.parametrize(
    ("tenders", "change"),
    [
        ({"cash": 10_000}, 0),
        ({"cash": 20_000}, 10_000),
        ({"card": 10_000}, 0),
        ({"card": 7_000, "cash": 5_000}, 2_000),
        ({"card": 7_000, "mobile": 3_000, "cash": 500}, 500),
    ],
)
def test_change_is_what_cash_is_too_much(tenders: dict[str, int], change: int) -> None:
    """Other tenders count exactly."""
    assert settled(10_000, tenders) == Settlement(rand(change), 0)


def test_too_little_and_too_much_are_refused() -> None:
    """Nobody gives change on a card, and nobody owes a rest."""
    with pytest.raises(TenderTooSmall) as short:
        settled(10_000, {"card": 7_000, "cash": 2_999})
    assert short.value.facts["short"] == "0.01"
    with pytest.raises(TenderTooSmall):
        settled(10_000, {"card": 9_999})
    with pytest.raises(TenderOverpaid):
        settled(10_000, {"card": 10_001})


@pytest.mark.parametrize(
    ("total", "step", "mode", "due"),
    [
        (10_003, 5, RoundingMode.NEAREST, 10_005),
        (10_002, 5, RoundingMode.NEAREST, 10_000),
        (10_005, 10, RoundingMode.NEAREST, 10_010),
        (10_009, 10, RoundingMode.DOWN, 10_000),
        (10_003, 1, RoundingMode.DOWN, 10_003),
    ],
)
def test_cash_is_rounded_to_the_coins_there_are(
    total: int, step: int, mode: RoundingMode, due: int
) -> None:
    """Halves go up, or everything goes down."""
    paid = settled(total, {"cash": 20_000}, CashRounding(step, mode))
    assert paid == Settlement(rand(20_000 - due), due - total)


def test_a_card_is_never_rounded() -> None:
    """It pays to the cent, alone or before the cash."""
    assert settled(10_003, {"card": 10_003}, CashRounding(100)) == Settlement(rand(0), 0)
    assert settled(10_003, {"card": 3, "cash": 10_000}, CashRounding(100)) == Settlement(rand(0), 0)


@given(
    st.integers(1, 1_000_000),
    st.dictionaries(st.sampled_from(TENDER_KINDS), st.integers(0, 1_000_000), min_size=1),
    ROUNDINGS,
)
def test_the_sums_agree(total: int, tenders: dict[str, int], rounding: CashRounding) -> None:
    """What stays here is the total and the rounding, whatever it was paid with."""
    try:
        paid = settled(total, tenders, rounding)
    except (TenderTooSmall, TenderOverpaid):
        return
    kept = dict(kept_by_kind(tenders.items(), paid.change.minor))
    assert sum(kept.values()) == total + paid.rounding
    assert 0 <= paid.change.minor <= tenders.get(CASH, 0)
    assert abs(paid.rounding) < rounding.step
    assert all(kept[kind] == tenders[kind] for kind in kept if kind != CASH)


def test_the_same_tenders_are_the_same_content() -> None:
    """Whatever the order they are typed in."""
    assert parse_tenders(["card:50", "cash:20"], "ZAR") == (
        Tender("cash", rand(2_000)),
        Tender("card", rand(5_000)),
    )


@pytest.mark.parametrize(
    "texts", [[], ["cash"], ["gold:5"], ["cash:1", "cash:2"], [":5"], ["CASH:5"], ["cash=5"]]
)
def test_what_is_no_tender_is_refused(texts: list[str]) -> None:
    """Each kind once, by its own name."""
    with pytest.raises(TenderMalformed):
        parse_tenders(texts, "ZAR")
