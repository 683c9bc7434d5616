"""A new PIN for somebody at a terminal, with the root key while its stick is in the machine."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import Connection

from pos.domain.errors import TerminalIsRevoked, TerminalNotKnown
from pos.domain.errors.office import PinResetMalformed, RootKeyUnusable
from pos.domain.journal import format_time
from pos.headoffice.keys.ceilings import load_root
from pos.headoffice.store.schema import OFFICE, TERMINAL
from pos.wire.pin_reset import (
    PinResetRequest,
    PinResetTerms,
    SignedPinReset,
    genuine_pin_reset_request,
    sign_pin_reset,
)


def allow_pin_reset(
    connection: Connection, request: PinResetRequest, root_file: Path, now: datetime
) -> tuple[PinResetTerms, SignedPinReset]:
    """Say yes to a request of a terminal that is enrolled here; return whose it was, too.

    Raises:
        PinResetMalformed: no device made this request, or it is too old.
        TerminalNotKnown: no terminal with this device key is enrolled.
        TerminalIsRevoked.
        RootKeyUnusable: the key is missing or another head office's.
    """
    terms = genuine_pin_reset_request(request)
    if terms is None or terms.until <= format_time(now):
        raise PinResetMalformed
    mine = TERMINAL.c.terminal == terms.terminal
    known = connection.execute(select(TERMINAL).where(mine)).first()
    if known is None or known.device_key != terms.device_key:
        raise TerminalNotKnown(terminal=terms.terminal[:40])
    if known.revoked_at:
        raise TerminalIsRevoked(terminal=terms.terminal)
    root = load_root(root_file)
    root_key = connection.execute(select(OFFICE.c.root_key)).scalar_one()
    if root.public_key().public_bytes_raw().hex() != root_key:
        raise RootKeyUnusable(name=root_file.name)
    return terms, sign_pin_reset(request, root)
