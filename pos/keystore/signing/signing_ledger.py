"""What the key agent of a head office remembers of all that it signed, in a database of its own.

All methods may raise what `AgentDatabase` raises; then nothing of the transaction has happened.
"""

from pathlib import Path
from typing import Final

import msgspec

from pos.app.ports.signing import SignedBefore
from pos.domain.errors import AgentStateDamaged
from pos.keystore.files.encrypted_database import AgentDatabase, open_database
from pos.keystore.files.schema import StoreSchema
from pos.keystore.files.secret import Secret
from pos.wire.ceiling import SignedCeiling
from pos.wire.uplink_lease import LeaseTerms

_TABLES: Final = """
CREATE TABLE ledger (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    vault_id BLOB NOT NULL,
    bundle_epoch INTEGER NOT NULL,
    bundle_n INTEGER NOT NULL
) STRICT;

CREATE TABLE signed_lease (
    terminal TEXT NOT NULL,
    serial INTEGER NOT NULL,
    terms TEXT NOT NULL,
    signed_at TEXT NOT NULL,
    PRIMARY KEY (terminal, serial)
) STRICT, WITHOUT ROWID;

CREATE TABLE ceiling (
    terminal TEXT NOT NULL,
    serial INTEGER NOT NULL,
    signed TEXT NOT NULL,
    PRIMARY KEY (terminal, serial)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ledger_kept BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is never deleted'); END;
CREATE TRIGGER bundles_grow BEFORE UPDATE ON ledger
WHEN NEW.vault_id <> OLD.vault_id
    OR (NEW.bundle_epoch, NEW.bundle_n) <= (OLD.bundle_epoch, OLD.bundle_n)
BEGIN SELECT RAISE(ABORT, 'bundles only get newer'); END;
CREATE TRIGGER lease_newer BEFORE INSERT ON signed_lease
WHEN EXISTS (SELECT 1 FROM signed_lease WHERE terminal = NEW.terminal AND serial >= NEW.serial)
BEGIN SELECT RAISE(ABORT, 'leases only get newer'); END;
CREATE TRIGGER lease_kept BEFORE DELETE ON signed_lease
BEGIN SELECT RAISE(ABORT, 'what was signed is never forgotten'); END;
CREATE TRIGGER lease_fixed BEFORE UPDATE ON signed_lease
BEGIN SELECT RAISE(ABORT, 'what was signed is never changed'); END;
CREATE TRIGGER ceiling_newer BEFORE INSERT ON ceiling
WHEN EXISTS (SELECT 1 FROM ceiling WHERE terminal = NEW.terminal AND serial >= NEW.serial)
BEGIN SELECT RAISE(ABORT, 'ceilings only get newer'); END;
CREATE TRIGGER ceiling_kept BEFORE DELETE ON ceiling
BEGIN SELECT RAISE(ABORT, 'a ceiling is only replaced by a newer one'); END;
"""
# The tables of `PinDesk` for people; their limits; first yeses that wait for a second one.
_TWO_PEOPLE: Final = """
CREATE TABLE pin (
    operator TEXT PRIMARY KEY,
    salt BLOB NOT NULL,
    verifier BLOB NOT NULL,
    role TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE pin_failure (
    who TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE open_limit (
    currency TEXT PRIMARY KEY,
    money INTEGER NOT NULL,
    energy_milli INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE yes (
    digest TEXT NOT NULL,
    name TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (digest, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE terminal_currency (
    terminal TEXT PRIMARY KEY,
    currency TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""
# Keys that followed the vault's own; without a statement one is prepared and signs nothing yet.
_ANSWER_KEYS: Final = """
CREATE TABLE answer_key (
    n INTEGER PRIMARY KEY,
    seed BLOB NOT NULL,
    statement TEXT NOT NULL
) STRICT;
"""
LEDGER: Final = StoreSchema(
    _TABLES + _TWO_PEOPLE + _ANSWER_KEYS, 3, {1: _TWO_PEOPLE, 2: _ANSWER_KEYS}
)


class SigningLedger:
    """Leases, ceilings and bundles that went through this agent."""

    def __init__(self, database: AgentDatabase) -> None:
        self.database = database

    def begin(self, vault_id: bytes) -> None:
        """Write down whose ledger this is; inside a transaction."""
        self.database.run("INSERT INTO ledger VALUES (1, ?, 0, 0)", vault_id)

    def must_agree(self, vault_id: bytes) -> None:
        """Check that this is the ledger of a vault; AgentStateDamaged."""
        if self.database.one("SELECT vault_id FROM ledger") != (vault_id,):
            raise AgentStateDamaged(why="of another vault")

    def signed_before(self, terminal: str) -> SignedBefore:
        """Return the newest of what was signed."""
        newest = self.database.one(
            "SELECT max(serial) FROM signed_lease WHERE terminal = ?", terminal
        )
        bundle = self.database.one("SELECT bundle_epoch, bundle_n FROM ledger") or (0, 0)
        serial = 0 if newest is None or newest[0] is None else int(newest[0])
        return SignedBefore(serial, (int(bundle[0]), int(bundle[1])))

    def newest_lease(self, terminal: str) -> LeaseTerms | None:
        """Return what was signed last for a terminal, None for nothing."""
        found = self.database.one(
            "SELECT terms FROM signed_lease WHERE terminal = ? ORDER BY serial DESC LIMIT 1",
            terminal,
        )
        return None if found is None else msgspec.json.decode(found[0], type=LeaseTerms)

    def ceiling(self, terminal: str) -> SignedCeiling | None:
        """Return the newest ceiling that came with a lease of a terminal."""
        found = self.database.one(
            "SELECT signed FROM ceiling WHERE terminal = ? ORDER BY serial DESC LIMIT 1", terminal
        )
        return None if found is None else msgspec.json.decode(found[0], type=SignedCeiling)

    def add_ceiling(self, terminal: str, serial: int, ceiling: SignedCeiling) -> None:
        """Keep a newer ceiling; inside a transaction."""
        signed = msgspec.json.encode(ceiling).decode()
        self.database.run("INSERT INTO ceiling VALUES (?, ?, ?)", terminal, serial, signed)

    def add_lease(self, terms: LeaseTerms, now: str) -> None:
        """Note a lease that is about to be signed; inside a transaction."""
        self.database.run(
            "INSERT INTO signed_lease VALUES (?, ?, ?, ?)",
            terms.terminal,
            terms.serial,
            msgspec.json.encode(terms).decode(),
            now,
        )

    def add_bundle(self, version: tuple[int, int]) -> None:
        """Note a bundle that is about to be signed; inside a transaction."""
        self.database.run("UPDATE ledger SET bundle_epoch = ?, bundle_n = ?", *version)


def open_ledger(path: Path, key: Secret, vault_id: bytes) -> SigningLedger:
    """Open the ledger of a vault, brought up to date; raises as `open_database`."""
    ledger = SigningLedger(open_database(path, key, LEDGER))
    try:
        ledger.must_agree(vault_id)
    except BaseException:
        ledger.database.close()
        raise
    return ledger
