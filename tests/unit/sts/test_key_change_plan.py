"""Which meters of a registry need a key change, why, by when, and what is printed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pos.sts.attributes import BaseDate, Dkga, Ea, KeyAttributes, KeyType
from pos.sts.errors import OutOfRange
from pos.sts.key_change_plan import (
    KeyedMeter,
    NextKey,
    Obstacle,
    PlannedChange,
    Reason,
    plan_key_change,
    plan_registry,
)
from tests.unit.sts.test_attributes import a_config, a_key

_NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
_HORIZON = timedelta(days=90)


def a_meter(ken: int = 255, *, takes_sgc_token: bool = False, **changes: object) -> KeyedMeter:
    """A meter whose present key is that of a_key()."""
    return KeyedMeter(a_config(**changes), ken, 120, takes_sgc_token)


def plan(
    meter: KeyedMeter, next_key: KeyAttributes | None, tariff_index: str = "01"
) -> PlannedChange | None:
    """Plan one meter as of now."""
    following = None if next_key is None else NextKey(next_key, tariff_index)
    return plan_key_change(meter, following, now=_NOW, horizon=_HORIZON)


def test_a_meter_in_order_needs_nothing() -> None:
    """Nothing differs and nothing ends."""
    assert plan(a_meter(), a_key()) is None
    assert plan(a_meter(), None) is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"sgc": "654321"}, Reason.SGC),
        ({"krn": 2}, Reason.KRN),
        ({"dkga": Dkga.DKGA02}, Reason.DKGA),
        ({"ken": 254}, Reason.KEN),
    ],
)
def test_each_difference_is_a_reason(changes: dict[str, object], reason: Reason) -> None:
    """Changing only KEN needs a set too."""
    change = plan(a_meter(), a_key(**changes))
    assert change == PlannedChange(
        pan=a_config().pan,
        reasons=(reason,),
        last_usable=datetime(2045, 11, 24, 18, 15, tzinfo=UTC),
        obstacle=None,
        token_count=2,
        rollover=False,
    )


def test_a_tariff_index_is_part_of_the_key() -> None:
    """Another tariff index needs a set."""
    change = plan(a_meter(), a_key(), "02")
    assert change is not None
    assert change.reasons == (Reason.TARIFF_INDEX,)


def test_commissioning() -> None:
    """From a default key to a unique one."""
    change = plan(a_meter(key_type=KeyType.DDTK), a_key())
    assert change is not None
    assert change.reasons == (Reason.KEY_TYPE,)
    assert change.obstacle is None


def test_rollover_of_a_meter_that_is_overdue() -> None:
    """A 1993 meter takes no credit since November 2024; its set clears the TID list."""
    meter = a_meter(takes_sgc_token=True, base_date=BaseDate.BASE_1993, dkga=Dkga.DKGA02)
    change = plan(meter, a_key(krn=2))
    assert change is not None
    assert change.reasons == (Reason.KRN, Reason.DKGA, Reason.BASE_DATE, Reason.KEY_ENDS)
    assert change.last_usable == datetime(2024, 11, 24, 18, 15, tzinfo=UTC)
    assert change.obstacle is None
    assert change.token_count == 3
    assert change.rollover


def test_a_long_key_takes_four_tokens() -> None:
    """EA11."""
    change = plan(a_meter(ea=Ea.MISTY1_11), a_key(krn=2))
    assert change is not None
    assert change.token_count == 4


def test_a_key_that_ends_without_another() -> None:
    """The planner says so while there is time to ask for a key."""
    # KEN 105 ends in March 2027, KEN 104 in February.
    assert plan(a_meter(105), a_key(ken=105)) is None
    ken = 104
    for next_key in (None, a_key(ken=ken)):
        change = plan(a_meter(ken), next_key)
        assert change is not None
        assert change.reasons == (Reason.KEY_ENDS,)
        assert change.obstacle is Obstacle.NO_NEXT_KEY
        assert change.token_count == 0


def test_the_horizon_is_exact() -> None:
    """A key that ends just after the horizon is left alone; one that ends before it is not."""
    meter = a_meter()
    left = meter.last_usable - _NOW
    same = NextKey(a_key(), "01")
    assert plan_key_change(meter, same, now=_NOW, horizon=left) is None
    longer = left + timedelta(minutes=1)
    assert plan_key_change(meter, same, now=_NOW, horizon=longer) is not None


@pytest.mark.parametrize(
    ("meter", "next_key", "obstacle"),
    [
        (a_meter(), a_key(base_date=BaseDate.BASE_1993), Obstacle.NOT_PERMITTED),
        (a_meter(), a_key(key_type=KeyType.DDTK), Obstacle.NOT_PERMITTED),
        (a_meter(ea=Ea.DEA_09), a_key(krn=2), Obstacle.NOT_PERMITTED),
        (a_meter(), a_key(krn=2, ken=85), Obstacle.NEXT_KEY_EXPIRED),
        (a_meter(), a_key(base_date=BaseDate.BASE_2035), Obstacle.NEXT_KEY_NOT_BEGUN),
        (
            a_meter(base_date=BaseDate.BASE_1993),
            a_key(base_date=BaseDate.BASE_1993, krn=2),
            Obstacle.NEXT_KEY_EXPIRED,
        ),
    ],
)
def test_obstacles(meter: KeyedMeter, next_key: KeyAttributes, obstacle: Obstacle) -> None:
    """A set that cannot be made is planned with the reason why not, and no tokens."""
    change = plan(meter, next_key)
    assert change is not None
    assert change.obstacle is obstacle
    assert change.token_count == 0


def test_a_registry_streams_through() -> None:
    """Only meters that need something come out, in order."""
    meters = [a_meter(), a_meter(krn=3), a_meter(), a_meter(krn=4)]
    following = NextKey(a_key(), "01")
    planned = plan_registry(iter(meters), lambda _: following, now=_NOW, horizon=_HORIZON)
    assert [change.reasons for change in planned] == [(Reason.KRN,), (Reason.KRN,)]


def test_ken_is_checked() -> None:
    """A registry row with an impossible KEN is refused where it is read."""
    with pytest.raises(OutOfRange):
        replace(a_meter(), ken=256)
