"""Telling terminals what meters bought this month and owe, wherever it was bought and paid.

One view of the database is taken; of what changed since the last time, or of everything, bodies
are made and published one after another, each with how far every terminal's journals are counted in
that view. A run that breaks off leaves the rest untold, and the next one tells it. One runs at a
time, see `duty`: of two, the one that looked first could tell last, and its older sums would hold.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final

from sqlalchemy import Select, bindparam, delete, func, select, union, update
from sqlalchemy.engine import Connection, Row

from pos.app.ports import Clock
from pos.app.ports.signing import OfficeSigning
from pos.domain.errors import OfficeUnusable
from pos.domain.journal import format_time
from pos.headoffice.bundles.bundles import Published, publish
from pos.headoffice.journal.tree import MAIN_BRANCH
from pos.headoffice.store.database import OfficeDatabase
from pos.headoffice.store.duty import Turn
from pos.headoffice.store.schema import BRANCH, BUNDLE
from pos.headoffice.store.schema_meters import METER_OWED, METER_SHARE
from pos.wire.bundle import BundleKind
from pos.wire.meter_standing import MeterStanding, StandingsHeader, write_standings

STANDINGS: Final = "standings"
METERS_AT_ONCE: Final = 2000
# Time zones are up to 14 hours from here, and a clock that is a day off sells nothing.
_MONTHS_APART: Final = timedelta(days=2)
_OWED_NOT_KEPT: Final = -1
_TELL_SHARE: Final = (
    update(METER_SHARE)
    .where(
        METER_SHARE.c.terminal == bindparam("of_terminal"),
        METER_SHARE.c.pan == bindparam("of_pan"),
        METER_SHARE.c.month == bindparam("of_month"),
    )
    .values(published=bindparam("of_version"))
)
_TELL_OWED: Final = (
    update(METER_OWED)
    .where(METER_OWED.c.pan == bindparam("of_pan"))
    .values(published=bindparam("of_version"))
)


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class StandingsTold:
    """What a run told.

    Attributes:
        meters: that something was told of.
        published: all bodies together.
    """

    meters: int
    published: Published


@dataclass(frozen=True, slots=True)
class _Part:
    """Some meters in one view.

    Attributes:
        count: of meters, some of which have two lines.
        shares, accounts: rows that it tells, to be noted as told.
    """

    count: int
    meters: tuple[MeterStanding, ...]
    marks: dict[str, tuple[tuple[int, int], ...]]
    shares: Sequence[Row[Any]]
    accounts: Sequence[Row[Any]]


def tell_standings(
    database: OfficeDatabase,
    signing: OfficeSigning,
    clock: Clock,
    turn: Turn,
    *,
    whole: bool,
    must_stop: Callable[[], bool] = _never,
) -> StandingsTold:
    """Publish what changed, or everything in place of all that was told before.

    Args:
        turn: of this run alone.
        must_stop: asked between two bundles; what is not told then, the next run tells.

    Raises:
        DutyTaken: another one runs, or took over from this one.
        And as `publish`.
    """
    with database.write() as connection:
        turn.take(connection, clock.now())
    try:
        return _tell(database, signing, clock, turn, whole=whole, must_stop=must_stop)
    except BaseException:
        with suppress(OfficeUnusable), database.write() as connection:
            turn.give_up(connection)
        raise


def _tell(
    database: OfficeDatabase,
    signing: OfficeSigning,
    clock: Clock,
    turn: Turn,
    *,
    whole: bool,
    must_stop: Callable[[], bool],
) -> StandingsTold:
    first: Published | None = None
    told, now = 0, clock.now()
    with database.read() as view:
        parts = _parts(view, now, whole=whole)
        part = next(parts, _Part(0, (), {}, (), ()))
        while True:
            following = next(parts, None)
            header = StandingsHeader(format_time(now), last=following is None, marks=part.marks)
            body = write_standings(header, part.meters)
            with database.write() as connection:
                turn.keep(connection, clock.now())
                done = publish(
                    connection, BundleKind.STANDINGS, [body], terminal="", now=now, signing=signing
                )
                first = first or done
                _note_told(connection, part)
                if following is None and (whole or not part.meters):
                    _forget_older(connection, first, whole=whole)
                told += part.count
                if following is None:
                    turn.end(connection, now, told)
            published = Published(done.kind, done.epoch, first.first, done.last)
            if following is None:
                return StandingsTold(told, published)
            if must_stop():
                with database.write() as connection:
                    turn.give_up(connection)
                return StandingsTold(told, published)
            part = following


def _parts(view: Connection, now: datetime, *, whole: bool) -> Iterator[_Part]:
    pans = view.execution_options(yield_per=METERS_AT_ONCE).execute(_wanted(whole=whole)).scalars()
    while chosen := list(islice(pans, METERS_AT_ONCE)):
        yield _part(view, chosen, (_month(now - _MONTHS_APART), _month(now + _MONTHS_APART)))


def _month(moment: datetime) -> str:
    return format_time(moment)[: len("YYYY-MM")]


def _wanted(*, whole: bool) -> Select[Any]:
    shares, accounts = select(METER_SHARE.c.pan), select(METER_OWED.c.pan)
    if not whole:
        shares = shares.where(METER_SHARE.c.published < METER_SHARE.c.version)
        accounts = accounts.where(METER_OWED.c.published < METER_OWED.c.version)
    both = union(shares, accounts).subquery()
    return select(both.c.pan).order_by(both.c.pan)


def _part(view: Connection, pans: list[str], months: tuple[str, str]) -> _Part:
    mine = METER_SHARE.c.pan.in_(pans)
    shares = view.execute(select(METER_SHARE).where(mine)).all()
    accounts = view.execute(select(METER_OWED).where(METER_OWED.c.pan.in_(pans))).all()
    of_meter: dict[str, list[Row[Any]]] = {pan: [] for pan in pans}
    for share in shares:
        of_meter[share.pan].append(share)
    bases = {account.pan: int(account.base) for account in accounts}
    meters = tuple(
        line
        for pan in pans
        for line in _lines(pan, of_meter[pan], bases.get(pan, _OWED_NOT_KEPT), months)
    )
    return _Part(
        len(pans), meters, _marks(view, {share.terminal for share in shares}), shares, accounts
    )


def _lines(
    pan: str, shares: list[Row[Any]], base: int, months: tuple[str, str]
) -> Iterator[MeterStanding]:
    """Yield what is told of a meter: of its latest month, and before it of one that is not over.

    Args:
        months: first and last one in which a terminal may be.
    """
    first, last = months
    # A terminal whose clock ran ahead must not hide what was bought now.
    known = sorted({row.month for row in shares if row.month <= last})
    for month in known[-2:-1]:
        if month >= first:
            yield _standing(pan, shares, base, month)
    yield _standing(pan, shares, base, known[-1] if known else "")


def _standing(pan: str, shares: list[Row[Any]], base: int, month: str) -> MeterStanding:
    now = [row for row in shares if row.month == month]
    newest = max(shares, key=lambda row: row.last_at, default=None)
    paid = sum(row.paid for row in shares)
    return MeterStanding(
        pan=pan,
        month=month,
        units_milli=sum(row.units_milli for row in now),
        free_milli=sum(row.free_milli for row in now),
        last_at="" if newest is None else newest.last_at,
        owed=_OWED_NOT_KEPT if base == _OWED_NOT_KEPT else max(0, base - paid),
        carried=0 if newest is None else newest.carried,
    )


def _marks(view: Connection, terminals: set[str]) -> dict[str, tuple[tuple[int, int], ...]]:
    marks: dict[str, list[tuple[int, int]]] = {}
    found = select(BRANCH.c.terminal, BRANCH.c.incarnation, BRANCH.c.seq).where(
        BRANCH.c.branch == MAIN_BRANCH, BRANCH.c.terminal.in_(terminals)
    )
    for terminal, incarnation, seq in view.execute(found.order_by(BRANCH.c.incarnation)):
        marks.setdefault(terminal, []).append((incarnation, seq))
    return {terminal: tuple(each) for terminal, each in marks.items()}


def _note_told(connection: Connection, part: _Part) -> None:
    shares = [
        {
            "of_terminal": row.terminal,
            "of_pan": row.pan,
            "of_month": row.month,
            "of_version": row.version,
        }
        for row in part.shares
        if row.published < row.version
    ]
    if shares:
        connection.execute(_TELL_SHARE, shares)
    accounts = [
        {"of_pan": row.pan, "of_version": row.version}
        for row in part.accounts
        if row.published < row.version
    ]
    if accounts:
        connection.execute(_TELL_OWED, accounts)


def _forget_older(connection: Connection, first: Published, *, whole: bool) -> None:
    """Drop bodies that say nothing any more, so that a new terminal need not take them."""
    newest = (BUNDLE.c.epoch == first.epoch) & (BUNDLE.c.n == first.first)
    older = (
        delete(BUNDLE)
        .where(BUNDLE.c.kind == BundleKind.STANDINGS.value)
        .where((BUNDLE.c.epoch < first.epoch) | (BUNDLE.c.n < first.first))
    )
    if not whole:
        # None that tells of a meter is as short as one that tells of none.
        size = select(func.length(BUNDLE.c.signed)).where(newest).scalar_subquery()
        older = older.where(func.length(BUNDLE.c.signed) <= size)
    connection.execute(older)
