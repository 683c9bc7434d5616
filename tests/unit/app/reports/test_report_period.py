"""Days of the terminal's own time zone."""

from datetime import UTC, datetime

import pytest

from pos.app.reports.report_period import parse_day, period_of
from pos.domain.errors import TimeMalformed

LATE = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)


def test_today_is_the_terminals_day() -> None:
    """Half an hour before midnight in London it is tomorrow in Johannesburg."""
    period = period_of("", "", zone="Africa/Johannesburg", now=LATE)
    assert (period.start, period.end) == ("2026-11-22T22:00:00.000Z", "2026-11-23T22:00:00.000Z")


def test_both_days_are_included() -> None:
    """A zone of half hours and one with summer time begin and end at their own midnight."""
    period = period_of("2026-11-20", "2026-11-22", zone="Asia/Kolkata", now=LATE)
    assert (period.start, period.end) == ("2026-11-19T18:30:00.000Z", "2026-11-22T18:30:00.000Z")
    summer = period_of("2026-03-29", "2026-03-29", zone="Europe/Paris", now=LATE)
    assert (summer.start, summer.end) == ("2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z")


def test_a_single_bound_is_enough() -> None:
    """From a day until today; until a past day, that day."""
    since = period_of("2026-11-01", "", zone="UTC", now=LATE)
    assert (str(since.first), str(since.last)) == ("2026-11-01", "2026-11-22")
    until = period_of("", "2026-11-01", zone="UTC", now=LATE)
    assert (str(until.first), str(until.last)) == ("2026-11-01", "2026-11-01")


@pytest.mark.parametrize("text", ["", "x", "2026-13-01", "20261122", "2026-W01-1", "0001-01-01"])
def test_anything_else_is_no_day(text: str) -> None:
    """Refused with its own error."""
    with pytest.raises(TimeMalformed):
        parse_day(text)


def test_a_period_does_not_end_before_it_begins() -> None:
    """Two days the wrong way round are a mistake, not an empty report."""
    with pytest.raises(TimeMalformed):
        period_of("2026-11-22", "2026-11-21", zone="UTC", now=LATE)


@pytest.mark.parametrize(
    ("first", "last", "zone", "ahead"),
    [
        ("2026-01-01", "2026-12-31", "Africa/Johannesburg", [8]),
        ("2026-03-28", "2026-03-30", "Europe/Paris", [4, 8]),
        ("2026-03-29", "2026-03-29", "Europe/Paris", [4, 8]),
        ("2026-10-25", "2026-10-26", "Europe/Paris", [8, 4]),
        ("2020-01-01", "2020-12-31", "America/Santiago", [-12, -16, -12]),
        ("2026-01-01", "2026-01-31", "Asia/Kathmandu", [23]),
    ],
)
def test_a_period_is_cut_where_the_clock_changes(
    first: str, last: str, zone: str, ahead: list[int]
) -> None:
    """Its parts follow each other from its start to its end."""
    period = period_of(first, last, zone=zone, now=LATE)
    parts = list(period.quarters())
    assert [each for _, _, each in parts] == ahead
    bounds = [datetime.fromisoformat(text).timestamp() / 900 for text in (period.start, period.end)]
    assert [parts[0][0], parts[-1][1]] == bounds
    assert [end for _, end, _ in parts[:-1]] == [start for start, _, _ in parts[1:]]
