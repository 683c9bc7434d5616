"""Lanes of token identifiers, which move only once all that was issued in the old ones is known.

Another terminal may get the lane that this one leaves. What this one issued there, up to a day
ahead of the clock, has to be known at head office first, or the two could make one identifier
twice. The first head that is signed after an issue stands for it: a lease that moves a lane says
how many entries head office has.
"""

from pos.app.ports import LeaseStatus
from pos.domain.errors.office import LaneNotAtRest
from pos.domain.lease import Lane, lanes_differ
from pos.keystore.issue.identity import Identity
from pos.wire.uplink_lease import LeaseTerms


def lanes_must_rest(identity: Identity, terms: LeaseTerms) -> None:
    """Refuse a lease that moves a lane while issues of the old one are not acknowledged.

    Raises:
        LaneNotAtRest: deliver everything, sell nothing, and have it granted again.
    """
    in_force = identity.lease()
    if in_force is None or not _moves(in_force, terms) or in_force.until <= terms.not_before:
        return
    row = identity.database.one("SELECT issues, seq FROM covered")
    assert row is not None  # noqa: S101 - it is written with the tables.
    covered, seq = row
    issues = identity.store.counters().issues
    if issues and (covered < issues or terms.acknowledged < seq):
        raise LaneNotAtRest(serial=terms.serial, acknowledged=terms.acknowledged, seq=seq)


def _moves(in_force: LeaseStatus, terms: LeaseTerms) -> bool:
    return lanes_differ(
        Lane(in_force.lane, in_force.lanes),
        in_force.limits,
        Lane(terms.lane, terms.lanes),
        terms.limits,
    )
