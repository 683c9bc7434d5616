"""Giving terminals what they need: bundles signed once, kept, and handed out in order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import func, insert, or_, select, tuple_, update
from sqlalchemy.engine import Connection

from pos.app.ports.signing import OfficeSigning
from pos.domain.errors import BundleMalformed, TerminalNotKnown
from pos.domain.journal import format_time
from pos.domain.tariff import read_tariff
from pos.headoffice.office_keys import certificate_of
from pos.headoffice.schema import BUNDLE, OFFICE, TERMINAL
from pos.wire.bundle import (
    ANSWER_BYTES_AIM,
    BODY_BYTES_MAX,
    BUNDLES_MAX,
    BundleHead,
    BundleKind,
    BundlesAnswer,
    BundlesRequest,
    ListedOperator,
    SignedBundle,
)
from pos.wire.uplink_keys import KeyPurpose

# Under the limit by enough for the longest line that a list may have.
_PART_BYTES_AIM = BODY_BYTES_MAX // 2
_LINE_BYTES_MAX = 4096


@dataclass(frozen=True, slots=True)
class Published:
    """What was published.

    Attributes:
        epoch, first, last: versions, all of one epoch.
    """

    kind: BundleKind
    epoch: int
    first: int
    last: int


def bodies_of(kind: BundleKind, lines: Iterable[bytes]) -> Iterator[str]:
    """Cut a file into bodies of bundles, at flat memory, checking what can be checked here.

    Raises:
        BundleMalformed: it is not UTF-8, too long, or not what its kind asks for.
        TariffMalformed: names where and why.
    """
    if kind is BundleKind.METERS:
        yield from _parts(iter(lines))
        return
    content = b"".join(lines)
    if len(content) > BODY_BYTES_MAX:
        raise BundleMalformed(why="it is longer than 1 MiB")
    if kind is BundleKind.TARIFF:
        read_tariff(content)
    else:
        try:
            msgspec.json.decode(content, type=list[ListedOperator])
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
            raise BundleMalformed(why="it is no list of operators") from error
    yield _text(content)


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
        bodies: at least one.
        terminal: for whom; empty for every terminal.
        now: the clock.
        signing: signs each, and remembers the newest, so that no version comes twice.

    Raises:
        TerminalNotKnown: it never enrolled.
        BundleMalformed: there is nothing to publish.
        SigningKeyMissing: this head office was made before there were bundles.
        SigningKeysExposed, and as `OfficeSigning.sign_bundle`.
    """
    known = select(TERMINAL.c.terminal).where(TERMINAL.c.terminal == terminal)
    if terminal and connection.execute(known).first() is None:
        raise TerminalNotKnown(terminal=terminal[:40])
    certificate_of(connection, KeyPurpose.BUNDLE)
    # The lock makes who publishes at the same time wait, so that numbers are given in order.
    office = connection.execute(select(OFFICE).with_for_update()).one()
    newest = select(func.max(BUNDLE.c.n)).where(BUNDLE.c.epoch == office.epoch)
    kept = (int(office.epoch), int(connection.execute(newest).scalar_one_or_none() or 0))
    # An older copy of the database goes on behind what the agent remembers.
    epoch, before = max(kept, signing.signed_before("").bundle)
    if epoch > kept[0]:
        connection.execute(update(OFFICE).values(epoch=epoch))
    n = before
    for n, body in enumerate(bodies, start=before + 1):
        head = BundleHead(
            epoch=epoch,
            n=n,
            terminal=terminal,
            training=bool(office.training),
            kind=kind,
            digest="",
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
    if n == before:
        raise BundleMalformed(why="it is empty")
    return Published(kind, epoch, before + 1, n)


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
            if len(fitting) == BUNDLES_MAX or (fitting and size > ANSWER_BYTES_AIM):
                return BundlesAnswer(tuple(fitting), more=True)
            fitting.append(msgspec.json.decode(signed, type=SignedBundle))
    return BundlesAnswer(tuple(fitting), more=False)


def _parts(lines: Iterator[bytes]) -> Iterator[str]:
    header = next(lines, b"").rstrip(b"\r\n") + b"\n"
    part, size = [header], len(header)
    for line in lines:
        if len(line) > _LINE_BYTES_MAX:
            raise BundleMalformed(why="a line is longer than 4096 bytes")
        if not line.strip():
            continue
        part.append(line.rstrip(b"\r\n") + b"\n")
        size += len(line)
        if size > _PART_BYTES_AIM:
            yield _joined(part)
            part, size = [header], len(header)
    if len(part) > 1:
        yield _joined(part)


def _joined(lines: Sequence[bytes]) -> str:
    return _text(b"".join(lines))


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise BundleMalformed(why="it is not UTF-8") from error
