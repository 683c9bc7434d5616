"""Which vending keys are where, and which one a terminal may be given next.

The rules are those that a terminal's own key agent has, asked here before custodians are called
together; the agent there asks them again.
"""

from dataclasses import dataclass
from typing import Final

import msgspec
from sqlalchemy import and_, select
from sqlalchemy.engine import Connection

from pos.app.ports import KeyStatus
from pos.domain.errors import TerminalIsRevoked, TerminalNotKnown
from pos.domain.errors.ceremony import KeyNotForTerminal
from pos.domain.projections import VendingKeyRow
from pos.headoffice.journal.tree import MAIN_BRANCH
from pos.headoffice.store.schema import BOOK_ROW, BUNDLE, LEASE, TERMINAL
from pos.wire.bundle import BundleKind, SignedBundle
from pos.wire.sealed_key import (
    KeyTerms,
    SealingKey,
    read_sealed_key_file,
    read_sealing_key_text,
    sealed_terms,
)
from pos.wire.uplink_lease import SignedLease, lease_terms

KEYS_LISTED_MAX: Final = 500
_RESOURCE: Final = "electricity"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A sealed key that head office gave to a terminal.

    Attributes:
        is_there: the terminal's journal tells that its agent took this key.
    """

    terms: KeyTerms
    created_at: str
    is_there: bool


@dataclass(frozen=True, slots=True)
class KeyTarget:
    """A terminal in service.

    Attributes:
        to: what keys are sealed for; None where it is not known here.
    """

    terminal: str
    to: SealingKey | None


def key_targets(
    connection: Connection, count: int, *, after: str = "", like: str = ""
) -> tuple[KeyTarget, ...]:
    """Return terminals in service by name.

    Args:
        connection: reads.
        count: at most so many.
        after: behind this name.
        like: what a name has in it, in letters of either size.
    """
    rows = connection.execute(
        select(TERMINAL.c.terminal, TERMINAL.c.device_key, TERMINAL.c.sealing_key)
        .where(TERMINAL.c.revoked_at == "", TERMINAL.c.terminal > after)
        .where(TERMINAL.c.terminal.icontains(like, autoescape=True))
        .order_by(TERMINAL.c.terminal)
        .limit(count)
    )
    return tuple(
        KeyTarget(row.terminal, read_sealing_key_text(row.sealing_key, row.device_key))
        for row in rows
    )


def vending_keys(connection: Connection, terminal: str = "") -> list[tuple[str, VendingKeyRow]]:
    """Return the vending keys that terminals, or one of them, told of, by terminal."""
    same = and_(
        BOOK_ROW.c.terminal == TERMINAL.c.terminal,
        BOOK_ROW.c.incarnation == TERMINAL.c.incarnation,
        BOOK_ROW.c.branch == MAIN_BRANCH,
        BOOK_ROW.c.kind == VendingKeyRow.__name__,
    )
    statement = select(TERMINAL.c.terminal, BOOK_ROW.c.fields).join(BOOK_ROW, same)
    if terminal:
        statement = statement.where(TERMINAL.c.terminal == terminal)
    rows = connection.execute(statement.order_by(TERMINAL.c.terminal, BOOK_ROW.c.row_key))
    return [(row.terminal, msgspec.json.decode(row.fields, type=VendingKeyRow)) for row in rows]


def deliveries(
    connection: Connection, held: list[tuple[str, VendingKeyRow]]
) -> tuple[Delivery, ...]:
    """Return the sealed keys that were given out, newest first, and whether each is held."""
    there = {(terminal, key.sgc, key.krn, key.check_value) for terminal, key in held}
    rows = connection.execute(
        select(BUNDLE.c.signed, BUNDLE.c.created_at)
        .where(BUNDLE.c.kind == BundleKind.SEALED_KEY.value)
        .order_by(BUNDLE.c.epoch.desc(), BUNDLE.c.n.desc())
        .limit(KEYS_LISTED_MAX)
    )
    made = []
    for row in rows:
        body = msgspec.json.decode(row.signed, type=SignedBundle).body.encode()
        sealed = read_sealed_key_file(body)
        terms = None if sealed is None else sealed_terms(sealed)
        if terms is not None:
            place = (terms.terminal, terms.sgc, terms.krn, terms.check_value)
            made.append(Delivery(terms, row.created_at, place in there))
    return tuple(made)


def receiver_of(connection: Connection, terminal: str) -> SealingKey:
    """Return what keys for a terminal are sealed for.

    Raises:
        TerminalNotKnown, TerminalIsRevoked.
        KeyNotForTerminal: its public key is not known here.
    """
    found = connection.execute(select(TERMINAL).where(TERMINAL.c.terminal == terminal)).first()
    if found is None:
        raise TerminalNotKnown(terminal=terminal[:40])
    if found.revoked_at:
        raise TerminalIsRevoked(terminal=terminal)
    to = read_sealing_key_text(found.sealing_key, found.device_key)
    if to is None:
        raise KeyNotForTerminal(terminal=terminal, why="its public key is not known here")
    return to


def must_be_new(connection: Connection, terminals: tuple[str, ...], wanted: KeyStatus) -> None:
    """Refuse a key that a terminal has, that would go backwards there, or that is another's name.

    Args:
        connection: reads.
        terminals: that are to get it.
        wanted: its check value may be empty, and is then not compared.

    Raises:
        KeyNotForTerminal: names the first terminal that stands against it.
    """
    held = vending_keys(connection)
    known: list[tuple[str, VendingKeyRow | KeyTerms]] = list(held)
    # What is sealed for a device that was replaced meanwhile never arrives.
    devices = {row.terminal: row.device_key for row in connection.execute(select(TERMINAL))}
    known += [
        (one.terms.terminal, one.terms)
        for one in deliveries(connection, held)
        if not one.is_there and devices.get(one.terms.terminal) == one.terms.device_key
    ]
    for terminal, key in known:
        why = _against(key, wanted, is_receiver=terminal in terminals)
        if why:
            raise KeyNotForTerminal(terminal=terminal, why=why)
    for terminal in terminals:
        if not _is_priced(connection, terminal, wanted.sgc):
            why = "its lease has no price for this supply group"
            raise KeyNotForTerminal(terminal=terminal, why=why)


def _against(key: VendingKeyRow | KeyTerms, wanted: KeyStatus, *, is_receiver: bool) -> str:
    """Return why a key that a terminal holds, or that is on its way there, forbids another."""
    is_same_name = (key.sgc, key.krn) == (wanted.sgc, wanted.krn)
    if is_receiver:
        if is_same_name:
            return "it holds this revision, or has it on its way"
        if key.sgc == wanted.sgc and (
            key.krn > wanted.krn or key.base_date > wanted.base_date or key.dkga > wanted.dkga
        ):
            return "it holds a newer key of this supply group"
        if wanted.check_value and (key.dkga, key.check_value) == (wanted.dkga, wanted.check_value):
            return "it holds the same key under another name"
    elif is_same_name and _said_of(key, wanted) != _said_of(wanted, wanted):
        return "it holds another key under this name"
    return ""


def _said_of(key: VendingKeyRow | KeyTerms | KeyStatus, wanted: KeyStatus) -> tuple[object, ...]:
    compared = key.check_value if wanted.check_value else ""
    return (
        key.key_type,
        key.dkga,
        key.base_date,
        key.ken,
        key.tid_utc_offset_minutes,
        compared,
    )


def _is_priced(connection: Connection, terminal: str, sgc: str) -> bool:
    newest = connection.execute(
        select(LEASE.c.signed)
        .where(LEASE.c.terminal == terminal)
        .order_by(LEASE.c.serial.desc())
        .limit(1)
    ).scalar_one_or_none()
    if newest is None:
        return True
    terms = lease_terms(msgspec.json.decode(newest, type=SignedLease))
    floors = None if terms is None else terms.limits
    return floors is None or not floors.floors or bool(floors.floor_of(sgc, _RESOURCE))
