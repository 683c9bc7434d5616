"""Publishing a list of meters; what was published is written down, whoever did it and however."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, tuple_
from sqlalchemy.engine import Connection

from pos.app.ports.signing import OfficeSigning
from pos.domain.journal import format_time
from pos.headoffice.bundles.bundle_files import bodies_of
from pos.headoffice.bundles.bundles import Published, publish
from pos.headoffice.meters.meter_lists import ListCounts, MeterListing
from pos.headoffice.store.schema_meters import PUBLISHED_LIST
from pos.wire.bundle import BundleKind


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
    draft: str = "",
    now: datetime,
    signing: OfficeSigning,
) -> ListPublished:
    """Give terminals what a list says anew, or all of it, and write down that it was done.

    Args:
        connection: writes.
        lines: of the file, header first.
        terminal: for whom; empty for every terminal.
        clerk: who does it.
        whole: publish every line, whatever was published before.
        draft: under which it was looked at, where it was.
        now, signing: the clock, and what signs bundles.

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
            "draft": draft,
        }
        connection.execute(insert(PUBLISHED_LIST).values(**values))
    return ListPublished(published, counts, listing.owes_news)


def was_published(connection: Connection, draft: str, clerk: str) -> bool:
    """Whether somebody published a list that they had looked at under this id."""
    mine = select(PUBLISHED_LIST.c.draft).where(
        PUBLISHED_LIST.c.draft == draft, PUBLISHED_LIST.c.clerk == clerk
    )
    return connection.execute(mine.limit(1)).first() is not None


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
