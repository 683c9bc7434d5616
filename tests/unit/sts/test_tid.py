"""Token identifiers: clock, bursts, lanes, the reserved minute, and both kinds of end."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.sts.attributes import BaseDate
from pos.sts.errors import BaseDateExhausted, KeyExpired, OutOfRange, TooFarAhead
from pos.sts.tid import (
    AHEAD_MINUTES_MAX,
    LANES_MAX,
    TID_MAX,
    is_key_expired,
    is_reserved,
    last_tid_of_ken,
    moment_of,
    next_tid,
    require_unexpired,
    tid_at,
)
from tests.unit.sts.strategies import tids
from tests.unit.sts.vector_files import Entry, behaviour, primitives

lanes = st.integers(1, LANES_MAX)
# Far enough from the end of the base date for a whole day of tokens.
clocks = st.integers(0, TID_MAX - 2 * AHEAD_MINUTES_MAX)


def utc(text: str) -> datetime:
    """A wall-clock time, taken as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize("entry", primitives("tid"), ids=lambda entry: entry["issued"])
def test_vectors(entry: Entry) -> None:
    """Minutes since the base date; 00:01 carries the value of 00:02."""
    assert tid_at(utc(entry["issued"]), BaseDate(entry["base"]), 0) == entry["tid"]


@pytest.mark.parametrize("entry", primitives("tid_out_of_range"), ids=lambda entry: entry["issued"])
def test_moments_outside_a_base_date(entry: Entry) -> None:
    """Before its first and after its last minute a base date has no identifiers."""
    with pytest.raises((OutOfRange, BaseDateExhausted)):
        tid_at(utc(entry["issued"]), BaseDate(entry["base"]), 0)


@pytest.mark.parametrize(
    ("base", "last"), [(1993, "2024-11-24"), (2014, "2045-11-24"), (2035, "2066-11-24")]
)
def test_the_last_minute_of_each_base_date(base: int, last: str) -> None:
    """20:15 and all its seconds are in; 20:16 is out."""
    moment = utc(f"{last}T20:15:59.999")
    assert tid_at(moment, BaseDate(base), 0) == TID_MAX
    with pytest.raises(BaseDateExhausted):
        tid_at(moment + timedelta(milliseconds=1), BaseDate(base), 0)


def test_the_first_minute_of_a_base_date() -> None:
    """One second earlier is out of range."""
    assert tid_at(utc("2014-01-01T00:00"), BaseDate.BASE_2014, 0) == 0
    with pytest.raises(OutOfRange):
        tid_at(utc("2013-12-31T23:59:59"), BaseDate.BASE_2014, 0)


def test_the_offset_belongs_to_the_key() -> None:
    """The wall clock of the key counts, wherever the moment was written."""
    moment = datetime(2026, 7, 29, 2, 3, tzinfo=timezone(timedelta(hours=5)))
    assert tid_at(moment, BaseDate.BASE_2014, 120) == tid_at(moment, BaseDate.BASE_2014, 0) + 120
    assert tid_at(utc("2026-07-28T22:03"), BaseDate.BASE_2014, 120) == 6612483
    assert tid_at(utc("2026-07-28T22:01"), BaseDate.BASE_2014, 120) == 6612482


def test_a_moment_without_time_zone_is_our_mistake() -> None:
    """It cannot be placed, and Python says so."""
    with pytest.raises(TypeError):
        tid_at(datetime(2026, 7, 29), BaseDate.BASE_2014, 0)  # noqa: DTZ001 - the mistake tested


@given(tids, st.sampled_from(BaseDate), st.integers(-720, 840))
def test_an_identifier_tells_its_minute(tid: int, base: BaseDate, offset: int) -> None:
    """Back and forth, but for the reserved minute."""
    if not is_reserved(tid):
        assert tid_at(moment_of(tid, base, offset), base, offset) == tid


@pytest.mark.parametrize("story", behaviour("pos_identifiers"), ids=["one", "other"])
def test_published_bursts(story: Entry) -> None:
    """Several tokens in a minute take the next ones; then the clock leads again."""
    last = None
    for issued, tid in story["calls"]:
        clock_tid = tid_at(utc(issued), BaseDate(story["base"]), 0)
        last = next_tid(clock_tid=clock_tid, last_tid=last)
        assert last == tid


@given(clocks, st.integers(0, AHEAD_MINUTES_MAX - 2 * LANES_MAX), lanes, st.data())
def test_the_rule_of_lanes(clock: int, ahead: int, count: int, data: st.DataObject) -> None:
    """The least value that is not before the clock, after the last one, in lane, not reserved."""
    lane = data.draw(st.integers(0, count - 1))
    last = data.draw(st.one_of(st.none(), st.just(clock + ahead), st.integers(0, clock)))
    allowed = (
        tid
        for tid in range(clock, clock + 3 * AHEAD_MINUTES_MAX)
        if (last is None or tid > last) and tid % count == lane and tid % 1440 != 1
    )
    assert next_tid(clock_tid=clock, last_tid=last, lane=lane, lanes=count) == next(allowed)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 15)), max_size=60), clocks, lanes)
def test_no_meter_is_given_one_value_twice(
    story: list[tuple[int, int]], start: int, count: int
) -> None:
    """Terminals that know nothing of each other, each in its lane, never meet."""
    clock, given_out = start, []
    last_of: dict[int, int] = {}
    for wait, terminal in story:
        clock += wait
        lane = terminal % count
        tid = next_tid(clock_tid=clock, last_tid=last_of.get(lane), lane=lane, lanes=count)
        last_of[lane] = tid
        given_out.append(tid)
    assert len(set(given_out)) == len(given_out)
    assert not any(is_reserved(tid) for tid in given_out)


@pytest.mark.parametrize(("lane", "count"), [(0, 0), (-1, 1), (1, 1), (0, 17), (16, 16), (0, -1)])
def test_lanes_that_do_not_exist(lane: int, count: int) -> None:
    """1 to 16 lanes, numbered from 0."""
    with pytest.raises(OutOfRange):
        next_tid(clock_tid=5, last_tid=None, lane=lane, lanes=count)


def test_the_last_lane_of_sixteen() -> None:
    """The largest lane that exists."""
    assert next_tid(clock_tid=16, last_tid=None, lane=15, lanes=16) == 31


def test_a_day_ahead_is_the_limit() -> None:
    """1,440 minutes ahead of the clock is given, 1,441 is not."""
    clock = 1_000_000
    last = clock + AHEAD_MINUTES_MAX - 1
    assert next_tid(clock_tid=clock, last_tid=last) == clock + AHEAD_MINUTES_MAX
    with pytest.raises(TooFarAhead):
        next_tid(clock_tid=clock, last_tid=last + 1)


def test_the_end_of_a_base_date_is_not_wrapped() -> None:
    """The last identifier is given once, and nothing after it."""
    assert next_tid(clock_tid=TID_MAX, last_tid=None) == TID_MAX
    with pytest.raises(BaseDateExhausted):
        next_tid(clock_tid=TID_MAX, last_tid=TID_MAX)
    with pytest.raises(BaseDateExhausted):
        next_tid(clock_tid=TID_MAX, last_tid=None, lane=TID_MAX % 2 ^ 1, lanes=2)


def test_the_reserved_minute_is_skipped_within_the_lane() -> None:
    """A lane that meets 00:01 goes on by a whole round of lanes."""
    reserved = 1440 * 100 + 1
    lane = reserved % 16
    assert is_reserved(reserved)
    assert next_tid(clock_tid=reserved, last_tid=None, lane=lane, lanes=16) == reserved + 16
    assert next_tid(clock_tid=reserved, last_tid=None) == reserved + 1


@pytest.mark.parametrize("ken", [0, 85, 254, 255])
def test_keys_expire_by_the_top_eight_bits(ken: int) -> None:
    """The last identifier of a KEN is good, the next is not."""
    last = last_tid_of_ken(ken)
    assert last >> 16 == ken
    assert not is_key_expired(last, ken)
    require_unexpired(last, ken)
    if ken < 255:
        assert is_key_expired(last + 1, ken)
        with pytest.raises(KeyExpired):
            require_unexpired(last + 1, ken)
    else:
        assert last == TID_MAX


def test_published_expiry() -> None:
    """KEN 85 on base 2014 refuses in 2032."""
    assert is_key_expired(tid_at(utc("2032-01-01T00:00"), BaseDate.BASE_2014, 0), 85)
    assert not is_key_expired(tid_at(utc("2024-01-01T00:00"), BaseDate.BASE_2014, 0), 85)
