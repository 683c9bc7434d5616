"""Pages about terminals: all of them, and one with its proof, its lease and its days."""

from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from pos.domain.projections import SalesDayRow
from pos.headoffice.console.page import Page, Shown, Visit
from pos.headoffice.console.pages.filed import Wanted, every
from pos.headoffice.console.pages.plots import BarPlot, bar_plot
from pos.headoffice.console.pages.terminal_facts import (
    own_row,
    proof_of_sync,
    terminal_line,
    terminal_lines,
)
from pos.headoffice.keys.ceilings import newest_ceiling
from pos.headoffice.store.schema import ALARM, EXCEPTION, TERMINAL
from pos.headoffice.terminals.leases import newest_terms
from pos.headoffice.terminals.replacement import exposures
from pos.wire.ceiling import ceiling_terms
from pos.wire.uplink_keys import fingerprint

_DAYS_PLOTTED: Final = 30
_LISTED_MAX: Final = 20


def show_terminals(connection: Connection, visit: Visit) -> Shown:
    """Show terminals by name."""
    lines, after = terminal_lines(connection, after=visit.asked("after"))
    return Shown("terminals.html", {"lines": lines, "after": after})


def show_terminal(connection: Connection, visit: Visit) -> Shown:
    """Show one terminal."""
    line = terminal_line(connection, visit.part("terminal"))
    device_key = connection.execute(
        select(TERMINAL.c.device_key, TERMINAL.c.enrolled_at).where(
            TERMINAL.c.terminal == line.terminal
        )
    ).one()
    ceiling = newest_ceiling(connection, line.terminal)
    facts = {
        "line": line,
        "proof": proof_of_sync(connection, line),
        "own": own_row(connection, line),
        "fingerprint": fingerprint(device_key.device_key),
        "enrolled_at": device_key.enrolled_at,
        "terms": newest_terms(connection, line.terminal),
        "ceiling": None if ceiling is None else ceiling_terms(ceiling),
        "exposures": exposures(connection, line.terminal),
        "alarms": _alarms(connection, line.terminal),
        "exceptions": _exceptions(connection, line.terminal),
        "plot": _plot(connection, line.terminal, visit),
    }
    return Shown("terminal.html", facts)


def _alarms(connection: Connection, terminal: str) -> list[tuple[str, int, str]]:
    rows = connection.execute(
        select(ALARM.c.kind, ALARM.c.seq, ALARM.c.raised_at)
        .where(ALARM.c.terminal == terminal)
        .order_by(ALARM.c.raised_at.desc())
        .limit(_LISTED_MAX)
    )
    return [(row.kind, row.seq, row.raised_at) for row in rows]


def _exceptions(connection: Connection, terminal: str) -> list[tuple[int, int, str, str]]:
    rows = connection.execute(
        select(EXCEPTION)
        .where(EXCEPTION.c.terminal == terminal)
        .order_by(EXCEPTION.c.incarnation.desc(), EXCEPTION.c.branch, EXCEPTION.c.seq.desc())
        .limit(_LISTED_MAX)
    )
    return [(row.incarnation, row.seq, row.why, row.noted_at) for row in rows]


def _plot(connection: Connection, terminal: str, visit: Visit) -> BarPlot:
    """Return what was sold on each of the last days, UTC."""
    today = visit.now.date()
    days = [str(today - timedelta(days=back)) for back in range(_DAYS_PLOTTED - 1, -1, -1)]
    totals = dict.fromkeys(days, 0)
    wanted = Wanted(terminal=terminal, since=days[0])
    for found in every(connection, SalesDayRow, wanted):
        if found.row.day in totals:
            totals[found.row.day] += found.row.total
    return bar_plot(list(totals.items()))


PAGES: Final = (
    Page("/terminals", show_terminals),
    Page("/terminals/{terminal}", show_terminal),
)
