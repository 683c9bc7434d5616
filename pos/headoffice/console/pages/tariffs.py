"""Pages about tariffs: what was published, who has it, and a rehearsal before anything is."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import msgspec
from sqlalchemy import and_, select
from sqlalchemy.engine import Connection

from pos.app.tariffs.rehearse_tariff import Rehearsal, RehearsalWish, rehearse_sale, without_days
from pos.domain.errors import JournalDamaged
from pos.domain.errors.office import FieldMalformed
from pos.domain.journal import Entry, read_entry
from pos.domain.projections import SaleRow, TariffRow
from pos.domain.quote.tariff_check import check_tariff
from pos.domain.sale import SaleState
from pos.domain.tariff import Tariff, read_tariff
from pos.headoffice.bundles.bundle_files import bodies_of
from pos.headoffice.bundles.bundles import publish
from pos.headoffice.console.page import Act, Done, Page, Shown, Visit
from pos.headoffice.console.pages.filed import Found, Wanted, newest
from pos.headoffice.journal.tree import MAIN_BRANCH
from pos.headoffice.people.acts import ActOf
from pos.headoffice.people.clerks import must_be_clerk
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.store.schema import BOOK_ROW, BUNDLE, ENTRY, TERMINAL
from pos.wire.bundle import BundleKind, SignedBundle

_SALES_REHEARSED: Final = 300
_LISTED_MAX: Final = 200
_FILE_CHARACTERS_MAX: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class PublishedTariff:
    """A tariff that head office gave out.

    Attributes:
        terminal: for whom; empty for every terminal.
        holders: terminals whose newest file of this id it is.
    """

    tariff: Tariff
    terminal: str
    version: str
    created_at: str
    digest: str
    holders: int


def show_tariffs(connection: Connection, visit: Visit) -> Shown:
    """Show published tariffs, newest first, and what terminals hold besides."""
    del visit
    held = _held(connection)
    given = list(_given(connection, held))
    known = {one.digest for one in given}
    others = [(row, count) for row, count in held.items() if row.digest not in known]
    return Shown("tariffs.html", {"given": given, "others": others})


def rehearse(connection: Connection, visit: Visit) -> Shown:
    """Say what the newest sales would have bought under a tariff, and what is odd about it."""
    content = _file(visit)
    tariff = read_tariff(content.encode())
    timeless, told = without_days(tariff), Rehearsal()
    found, _ = newest(connection, SaleRow, Wanted(count=_SALES_REHEARSED))
    for entry in _beginnings(connection, found):
        rehearse_sale(entry, timeless, RehearsalWish(), told)
    facts = {
        "tariff": tariff,
        "findings": check_tariff(tariff),
        "told": told,
        "content": content,
        "sales": _SALES_REHEARSED,
    }
    return Shown("rehearsal.html", facts)


def publish_tariff(connection: Connection, visit: Visit) -> Done:
    """Sign a tariff and give it to terminals."""
    by = visit.credentials()
    must_be_clerk(connection, by, why="a tariff", least=OfficeRole.SUPERVISOR)
    content, terminal = _file(visit), visit.asked("terminal")
    tariff = read_tariff(content.encode())
    publish(
        connection,
        BundleKind.TARIFF,
        bodies_of(BundleKind.TARIFF, [content.encode()], terminal),
        terminal=terminal,
        now=visit.now,
        signing=visit.signing,
    )
    subject = f"{tariff.id} {terminal}".strip()
    visit.scribe().note(connection, ActOf.PUBLISHED, subject=subject, detail=str(tariff.valid_from))
    return Done("/tariffs", "published")


def _file(visit: Visit) -> str:
    content = visit.form.get("file") or visit.form.get("content", "")
    if not content or len(content) > _FILE_CHARACTERS_MAX:
        raise FieldMalformed(name="file")
    # A browser sends a text's line ends as its own; a file's stay as they are.
    return content.replace("\r\n", "\n")


def _held(connection: Connection) -> Counter[TariffRow]:
    """Return the newest file of each tariff at each terminal, counted."""
    same = and_(
        BOOK_ROW.c.terminal == TERMINAL.c.terminal,
        BOOK_ROW.c.incarnation == TERMINAL.c.incarnation,
        BOOK_ROW.c.branch == MAIN_BRANCH,
        BOOK_ROW.c.kind == TariffRow.__name__,
    )
    rows = connection.execute(
        select(BOOK_ROW.c.fields).select_from(TERMINAL).join(BOOK_ROW, same)
    ).scalars()
    return Counter(msgspec.json.decode(fields, type=TariffRow) for fields in rows)


def _given(connection: Connection, held: Counter[TariffRow]) -> Iterator[PublishedTariff]:
    rows = connection.execute(
        select(BUNDLE)
        .where(BUNDLE.c.kind == BundleKind.TARIFF.value)
        .order_by(BUNDLE.c.epoch.desc(), BUNDLE.c.n.desc())
        .limit(_LISTED_MAX)
    )
    for row in rows:
        body = msgspec.json.decode(row.signed, type=SignedBundle).body.encode()
        tariff, digest = read_tariff(body), hashlib.sha256(body).hexdigest()
        yield PublishedTariff(
            tariff=tariff,
            terminal=row.audience,
            version=f"{row.epoch}.{row.n}",
            created_at=row.created_at,
            digest=digest,
            holders=held[TariffRow(tariff.id, digest)],
        )


def _beginnings(connection: Connection, found: tuple[Found[SaleRow], ...]) -> Iterator[Entry]:
    """Yield the entries with which sales began."""
    for one in found:
        if one.row.state != SaleState.COMMITTED or not one.row.is_paid or not one.row.begun_seq:
            continue
        body = connection.execute(
            select(ENTRY.c.body).where(
                ENTRY.c.terminal == one.terminal,
                ENTRY.c.incarnation == one.incarnation,
                ENTRY.c.branch == MAIN_BRANCH,
                ENTRY.c.seq == one.row.begun_seq,
            )
        ).scalar_one_or_none()
        if body is None:
            continue
        try:
            yield read_entry(body)
        except JournalDamaged:
            continue


PAGES: Final = (Page("/tariffs", show_tariffs),)
ACTS: Final = (
    Act("/tariffs/rehearse", rehearse, OfficeRole.AUDITOR, changes=False, asks_password=False),
    Act("/tariffs", publish_tariff, OfficeRole.SUPERVISOR),
)
