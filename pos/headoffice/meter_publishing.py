"""Publishing a list of meters, and looking at it before: counts, and the lines that are no use.

What was published is written down, whoever did it and however. A list that somebody looks at waits
here until it is published, or for a day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import msgspec
from sqlalchemy import and_, delete, func, insert, select, tuple_
from sqlalchemy.engine import Connection

from pos.app.ports.signing import OfficeSigning
from pos.domain.errors import BundleMalformed, PosError
from pos.domain.errors.office import NotHere
from pos.domain.errors.selling import MeterFileMalformed
from pos.domain.journal import format_time
from pos.domain.meter_file import ListRules, MeterList
from pos.domain.projections import TariffRow
from pos.domain.tariff import read_tariff
from pos.headoffice.bundle_files import bodies_of
from pos.headoffice.bundles import Published, publish
from pos.headoffice.meter_lists import ListCounts, MeterListing
from pos.headoffice.meter_schema import LIST_DRAFT, LISTED_METER, PUBLISHED_LIST
from pos.headoffice.schema import BOOK_ROW, BUNDLE, TERMINAL
from pos.headoffice.tree import MAIN_BRANCH
from pos.wire.bundle import BundleKind, SignedBundle

BAD_LINES_SHOWN: Final = 100
DRAFT_BYTES_MAX: Final = 8 * 1024 * 1024
# Looking at a line costs about the same however short it is.
DRAFT_LINES_MAX: Final = 200_000
_DRAFT_LASTS: Final = timedelta(days=1)
_PAN_DIGITS: Final = 18
# Arrears in several currencies are read by each terminal in its own; here only as an amount.
_ANY_CURRENCY: Final = "USD"


@dataclass(frozen=True, slots=True)
class ListPublished:
    """What publishing a list did.

    Attributes:
        owes_news: terminals should be told anew what meters owe.
    """

    published: Published
    counts: ListCounts
    owes_news: bool


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that terminals would not take.

    Attributes:
        number: of the line in the file, whose header is line 1.
        error: says why.
    """

    number: int
    error: PosError


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What publishing a list would do.

    Attributes:
        bad_count: all lines that terminals would not take.
        bad: the first of them.
        missing: meters that were published before and are not in this list; they stay as they are.
    """

    counts: ListCounts
    bad_count: int
    bad: tuple[BadLine, ...]
    missing: int


@dataclass(frozen=True, slots=True)
class ListDraft:
    """A list that somebody looks at.

    Attributes:
        terminal: for whom; empty for every terminal.
    """

    id: str
    clerk: str
    kept_at: str
    terminal: str
    content: bytes


@dataclass(frozen=True, slots=True)
class PublishedList:
    """A list that was published.

    Attributes:
        clerk: who; empty where a command named nobody.
    """

    epoch: int
    first: int
    last: int
    terminal: str
    published_at: str
    clerk: str
    counts: ListCounts


def publish_meters(
    connection: Connection,
    lines: Iterable[bytes],
    terminal: str,
    *,
    clerk: str,
    whole: bool,
    now: datetime,
    signing: OfficeSigning,
) -> ListPublished:
    """Give terminals what a list says anew, or all of it, and write down that it was done.

    Raises:
        BundleMalformed, and as `publish`.
    """
    listing = MeterListing(connection, terminal, whole=whole)
    bodies = bodies_of(BundleKind.METERS, listing.changed(lines), terminal)
    published = publish(
        connection, BundleKind.METERS, bodies, terminal=terminal, now=now, signing=signing
    )
    counts = listing.counts
    if published.count:
        values = {
            "epoch": published.epoch,
            "first": published.first,
            "last": published.last,
            "audience": terminal,
            "published_at": format_time(now),
            "clerk": clerk,
            "new": counts.new,
            "changed": counts.changed,
            "same": counts.same,
            "unreadable": counts.unreadable,
        }
        connection.execute(insert(PUBLISHED_LIST).values(**values))
    return ListPublished(published, counts, listing.owes_news)


def preview(connection: Connection, draft: ListDraft) -> ListPreview:
    """Say what publishing a list would do; writes nothing.

    Raises:
        BundleMalformed: the header makes no sense, or a line is too long.
    """
    lines = draft.content.splitlines(keepends=True)
    listing = MeterListing(connection, draft.terminal, whole=False, keep=False)
    for _ in listing.changed(lines):
        pass
    rules = ListRules(listing.currency or _ANY_CURRENCY, _tariffs(connection))
    try:
        reader = MeterList(lines[0].rstrip(b"\r\n") if lines else b"", rules)
    except MeterFileMalformed as error:
        raise BundleMalformed(why=str(error.facts["why"])) from error
    bad: list[BadLine] = []
    bad_count = 0
    for number, line in enumerate(lines[1:], start=2):
        try:
            reader.read(line.rstrip(b"\r\n"))
        except PosError as error:
            bad_count += 1
            if len(bad) < BAD_LINES_SHOWN:
                bad.append(BadLine(number, error))
    # Lines without a meter are kept under their own digests, which are longer.
    of_meters = func.length(LISTED_METER.c.meter) == _PAN_DIGITS
    published = select(func.count()).select_from(LISTED_METER).where(of_meters)
    missing = int(connection.execute(published).scalar_one()) - listing.met
    return ListPreview(listing.counts, bad_count, tuple(bad), missing)


def keep_draft(connection: Connection, draft: ListDraft, now: datetime) -> None:
    """Keep a list for a person in place of the one before, and forget those of yesterday.

    Raises:
        BundleMalformed: it is empty, too long, has too many lines, or is no text.
    """
    if len(draft.content) > DRAFT_BYTES_MAX:
        raise BundleMalformed(why="it is longer than 8 MiB; publish it with the command")
    if not draft.content.strip():
        raise BundleMalformed(why="it is empty")
    if max(map(draft.content.count, (b"\n", b"\r"))) > DRAFT_LINES_MAX + 1:
        why = f"it has more than {DRAFT_LINES_MAX} lines; publish it with the command"
        raise BundleMalformed(why=why)
    try:
        draft.content.decode()
    except UnicodeDecodeError as error:
        raise BundleMalformed(why="it is not UTF-8; save it as CSV in UTF-8") from error
    too_old = LIST_DRAFT.c.kept_at <= format_time(now - _DRAFT_LASTS)
    connection.execute(delete(LIST_DRAFT).where((LIST_DRAFT.c.clerk == draft.clerk) | too_old))
    connection.execute(
        insert(LIST_DRAFT).values(
            id=draft.id,
            clerk=draft.clerk,
            kept_at=draft.kept_at,
            terminal=draft.terminal,
            content=draft.content,
        )
    )


def draft_of(connection: Connection, draft: str, clerk: str, now: datetime) -> ListDraft:
    """Return the list that a person looks at; NotHere for another's, and after a day."""
    row = connection.execute(
        select(LIST_DRAFT).where(
            LIST_DRAFT.c.id == draft,
            LIST_DRAFT.c.clerk == clerk,
            LIST_DRAFT.c.kept_at > format_time(now - _DRAFT_LASTS),
        )
    ).first()
    if row is None:
        raise NotHere(what="list")
    return ListDraft(row.id, row.clerk, row.kept_at, row.terminal, row.content)


def forget_draft(connection: Connection, draft: ListDraft) -> None:
    """Forget a list that was published or given up; NotHere where somebody else just did."""
    gone = connection.execute(delete(LIST_DRAFT).where(LIST_DRAFT.c.id == draft.id))
    if gone.rowcount == 0:
        raise NotHere(what="list")


def published_lists(
    connection: Connection, count: int, before: tuple[int, int] | None = None
) -> tuple[PublishedList, ...]:
    """Return the newest lists, or the newest before a version."""
    key = (PUBLISHED_LIST.c.epoch, PUBLISHED_LIST.c.first)
    newest = select(PUBLISHED_LIST).order_by(*(column.desc() for column in key)).limit(count)
    if before is not None:
        newest = newest.where(tuple_(*key) < tuple_(*before))
    return tuple(
        PublishedList(
            epoch=row.epoch,
            first=row.first,
            last=row.last,
            terminal=row.audience,
            published_at=row.published_at,
            clerk=row.clerk,
            counts=ListCounts(row.new, row.changed, row.same, row.unreadable),
        )
        for row in connection.execute(newest)
    )


def _tariffs(connection: Connection) -> frozenset[str]:
    """Return the ids of all tariffs that terminals hold or were given."""
    # Found by the beginning of its key, for each terminal.
    same = and_(
        BOOK_ROW.c.terminal == TERMINAL.c.terminal,
        BOOK_ROW.c.incarnation == TERMINAL.c.incarnation,
        BOOK_ROW.c.branch == MAIN_BRANCH,
        BOOK_ROW.c.kind == TariffRow.__name__,
    )
    held = connection.execute(
        select(BOOK_ROW.c.row_key).select_from(TERMINAL).join(BOOK_ROW, same)
    ).scalars()
    given = connection.execute(
        select(BUNDLE.c.signed).where(BUNDLE.c.kind == BundleKind.TARIFF.value)
    ).scalars()
    bodies = (msgspec.json.decode(one, type=SignedBundle).body.encode() for one in given)
    return frozenset(msgspec.json.decode(key)[0] for key in held) | {
        read_tariff(body).id for body in bodies
    }
