"""Which terminals belong to head office: codes, enrolment, revocation."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.engine import Connection, Row

from pos.domain.errors import TerminalIsRevoked, TerminalNotKnown
from pos.domain.journal import format_time
from pos.domain.standing import Standing
from pos.headoffice.store.refusal import RequestRefused
from pos.headoffice.store.schema import ENROL_CODE, TERMINAL
from pos.headoffice.terminals.replacement import replace_device
from pos.wire.uplink import RefusalCode
from pos.wire.uplink_enrolment import (
    CODE_LENGTH,
    CODE_LETTERS,
    EnrolRequest,
    code_key,
    request_is_proven,
    show_code,
)
from pos.wire.uplink_request import parse_terminal_id

# Put together once, like all that each batch needs: that takes longer than to ask.
_LOCKED: Final = select(TERMINAL).where(TERMINAL.c.terminal == bindparam("named")).with_for_update()


@dataclass(frozen=True, slots=True)
class EnrolCode:
    """A one-time code as it is told to the person at the terminal.

    Attributes:
        code: in groups; head office itself keeps only a key derived from it.
        expires: in the journal's form.
    """

    terminal: str
    code: str
    expires: str


def new_enrol_code(
    connection: Connection,
    terminal: str,
    *,
    now: datetime,
    lasting: timedelta,
    randomness: Callable[[int], bytes],
) -> EnrolCode:
    """Make a code for one terminal; an earlier one for it is worth nothing from now on.

    Raises:
        TerminalIdMalformed: no terminal can be called that.
        TerminalIsRevoked: it is out of service.
    """
    parse_terminal_id(terminal)
    known = _find(connection, terminal)
    if known is not None and known.revoked_at:
        raise TerminalIsRevoked(terminal=terminal)
    # 256 is a multiple of the 32 letters, so each is equally likely.
    letters = randomness(CODE_LENGTH)
    code = "".join(CODE_LETTERS[number % len(CODE_LETTERS)] for number in letters)
    expires = format_time(now + lasting)
    connection.execute(delete(ENROL_CODE).where(ENROL_CODE.c.terminal == terminal))
    connection.execute(
        insert(ENROL_CODE).values(
            terminal=terminal, code_key=code_key(code), expires=expires, used_by=""
        )
    )
    return EnrolCode(terminal, show_code(code), expires)


def take_in(connection: Connection, request: EnrolRequest, now: datetime) -> bytes:
    """Enrol a terminal and use up its code; the same device may come again until it expires.

    Args:
        connection: in a write transaction.
        request: its device key is known to have signed it.
        now: the clock.

    Returns:
        The code key, which proves the answer.

    Raises:
        RequestRefused: ENROLMENT, whatever is wrong with the code; INCARNATION, where another
            device came as this one or a later one.
    """
    refused = RequestRefused(RefusalCode.ENROLMENT)
    found = connection.execute(
        select(ENROL_CODE).where(ENROL_CODE.c.terminal == request.terminal).with_for_update()
    ).first()
    if found is None or found.expires <= format_time(now):
        raise refused
    if not request_is_proven(request, found.code_key):
        raise refused
    if found.used_by and not hmac.compare_digest(found.used_by, request.device_key):
        raise refused
    known = _find(connection, request.terminal)
    if known is None:
        connection.execute(insert(TERMINAL).values(_new_terminal(request, now)))
    elif known.revoked_at:
        raise refused
    elif known.device_key != request.device_key:
        # Another device under a known name is a restored terminal, or an impostor.
        if request.incarnation <= known.incarnation:
            # Only who was given the code hears it.
            raise RequestRefused(RefusalCode.INCARNATION)
        replace_device(connection, known, request, now)
    connection.execute(
        update(ENROL_CODE)
        .where(ENROL_CODE.c.terminal == request.terminal)
        .values(used_by=request.device_key)
    )
    return bytes(found.code_key)


def revoke(connection: Connection, terminal: str, now: datetime) -> None:
    """Take a terminal out of service; again changes nothing.

    Raises:
        TerminalNotKnown.
    """
    known = _find(connection, terminal)
    if known is None:
        raise TerminalNotKnown(terminal=terminal[:40])
    connection.execute(delete(ENROL_CODE).where(ENROL_CODE.c.terminal == terminal))
    if not known.revoked_at:
        connection.execute(
            update(TERMINAL)
            .where(TERMINAL.c.terminal == terminal)
            .values(revoked_at=format_time(now))
        )


def enrolled_terminal(connection: Connection, terminal: str) -> Row[tuple[object, ...]]:
    """Return a terminal's row, locked until the transaction ends.

    Raises:
        TerminalNotKnown.
    """
    found = _find(connection, terminal)
    if found is None:
        raise TerminalNotKnown(terminal=terminal[:40])
    return found


def _find(connection: Connection, terminal: str) -> Row[tuple[object, ...]] | None:
    return connection.execute(_LOCKED, {"named": terminal}).first()


def _new_terminal(request: EnrolRequest, now: datetime) -> dict[str, str | int]:
    return {
        "terminal": request.terminal,
        "incarnation": request.incarnation,
        "device_key": request.device_key,
        "currency": request.currency,
        "enrolled_at": format_time(now),
        "revoked_at": "",
        "seen_at": "",
        "standing": Standing.MAIN.value,
        "signed_seq": 0,
        "entries": 0,
        "sales": 0,
        "total": 0,
        "first_serial": request.lease_serial,
        "lease_serial": request.lease_serial,
        "money_may_reach": 0,
        "energy_may_reach_milli": 0,
        "money_issued": request.money_issued,
        "energy_issued_milli": request.energy_issued_milli,
        "program": "",
        "sealing_key": "",
    }
