"""End of day across all terminals: what each sold on its own calendar day, its drawers, its bags.

A day begins and ends where the terminal is: sales are summed from quarters of an hour, of which
every time zone's day is a whole number. Terminals that somebody has to see to come first, and a
page of them is shown at a time: with ten thousand, drawing them costs more than adding them up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
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
from pos.headoffice.console.page import Page, Shown, Visit
from pos.headoffice.console.pages.filed import Found, Wanted, every
from pos.headoffice.console.pages.plots import bar_plot
from pos.headoffice.console.pages.shifts import Bag, bags
from pos.headoffice.console.pages.terminal_facts import TerminalLine, lines_of
from pos.headoffice.journal.tree import MAIN_BRANCH
from pos.headoffice.store.schema import BOOK_ROW, TERMINAL

_QUARTER: Final = timedelta(minutes=15)
_BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)
# Of a terminal whose present device told nothing yet.
_ZONE_UNTOLD: Final = "UTC"
# No shift that belongs to a day opened earlier.
_SHIFTS_SPAN: Final = timedelta(days=3)
_HOURS: Final = 24
_QUARTERS_AN_HOUR: Final = timedelta(hours=1) // _QUARTER
_TERMINALS_A_PAGE: Final = 50
_BOUNDS_KEPT: Final = 256


@dataclass(slots=True)
class DayOfTerminal:
    """One terminal's day.

    Attributes:
        began, ended: of the day, where the terminal is.
        is_over: the day has ended there.
        shifts: that were closed on the day, or opened on it and are open.
        bags: that left for the bank.
    """

    line: TerminalLine
    zone: str
    began: datetime
    ended: datetime
    is_over: bool
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

    @property
    def wants_looking_at(self) -> bool:
        """Whether somebody has to see to it: left open, over or short, or entries are missing."""
        left_open = self.is_over and self.is_open
        return left_open or bool(self.over_short) or bool(self.line.unsent)

    def holds(self, at: str) -> bool:
        """Whether a time lies within the day."""
        return format_time(self.began) <= at < format_time(self.ended)


@dataclass(slots=True)
class DayTotal:
    """What all terminals of a currency come to.

    Attributes:
        terminals: how many did anything.
        to_see_to: how many of them somebody has to see to.
    """

    terminals: int = 0
    to_see_to: int = 0
    sales: int = 0
    total: int = 0
    units_milli: int = 0
    over_short: int = 0
    to_bank: int = 0
    at_bank: int = 0


def show_day(connection: Connection, visit: Visit) -> Shown:
    """Show a day across all terminals that did anything on it."""
    day = visit.day("day") or visit.now.date()
    zones = _zones(connection)
    bounds = [bounds_of(day, zone) for zone in zones]
    since = min(began for began, _ in bounds)
    until = max(ended for _, ended in bounds)
    sold = list(every(connection, SalesQuarterRow, _between(since, until)))
    shifts = list(every(connection, ShiftRow, _between(since - _SHIFTS_SPAN, until)))
    to_bank = _between(since, until, ActKind.DROP_BANK.value)
    acts = tuple(every(connection, ActRow, to_bank))
    names = {one.terminal for one in sold} | {one.terminal for one in shifts}
    days = _days(connection, day, visit.now, zones, names | {one.terminal for one in acts})
    hours = _add_sales(days, sold)
    for shift in shifts:
        mine = days[shift.terminal]
        closed = shift.row.closed_at
        if mine.holds(closed or shift.row.opened_at):
            mine.shifts.append(shift)
    for bag in bags(connection, acts):
        if days[bag.terminal].holds(bag.act.at):
            days[bag.terminal].bags.append(bag)
    told = [one for one in days.values() if one.sales or one.shifts or one.bags]
    told.sort(key=lambda one: (not one.wants_looking_at, one.line.terminal))
    page = max(visit.number("page"), 1) if visit.asked("page") else 1
    behind = page * _TERMINALS_A_PAGE
    facts = {
        "day": str(day),
        "before": str(day - timedelta(days=1)),
        "behind": str(day + timedelta(days=1)),
        "days": told[behind - _TERMINALS_A_PAGE : behind],
        "more": page + 1 if behind < len(told) else 0,
        "totals": _totals(told),
        "plot": bar_plot([(f"{hour:02d}:00", count) for hour, count in enumerate(hours)]),
    }
    return Shown("day.html", facts)


def _add_sales(days: dict[str, DayOfTerminal], sold: Iterable[Found[SalesQuarterRow]]) -> list[int]:
    """Add sales to the terminals' days; returns how many there were in each of their hours."""
    hours = [0] * _HOURS
    quarters = {
        name: range((one.began - _BEGINNING) // _QUARTER, (one.ended - _BEGINNING) // _QUARTER)
        for name, one in days.items()
    }
    for found in sold:
        row, own = found.row, quarters[found.terminal]
        if row.quarter in own:
            mine = days[found.terminal]
            mine.sales += row.sales
            mine.total += row.total
            mine.units_milli += row.units_milli
            hours[(row.quarter - own.start) // _QUARTERS_AN_HOUR % _HOURS] += row.sales
    return hours


def _between(since: datetime, until: datetime, about: str = "") -> Wanted:
    return Wanted(about=about, since=format_time(since), until=format_time(until))


def _days(
    connection: Connection,
    day: date,
    now: datetime,
    zones: Mapping[str, list[str]],
    names: set[str],
) -> dict[str, DayOfTerminal]:
    of_terminal = {name: zone for zone, terminals in zones.items() for name in terminals}
    made = {}
    for line in lines_of(connection, names):
        zone = of_terminal.get(line.terminal, _ZONE_UNTOLD)
        began, ended = bounds_of(day, zone)
        made[line.terminal] = DayOfTerminal(line, zone, began, ended, is_over=now >= ended)
    return made


@lru_cache(_BOUNDS_KEPT)
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
        total.terminals += 1
        total.to_see_to += one.wants_looking_at
        total.sales += one.sales
        total.total += one.total
        total.units_milli += one.units_milli
        total.over_short += one.over_short
        total.to_bank += one.to_bank
        total.at_bank += one.at_bank
    return totals


PAGES: Final = (Page("/day", show_day),)
