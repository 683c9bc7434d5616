"""What an issue counts against a lease."""

from hypothesis import given
from hypothesis import strategies as st

from pos.domain.lease import DayCounts, FloorPrice, LeaseLimits, money_counted

AMOUNTS = st.integers(0, 10**12)


@given(stated=AMOUNTS, units=AMOUNTS, floor=AMOUNTS)
def test_an_issue_counts_what_was_stated_or_its_floor(stated: int, units: int, floor: int) -> None:
    """Whichever is more, rounded up to a whole minor unit."""
    counted = money_counted(stated, units, floor)
    assert counted >= stated
    assert counted * 10**6 >= units * floor
    assert counted == stated or (counted - 1) * 10**6 < units * floor


@given(parts=st.lists(AMOUNTS, max_size=6), floor=AMOUNTS)
def test_splitting_a_purchase_never_counts_less(parts: list[int], floor: int) -> None:
    """Rounding up works against whoever asks in small pieces."""
    together = money_counted(0, sum(parts), floor)
    assert sum(money_counted(0, part, floor) for part in parts) >= together


def test_a_supply_groups_own_floor_goes_before_the_general_one() -> None:
    """And another resource has none."""
    own, general = FloorPrice("990011", "electricity", 5), FloorPrice("", "electricity", 7)
    limits = LeaseLimits(floors=(general, own))
    assert limits.floor_of("990011", "electricity") == 5
    assert limits.floor_of("990407", "electricity") == 7
    assert limits.floor_of("990011", "water") == 0


def test_what_is_left_never_goes_below_nothing() -> None:
    """A newer lease may allow fewer than were issued."""
    assert DayCounts(free=1, engineering=3).less(DayCounts(free=2, engineering=1)) == DayCounts(
        engineering=2
    )
