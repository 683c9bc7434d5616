"""Where the agent keeps the newest moment that is known to have passed; see `schema.py`."""

KNOWN_TIME = """
CREATE TABLE known_time (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    time TEXT NOT NULL
) STRICT;
"""

# The known time stands in the counters' row, which every issue writes anyway. It goes back only
# where a clock is put right, and then no counter moves.
TIME_BESIDE_COUNTERS = """
DROP TRIGGER state_grows;
UPDATE agent_state SET last_time = coalesce((SELECT time FROM known_time), last_time);
ALTER TABLE agent_state RENAME COLUMN last_time TO known_time;
DROP TABLE known_time;

CREATE TRIGGER state_grows BEFORE UPDATE ON agent_state
WHEN NEW.vault_id <> OLD.vault_id OR NEW.money_issued < OLD.money_issued
    OR NEW.energy_issued_milli < OLD.energy_issued_milli
    OR NOT (
        NEW.issues = OLD.issues + 1 AND NEW.known_time >= OLD.known_time
        OR NEW.issues = OLD.issues AND NEW.money_issued = OLD.money_issued
        AND NEW.energy_issued_milli = OLD.energy_issued_milli
    )
BEGIN SELECT RAISE(ABORT, 'counters only grow'); END;
"""
