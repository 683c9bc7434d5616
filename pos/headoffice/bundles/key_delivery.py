"""Signing vending keys that were sealed for one terminal; their bytes are never seen here."""

from sqlalchemy import select
from sqlalchemy.engine import Connection

from pos.app.ports.signing import OfficeSigning
from pos.domain.errors import TerminalIsRevoked, TerminalNotKnown
from pos.headoffice.keys.office_keys import certificate_of
from pos.headoffice.store.schema import TERMINAL
from pos.wire.sealed_key import KeyTerms, SealedKey
from pos.wire.uplink_keys import KeyPurpose


def sign_key(
    connection: Connection, terms: KeyTerms, box: bytes, signing: OfficeSigning
) -> SealedKey:
    """Have a box signed for the terminal and agent that its terms name.

    Raises:
        TerminalNotKnown: no such terminal is enrolled with this device key.
        TerminalIsRevoked.
        SigningKeyMissing: this head office is older than the delivery of keys.
        SigningKeysExposed, and as `OfficeSigning.sign_sealed_key`.
    """
    mine = TERMINAL.c.terminal == terms.terminal
    known = connection.execute(select(TERMINAL).where(mine)).first()
    if known is None or known.device_key != terms.device_key:
        raise TerminalNotKnown(terminal=terms.terminal[:40])
    if known.revoked_at:
        raise TerminalIsRevoked(terminal=terms.terminal)
    certificate_of(connection, KeyPurpose.KEYS)
    return signing.sign_sealed_key(terms, box)
