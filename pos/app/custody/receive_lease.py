"""Taking in a lease of head office, from its answer or from a file."""

from dataclasses import replace

from pos.app.ports import LeaseStatus, Ports
from pos.domain.entries import LeaseReceived
from pos.domain.errors import LeaseMissing, LeaseNotGenuine, NotEnrolled
from pos.domain.errors.office import LaneNotAtRest
from pos.wire.uplink_lease import SignedLease, lease_terms


def receive_lease(ports: Ports, lease: SignedLease, *, operator: str) -> bool:
    """Install a lease that is newer than the one in force, and write down that it came.

    After a power cut between the two, the next delivery of the same lease writes it down.

    Args:
        ports: of an enrolled terminal.
        lease: from anywhere; the key agent decides whether it is genuine.
        operator: who brought it, empty for the program itself.

    Returns:
        Whether it is new here and in force: one that moves a lane too early is not taken.

    Raises:
        NotEnrolled: there is no head office to believe.
        LeaseNotGenuine, LeaseMalformed: it is not for this terminal; nothing changed.
    """
    terms = lease_terms(lease)
    if terms is None:
        raise LeaseNotGenuine(why="terms")
    with ports.store.read() as reads:
        state = reads.uplink()
    if state is None:
        raise NotEnrolled
    in_force = ports.keys.status().lease
    if in_force is None or in_force.serial < terms.serial:
        try:
            in_force = ports.keys.take_lease(lease)
        except LaneNotAtRest:
            # Selling goes on under the lease in force; head office grants anew.
            return False
    if in_force.serial != terms.serial or state.lease_serial >= terms.serial:
        return False
    _write_down(ports, in_force, operator=operator)
    return True


def install_lease_file(ports: Ports, lease: SignedLease, *, operator: str) -> LeaseStatus:
    """Install a lease that came as a file; return the lease in force.

    Raises:
        NotEnrolled, LeaseNotGenuine, LeaseNotNewer, LeaseMalformed.
    """
    if not receive_lease(ports, lease, operator=operator):
        # The agent says itself why an old lease does not count.
        ports.keys.take_lease(lease)
    in_force = ports.keys.status().lease
    if in_force is None:
        raise LeaseMissing
    return in_force


def _write_down(ports: Ports, lease: LeaseStatus, *, operator: str) -> None:
    with ports.store.write() as work:
        state = work.uplink()
        if state is None:
            raise NotEnrolled
        if state.lease_serial >= lease.serial:
            return
        work.append(
            LeaseReceived(
                serial=lease.serial,
                not_before=lease.not_before,
                until=lease.until,
                money_may_reach=lease.money_may_reach,
                energy_may_reach_milli=lease.energy_may_reach_milli,
            ),
            operator=operator,
        )
        work.set_uplink(replace(state, lease_serial=lease.serial))
        work.commit()
