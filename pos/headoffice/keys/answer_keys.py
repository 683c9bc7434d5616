"""The key that signs answers is followed by another: the statements, kept and served for ever."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from pos.app.ports.answer_keys import AnswerKeyPlan
from pos.app.ports.signing import OfficeSigning
from pos.app.ports.slots import UnlockSecret
from pos.domain.errors.signing import SigningRefused
from pos.domain.journal import format_time
from pos.headoffice.keys.ceilings import own_root
from pos.headoffice.keys.office_keys import certificate_of
from pos.headoffice.store.database import OfficeDatabase
from pos.headoffice.store.schema import OFFICE
from pos.headoffice.store.schema_ceremonies import ANSWER_KEY
from pos.wire.answer_keys import AnswerKeyStatement, signed_by_root
from pos.wire.uplink_keys import KeyCertificate, KeyPurpose


@dataclass(frozen=True, slots=True)
class AnswerKeyChange:
    """A change of the answer key.

    Attributes:
        root_file: the root key; None where it is not at hand.
        old_lasts: how long the old key is good, too; nothing revokes it, which takes the root key.
    """

    root_file: Path | None
    old_lasts: timedelta


def statements(connection: Connection) -> tuple[AnswerKeyStatement, ...]:
    """Return all statements by number."""
    rows = connection.execute(select(ANSWER_KEY.c.statement).order_by(ANSWER_KEY.c.n)).scalars()
    return tuple(msgspec.json.decode(row, type=AnswerKeyStatement) for row in rows)


def all_statements(
    database: OfficeDatabase, signing: OfficeSigning
) -> tuple[AnswerKeyStatement, ...]:
    """Return all statements up to the key that signs now, also where one was lost here.

    Raises:
        OfficeUnusable, IdentityLocked, AgentUnreachable.
    """
    with database.read() as connection:
        known, newest = statements(connection), newest_key(connection)
    if signing.answer_keys.newest() == newest:
        return known
    with database.write() as connection:
        agree_with_agent(connection, signing)
        return statements(connection)


def sign_answer(
    database: OfficeDatabase, signing: OfficeSigning, path: str, request_signature: str, body: bytes
) -> str:
    """Have an answer signed; raises as `OfficeSigning.sign_answer`."""
    try:
        return signing.sign_answer(path, request_signature, body)
    except SigningRefused:
        # It may name a key that the agent has yet to take, since the power failed in between.
        all_statements(database, signing)
        return signing.sign_answer(path, request_signature, body)


def statements_after(
    known: tuple[AnswerKeyStatement, ...], key: str
) -> tuple[AnswerKeyStatement, ...]:
    """Return what leads on from a key, or all where it is none of the chain."""
    for place, one in enumerate(known):
        if one.terms.old_key == key:
            return known[place:]
    return () if known and known[-1].terms.new_key == key else known


def answer_certificate(connection: Connection) -> KeyCertificate:
    """Return the newest answer key that the root key certified; raises as `certificate_of`."""
    for one in reversed(statements(connection)):
        if one.certificate is not None:
            return one.certificate
    return certificate_of(connection, KeyPurpose.ANSWER)


def newest_key(connection: Connection) -> str:
    """Return the answer key of today, 64 hex digits, as it is written down here."""
    known = statements(connection)
    if known:
        return known[-1].terms.new_key
    return certificate_of(connection, KeyPurpose.ANSWER).public_key


def agree_with_agent(connection: Connection, signing: OfficeSigning) -> None:
    """Keep statements that only the key agent has, and have it take the newest of those kept.

    The database lacks some where it was restored from an older copy, the agent where the power
    failed between the statement and the key. Inside a transaction that writes.

    Raises:
        IdentityLocked, AgentUnreachable.
    """
    # Nobody changes the key meanwhile.
    connection.execute(select(OFFICE.c.root_key).with_for_update()).one()
    known, ring = statements(connection), signing.answer_keys
    newest = known[-1].terms.n if known else 0
    if known and ring.newest() != known[-1].terms.new_key:
        # An agent whose ledger was restored has no such key.
        with suppress(SigningRefused):
            ring.take(known[-1])
    for one in ring.statements():
        if one.terms.n == newest + 1 and one.terms.old_key == newest_key(connection):
            newest = one.terms.n
            said = msgspec.json.encode(one)
            connection.execute(insert(ANSWER_KEY).values(n=newest, statement=said))


def change_answer_key(
    connection: Connection,
    change: AnswerKeyChange,
    by: UnlockSecret,
    now: datetime,
    signing: OfficeSigning,
) -> AnswerKeyStatement:
    """Make the next answer key and keep the statement; the agent takes it after the transaction.

    With the root key at hand, statements from before get its word, too. Where the power failed in
    between the last time, that key is taken first.

    Raises:
        RootKeyUnusable.
        SigningRefused: the agent has not the newest key, or the old one is to be revoked, and the
            root key is not at hand.
        WrongPassphrase, UnlockSecretWrong.
    """
    # Two who change it at once would use the same number.
    found = select(OFFICE.c.root_key, OFFICE.c.training).with_for_update()
    office = connection.execute(found).one()
    agree_with_agent(connection, signing)
    root = None if change.root_file is None else own_root(connection, change.root_file)
    known = statements(connection)
    plan = AnswerKeyPlan(
        n=known[-1].terms.n + 1 if known else 1,
        old_key=newest_key(connection),
        said_at=format_time(now),
        old_until=format_time(now + change.old_lasts),
    )
    statement = signing.answer_keys.prepare(by, plan)
    if root is not None:
        statement = signed_by_root(statement, root)
    if not statement.is_genuine(office.root_key, training=bool(office.training)):
        raise SigningRefused(
            why="the key agent has not the newest key; it takes --stolen and the root key"
        )
    said = msgspec.json.encode(statement)
    connection.execute(insert(ANSWER_KEY).values(n=statement.terms.n, statement=said))
    if root is not None:
        _give_word(connection, known, root)
    return statement


def _give_word(
    connection: Connection, known: tuple[AnswerKeyStatement, ...], root: Ed25519PrivateKey
) -> None:
    for one in known:
        if one.by_root is None:
            said = msgspec.json.encode(signed_by_root(one, root))
            mine = ANSWER_KEY.c.n == one.terms.n
            connection.execute(update(ANSWER_KEY).where(mine).values(statement=said))
