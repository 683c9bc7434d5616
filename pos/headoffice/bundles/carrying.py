"""Writing what a terminal does not have yet into a file, for somebody to carry there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Select, or_, select, tuple_
from sqlalchemy.engine import Connection

from pos.app.ports.signing import OfficeSigning
from pos.domain.errors import TerminalIsRevoked, TerminalNotKnown
from pos.domain.journal import format_time
from pos.headoffice.bundles.bundles import next_version
from pos.headoffice.store.database import OfficeDatabase
from pos.headoffice.store.schema import BUNDLE, OFFICE, TERMINAL
from pos.wire.bundle import BundleHead, SignedBundle, body_digest
from pos.wire.carried_bundles import BUNDLES_CARRIED_MAX, CARRIED_LIST, CarriedList, Version


@dataclass(frozen=True, slots=True)
class CarriedFile:
    """A file that is about to be written.

    Attributes:
        lines: at flat memory.
        until: what a terminal has that took it in.
        has_more: it holds as many as one file may, and there are others behind them.
    """

    lines: Iterator[bytes]
    until: Version
    has_more: bool


@contextmanager
def carried_file(
    database: OfficeDatabase,
    signing: OfficeSigning,
    terminal: str,
    *,
    after: Version,
    now: datetime,
) -> Iterator[CarriedFile]:
    """Give a file with what is behind a version, as much of it as a terminal takes from one.

    Args:
        after: what the terminal has; (0, 0) for a new one.

    Raises:
        TerminalNotKnown, TerminalIsRevoked: nothing is given to it.
        SigningKeyMissing, SigningKeysExposed, and as `OfficeSigning.sign_bundle`.
    """
    with database.read() as view:
        _must_be_given(view, terminal)
        newer = (
            select(BUNDLE)
            .where(or_(BUNDLE.c.audience == "", BUNDLE.c.audience == terminal))
            .where(tuple_(BUNDLE.c.epoch, BUNDLE.c.n) > tuple_(*after))
            .order_by(BUNDLE.c.epoch, BUNDLE.c.n)
        )
        listed = newer.with_only_columns(BUNDLE.c.epoch, BUNDLE.c.n)
        found = view.execute(listed.limit(BUNDLES_CARRIED_MAX + 1))
        versions = tuple((int(epoch), int(n)) for epoch, n in found)
        listing = CarriedList(after, versions[:BUNDLES_CARRIED_MAX])
        with database.write() as connection:
            signed = _signed(connection, signing, terminal, listing, now)
        contents = newer.with_only_columns(BUNDLE.c.signed).limit(BUNDLES_CARRIED_MAX)
        lines = _lines(view, signed, contents)
        yield CarriedFile(lines, listing.newest, has_more=len(versions) > len(listing.versions))


def _lines(view: Connection, listing: SignedBundle, contents: Select[Any]) -> Iterator[bytes]:
    yield msgspec.json.encode(listing) + b"\n"
    with view.execution_options(yield_per=1).execute(contents) as rows:
        for (content,) in rows:
            yield bytes(content) + b"\n"


def _must_be_given(view: Connection, terminal: str) -> None:
    known = select(TERMINAL.c.revoked_at).where(TERMINAL.c.terminal == terminal)
    revoked_at = view.execute(known).scalar_one_or_none()
    if revoked_at is None:
        raise TerminalNotKnown(terminal=terminal[:40])
    if revoked_at:
        raise TerminalIsRevoked(terminal=terminal)


def _signed(
    connection: Connection,
    signing: OfficeSigning,
    terminal: str,
    listing: CarriedList,
    now: datetime,
) -> SignedBundle:
    epoch, before = next_version(connection, signing)
    training = connection.execute(select(OFFICE.c.training)).scalar_one()
    body = msgspec.json.encode(listing).decode()
    head = BundleHead(
        epoch=epoch,
        n=before + 1,
        terminal=terminal,
        training=bool(training),
        kind=CARRIED_LIST,
        digest=body_digest(body),
        created_at=format_time(now),
    )
    return signing.sign_bundle(head, body)
