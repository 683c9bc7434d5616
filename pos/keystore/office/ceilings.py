"""The root key's word for the most that any lease may say; the agent enforces it."""

import msgspec

from pos.domain.errors import AgentStateDamaged, LeaseNotGenuine
from pos.domain.journal import is_time
from pos.keystore.errors.refusals import LeaseAboveCeiling, LeaseMalformed
from pos.keystore.issue.identity import Identity
from pos.wire.ceiling import CeilingTerms, SignedCeiling, genuine_ceiling
from pos.wire.uplink_lease import LeaseTerms, above_ceiling


def ceiling_in_force(identity: Identity) -> CeilingTerms | None:
    """Return the newest ceiling, None for a terminal that never got one."""
    row = identity.database.one("SELECT terms FROM ceiling ORDER BY serial DESC LIMIT 1")
    try:
        return None if row is None else msgspec.json.decode(row[0], type=CeilingTerms)
    except msgspec.MsgspecError as error:
        raise AgentStateDamaged(why="a stored ceiling") from error


def install_ceiling(
    identity: Identity, ceiling: SignedCeiling, root_key: str, *, terminal: str, training: bool
) -> None:
    """Keep a ceiling that is newer than the one in force; an older one changes nothing.

    Args:
        identity: the open compartment.
        ceiling: from anywhere.
        root_key: pinned, 64 hex digits.
        terminal: id that the lease beside it names.
        training: kind of the vault.

    Raises:
        LeaseNotGenuine: the root did not sign it for this terminal.
        LeaseMalformed: its time is none.
    """
    terms = genuine_ceiling(ceiling, root_key, training=training)
    if terms is None or terms.terminal != terminal:
        raise LeaseNotGenuine(why="ceiling")
    if not is_time(terms.until):
        raise LeaseMalformed(why="times")
    with identity.database.transaction():
        known = ceiling_in_force(identity)
        if known is None or terms.serial > known.serial:
            text = msgspec.json.encode(terms).decode()
            identity.database.run("INSERT INTO ceiling VALUES (?, ?)", terms.serial, text)


def lease_must_be_below_ceiling(identity: Identity, lease: LeaseTerms) -> None:
    """Compare a lease with the ceiling in force; LeaseAboveCeiling."""
    ceiling = ceiling_in_force(identity)
    if ceiling is not None and (what := above_ceiling(lease, ceiling)):
        raise LeaseAboveCeiling(what=what, serial=lease.serial)
