"""What a meter remembers, and when it calls an honest token old."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.sts.errors import OutOfRange
from pos.sts.tid import LANES_MAX, burst_reach, burst_shadow_minutes, next_tid
from pos.sts.tid_list import DEPTH_DEFAULT, TidList, TidVerdict
from tests.unit.sts.vector_files import Entry, behaviour

_DAY = 24 * 60


def take(tids: TidList, tid: int) -> TidVerdict:
    """Judge an identifier and remember it if it is fresh, as a meter does."""
    verdict = tids.judge(tid)
    if verdict is TidVerdict.FRESH:
        tids.remember(tid)
    return verdict


@pytest.mark.parametrize("story", behaviour("meter_store"), ids=["one", "other"])
def test_published_sequences(story: Entry) -> None:
    """Repeats are used, everything else within the list is taken."""
    tids = TidList(story["depth"])
    for tid, verdict in story["sequence"]:
        assert take(tids, tid).value == verdict


def test_a_meter_remembers_fifty() -> None:
    """The depth that the standard is remembered to ask for."""
    assert DEPTH_DEFAULT == 50


def test_old_only_when_the_list_is_full() -> None:
    """Below the smallest counts as old from the moment that nothing is forgotten any more."""
    tids = TidList(2)
    assert take(tids, 10) is TidVerdict.FRESH
    assert take(tids, 5) is TidVerdict.FRESH
    assert take(tids, 4) is TidVerdict.OLD
    assert take(tids, 5) is TidVerdict.USED
    assert take(tids, 7) is TidVerdict.FRESH
    assert tids.values() == (7, 10)
    assert take(tids, 5) is TidVerdict.OLD
    tids.clear()
    assert take(tids, 4) is TidVerdict.FRESH


def test_a_list_has_room() -> None:
    """A depth below one is no list."""
    with pytest.raises(OutOfRange):
        TidList(0)
    assert take(TidList(1), 0) is TidVerdict.FRESH


@given(st.lists(st.integers(0, 100)), st.integers(1, 10))
def test_the_list_holds_the_greatest(story: list[int], depth: int) -> None:
    """Whatever the order, it is the greatest identifiers taken; none is taken twice."""
    tids = TidList(depth)
    taken = [tid for tid in story if take(tids, tid) is TidVerdict.FRESH]
    assert len(set(taken)) == len(taken)
    assert list(tids.values()) == sorted(taken)[-depth:]


@given(
    st.integers(1, LANES_MAX),
    st.lists(st.tuples(st.integers(0, _DAY), st.integers(0, LANES_MAX - 1)), max_size=50),
    st.randoms(use_true_random=False),
)
def test_fifty_tokens_in_a_day_are_never_old(
    lanes: int, issues: list[tuple[int, int]], order: random.Random
) -> None:
    """From any terminals, in any order of entry, after any history: no honest token is refused.

    The history is what fills the list: fifty tokens issued more than a day before.
    """
    start = 10 * _DAY
    history = TidList(DEPTH_DEFAULT)
    for minute in range(DEPTH_DEFAULT):
        history.remember(start - 2 * _DAY - 1 + minute)
    last_of: dict[int, int] = {}
    issued = []
    for minute, terminal in sorted(issues):
        lane = terminal % lanes
        last_of[lane] = next_tid(
            clock_tid=start + minute, last_tid=last_of.get(lane), lane=lane, lanes=lanes
        )
        issued.append(last_of[lane])
    order.shuffle(issued)
    assert {take(history, tid) for tid in issued} <= {TidVerdict.FRESH}


@given(st.integers(1, LANES_MAX), st.integers(1, 80), st.integers(0, 2 * _DAY), st.data())
def test_how_far_a_burst_reaches(lanes: int, tokens: int, clock: int, data: st.DataObject) -> None:
    """The last of a burst lies no further ahead than the stated bound."""
    lane = data.draw(st.integers(0, lanes - 1))
    assert reach_of_burst(tokens, lanes, clock, lane) <= burst_reach(tokens, lanes)


@pytest.mark.parametrize(
    ("tokens", "lanes", "reach"),
    [(1, 1, 1), (49, 2, 99), (49, 16, 799), (80, 16, 1295), (90, 16, 1471)],
)
def test_the_reach_is_no_larger_than_it_must_be(tokens: int, lanes: int, reach: int) -> None:
    """Within a day the worst clock and lane reach the bound exactly, but for the last case."""
    assert burst_reach(tokens, lanes) == reach
    assert burst_shadow_minutes(tokens + 9, lanes, 10) == reach
    if reach <= _DAY:
        worst = max(
            reach_of_burst(tokens, lanes, clock, lane)
            for clock in range(_DAY - 2 * lanes, _DAY + 2)
            for lane in range(lanes)
        )
        assert worst == reach


def reach_of_burst(tokens: int, lanes: int, clock: int, lane: int) -> int:
    """How far ahead of the clock one burst really goes."""
    last = None
    for _ in range(tokens):
        last = next_tid(clock_tid=clock, last_tid=last, lane=lane, lanes=lanes)
    assert last is not None
    return last - clock


@given(
    st.integers(2, LANES_MAX),
    st.integers(1, 85),
    st.integers(1, 60),
    st.integers(0, 2 * _DAY),
    st.data(),
)
def test_how_long_a_burst_shadows_other_terminals(
    lanes: int, tokens: int, depth: int, clock: int, data: st.DataObject
) -> None:
    """After the stated minutes no token of another terminal is called old."""
    lane, other = data.draw(st.permutations(range(lanes)))[:2]
    tids, last = TidList(depth), None
    for _ in range(tokens):
        last = next_tid(clock_tid=clock, last_tid=last, lane=lane, lanes=lanes)
        tids.remember(last)
    later = clock + burst_shadow_minutes(tokens, lanes, depth)
    honest = next_tid(clock_tid=later, last_tid=None, lane=other, lanes=lanes)
    assert take(tids, honest) is TidVerdict.FRESH


def test_a_burst_of_the_whole_list_can_shadow() -> None:
    """The bound is not idle: right after fifty tokens at once another terminal's may be old."""
    clock, tids, last = 1_000_000, TidList(), None
    clock -= clock % 16
    for _ in range(DEPTH_DEFAULT):
        last = next_tid(clock_tid=clock, last_tid=last, lane=15, lanes=16)
        tids.remember(last)
    honest = next_tid(clock_tid=clock, last_tid=None, lane=0, lanes=16)
    assert take(tids, honest) is TidVerdict.OLD
    assert burst_shadow_minutes(DEPTH_DEFAULT, 16, DEPTH_DEFAULT) >= 15
    assert burst_shadow_minutes(DEPTH_DEFAULT - 1, 16, DEPTH_DEFAULT) == 0
