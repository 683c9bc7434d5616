"""Pages about keys: head office's own, vending keys at terminals, sealed ones on their way.

Nothing secret is here: keys are told by check value, and a sealed key opens for one agent alone.
"""

from typing import Final

import msgspec
from sqlalchemy import select
from sqlalchemy.engine import Connection

from pos.app.ports.signing import OfficeSigning, SigningStatus
from pos.domain.errors import BundleMalformed, PosError
from pos.headoffice.bundles.bundle_files import bodies_of
from pos.headoffice.bundles.bundles import publish
from pos.headoffice.console.page import Act, Done, Page, Shown, Visit
from pos.headoffice.console.pages.ceremonies import SETTLING
from pos.headoffice.keys.ceremony_rows import open_ceremonies
from pos.headoffice.keys.key_holders import KEYS_LISTED_MAX, deliveries, vending_keys
from pos.headoffice.people.acts import ActOf
from pos.headoffice.people.clerks import must_be_clerk
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.store.schema import OFFICE_KEY
from pos.wire.bundle import BundleKind
from pos.wire.sealed_key import read_sealed_key_file, sealed_terms
from pos.wire.uplink_keys import KeyCertificate, fingerprint


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
        "held": held[:KEYS_LISTED_MAX],
        "open_ceremonies": open_ceremonies(connection),
        "deliveries": deliveries(connection, held),
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


def _status(signing: OfficeSigning) -> SigningStatus | None:
    try:
        return signing.status()
    except PosError:
        # Where the agent cannot be reached the page says so, and everything else all the same.
        return None


PAGES: Final = (Page("/keys", show_keys, settling=SETTLING),)
ACTS: Final = (Act("/keys", deliver, OfficeRole.ADMINISTRATOR),)
