"""The root key's ceilings: signed rarely, enforced by agents, above whatever head office grants."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.app.ports import Ports
from pos.domain.errors import EndTooEarly, FileNotRead, LeaseNotGenuine
from pos.domain.errors.office import GrantAboveCeiling, RootKeyUnusable
from pos.domain.journal import format_time
from pos.headoffice.keys.ceilings import CeilingWish, load_root
from pos.headoffice.terminals.leases import newest_lease
from pos.keystore.errors.refusals import LeaseAboveCeiling, LeaseMalformed
from pos.wire.ceiling import CeilingTerms, ceiling_terms, sign_ceiling
from pos.wire.uplink_keys import KeyPurpose
from pos.wire.uplink_lease import LeaseTerms, SignedLease, lease_terms, sign_lease
from tests import office_stories as story
from tests.office_stories import OfficeHere, RealClock, signing_of

KWH = 1000
DAY = timedelta(days=1)


@pytest.fixture(name="office")
def _office(tmp_path: Path) -> Iterator[OfficeHere]:
    """Give an empty training head office."""
    with story.office_at(story.new_office(tmp_path), RealClock()) as office:
        yield office


@pytest.fixture(name="ports")
def _ports(tmp_path: Path, office: OfficeHere) -> Iterator[Ports]:
    """Give a terminal that has joined."""
    folder = story.new_terminal(tmp_path / "terminal", RealClock())
    with story.terminal_at(folder, RealClock()) as ports:
        story.join(office, ports)
        yield ports


def root_file(office: OfficeHere) -> Path:
    """Return where the root key lies."""
    return office.path.parent / "root.pem"


def ceiling(office: OfficeHere, money: int, *, kwh: int = 1000, days: int = 60) -> CeilingTerms:
    """Sign a ceiling."""
    until = office.clock.now() + days * DAY
    wish = CeilingWish(story.TERMINAL, money, kwh * KWH, until)
    return office.administration.set_ceiling(wish, root_file(office))


def newest(office: OfficeHere) -> SignedLease:
    """Return the newest lease."""
    with office.database.read() as connection:
        lease = newest_lease(connection, story.TERMINAL)
    assert lease is not None
    return lease


def forged(office: OfficeHere, lease: SignedLease, **changes: object) -> SignedLease:
    """Grant as somebody who took head office's machine, with its lease key, and no root key."""
    granting = signing_of(office)._granting
    assert granting is not None
    key = Ed25519PrivateKey.from_private_bytes(granting[KeyPurpose.LEASE].reveal())
    terms = lease_terms(lease)
    assert isinstance(terms, LeaseTerms)
    worse = msgspec.structs.replace(terms, serial=terms.serial + 1, **changes)
    return sign_lease(worse, key, lease.certificate, lease.ceiling)


def test_head_office_grants_up_to_the_ceiling(office: OfficeHere, ports: Ports) -> None:
    """The ceiling travels with the lease; above it nothing is granted."""
    ceiling(office, 50_000)
    office.grant(story.TERMINAL, 50_000, 100)
    with pytest.raises(GrantAboveCeiling) as refusal:
        office.grant(story.TERMINAL, 1, 1)
    assert refusal.value.facts == {"what": "money"}
    assert story.sync(office, ports).lease_received
    ceiling(office, 60_000)
    office.grant(story.TERMINAL, 10_000, 1)
    assert story.sync(office, ports).lease_received


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"money_may_reach": 50_001}, "money"),
        ({"energy_may_reach_milli": 1_000_001}, "energy"),
        ({"until": "2099-01-01T00:00:00.000Z"}, "until"),
    ],
)
def test_the_lease_key_alone_grants_nothing_above_it(
    office: OfficeHere, ports: Ports, changes: dict[str, object], what: str
) -> None:
    """The agent keeps the ceiling, so that a lease without one is no way around it."""
    ceiling(office, 50_000)
    office.grant(story.TERMINAL, 50_000, 100)
    story.sync(office, ports)
    worse = forged(office, newest(office), **changes)
    for lease in (worse, msgspec.structs.replace(worse, ceiling=None)):
        with pytest.raises(LeaseAboveCeiling) as refusal:
            ports.keys.take_lease(lease)
        assert refusal.value.facts["what"] == what


def test_an_older_ceiling_does_not_come_back(office: OfficeHere, ports: Ports) -> None:
    """Serials only rise; the lower one stays."""
    ceiling(office, 90_000)
    office.grant(story.TERMINAL, 10_000, 100)
    generous = newest(office).ceiling
    ceiling(office, 50_000)
    office.grant(story.TERMINAL, 10_000, 100)
    story.sync(office, ports)
    worse = forged(office, newest(office), money_may_reach=90_000)
    with pytest.raises(LeaseAboveCeiling):
        ports.keys.take_lease(msgspec.structs.replace(worse, ceiling=generous))


def test_only_the_pinned_root_signs_ceilings_for_this_terminal(
    office: OfficeHere, ports: Ports
) -> None:
    """Another root, another terminal and the other kind are refused."""
    ceiling(office, 50_000)
    office.grant(story.TERMINAL, 10_000, 100)
    lease = newest(office)
    assert lease.ceiling is not None
    terms = ceiling_terms(lease.ceiling)
    assert terms is not None
    higher = msgspec.structs.replace(terms, serial=2, money_may_reach=10**9)
    stranger = Ed25519PrivateKey.from_private_bytes(b"\7" * 32)
    root = load_root(root_file(office))
    others = [
        sign_ceiling(higher, stranger),
        msgspec.structs.replace(lease.ceiling, body="{}"),
        sign_ceiling(msgspec.structs.replace(higher, terminal="T9"), root),
        sign_ceiling(msgspec.structs.replace(higher, training=False), root),
    ]
    for one in others:
        with pytest.raises(LeaseNotGenuine):
            ports.keys.take_lease(msgspec.structs.replace(lease, ceiling=one))


def test_the_lease_key_borrows_no_ceiling_of_another_terminal(
    office: OfficeHere, ports: Ports
) -> None:
    """A lease for this device under the other one's name brings the other one's ceiling."""
    ceiling(office, 50_000)
    office.grant(story.TERMINAL, 10_000, 100)
    story.sync(office, ports)
    lease = newest(office)
    assert lease.ceiling is not None
    terms = ceiling_terms(lease.ceiling)
    assert terms is not None
    higher = msgspec.structs.replace(terms, terminal="T9", serial=2, money_may_reach=10**9)
    signed = sign_ceiling(higher, load_root(root_file(office)))
    for name in (story.TERMINAL, "T9"):
        worse = forged(office, lease, terminal=name, money_may_reach=10**8)
        with pytest.raises(LeaseNotGenuine):
            ports.keys.take_lease(msgspec.structs.replace(worse, ceiling=signed))


def test_a_root_key_of_another_head_office_signs_nothing(
    office: OfficeHere, tmp_path: Path
) -> None:
    """Nor does a file that is no key; and a ceiling in the past is none."""
    other = tmp_path / "other"
    other.mkdir()
    story.new_office(other)
    wish = CeilingWish(story.TERMINAL, 1, 1, office.clock.now() + DAY)
    (tmp_path / "text").write_text("no key")
    for file in (other / "root.pem", tmp_path / "text"):
        with pytest.raises(RootKeyUnusable):
            office.administration.set_ceiling(wish, file)
    with pytest.raises(FileNotRead):
        office.administration.set_ceiling(wish, tmp_path / "none")
    past = CeilingWish(story.TERMINAL, 1, 1, office.clock.now())
    with pytest.raises(EndTooEarly):
        office.administration.set_ceiling(past, root_file(office))


def test_a_ceiling_with_a_time_that_is_none_is_refused(office: OfficeHere, ports: Ports) -> None:
    """Times are compared as text."""
    ceiling(office, 50_000)
    office.grant(story.TERMINAL, 10_000, 100)
    lease = newest(office)
    assert lease.ceiling is not None
    terms = ceiling_terms(lease.ceiling)
    assert terms is not None
    odd = msgspec.structs.replace(terms, until=format_time(office.clock.now())[:-1])
    signed = sign_ceiling(odd, load_root(root_file(office)))
    with pytest.raises(LeaseMalformed):
        ports.keys.take_lease(msgspec.structs.replace(lease, ceiling=signed))
