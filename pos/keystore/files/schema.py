"""Tables of the agent's own database, and the version that `PRAGMA user_version` holds.

Nothing is ever deleted. Triggers keep that true against our own bugs; whoever has the key of the
database can drop them, which is why every issue is signed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pos.keystore.files.schema_clock import KNOWN_TIME, TIME_BESIDE_COUNTERS
from pos.keystore.files.schema_people import ALL_SET_HERE, OFFICE_WORDS

SCHEMA_VERSION = 13


@dataclass(frozen=True, slots=True)
class StoreSchema:
    """Tables of one kind of agent.

    Attributes:
        tables: makes them all in an empty database.
        version: of what `tables` makes.
        upgrades: by version, what brings a database of it to the next one.
    """

    tables: str
    version: int
    upgrades: Mapping[int, str]


_HEAD_OFFICE = """
CREATE TABLE head_office (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    root_key TEXT NOT NULL
) STRICT;

CREATE TRIGGER head_office_once BEFORE INSERT ON head_office
WHEN EXISTS (SELECT 1 FROM head_office)
BEGIN SELECT RAISE(ABORT, 'a head office is pinned once'); END;
CREATE TRIGGER head_office_fixed BEFORE UPDATE ON head_office
BEGIN SELECT RAISE(ABORT, 'a head office is pinned once'); END;
CREATE TRIGGER head_office_kept BEFORE DELETE ON head_office
BEGIN SELECT RAISE(ABORT, 'a head office is pinned once'); END;
"""

_DAY_COUNTS = """
CREATE TABLE day_count (
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    issued INTEGER NOT NULL,
    PRIMARY KEY (day, kind)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER day_count_grows BEFORE UPDATE ON day_count WHEN NEW.issued <= OLD.issued
BEGIN SELECT RAISE(ABORT, 'a day counts only up'); END;
CREATE TRIGGER day_count_kept BEFORE DELETE ON day_count
BEGIN SELECT RAISE(ABORT, 'a day is never forgotten'); END;
"""
# JSON of `LeaseLimits`; leases from before have none.
_LEASE_LIMITS = "ALTER TABLE lease ADD COLUMN limits TEXT NOT NULL DEFAULT '{}';"

_CEILING = """
CREATE TABLE ceiling (
    serial INTEGER PRIMARY KEY,
    terms TEXT NOT NULL
) STRICT;

CREATE TRIGGER ceiling_kept BEFORE DELETE ON ceiling
BEGIN SELECT RAISE(ABORT, 'a ceiling is only replaced by a newer one'); END;
CREATE TRIGGER ceiling_fixed BEFORE UPDATE ON ceiling
BEGIN SELECT RAISE(ABORT, 'a ceiling is only replaced by a newer one'); END;
"""

_REISSUES = """
CREATE TABLE reissue (
    of_sale TEXT PRIMARY KEY,
    sale_id TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

CREATE TRIGGER reissue_once BEFORE INSERT ON reissue
WHEN EXISTS (SELECT 1 FROM reissue WHERE of_sale = NEW.of_sale OR sale_id = NEW.sale_id)
BEGIN SELECT RAISE(ABORT, 'a sale is reissued once'); END;
CREATE TRIGGER reissue_fixed BEFORE UPDATE ON reissue
BEGIN SELECT RAISE(ABORT, 'a reissue is never changed'); END;
CREATE TRIGGER reissue_kept BEFORE DELETE ON reissue
BEGIN SELECT RAISE(ABORT, 'a reissue is never forgotten'); END;
"""

# Sums are totals of the lease, forfeits included. `counter` is what the hardware shows for the
# newest files.
_HARDWARE_TIER = """
CREATE TABLE hardware_counter (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    way TEXT NOT NULL,
    counter_index INTEGER NOT NULL,
    secret BLOB NOT NULL
) STRICT;

CREATE TABLE lease_slice (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    counter INTEGER NOT NULL,
    spent_money INTEGER NOT NULL,
    spent_energy_milli INTEGER NOT NULL,
    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1))
) STRICT;

CREATE TABLE forfeit (
    counter INTEGER PRIMARY KEY,
    money INTEGER NOT NULL,
    energy_milli INTEGER NOT NULL
) STRICT;

CREATE TRIGGER hardware_counter_once BEFORE INSERT ON hardware_counter
WHEN EXISTS (SELECT 1 FROM hardware_counter)
BEGIN SELECT RAISE(ABORT, 'a counter is chosen once'); END;
CREATE TRIGGER hardware_counter_fixed BEFORE UPDATE ON hardware_counter
BEGIN SELECT RAISE(ABORT, 'a counter is chosen once'); END;
CREATE TRIGGER hardware_counter_kept BEFORE DELETE ON hardware_counter
BEGIN SELECT RAISE(ABORT, 'a counter is chosen once'); END;
CREATE TRIGGER lease_slice_grows BEFORE UPDATE ON lease_slice WHEN NEW.counter <> OLD.counter + 1
BEGIN SELECT RAISE(ABORT, 'a slice moves with its counter'); END;
CREATE TRIGGER lease_slice_kept BEFORE DELETE ON lease_slice
BEGIN SELECT RAISE(ABORT, 'a slice is only replaced'); END;
CREATE TRIGGER forfeit_kept BEFORE DELETE ON forfeit
BEGIN SELECT RAISE(ABORT, 'a forfeit is never forgotten'); END;
CREATE TRIGGER forfeit_fixed BEFORE UPDATE ON forfeit
BEGIN SELECT RAISE(ABORT, 'a forfeit is never forgotten'); END;
"""

# What a person is; empty where an older program left a PIN and nobody told since.
_ROLES = "ALTER TABLE pin ADD COLUMN role TEXT NOT NULL DEFAULT '';"

# Requests to head office for a PIN, and the PIN's verifier, until they are answered or too old.
_PIN_RESETS = """
CREATE TABLE pin_reset (
    terms TEXT PRIMARY KEY,
    asked_at TEXT NOT NULL,
    salt BLOB NOT NULL,
    verifier BLOB NOT NULL
) STRICT, WITHOUT ROWID;
"""

# How many issues there were when a head was signed, and the first such head's number.
_COVERED = """
CREATE TABLE covered (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    issues INTEGER NOT NULL,
    seq INTEGER NOT NULL
) STRICT;
INSERT INTO covered SELECT 1, coalesce(max(issues), 0), coalesce(max(seq), 0)
FROM agent_state, signed_head;

CREATE TRIGGER issues_covered AFTER INSERT ON signed_head
BEGIN
    UPDATE covered SET issues = (SELECT issues FROM agent_state), seq = NEW.seq
    WHERE issues <> (SELECT issues FROM agent_state);
END;
CREATE TRIGGER covered_kept BEFORE DELETE ON covered
BEGIN SELECT RAISE(ABORT, 'what is covered is only moved on'); END;
"""

# What brings an issue store of this version to the next one.
UPGRADES = {
    1: _HEAD_OFFICE,
    2: _DAY_COUNTS + _LEASE_LIMITS,
    3: _CEILING,
    4: _REISSUES,
    5: KNOWN_TIME,
    6: _HARDWARE_TIER,
    7: _ROLES,
    8: _PIN_RESETS,
    9: _COVERED,
    10: OFFICE_WORDS,
    11: TIME_BESIDE_COUNTERS,
    12: ALL_SET_HERE,
}

_TABLES = """
CREATE TABLE agent_state (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    vault_id BLOB NOT NULL,
    issues INTEGER NOT NULL,
    money_issued INTEGER NOT NULL,
    energy_issued_milli INTEGER NOT NULL,
    last_time TEXT NOT NULL
) STRICT;

CREATE TABLE issue (
    issue_no INTEGER PRIMARY KEY,
    sale_id TEXT NOT NULL UNIQUE,
    begun BLOB NOT NULL,
    receipt BLOB NOT NULL
) STRICT;

CREATE TABLE tombstone (
    sale_id TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    request_digest TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE meter_tid (
    pan TEXT NOT NULL,
    base_date INTEGER NOT NULL,
    tid INTEGER NOT NULL,
    PRIMARY KEY (pan, base_date)
) STRICT, WITHOUT ROWID;

CREATE TABLE meter_day (
    pan TEXT NOT NULL,
    day TEXT NOT NULL,
    energy_milli INTEGER NOT NULL,
    PRIMARY KEY (pan, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE lease (
    serial INTEGER PRIMARY KEY,
    not_before TEXT NOT NULL,
    until TEXT NOT NULL,
    money_may_reach INTEGER NOT NULL,
    energy_may_reach_milli INTEGER NOT NULL,
    energy_per_meter_day_milli INTEGER NOT NULL,
    lane INTEGER NOT NULL,
    lanes INTEGER NOT NULL
) STRICT;

CREATE TABLE signed_head (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    terminal TEXT NOT NULL,
    incarnation INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE TABLE pin (
    operator TEXT PRIMARY KEY,
    salt BLOB NOT NULL,
    verifier BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE pin_failure (
    who TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER issue_kept BEFORE DELETE ON issue
BEGIN SELECT RAISE(ABORT, 'an issue is never deleted'); END;
CREATE TRIGGER issue_fixed BEFORE UPDATE ON issue
BEGIN SELECT RAISE(ABORT, 'an issue is never changed'); END;
CREATE TRIGGER issue_next BEFORE INSERT ON issue
WHEN NEW.issue_no <> (SELECT issues + 1 FROM agent_state)
    OR EXISTS (SELECT 1 FROM issue WHERE sale_id = NEW.sale_id)
    OR EXISTS (SELECT 1 FROM tombstone WHERE sale_id = NEW.sale_id)
BEGIN SELECT RAISE(ABORT, 'an issue is new and the next one'); END;

CREATE TRIGGER tombstone_kept BEFORE DELETE ON tombstone
BEGIN SELECT RAISE(ABORT, 'a tombstone is never deleted'); END;
CREATE TRIGGER tombstone_fixed BEFORE UPDATE ON tombstone
BEGIN SELECT RAISE(ABORT, 'a tombstone is never changed'); END;
CREATE TRIGGER tombstone_new BEFORE INSERT ON tombstone
WHEN EXISTS (SELECT 1 FROM issue WHERE sale_id = NEW.sale_id)
    OR EXISTS (SELECT 1 FROM tombstone WHERE sale_id = NEW.sale_id)
BEGIN SELECT RAISE(ABORT, 'a tombstone is for an id that never ended'); END;

CREATE TRIGGER state_grows BEFORE UPDATE ON agent_state
WHEN NEW.vault_id <> OLD.vault_id OR NEW.issues <> OLD.issues + 1
    OR NEW.money_issued < OLD.money_issued OR NEW.energy_issued_milli < OLD.energy_issued_milli
    OR NEW.last_time < OLD.last_time
BEGIN SELECT RAISE(ABORT, 'counters only grow'); END;
CREATE TRIGGER state_kept BEFORE DELETE ON agent_state
BEGIN SELECT RAISE(ABORT, 'the state is never deleted'); END;

CREATE TRIGGER tid_grows BEFORE UPDATE ON meter_tid WHEN NEW.tid <= OLD.tid
BEGIN SELECT RAISE(ABORT, 'token identifiers only grow'); END;
"""

SCHEMA = (
    _TABLES
    + _HEAD_OFFICE
    + _DAY_COUNTS
    + _LEASE_LIMITS
    + _CEILING
    + _REISSUES
    + KNOWN_TIME
    + _HARDWARE_TIER
    + _ROLES
    + _PIN_RESETS
    + _COVERED
    + OFFICE_WORDS
    + TIME_BESIDE_COUNTERS
    + ALL_SET_HERE
)

ISSUE_STORE = StoreSchema(SCHEMA, SCHEMA_VERSION, UPGRADES)
"""A terminal's."""
