"""Pages about what somebody should look at: alarms, exceptions, cases, and acts at the counter."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from pos.domain.projections import ActKind, ActRow, CaseRow
from pos.headoffice.console.page import Page, Shown, Visit
from pos.headoffice.console.pages.filed import Wanted, newest
from pos.headoffice.console.pages.terminal_facts import currencies
from pos.headoffice.store.schema import ALARM, EXCEPTION

_LISTED_MAX: Final = 100


def show_exceptions(connection: Connection, visit: Visit) -> Shown:
    """Show alarms, records that break a rule, and cases, each newest first."""
    alarms = connection.execute(select(ALARM).order_by(ALARM.c.raised_at.desc()).limit(_LISTED_MAX))
    exceptions = connection.execute(
        select(EXCEPTION).order_by(EXCEPTION.c.noted_at.desc()).limit(_LISTED_MAX)
    )
    cases, behind = newest(connection, CaseRow, Wanted(behind=visit.asked("behind", longest=300)))
    facts = {
        "alarms": alarms.all(),
        "exceptions": exceptions.all(),
        "cases": cases,
        "currency": currencies(connection, {one.terminal for one in cases}),
        "behind": behind,
    }
    return Shown("exceptions.html", facts)


def show_acts(connection: Connection, visit: Visit) -> Shown:
    """Show what people at terminals may be asked about, newest first, all or one kind of it."""
    kind, terminal = visit.asked("kind"), visit.asked("terminal")
    wanted = Wanted(terminal=terminal, about=kind, behind=visit.asked("behind", longest=300))
    found, behind = newest(connection, ActRow, wanted)
    facts = {
        "found": found,
        "currency": currencies(connection, {one.terminal for one in found}),
        "kinds": [one.value for one in ActKind],
        "kind": kind,
        "terminal": terminal,
        "behind": behind,
    }
    return Shown("acts.html", facts)


PAGES: Final = (Page("/exceptions", show_exceptions), Page("/acts", show_acts))
