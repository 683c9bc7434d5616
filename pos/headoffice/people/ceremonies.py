"""Key ceremonies as head office writes them down; components and keys stay in its key agent.

A row says what was begun and how it ended. What is in by now the key agent knows, and forgets; a
row that is open and that no agent here knows was begun before the agent's restart, or elsewhere.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

import msgspec
from sqlalchemy import select
from sqlalchemy.engine import Connection

from pos.app.ports import KeyStatus
from pos.app.ports.ceremony import (
    CeremonyEnd,
    CeremonyPlan,
    CeremonyStatus,
    ComponentLetter,
    KeyReceiver,
)
from pos.app.ports.signing import OfficeSigning
from pos.domain.errors.ceremony import (
    CeremonyOver,
    CeremonyUnderWay,
    CustodianUnfit,
    KeyNotForTerminal,
    NotACustodian,
)
from pos.domain.journal import format_time, parse_time
from pos.headoffice.bundles.bundle_files import bodies_of
from pos.headoffice.bundles.bundles import publish
from pos.headoffice.keys.ceremony_rows import (
    Ceremony,
    EnteredComponent,
    NewCeremony,
    add,
    ceremony_of,
    end,
    entered,
    open_ceremonies,
    write_check_value,
    write_entered,
)
from pos.headoffice.keys.key_holders import must_be_new, receiver_of
from pos.headoffice.keys.office_keys import certificate_of
from pos.headoffice.people.clerks import Clerk, clerks
from pos.headoffice.people.resting import must_be_rested
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.store.schema import OFFICE
from pos.wire.bundle import BundleKind
from pos.wire.uplink_keys import KeyPurpose

LEAST_CUSTODIAN: Final = OfficeRole.SUPERVISOR
_ID_BYTES: Final = 16


def fit_custodians(connection: Connection) -> tuple[Clerk, ...]:
    """Return who may bring a component: by role, and with a phone that is linked."""
    return tuple(
        one for one in clerks(connection) if one.has_totp and one.role.covers(LEAST_CUSTODIAN)
    )


def begin(
    connection: Connection,
    new: NewCeremony,
    by: str,
    *,
    now: datetime,
    signing: OfficeSigning,
    randomness: Callable[[int], bytes],
) -> Ceremony:
    """Begin a ceremony in the key agent, and write it down.

    Raises:
        CustodianUnfit, ClerkRests, KeyNotForTerminal, TerminalNotKnown, TerminalIsRevoked.
        CeremonyUnderWay: one for this key is open.
        SigningKeyMissing, and as `KeyCeremonies.begin`.
    """
    certificate_of(connection, KeyPurpose.KEYS)
    # The lock makes who begins at the same time wait, so that no key is begun twice.
    connection.execute(select(OFFICE.c.id).with_for_update())
    fit = {one.name for one in fit_custodians(connection)}
    for name in new.custodians:
        if name not in fit:
            raise CustodianUnfit(name=name)
        must_be_rested(connection, name, now)
    receivers = tuple(KeyReceiver(each, receiver_of(connection, each)) for each in new.terminals)
    must_be_new(connection, new.terminals, new.key)
    for one in open_ceremonies(connection):
        if (one.what.key.sgc, one.what.key.krn) == (new.key.sgc, new.key.krn):
            raise CeremonyUnderWay(sgc=new.key.sgc, krn=new.key.krn)
    plan = CeremonyPlan(
        id=randomness(_ID_BYTES).hex(),
        attributes=_attributes_file(new.key),
        custodians=new.custodians,
        receivers=receivers,
    )
    status = signing.ceremonies.begin(plan)
    ceremony = Ceremony(
        id=plan.id,
        begun_at=format_time(now),
        begun_by=by,
        ends_at=status.until,
        what=new,
        outcome=CeremonyEnd.OPEN,
        ended_at="",
        ended_by="",
    )
    add(connection, ceremony)
    return ceremony


def enter(
    connection: Connection,
    ceremony: Ceremony,
    custodian: str,
    letter: ComponentLetter,
    *,
    now: datetime,
    signing: OfficeSigning,
) -> EnteredComponent:
    """Hand a custodian's component to the key agent, and write down that it is in.

    Raises:
        NotACustodian, CustodianUnfit, ClerkRests, CeremonyOver, and as `KeyCeremonies.enter`.
    """
    must_be_open(ceremony)
    if custodian not in ceremony.what.custodians:
        raise NotACustodian(name=custodian)
    if custodian not in {one.name for one in fit_custodians(connection)}:
        raise CustodianUnfit(name=custodian)
    must_be_rested(connection, custodian, now)
    status = signing.ceremonies.enter(ceremony.id, custodian, letter)
    write_entered(connection, status, now)
    return next(one for one in entered(connection, ceremony.id) if one.custodian == custodian)


def seal(
    connection: Connection,
    ceremony: Ceremony,
    check_value: str,
    by: str,
    *,
    now: datetime,
    signing: OfficeSigning,
) -> Ceremony:
    """Have the check value compared and the key sealed, and give it to the terminals.

    Where this transaction is undone, the same again gives the same boxes.

    Raises:
        CeremonyOver, KeyNotForTerminal, TerminalIsRevoked, and as `KeyCeremonies.seal`.
    """
    must_be_open(ceremony)
    certificate_of(connection, KeyPurpose.KEYS)
    what = ceremony.what
    receivers = {each: receiver_of(connection, each) for each in what.terminals}
    must_be_new(connection, what.terminals, replace(what.key, check_value=_typed(check_value)))
    sealed = signing.ceremonies.seal(ceremony.id, check_value)
    for terminal, one in zip(what.terminals, sealed, strict=True):
        content = msgspec.json.encode(one)
        if receivers[terminal].device_key not in one.body:
            why = "its device was replaced since the ceremony began"
            raise KeyNotForTerminal(terminal=terminal, why=why)
        publish(
            connection,
            BundleKind.SEALED_KEY,
            bodies_of(BundleKind.SEALED_KEY, [content], terminal),
            terminal=terminal,
            now=now,
            signing=signing,
        )
    status = next(one for one in signing.ceremonies.statuses() if one.id == ceremony.id)
    write_entered(connection, status, now)
    write_check_value(connection, ceremony, status.check_value)
    end(connection, ceremony.id, CeremonyEnd.SEALED, now, by)
    return ceremony_of(connection, ceremony.id)


def abandon(
    connection: Connection, ceremony: Ceremony, by: str, *, now: datetime, signing: OfficeSigning
) -> CeremonyEnd:
    """Have all components forgotten; LOST where the key agent here knew nothing of them.

    Raises:
        CeremonyOver.
    """
    must_be_open(ceremony)
    was_held = signing.ceremonies.abandon(ceremony.id)
    how = CeremonyEnd.ABANDONED if was_held else CeremonyEnd.LOST
    end(connection, ceremony.id, how, now, by)
    return how


def ended_meanwhile(
    connection: Connection, statuses: tuple[CeremonyStatus, ...], now: datetime
) -> tuple[tuple[Ceremony, CeremonyEnd], ...]:
    """Return ceremonies whose rows are open and that have ended, and how."""
    known = {one.id: one.end for one in statuses}
    found = []
    for one in open_ceremonies(connection):
        how = known.get(one.id, CeremonyEnd.OPEN)
        # What was sealed and not given out yet can be given out until its time is over.
        if how in (CeremonyEnd.OPEN, CeremonyEnd.SEALED):
            if parse_time(one.ends_at) > now:
                continue
            how = CeremonyEnd.TIMED_OUT
        found.append((one, how))
    return tuple(found)


def write_end(connection: Connection, ceremony: Ceremony, how: CeremonyEnd, now: datetime) -> None:
    """Write down that a ceremony ended and that nobody ended it."""
    end(connection, ceremony.id, how, min(now, parse_time(ceremony.ends_at)), "")


def must_be_open(ceremony: Ceremony) -> None:
    """Refuse what is asked of a ceremony that has ended; CeremonyOver."""
    if ceremony.outcome is not CeremonyEnd.OPEN:
        raise CeremonyOver(how=ceremony.outcome.value)


def _attributes_file(key: KeyStatus) -> bytes:
    return msgspec.json.encode(
        {
            "sgc": key.sgc,
            "krn": key.krn,
            "kt": key.key_type,
            "dkga": key.dkga,
            "base": key.base_date,
            "ken": key.ken,
            "tid_utc_offset": key.tid_utc_offset_minutes,
        }
    )


def _typed(check_value: str) -> str:
    return "".join(check_value.split()).lower()
