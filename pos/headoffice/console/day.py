"""End of day across all terminals: what each sold on its own calendar day, its drawers, its bags.

A day begins and ends where the terminal is: sales are summed from quarters of an hour, of which
every time zone's day is a whole number.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from sqlalchemy import and_, select
from sqlalchemy.engine import Connection

from pos.domain.journal import format_time, parse_time
from pos.domain.projections import (
    ActKind,
    ActRow,
    SalesQuarterRow,
    ShiftRow,
    ShiftState,
    TerminalRow,
)
from pos.headoffice.console.filed import Found, Wanted, every
from pos.headoffice.console.page import Page, Shown, Visit
from pos.headoffice.console.plots import bar_plot
from pos.headoffice.console.shifts import Bag, bags
from pos.headoffice.console.terminal_facts import TerminalLine, lines_of
from pos.headoffice.schema import BOOK_ROW, TERMINAL
from pos.headoffice.tree import MAIN_BRANCH

_QUARTER: Final = timedelta(minutes=15)
_BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)
# Of a terminal whose present device told nothing yet.
_ZONE_UNTOLD: Final = "UTC"
# No shift that belongs to a day opened earlier.
_SHIFTS_SPAN: Final = timedelta(days=3)
_HOURS: Final = 24


@dataclass(slots=True)
class DayOfTerminal:
    """One terminal's day.

    Attributes:
        began, ended: of the day, where the terminal is.
        shifts: that were closed on the day, or opened on it and are open.
        bags: that left for the bank.
    """

    line: TerminalLine
    zone: str
    began: datetime
    ended: datetime
    sales: int = 0
    total: int = 0
    units_milli: int = 0
    shifts: list[Found[ShiftRow]] = field(default_factory=list)
    bags: list[Bag] = field(default_factory=list)

    @property
    def over_short(self) -> int:
        """What was counted more than expected."""
        return sum(one.row.over_short for one in self.shifts)

    @property
    def to_bank(self) -> int:
        """What left for the bank."""
        return sum(bag.act.amount for bag in self.bags)

    @property
    def at_bank(self) -> int:
        """What the bank got of it."""
        return sum(bag.said or 0 for bag in self.bags)

    @property
    def is_open(self) -> bool:
        """Whether a drawer was not closed."""
        return any(one.row.state == ShiftState.OPEN for one in self.shifts)

    @property
    def is_whole(self) -> bool:
        """Whether everything of the day is known to be here."""
        seen = self.line.seen_at
        return not self.line.unsent and bool(seen) and parse_time(seen) >= self.ended

    def holds(self, at: str) -> bool:
        """Whether a time lies within the day."""
        return format_time(self.began) <= at < format_time(self.ended)


@dataclass(slots=True)
class DayTotal:
    """What all terminals of a currency come to."""

    sales: int = 0
    total: int = 0
    over_short: int = 0
    to_bank: int = 0
    at_bank: int = 0


def show_day(connection: Connection, visit: Visit) -> Shown:
    """Show a day across all terminals that did anything on it."""
    day = visit.day("day") or visit.now.date()
    zones = _zones(connection)
    bounds = {zone: bounds_of(day, zone) for zone in zones}
    hours = [0] * _HOURS
    since = min(began for began, _ in bounds.values())
    until = max(ended for _, ended in bounds.values())
    sold = list(every(connection, SalesQuarterRow, _between(since, until)))
    shifts = list(every(connection, ShiftRow, _between(since - _SHIFTS_SPAN, until)))
    to_bank = _between(since, until, ActKind.DROP_BANK.value)
    acts = tuple(every(connection, ActRow, to_bank))
    names = {one.terminal for one in sold} | {one.terminal for one in shifts}
    days = _days(connection, day, zones, names | {one.terminal for one in acts})
    for quarter in sold:
        mine = days[quarter.terminal]
        began = _BEGINNING + quarter.row.quarter * _QUARTER
        if mine.began <= began < mine.ended:
            mine.sales += quarter.row.sales
            mine.total += quarter.row.total
            mine.units_milli += quarter.row.units_milli
            hours[(began - mine.began) // timedelta(hours=1) % _HOURS] += quarter.row.sales
    for shift in shifts:
        mine = days[shift.terminal]
        closed = shift.row.closed_at
        if mine.holds(closed or shift.row.opened_at):
            mine.shifts.append(shift)
    for bag in bags(connection, acts):
        if days[bag.terminal].holds(bag.act.at):
            days[bag.terminal].bags.append(bag)
    shown = [one for one in days.values() if one.sales or one.shifts or one.bags]
    facts = {
        "day": str(day),
        "before": str(day - timedelta(days=1)),
        "behind": str(day + timedelta(days=1)),
        "days": sorted(shown, key=lambda one: one.line.terminal),
        "totals": _totals(shown),
        "plot": bar_plot([(f"{hour:02d}:00", count) for hour, count in enumerate(hours)]),
    }
    return Shown("day.html", facts)


def _between(since: datetime, until: datetime, about: str = "") -> Wanted:
    return Wanted(about=about, since=format_time(since), until=format_time(until))


def _days(
    connection: Connection, day: date, zones: dict[str, list[str]], names: set[str]
) -> dict[str, DayOfTerminal]:
    of_terminal = {name: zone for zone, terminals in zones.items() for name in terminals}
    made = {}
    for line in lines_of(connection, names):
        zone = of_terminal.get(line.terminal, _ZONE_UNTOLD)
        made[line.terminal] = DayOfTerminal(line, zone, *bounds_of(day, zone))
    return made


def bounds_of(day: date, zone: str) -> tuple[datetime, datetime]:
    """Return when a day begins and ends in a zone; in UTC where there is no such zone."""
    try:
        here: tzinfo = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # A terminal may tell any text, also the name of a folder of zones.
        here = UTC
    began = datetime.combine(day, time(), here)
    ended = datetime.combine(day + timedelta(days=1), time(), here)
    return began.astimezone(UTC), ended.astimezone(UTC)


def _zones(connection: Connection) -> dict[str, list[str]]:
    """Return the terminals of each time zone; one with rows has told its zone before."""
    same = and_(
        BOOK_ROW.c.terminal == TERMINAL.c.terminal,
        BOOK_ROW.c.incarnation == TERMINAL.c.incarnation,
        BOOK_ROW.c.branch == MAIN_BRANCH,
        BOOK_ROW.c.kind == TerminalRow.__name__,
    )
    rows = connection.execute(select(TERMINAL.c.terminal, BOOK_ROW.c.fields).join(BOOK_ROW, same))
    zones: dict[str, list[str]] = {}
    for row in rows:
        own = msgspec.json.decode(row.fields, type=TerminalRow)
        zones.setdefault(own.time_zone, []).append(row.terminal)
    return zones or {_ZONE_UNTOLD: []}


def _totals(days: Iterable[DayOfTerminal]) -> dict[str, DayTotal]:
    totals: dict[str, DayTotal] = {}
    for one in days:
        total = totals.setdefault(one.line.currency, DayTotal())
        total.sales += one.sales
        total.total += one.total
        total.over_short += one.over_short
        total.to_bank += one.to_bank
        total.at_bank += one.at_bank
    return totals


PAGES: Final = (Page("/day", show_day),)
