"""Lists of meters that somebody looks at before they publish them: counts, and lines of no use.

A list waits here until it is published, or for a day. Looking through a long one takes a while, so
what it found is kept with it, under a digest of what that hung on.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import msgspec
from sqlalchemy import and_, delete, func, insert, select, update
from sqlalchemy.engine import Connection

from pos.domain.errors import BundleMalformed, PosError
from pos.domain.errors.office import NotHere
from pos.domain.errors.selling import MeterFileMalformed
from pos.domain.journal import format_time
from pos.domain.meter_file import ListRules, MeterList
from pos.domain.projections import TariffRow
from pos.domain.tariff import read_tariff
from pos.headoffice.journal.tree import MAIN_BRANCH
from pos.headoffice.meters.meter_lists import ListCounts, MeterListing, currency_of
from pos.headoffice.meters.meter_publishing import published_lists
from pos.headoffice.store.schema import BOOK_ROW, BUNDLE, TERMINAL
from pos.headoffice.store.schema_meters import LIST_DRAFT, LISTED_METER
from pos.wire.bundle import BundleKind, SignedBundle

DRAFT_BYTES_MAX: Final = 8 * 1024 * 1024
# Looking at a line costs about the same however short it is.
DRAFT_LINES_MAX: Final = 200_000
_DRAFT_LASTS: Final = timedelta(days=1)
_PAN_DIGITS: Final = 18
# Arrears in several currencies are read by each terminal in its own; here only as an amount.
_ANY_CURRENCY: Final = "USD"


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
class ListPreview:
    """What publishing a list would do.

    Attributes:
        bad: numbers of the lines that terminals would not take; the header is line 1.
        missing: meters that were published before and are not in this list; they stay as they are.
    """

    counts: ListCounts
    bad: tuple[int, ...]
    missing: int


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that terminals would not take.

    Attributes:
        number: of the line in the file, whose header is line 1.
        error: says why.
    """

    number: int
    error: PosError


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
            stamp="",
            found=b"",
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


def look_through(connection: Connection, draft: ListDraft) -> tuple[str, ListPreview]:
    """Say what publishing a list would do, under its stamp; takes seconds, and writes nothing.

    Raises:
        BundleMalformed: the header makes no sense, or a line is too long.
    """
    stamp = _stamp(connection, draft)
    lines = draft.content.splitlines(keepends=True)
    listing = MeterListing(connection, draft.terminal, whole=False, keep=False)
    for _ in listing.changed(lines):
        pass
    reader = _reader(connection, draft, lines)
    bad = tuple(
        number
        for number, line in enumerate(lines[1:], start=2)
        if _why_bad(reader, line) is not None
    )
    # Lines without a meter are kept under their own digests, which are longer.
    of_meters = func.length(LISTED_METER.c.meter) == _PAN_DIGITS
    published = select(func.count()).select_from(LISTED_METER).where(of_meters)
    missing = int(connection.execute(published).scalar_one()) - listing.met
    return stamp, ListPreview(listing.counts, bad, missing)


def keep_preview(
    connection: Connection, draft: ListDraft, stamp: str, preview: ListPreview
) -> None:
    """Keep what looking through a list found; nothing where the list is gone meanwhile."""
    values = {"stamp": stamp, "found": msgspec.msgpack.encode(preview)}
    connection.execute(update(LIST_DRAFT).where(LIST_DRAFT.c.id == draft.id).values(values))


def preview_of(connection: Connection, draft: ListDraft) -> ListPreview | None:
    """Return what looking through a list found.

    None where it was not looked through, or where a list or a tariff came in between.
    """
    mine = LIST_DRAFT.c.id == draft.id, LIST_DRAFT.c.stamp == _stamp(connection, draft)
    found = connection.execute(select(LIST_DRAFT.c.found).where(*mine)).scalar_one_or_none()
    return None if found is None else msgspec.msgpack.decode(found, type=ListPreview)


def bad_lines(
    connection: Connection, draft: ListDraft, numbers: Sequence[int]
) -> tuple[BadLine, ...]:
    """Return why some lines are of no use."""
    lines = draft.content.splitlines(keepends=True)
    reader = _reader(connection, draft, lines)
    whys = ((number, _why_bad(reader, lines[number - 1])) for number in numbers)
    return tuple(BadLine(number, why) for number, why in whys if why is not None)


def _reader(connection: Connection, draft: ListDraft, lines: list[bytes]) -> MeterList:
    currency = currency_of(connection, draft.terminal) or _ANY_CURRENCY
    header = lines[0].rstrip(b"\r\n") if lines else b""
    try:
        return MeterList(header, ListRules(currency, _tariffs(connection)))
    except MeterFileMalformed as error:
        raise BundleMalformed(why=str(error.facts["why"])) from error


def _why_bad(reader: MeterList, line: bytes) -> PosError | None:
    try:
        reader.read(line.rstrip(b"\r\n"))
    except PosError as error:
        return error
    return None


def _stamp(connection: Connection, draft: ListDraft) -> str:
    """Return a digest of what the judgement of a list hangs on."""
    newest = [(one.epoch, one.first) for one in published_lists(connection, 1)]
    currency = currency_of(connection, draft.terminal)
    said = msgspec.json.encode([newest, currency, sorted(_tariffs(connection))])
    return hashlib.sha256(said).hexdigest()


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
