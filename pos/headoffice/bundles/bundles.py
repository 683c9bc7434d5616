"""Giving terminals what they need: bundles signed once, kept, and handed out in order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import func, insert, or_, select, tuple_, update
from sqlalchemy.engine import Connection

from pos.app.ports.signing import OfficeSigning
from pos.domain.errors import TerminalNotKnown
from pos.domain.journal import format_time
from pos.headoffice.keys.office_keys import certificate_of
from pos.headoffice.store.schema import BUNDLE, OFFICE, TERMINAL
from pos.wire.bundle import (
    BUNDLES_MAX,
    BundleHead,
    BundleKind,
    BundlesAnswer,
    BundlesRequest,
    SignedBundle,
    body_digest,
)
from pos.wire.uplink_keys import KeyPurpose


@dataclass(frozen=True, slots=True)
class Published:
    """What was published.

    Attributes:
        epoch, first, last: versions, all of one epoch; where nothing was, the last is the one
            before the first.
    """

    kind: BundleKind
    epoch: int
    first: int
    last: int

    @property
    def count(self) -> int:
        """How many bundles."""
        return self.last - self.first + 1


def publish(
    connection: Connection,
    kind: BundleKind,
    bodies: Iterable[str],
    *,
    terminal: str,
    now: datetime,
    signing: OfficeSigning,
) -> Published:
    """Have bundles signed and keep them behind all others; terminals get them with their next sync.

    Args:
        connection: in a write transaction: all of them are published, or none.
        kind: of all of them.
        bodies: none is fine.
        terminal: for whom; empty for every terminal.
        now: the clock.
        signing: signs each, and remembers the newest, so that no version comes twice.

    Raises:
        TerminalNotKnown: it never enrolled.
        SigningKeyMissing: this head office was made before there were bundles.
        SigningKeysExposed, and as `OfficeSigning.sign_bundle`.
    """
    known = select(TERMINAL.c.terminal).where(TERMINAL.c.terminal == terminal)
    if terminal and connection.execute(known).first() is None:
        raise TerminalNotKnown(terminal=terminal[:40])
    epoch, before = next_version(connection, signing)
    training = bool(connection.execute(select(OFFICE.c.training)).scalar_one())
    n = before
    for n, body in enumerate(bodies, start=before + 1):
        head = BundleHead(
            epoch=epoch,
            n=n,
            terminal=terminal,
            training=training,
            kind=kind,
            digest=body_digest(body),
            created_at=format_time(now),
        )
        signed = signing.sign_bundle(head, body)
        connection.execute(
            insert(BUNDLE).values(
                epoch=head.epoch,
                n=n,
                audience=terminal,
                kind=kind.value,
                signed=msgspec.json.encode(signed),
                created_at=head.created_at,
            )
        )
    return Published(kind, epoch, before + 1, n)


def next_version(connection: Connection, signing: OfficeSigning) -> tuple[int, int]:
    """Return the epoch and the number that the next bundle follows; the caller signs it now.

    Raises:
        SigningKeyMissing, SigningKeysExposed, and as `OfficeSigning.signed_before`.
    """
    certificate_of(connection, KeyPurpose.BUNDLE)
    # The lock makes who publishes at the same time wait, so that numbers are given in order.
    office = connection.execute(select(OFFICE).with_for_update()).one()
    newest = select(func.max(BUNDLE.c.n)).where(BUNDLE.c.epoch == office.epoch)
    kept = (int(office.epoch), int(connection.execute(newest).scalar_one_or_none() or 0))
    # An older copy of the database goes on behind what the agent remembers.
    epoch, before = max(kept, signing.signed_before("").bundle)
    if epoch > kept[0]:
        connection.execute(update(OFFICE).values(epoch=epoch))
    return epoch, before


def newer_bundles(connection: Connection, terminal: str, after: BundlesRequest) -> BundlesAnswer:
    """Return what a terminal does not have yet, as much as fits into an answer.

    A revoked terminal gets nothing.
    """
    known = select(TERMINAL.c.revoked_at).where(TERMINAL.c.terminal == terminal)
    if connection.execute(known).scalar_one_or_none() != "":
        return BundlesAnswer((), more=False)
    newer = (
        select(BUNDLE.c.signed)
        .where(or_(BUNDLE.c.audience == "", BUNDLE.c.audience == terminal))
        .where(tuple_(BUNDLE.c.epoch, BUNDLE.c.n) > tuple_(after.epoch, after.n))
        .order_by(BUNDLE.c.epoch, BUNDLE.c.n)
        .limit(BUNDLES_MAX + 1)
    )
    fitting: list[SignedBundle] = []
    size = 0
    with connection.execution_options(yield_per=1).execute(newer) as rows:
        for (signed,) in rows:
            size += len(signed)
            if len(fitting) == BUNDLES_MAX or (fitting and size > after.bytes_aim):
                return BundlesAnswer(tuple(fitting), more=True)
            fitting.append(msgspec.json.decode(signed, type=SignedBundle))
    return BundlesAnswer(tuple(fitting), more=False)
