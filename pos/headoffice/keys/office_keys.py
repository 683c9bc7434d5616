"""What the database knows of head office's keys: their certificates, and no more.

The keys themselves live in a key agent (`pos.app.ports.signing`). A head office that an older
program made still has them here, until `headoffice keys move` has taken them away.
"""

from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from pos.app.ports.signing import OfficeSigning
from pos.domain.errors.signing import SigningKeyMissing, SigningKeysExposed
from pos.headoffice.store.database import OfficeDatabase
from pos.headoffice.store.schema import OFFICE, OFFICE_KEY
from pos.wire.uplink_keys import KeyCertificate, KeyPurpose

SigningOf = Callable[[str], OfficeSigning]
"""Finds the key agent of the head office with this root key, 64 hex digits."""
_IN_AGENT = b""


@dataclass(frozen=True, slots=True, repr=False)
class ExposedKeys:
    """Private keys that lie in a database.

    Attributes:
        root_key: public, 64 hex digits.
        training: of a training head office.
        seeds: by purpose, 32 bytes each.
        certificates: one for each.
    """

    root_key: str
    training: bool
    seeds: dict[KeyPurpose, bytes]
    certificates: tuple[KeyCertificate, ...]


def keep_certificate(connection: Connection, certificate: KeyCertificate) -> None:
    """Keep the root key's word for a key that is in the agent."""
    connection.execute(
        OFFICE_KEY.insert().values(
            purpose=certificate.purpose.value,
            private_key=_IN_AGENT,
            certificate=msgspec.json.encode(certificate),
        )
    )


def certificate_of(connection: Connection, purpose: KeyPurpose) -> KeyCertificate:
    """Return the certificate of a key.

    Raises:
        SigningKeyMissing: head office is older than keys of this purpose.
        SigningKeysExposed: the keys are not in the agent yet.
    """
    found = connection.execute(
        select(OFFICE_KEY).where(OFFICE_KEY.c.purpose == purpose.value)
    ).first()
    if found is None:
        raise SigningKeyMissing(purpose=purpose.value)
    if found.private_key != _IN_AGENT:
        raise SigningKeysExposed
    return msgspec.json.decode(found.certificate, type=KeyCertificate)


def exposed_keys(connection: Connection) -> ExposedKeys | None:
    """Return the private keys that lie here, None where they are in the agent."""
    office = connection.execute(select(OFFICE.c.root_key, OFFICE.c.training)).one()
    rows = [row for row in connection.execute(select(OFFICE_KEY)) if row.private_key != _IN_AGENT]
    if not rows:
        return None
    return ExposedKeys(
        root_key=office.root_key,
        training=bool(office.training),
        seeds={KeyPurpose(row.purpose): bytes(row.private_key) for row in rows},
        certificates=tuple(
            msgspec.json.decode(row.certificate, type=KeyCertificate) for row in rows
        ),
    )


def forget_exposed(database: OfficeDatabase, certificates: tuple[KeyCertificate, ...]) -> None:
    """Empty the columns of private keys, and write the file anew so that no page holds them.

    Args:
        database: whose keys are in the agent.
        certificates: of all keys there, so that what the move added is known here as well.

    Raises:
        OfficeUnusable: somebody else holds the database; again does the rest.
    """
    with database.write() as connection:
        connection.execute(update(OFFICE_KEY).values(private_key=_IN_AGENT))
        known = set(connection.execute(select(OFFICE_KEY.c.purpose)).scalars())
        for certificate in certificates:
            if certificate.purpose.value not in known:
                keep_certificate(connection, certificate)
    database.write_anew(OFFICE_KEY.name)
