"""Days of the terminal's own time zone."""

from datetime import UTC, datetime

import pytest

from pos.app.report_period import parse_day, period_of
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
