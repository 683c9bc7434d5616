"""Pages about lists of meters: a file is looked at first, and then published or given up."""

from bisect import bisect_right
from functools import partial
from typing import Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from pos.app.ports import Clock
from pos.domain.errors import TerminalNotKnown
from pos.domain.journal import format_time
from pos.headoffice.console.page import Act, Done, Page, Shown, Visit
from pos.headoffice.meters.list_drafts import (
    DRAFT_BYTES_MAX,
    ListDraft,
    bad_lines,
    draft_of,
    forget_draft,
    keep_draft,
    keep_preview,
    look_through,
    preview_of,
)
from pos.headoffice.meters.meter_publishing import publish_meters, published_lists, was_published
from pos.headoffice.people.acts import ActOf
from pos.headoffice.people.clerks import must_be_clerk
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.server.giving import OfficeGiving
from pos.headoffice.store.database import OfficeDatabase
from pos.headoffice.store.schema import TERMINAL

_LISTED: Final = 50
_BAD_LISTED: Final = 100
_ID_BYTES: Final = 16
# Where going back, or a second press, leads.
_PUBLISHED_BEFORE: Final = Done("/meters/lists", "published_before")
# Of what a form has around its file.
_AROUND_BYTES: Final = 64 * 1024


def show_lists(connection: Connection, visit: Visit) -> Shown:
    """Show what was published, newest first."""
    behind = visit.asked("behind").split(".")
    is_place = len(behind) == len(("epoch", "n")) and all(
        one.isascii() and one.isdecimal() and len(one) < len(str(1 << 53)) for one in behind
    )
    place = (int(behind[0]), int(behind[1])) if is_place else None
    found = published_lists(connection, _LISTED + 1, place)
    page = found[:_LISTED]
    more = f"{page[-1].epoch}.{page[-1].first}" if len(found) > len(page) else ""
    facts = {"found": page, "behind": more, "bytes_max": DRAFT_BYTES_MAX}
    return Shown("meter_lists.html", facts)


def look(connection: Connection, visit: Visit) -> Done:
    """Keep a file for a look at it; nothing is published."""
    terminal = visit.asked("terminal")
    known = select(TERMINAL.c.terminal).where(TERMINAL.c.terminal == terminal)
    if terminal and connection.execute(known).first() is None:
        raise TerminalNotKnown(terminal=terminal[:40])
    draft = ListDraft(
        id=visit.randomness(_ID_BYTES).hex(),
        clerk=visit.name,
        kept_at=format_time(visit.now),
        terminal=terminal,
        content=visit.form.get("file", "").encode(errors="surrogateescape"),
    )
    keep_draft(connection, draft, visit.now)
    return _looked_through(draft)


def look_again(connection: Connection, visit: Visit) -> Done:
    """Look through a file once more, after a tariff or another list came in between."""
    return _looked_through(draft_of(connection, visit.part("draft"), visit.name, visit.now))


def _looked_through(draft: ListDraft) -> Done:
    def afterwards(database: OfficeDatabase, _clock: Clock) -> None:
        # Nobody waits for it: it reads for seconds, and writes at the end of that.
        with database.read() as connection:
            stamp, found = look_through(connection, draft)
        with database.write() as connection:
            keep_preview(connection, draft, stamp, found)

    return Done(f"/meters/lists/{draft.id}", afterwards=afterwards)


def show_draft(connection: Connection, visit: Visit) -> Shown | Done:
    """Show what publishing a file would do, and some of the lines that are no use."""
    if was_published(connection, visit.part("draft"), visit.name):
        return _PUBLISHED_BEFORE
    draft = draft_of(connection, visit.part("draft"), visit.name, visit.now)
    told = preview_of(connection, draft)
    if told is None:
        return Shown("meter_list.html", {"draft": draft, "told": None})
    behind = visit.number("behind") if visit.asked("behind") else 0
    first = bisect_right(told.bad, behind)
    numbers = told.bad[first : first + _BAD_LISTED]
    facts = {
        "draft": draft,
        "told": told,
        "bad": bad_lines(connection, draft, numbers),
        "behind": numbers[-1] if first + _BAD_LISTED < len(told.bad) else "",
    }
    return Shown("meter_list.html", facts)


def publish_list(connection: Connection, visit: Visit) -> Done:
    """Sign what is new in a file that was looked at, and give it to terminals."""
    by = visit.credentials()
    must_be_clerk(connection, by, why="a list of meters", least=OfficeRole.CLERK)
    if was_published(connection, visit.part("draft"), visit.name):
        return _PUBLISHED_BEFORE
    draft = draft_of(connection, visit.part("draft"), visit.name, visit.now)
    forget_draft(connection, draft)
    done = publish_meters(
        connection,
        draft.content.splitlines(keepends=True),
        draft.terminal,
        clerk=visit.name,
        whole=False,
        draft=draft.id,
        now=visit.now,
        signing=visit.signing,
    )
    counts = done.counts
    visit.scribe().note(
        connection,
        ActOf.PUBLISHED,
        subject=f"meters {draft.terminal}".strip(),
        detail=f"{counts.new} new, {counts.changed} changed, {counts.same} unchanged",
    )
    return Done(
        "/meters/lists",
        "published" if done.published.count else "nothing_new",
        afterwards=partial(_tell_news, visit) if done.owes_news else None,
    )


def give_up(connection: Connection, visit: Visit) -> Done:
    """Forget a file that was looked at."""
    forget_draft(connection, draft_of(connection, visit.part("draft"), visit.name, visit.now))
    return Done("/meters/lists", "given_up")


def _tell_news(visit: Visit, database: OfficeDatabase, clock: Clock) -> None:
    OfficeGiving(database, clock, visit.randomness, visit.signing).tell_news()


PAGES: Final = (
    Page("/meters/lists", show_lists),
    Page("/meters/lists/{draft}", show_draft, OfficeRole.CLERK),
)
ACTS: Final = (
    Act(
        "/meters/lists",
        look,
        OfficeRole.CLERK,
        asks_password=False,
        bytes_max=DRAFT_BYTES_MAX + _AROUND_BYTES,
    ),
    Act("/meters/lists/{draft}/look", look_again, OfficeRole.CLERK, asks_password=False),
    Act("/meters/lists/{draft}/publish", publish_list, OfficeRole.CLERK),
    Act("/meters/lists/{draft}/give-up", give_up, OfficeRole.CLERK, asks_password=False),
)
