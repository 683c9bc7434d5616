"""Pages about keys: head office's own, vending keys at terminals, sealed ones on their way.

Nothing secret is here: keys are told by check value, and a sealed key opens for one agent alone.
"""

from dataclasses import dataclass
from typing import Final

import msgspec
from sqlalchemy import and_, select
from sqlalchemy.engine import Connection

from pos.app.ports.signing import OfficeSigning, SigningStatus
from pos.domain.errors import BundleMalformed, PosError
from pos.domain.projections import VendingKeyRow
from pos.headoffice.bundle_files import bodies_of
from pos.headoffice.bundles import publish
from pos.headoffice.clerks import must_be_clerk
from pos.headoffice.console.acts import ActOf
from pos.headoffice.console.page import Act, Done, Page, Shown, Visit
from pos.headoffice.roles import OfficeRole
from pos.headoffice.schema import BOOK_ROW, BUNDLE, OFFICE_KEY, TERMINAL
from pos.headoffice.tree import MAIN_BRANCH
from pos.wire.bundle import BundleKind, SignedBundle
from pos.wire.sealed_key import KeyTerms, read_sealed_key_file, sealed_terms
from pos.wire.uplink_keys import KeyCertificate, fingerprint

_KEYS_LISTED_MAX: Final = 500


@dataclass(frozen=True, slots=True)
class Delivery:
    """A sealed key that head office gave to a terminal.

    Attributes:
        is_there: the terminal's journal tells that its agent took this key.
    """

    terms: KeyTerms
    created_at: str
    is_there: bool


def show_keys(connection: Connection, visit: Visit) -> Shown:
    """Show which keys are where."""
    certificates = [
        msgspec.json.decode(content, type=KeyCertificate)
        for content in connection.execute(select(OFFICE_KEY.c.certificate)).scalars()
    ]
    held = vending_keys(connection)
    facts = {
        "own": [(one.purpose.value, fingerprint(one.public_key)) for one in certificates],
        "agent": _status(visit.signing),
        "held": held[:_KEYS_LISTED_MAX],
        "deliveries": _deliveries(connection, held),
    }
    return Shown("keys.html", facts)


def deliver(connection: Connection, visit: Visit) -> Done:
    """Give a terminal a key that was sealed for it, by its next sync."""
    by = visit.credentials()
    must_be_clerk(connection, by, why="a key", least=OfficeRole.ADMINISTRATOR)
    content = visit.form.get("file", "").encode()
    sealed = read_sealed_key_file(content)
    terms = None if sealed is None else sealed_terms(sealed)
    if terms is None:
        raise BundleMalformed(why="it is no sealed key")
    publish(
        connection,
        BundleKind.SEALED_KEY,
        bodies_of(BundleKind.SEALED_KEY, [content], terms.terminal),
        terminal=terms.terminal,
        now=visit.now,
        signing=visit.signing,
    )
    visit.scribe().note(
        connection,
        ActOf.KEY_DELIVERED,
        subject=terms.terminal,
        detail=f"{terms.sgc} {terms.krn} {terms.check_value}",
    )
    return Done("/keys", "published")


def vending_keys(connection: Connection, terminal: str = "") -> list[tuple[str, VendingKeyRow]]:
    """Return the vending keys that terminals, or one of them, told of, by terminal."""
    same = and_(
        BOOK_ROW.c.terminal == TERMINAL.c.terminal,
        BOOK_ROW.c.incarnation == TERMINAL.c.incarnation,
        BOOK_ROW.c.branch == MAIN_BRANCH,
        BOOK_ROW.c.kind == VendingKeyRow.__name__,
    )
    statement = select(TERMINAL.c.terminal, BOOK_ROW.c.fields).join(BOOK_ROW, same)
    if terminal:
        statement = statement.where(TERMINAL.c.terminal == terminal)
    rows = connection.execute(statement.order_by(TERMINAL.c.terminal, BOOK_ROW.c.row_key))
    return [(row.terminal, msgspec.json.decode(row.fields, type=VendingKeyRow)) for row in rows]


def _status(signing: OfficeSigning) -> SigningStatus | None:
    try:
        return signing.status()
    except PosError:
        # Where the agent cannot be reached the page says so, and everything else all the same.
        return None


def _deliveries(connection: Connection, held: list[tuple[str, VendingKeyRow]]) -> list[Delivery]:
    there = {(terminal, key.sgc, key.krn, key.check_value) for terminal, key in held}
    rows = connection.execute(
        select(BUNDLE.c.signed, BUNDLE.c.created_at)
        .where(BUNDLE.c.kind == BundleKind.SEALED_KEY.value)
        .order_by(BUNDLE.c.epoch.desc(), BUNDLE.c.n.desc())
        .limit(_KEYS_LISTED_MAX)
    )
    made = []
    for row in rows:
        body = msgspec.json.decode(row.signed, type=SignedBundle).body.encode()
        sealed = read_sealed_key_file(body)
        terms = None if sealed is None else sealed_terms(sealed)
        if terms is not None:
            place = (terms.terminal, terms.sgc, terms.krn, terms.check_value)
            made.append(Delivery(terms, row.created_at, place in there))
    return made


PAGES: Final = (Page("/keys", show_keys),)
ACTS: Final = (Act("/keys", deliver, OfficeRole.ADMINISTRATOR),)
