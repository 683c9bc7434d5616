"""Taking in a lease: what the agent may issue until when."""

from pos.app.ports import LeaseStatus
from pos.domain.journal import is_time
from pos.keystore.errors.refusals import LeaseMalformed, LeaseNotNewer
from pos.keystore.issue.identity import Identity
from pos.keystore.issue.requests import AMOUNT_MAX
from pos.sts.tid import LANES_MAX


def install_lease(identity: Identity, lease: LeaseStatus) -> LeaseStatus:
    """Make a lease the one in force; its issued sums are ignored.

    Raises:
        LeaseMalformed: times, sums or lane do not hold together.
        LeaseNotNewer: its serial is not above the one in force.
    """
    _must_hold_together(lease)
    with identity.database.transaction():
        installed = identity.lease()
        if installed is not None and lease.serial <= installed.serial:
            raise LeaseNotNewer(serial=lease.serial, installed=installed.serial)
        identity.store.leases.add(lease)
    in_force = identity.lease()
    assert in_force is not None  # noqa: S101 - it was just written; its absence is our own bug.
    return in_force


def _must_hold_together(lease: LeaseStatus) -> None:
    times_fit = is_time(lease.not_before) and is_time(lease.until)
    if not times_fit or lease.not_before >= lease.until:
        raise LeaseMalformed(why="times")
    sums = (
        lease.money_may_reach,
        lease.energy_may_reach_milli,
        lease.energy_per_meter_day_milli,
        lease.serial,
    )
    if not all(0 <= value <= AMOUNT_MAX for value in sums):
        raise LeaseMalformed(why="sums")
    lanes = (
        (lease.lane, lease.lanes),
        *((one.lane, one.lanes) for one in lease.limits.group_lanes),
    )
    if not all(1 <= of <= LANES_MAX and 0 <= lane < of for lane, of in lanes):
        raise LeaseMalformed(why="lane")
    if not lease.limits.is_consistent():
        raise LeaseMalformed(why="limits")
