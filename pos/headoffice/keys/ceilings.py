"""Ceilings: signed with the root key while its stick is in the machine, kept beside the leases."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from pos.domain.errors import EndTooEarly, file_not_read
from pos.domain.errors.office import RootKeyUnusable
from pos.domain.journal import format_time
from pos.headoffice.store.schema import CEILING, OFFICE
from pos.wire.ceiling import CeilingTerms, SignedCeiling, ceiling_terms, sign_ceiling

_PEM_BYTES_MAX = 4096


@dataclass(frozen=True, slots=True)
class CeilingWish:
    """What the root key shall allow a terminal over its life.

    Attributes:
        money: minor units.
        energy_milli: thousandths.
        until: aware; no lease ends later.
    """

    terminal: str
    money: int
    energy_milli: int
    until: datetime


def load_root(path: Path) -> Ed25519PrivateKey:
    """Load the private root key.

    Raises:
        FileNotRead.
        RootKeyUnusable: the file holds none.
    """
    try:
        with path.open("rb") as file:
            key = load_pem_private_key(file.read(_PEM_BYTES_MAX), password=None)
    except OSError as error:
        raise file_not_read(path.name, error) from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise RootKeyUnusable(name=path.name) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise RootKeyUnusable(name=path.name)
    return key


def own_root(connection: Connection, path: Path) -> Ed25519PrivateKey:
    """Load the private root key of this head office; FileNotRead, RootKeyUnusable."""
    root = load_root(path)
    known = connection.execute(select(OFFICE.c.root_key)).scalar_one()
    if root.public_key().public_bytes_raw().hex() != known:
        raise RootKeyUnusable(name=path.name)
    return root


def set_ceiling(
    connection: Connection, wish: CeilingWish, root_file: Path, now: datetime
) -> CeilingTerms:
    """Sign and keep a ceiling; the terminal gets it with its next lease.

    Raises:
        RootKeyUnusable: the key is missing or another head office's.
        EndTooEarly: it would have ended.
    """
    if wish.until <= now:
        raise EndTooEarly(text=format_time(wish.until))
    root = own_root(connection, root_file)
    training = connection.execute(select(OFFICE.c.training)).scalar_one()
    before = newest_ceiling(connection, wish.terminal)
    known = None if before is None else ceiling_terms(before)
    terms = CeilingTerms(
        terminal=wish.terminal,
        training=bool(training),
        serial=1 if known is None else known.serial + 1,
        until=format_time(wish.until),
        money_may_reach=wish.money,
        energy_may_reach_milli=wish.energy_milli,
    )
    connection.execute(
        insert(CEILING).values(
            terminal=terms.terminal,
            serial=terms.serial,
            signed=msgspec.json.encode(sign_ceiling(terms, root)),
            signed_at=format_time(now),
        )
    )
    return terms


def newest_ceiling(connection: Connection, terminal: str) -> SignedCeiling | None:
    """Return the newest ceiling of a terminal, None for none."""
    found = connection.execute(
        select(CEILING.c.signed)
        .where(CEILING.c.terminal == terminal)
        .order_by(CEILING.c.serial.desc())
        .limit(1)
    ).scalar_one_or_none()
    return None if found is None else msgspec.json.decode(found, type=SignedCeiling)
