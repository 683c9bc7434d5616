"""When a day begins and ends, in whatever a terminal says is its time zone."""

from datetime import UTC, date, datetime

import pytest

from pos.headoffice.console.pages.day import bounds_of


def test_a_day_is_the_terminals_own() -> None:
    """Johannesburg is two hours ahead."""
    began, ended = bounds_of(date(2026, 5, 1), "Africa/Johannesburg")
    assert began == datetime(2026, 4, 30, 22, tzinfo=UTC)
    assert ended == datetime(2026, 5, 1, 22, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["", "Europe", "Nowhere/None", "../x", "a" * 5000, "a\x00b", "é"])
def test_a_zone_that_is_none_is_utc(zone: str) -> None:
    """One terminal's odd text keeps nobody from seeing the day of all others."""
    began, _ = bounds_of(date(2026, 5, 1), zone)
    assert began == datetime(2026, 5, 1, tzinfo=UTC)
