"""Signing vending keys that were sealed for one terminal; their bytes are never seen here."""

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select
from sqlalchemy.engine import Connection

from pos.domain.errors import OfficeUnusable, TerminalIsRevoked, TerminalNotKnown
from pos.headoffice.schema import OFFICE_KEY, TERMINAL
from pos.wire.sealed_key import KeyTerms, SealedKey, sign_sealed_key
from pos.wire.uplink_keys import KeyCertificate, KeyPurpose


def sign_key(connection: Connection, terms: KeyTerms, box: bytes) -> SealedKey:
    """Sign a box for the terminal and agent that its terms name.

    Raises:
        TerminalNotKnown: no such terminal is enrolled with this device key.
        TerminalIsRevoked.
        OfficeUnusable: this head office is older than the delivery of keys.
    """
    mine = TERMINAL.c.terminal == terms.terminal
    known = connection.execute(select(TERMINAL).where(mine)).first()
    if known is None or known.device_key != terms.device_key:
        raise TerminalNotKnown(terminal=terms.terminal[:40])
    if known.revoked_at:
        raise TerminalIsRevoked(terminal=terms.terminal)
    purpose = OFFICE_KEY.c.purpose == KeyPurpose.KEYS.value
    row = connection.execute(select(OFFICE_KEY).where(purpose)).first()
    if row is None:
        raise OfficeUnusable(why="it has no key to sign sealed keys with")
    certificate = msgspec.json.decode(row.certificate, type=KeyCertificate)
    key = Ed25519PrivateKey.from_private_bytes(row.private_key)
    return sign_sealed_key(terms.body(), box, key, certificate)
