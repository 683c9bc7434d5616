"""Days of the terminal's own time zone, as reports are asked for."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from pos.domain.errors import TimeMalformed
from pos.domain.journal import format_time

QUARTERS_AN_HOUR: Final = 4
QUARTERS_A_DAY: Final = 96
_QUARTERS_A_WEEK: Final = 7 * QUARTERS_A_DAY
_QUARTER_SECONDS: Final = 900
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days, both included.

    Attributes:
        zone: name of the time zone the days are of.
    """

    first: date
    last: date
    zone: str

    @property
    def start(self) -> str:
        """The moment it begins, in the journal's form."""
        return self._midnight(self.first)

    @property
    def end(self) -> str:
        """The moment after it, in the journal's form."""
        return self._midnight(self.last + timedelta(days=1))

    def quarters(self) -> Iterator[tuple[int, int, int]]:
        """Cut the period where the zone's clock changes.

        Yields:
            Start and end of each part in quarters of an hour since 1970, UTC, the end not part of
            it, and how many quarters the clock is ahead of UTC in it.
        """
        zone = ZoneInfo(self.zone)
        start = begin = _quarter(datetime.combine(self.first, time(), zone))
        last = _quarter(datetime.combine(self.last + timedelta(days=1), time(), zone))
        ahead = _ahead(start, zone)
        while start < last:
            # No clock was ever changed twice within a week.
            end = min(start + _QUARTERS_A_WEEK, last)
            if _ahead(end, zone) != ahead:
                change = _first_change(range(start, end + 1), ahead, zone)
                yield begin, change, ahead
                begin, ahead = change, _ahead(end, zone)
            start = end
        if begin < last:
            yield begin, last, ahead

    def local(self, moment: datetime) -> datetime:
        """Return an aware moment in this zone."""
        return moment.astimezone(ZoneInfo(self.zone))

    def _midnight(self, day: date) -> str:
        return format_time(datetime.combine(day, time(), ZoneInfo(self.zone)))


def _quarter(moment: datetime) -> int:
    return int(moment.timestamp()) // _QUARTER_SECONDS


def _ahead(quarter: int, zone: ZoneInfo) -> int:
    offset = datetime.fromtimestamp(quarter * _QUARTER_SECONDS, zone).utcoffset()
    return (offset or timedelta()) // timedelta(seconds=_QUARTER_SECONDS)


def _first_change(quarters: range, ahead: int, zone: ZoneInfo) -> int:
    place = bisect_left(quarters, True, key=lambda quarter: _ahead(quarter, zone) != ahead)  # noqa: FBT003 - False sorts before it.
    return quarters[place]


def period_of(first: str, last: str, *, zone: str, now: datetime) -> Period:
    """Read a period; a day that is not given is today.

    Args:
        first, last: `YYYY-MM-DD` or empty; both days are included.
        zone: of the terminal.
        now: aware.

    Raises:
        TimeMalformed: not a day, or the last one is before the first.
    """
    today = now.astimezone(ZoneInfo(zone)).date()
    end = parse_day(last) if last else today
    begin = parse_day(first) if first else min(today, end)
    if begin > end:
        raise TimeMalformed(text=f"{begin} - {end}")
    return Period(begin, end, zone)


def parse_day(text: str) -> date:
    """Read `YYYY-MM-DD`.

    Raises:
        TimeMalformed: anything else, or a year that no journal has.
    """
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or not 1990 <= day.year <= 2200:  # noqa: PLR2004 - far from the calendar's ends.
        raise TimeMalformed(text=text[:40])
    return day
