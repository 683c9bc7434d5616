"""What the agent does for, and believes from, the one head office that was pinned."""

from pos.app.ports import LeaseStatus
from pos.domain.errors import (
    AgentUnreachable,
    HeadOfficeKindDiffers,
    HeadOfficePinned,
    LeaseNotGenuine,
)
from pos.keystore.issue.identity import Identity
from pos.keystore.office.ceilings import install_ceiling, lease_must_be_below_ceiling
from pos.keystore.office.lanes import lanes_must_rest
from pos.keystore.office.leases import install_lease
from pos.wire.uplink_keys import KeyCertificate, is_certified_by
from pos.wire.uplink_lease import SignedLease, genuine_terms
from pos.wire.uplink_request import RequestToSign


def pinned_root(identity: Identity) -> str | None:
    """Return the root key of the pinned head office, 64 hex digits; None for none."""
    row = identity.database.one("SELECT root_key FROM head_office")
    return None if row is None else str(row[0])


def pin_head_office(
    identity: Identity, root_key: str, certificate: KeyCertificate, *, training: bool
) -> None:
    """Believe this root key from now on, and no other; the same one again changes nothing.

    Args:
        identity: the open compartment.
        root_key: 64 hex digits.
        certificate: of any key of that head office; says of which kind it is.
        training: kind of the vault.

    Raises:
        HeadOfficePinned: another one is pinned.
        HeadOfficeKindDiffers: training and real do not mix.
        LeaseNotGenuine: the certificate is not the root's.
    """
    if certificate.training != training:
        raise HeadOfficeKindDiffers
    if not is_certified_by(certificate, root_key):
        raise LeaseNotGenuine(why="certificate")
    with identity.database.transaction():
        pinned = pinned_root(identity)
        if pinned is None:
            identity.database.run("INSERT INTO head_office VALUES (1, ?)", root_key)
        elif pinned != root_key:
            raise HeadOfficePinned


def grant_own_lease(identity: Identity, lease: LeaseStatus) -> LeaseStatus:
    """Install a lease that a training vault makes for itself, until it joins a head office.

    Raises:
        HeadOfficePinned: from now on only head office grants.
        LeaseMalformed, LeaseNotNewer: as `install_lease`.
    """
    if pinned_root(identity) is not None:
        raise HeadOfficePinned
    return install_lease(identity, lease)


def take_lease(identity: Identity, lease: SignedLease, *, training: bool) -> LeaseStatus:
    """Install a lease of the pinned head office.

    Raises:
        LeaseNotGenuine: it leads back to another root key or none, or names another terminal.
        LeaseAboveCeiling: the root key allows less.
        LaneNotAtRest: it moves a lane too early.
        LeaseMalformed, LeaseNotNewer: as `install_lease`.
    """
    root_key = pinned_root(identity)
    if root_key is None:
        raise LeaseNotGenuine(why="no head office")
    terms = genuine_terms(lease, root_key, training=training)
    if terms is None:
        raise LeaseNotGenuine(why="signature")
    if terms.device_key != identity.device_key.public:
        raise LeaseNotGenuine(why="another terminal")
    signed = identity.store.signed_head()
    if signed is not None and signed.terminal != terms.terminal:
        raise LeaseNotGenuine(why="another terminal")
    if lease.ceiling is not None:
        install_ceiling(
            identity, lease.ceiling, root_key, terminal=terms.terminal, training=training
        )
    lease_must_be_below_ceiling(identity, terms)
    lanes_must_rest(identity, terms)
    status = LeaseStatus(
        serial=terms.serial,
        not_before=terms.not_before,
        until=terms.until,
        money_issued=0,
        money_may_reach=terms.money_may_reach,
        energy_issued_milli=0,
        energy_may_reach_milli=terms.energy_may_reach_milli,
        energy_per_meter_day_milli=terms.energy_per_meter_day_milli,
        lane=terms.lane,
        lanes=terms.lanes,
        limits=terms.limits,
    )
    return install_lease(identity, status)


def sign_request(identity: Identity, request: RequestToSign) -> bytes:
    """Sign a request to head office with the device key, 64 bytes.

    The bytes begin with a tag of their own, so they can never be a journal's head or an issue.

    Raises:
        AgentUnreachable: the fields do not hold together.
    """
    if not request.is_well_formed():
        raise AgentUnreachable(why="request")
    return identity.device_key.sign_request(request)
