"""Making a head office: a root key for the safe, and the keys it certifies for daily use."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from pos.app.ports.signing import KeyMaker
from pos.domain.errors import OfficeExists, file_not_written
from pos.domain.journal import format_time
from pos.headoffice.keys.office_keys import keep_certificate
from pos.headoffice.store.database import new_database
from pos.headoffice.store.schema import OFFICE
from pos.wire.uplink_keys import KeyCertificate, KeyPurpose, certify, fingerprint

FIRST_EPOCH = 1


@dataclass(frozen=True, slots=True)
class NewOffice:
    """A head office that was just made."""

    training: bool
    root_key: str
    fingerprint: str


def create_office(
    url: str, root_key_file: Path, *, training: bool, now: datetime, make_keys: KeyMaker
) -> NewOffice:
    """Make keys and an empty database; the private root key goes into its file and nowhere else.

    Args:
        url: of a file that does not exist, or of an empty PostgreSQL database.
        root_key_file: made 0600, PKCS#8 in PEM; to be kept off-line.
        training: takes training terminals and no others.
        now: the clock.
        make_keys: makes those for daily use where they live.

    Raises:
        OfficeExists: one of the files is there already; nothing was changed.
        FileNotWritten, OfficeDatabaseMalformed, OfficeUnusable, and what `make_keys` raises.
    """
    root = Ed25519PrivateKey.generate()
    root_key = _public(root)

    def word(purpose: KeyPurpose, public_key: str) -> KeyCertificate:
        return certify(root, purpose, public_key, training=training)

    _write_secret(root_key_file, root)
    try:
        with new_database(url) as connection:
            for certificate in make_keys(root_key, word):
                keep_certificate(connection, certificate)
            connection.execute(
                OFFICE.insert().values(
                    id=1,
                    training=int(training),
                    root_key=root_key,
                    epoch=FIRST_EPOCH,
                    created_at=format_time(now),
                )
            )
    except BaseException:
        # A root key without its head office is worth nothing and would be in the way.
        root_key_file.unlink(missing_ok=True)
        raise
    return NewOffice(training, root_key, fingerprint(root_key))


def _public(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def _write_secret(path: Path, key: Ed25519PrivateKey) -> None:
    content = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError as error:
        raise OfficeExists(what=path.name) from error
    except OSError as error:
        raise file_not_written(path.name, error) from error
