"""Leases on their way from head office into the key agent."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from pos.app.custody.receive_lease import install_lease_file, receive_lease
from pos.app.office.enrol_by_stick import request_file, take_answer_file
from pos.app.ports import LeaseStatus, Ports
from pos.domain.entries import Enrolled, LeaseReceived
from pos.domain.errors import (
    EndTooEarly,
    EnrolmentRefused,
    HeadOfficePinned,
    LeaseNotGenuine,
    StickMalformed,
    TerminalIsRevoked,
    TerminalNotKnown,
    TerminalRevoked,
)
from pos.domain.journal import read_entry
from pos.headoffice.terminals.leases import newest_lease
from pos.keystore.errors.refusals import LeaseNotNewer
from pos.wire.bundle import BundleKind
from pos.wire.uplink_enrolment import ENROL_FILE_BYTES_MAX
from pos.wire.uplink_lease import SignedLease, read_lease_file
from tests import agent_stories
from tests import office_stories as story
from tests.office_stories import OfficeHere, RealClock


@pytest.fixture(name="clock")
def _clock() -> RealClock:
    """Give the real time."""
    return RealClock()


@pytest.fixture(name="office")
def _office(tmp_path: Path, clock: RealClock) -> Iterator[OfficeHere]:
    """Give an empty training head office."""
    with story.office_at(story.new_office(tmp_path), clock) as office:
        yield office


@pytest.fixture(name="ports")
def _ports(tmp_path: Path, clock: RealClock, office: OfficeHere) -> Iterator[Ports]:
    """Give a terminal that has joined."""
    folder = story.new_terminal(tmp_path / "terminal", clock)
    with story.terminal_at(folder, clock) as ports:
        story.join(office, ports)
        yield ports


def _lease(ports: Ports) -> LeaseStatus:
    lease = ports.keys.status().lease
    assert lease is not None
    return lease


def _newest(office: OfficeHere) -> SignedLease:
    with office.database.read() as connection:
        found = newest_lease(connection, story.TERMINAL)
    assert found is not None
    return found


def _received(ports: Ports) -> list[int]:
    with ports.store.read() as reads:
        payloads = [read_entry(stored.body).payload for stored in reads.entries()]
    return [payload.serial for payload in payloads if isinstance(payload, LeaseReceived)]


def test_joining_is_written_down(office: OfficeHere, ports: Ports) -> None:
    """The journal names head office's root key."""
    with ports.store.read() as reads:
        payload = read_entry(reads.entry(reads.head().seq).body).payload
    assert payload == Enrolled(url=story.URL, root_key=office.administration.root_key())


def test_a_grant_arrives_with_the_next_sync(office: OfficeHere, ports: Ports) -> None:
    """Sums go on from what was issued, not from what the terminal allowed itself."""
    office.grant(story.TERMINAL, 50_000, 100)
    assert story.sync(office, ports).lease_received
    lease = _lease(ports)
    assert (lease.serial, lease.money_may_reach, lease.energy_may_reach_milli) == (
        2,
        50_000,
        100_000,
    )
    assert _received(ports) == [2]
    assert story.stored_hashes(office) == story.hashes_of(ports)
    assert not story.sync(office, ports).lease_received


def test_grants_add_up(office: OfficeHere, ports: Ports) -> None:
    """A second grant is further money on top of the first."""
    office.grant(story.TERMINAL, 50_000, 100)
    office.grant(story.TERMINAL, 20_000, 10)
    story.sync(office, ports)
    assert _lease(ports).money_may_reach == 70_000
    assert _lease(ports).energy_may_reach_milli == 110_000


def test_a_lease_that_was_taken_but_not_written_down_is_written_down_next_time(
    office: OfficeHere, ports: Ports
) -> None:
    """The power may fail between key agent and journal."""
    office.grant(story.TERMINAL, 50_000, 100)
    ports.keys.take_lease(_newest(office))
    assert _received(ports) == []
    assert story.sync(office, ports).lease_received
    assert _received(ports) == [2]


def test_an_old_lease_never_comes_back(office: OfficeHere, ports: Ports) -> None:
    """Serials only rise; a file says why it is refused."""
    office.grant(story.TERMINAL, 50_000, 100)
    old = _newest(office)
    office.grant(story.TERMINAL, 1, 1)
    story.sync(office, ports)
    assert not receive_lease(ports, old, operator="")
    with pytest.raises(LeaseNotNewer):
        install_lease_file(ports, old, operator="agent")
    assert _lease(ports).serial == 3


def test_a_lease_may_come_as_a_file(office: OfficeHere, ports: Ports) -> None:
    """A stick does what the line does."""
    office.grant(story.TERMINAL, 50_000, 100)
    assert install_lease_file(ports, _newest(office), operator="agent").serial == 2
    assert _received(ports) == [2]


@pytest.mark.parametrize("field", ["body", "signature", "certificate"])
def test_a_changed_lease_is_refused(office: OfficeHere, ports: Ports, field: str) -> None:
    """A changed sum, another signature, another certificate: the lease in force stays."""
    office.grant(story.TERMINAL, 50_000, 100)
    lease = _newest(office)
    changes: dict[str, object] = {
        "body": lease.body.replace('"money_may_reach":50000', '"money_may_reach":90000'),
        "signature": "0" * 128,
        "certificate": msgspec.structs.replace(lease.certificate, signature="0" * 128),
    }
    forged = msgspec.structs.replace(lease, **{field: changes[field]})
    assert forged != lease
    with pytest.raises(LeaseNotGenuine):
        ports.keys.take_lease(forged)
    assert _lease(ports).serial == 1


def test_another_head_offices_lease_is_refused(
    ports: Ports, tmp_path: Path, clock: RealClock
) -> None:
    """Only the pinned root key counts."""
    (tmp_path / "other").mkdir()
    with story.office_at(story.new_office(tmp_path / "other"), clock) as other:
        with pytest.raises(HeadOfficePinned):
            story.join(other, ports)
        other.grant(story.TERMINAL, 50_000, 100)
        with pytest.raises(LeaseNotGenuine):
            ports.keys.take_lease(_newest(other))
    assert _lease(ports).serial == 1


def test_another_terminals_lease_is_refused(
    office: OfficeHere, ports: Ports, tmp_path: Path, clock: RealClock
) -> None:
    """A lease names the device key that may take it."""
    office.grant(story.TERMINAL, 50_000, 100)
    folder = story.new_terminal(tmp_path / "second", clock)
    with story.terminal_at(folder, clock) as second:
        with pytest.raises(LeaseNotGenuine) as caught:
            second.keys.take_lease(_newest(office))
        assert caught.value.facts == {"why": "no head office"}
        agent = story.agent_of(second)
        agent.pin_head_office(office.administration.root_key(), _newest(office).certificate)
        with pytest.raises(LeaseNotGenuine) as caught:
            second.keys.take_lease(_newest(office))
        assert caught.value.facts == {"why": "another terminal"}
    assert _lease(ports).serial == 1


def test_an_enrolled_terminal_grants_itself_nothing(ports: Ports, clock: RealClock) -> None:
    """Training terminals make their own lease only until they join."""
    lease = replace(agent_stories.a_lease(clock.now()), serial=99)
    with pytest.raises(HeadOfficePinned):
        story.agent_of(ports).grant_training_lease(lease)


def test_who_is_granted_nothing(office: OfficeHere, ports: Ports) -> None:
    """Unknown and revoked terminals, and leases that would have ended."""
    del ports
    with pytest.raises(TerminalNotKnown):
        office.grant("T9", 1, 1)
    with pytest.raises(EndTooEarly):
        office.grant(story.TERMINAL, 1, 1, days=-1)
    office.administration.revoke(story.TERMINAL)
    with pytest.raises(TerminalIsRevoked):
        office.grant(story.TERMINAL, 1, 1)
    with pytest.raises(TerminalIsRevoked):
        office.administration.enrol_code(story.TERMINAL, timedelta(hours=1))


def test_a_restored_head_office_learns_its_grants_back(tmp_path: Path, clock: RealClock) -> None:
    """The journal tells serial and ceilings; the next grant goes above them."""
    path = story.new_office(tmp_path)
    folder = story.new_terminal(tmp_path / "terminal", clock)
    with story.terminal_at(folder, clock) as ports:
        with story.office_at(path, clock) as office:
            story.join(office, ports)
            story.sync(office, ports)
        copy = path.read_bytes()
        with story.office_at(path, clock) as office:
            office.grant(story.TERMINAL, 50_000, 100)
            office.grant(story.TERMINAL, 50_000, 100)
            story.sync(office, ports)
        path.write_bytes(copy)
        with story.office_at(path, clock) as office:
            story.sync(office, ports)
            office.grant(story.TERMINAL, 1_000, 1)
            story.sync(office, ports)
        assert (_lease(ports).serial, _lease(ports).money_may_reach) == (4, 101_000)


def test_a_restored_head_office_uses_no_number_twice(tmp_path: Path, clock: RealClock) -> None:
    """Its key agent remembers serials and versions before any terminal has spoken."""
    path = story.new_office(tmp_path)
    folder = story.new_terminal(tmp_path / "terminal", clock)
    people = [b'[{"name":"Anne","role":"agent"}]']
    with story.terminal_at(folder, clock) as ports:
        with story.office_at(path, clock) as office:
            story.join(office, ports)
            story.sync(office, ports)
        copy = path.read_bytes()
        with story.office_at(path, clock) as office:
            for _ in range(2):
                office.grant(story.TERMINAL, 50_000, 100)
                first = office.administration.publish(BundleKind.OPERATORS, people, "")
        path.write_bytes(copy)
        with story.office_at(path, clock) as office:
            office.grant(story.TERMINAL, 1_000, 1)
            again = office.administration.publish(BundleKind.OPERATORS, people, "")
            story.sync(office, ports)
        assert _lease(ports).serial == 4
        assert (again.epoch, again.first) == (first.epoch, first.last + 1)


def test_a_restored_head_office_learns_a_revocation_back(tmp_path: Path, clock: RealClock) -> None:
    """From the terminal itself, which was told so and says so for ever."""
    path = story.new_office(tmp_path)
    folder = story.new_terminal(tmp_path / "terminal", clock)
    with story.terminal_at(folder, clock) as ports:
        with story.office_at(path, clock) as office:
            story.join(office, ports)
            story.sync(office, ports)
        copy = path.read_bytes()
        with story.office_at(path, clock) as office:
            office.administration.revoke(story.TERMINAL)
            with pytest.raises(TerminalRevoked):
                story.sync(office, ports)
        path.write_bytes(copy)
        with story.office_at(path, clock) as office:
            assert office.only_terminal().revoked_at == ""
            story.sell_many(ports, 1, 1)
            with pytest.raises(TerminalRevoked):
                story.sync(office, ports)
            found = office.only_terminal()
            assert found.revoked_at
            assert [kind for kind, _ in found.alarms] == ["head_office_restored"]
            assert found.sales == 1
            with pytest.raises(TerminalIsRevoked):
                office.grant(story.TERMINAL, 1, 1)


def test_what_was_issued_above_the_lease_is_stored_and_noted(
    office: OfficeHere, ports: Ports
) -> None:
    """A record that breaks a rule is no reason to refuse it: its token exists."""
    office.grant(story.TERMINAL, 15_000, 1_000)
    story.sync(office, ports)
    story.sell_many(ports, 1, 3, lease_serial=2)
    story.sync(office, ports)
    found = office.only_terminal()
    assert (found.sales, found.exceptions) == (3, 2)


def test_a_terminal_joins_and_is_granted_by_stick(
    office: OfficeHere, tmp_path: Path, clock: RealClock
) -> None:
    """A landlord without a line: request, answer and lease are files."""
    folder = story.new_terminal(tmp_path / "alone", clock)
    with story.terminal_at(folder, clock) as ports:
        agent, code = story.agent_of(ports), office.code_for(story.TERMINAL)
        request = request_file(ports, agent, code=code)
        clock.moved += timedelta(minutes=40)
        answer = office.administration.admit(request)
        for bad in (b"{}", answer[:-1], b"[" * 20_000):
            with pytest.raises(StickMalformed):
                take_answer_file(ports, agent, bad, code=code)
        with pytest.raises(EnrolmentRefused):
            take_answer_file(ports, agent, answer, code="0" * 20)
        take_answer_file(ports, agent, answer, code=code)
        office.grant(story.TERMINAL, 50_000, 100)
        content = msgspec.json.encode(_newest(office))
        lease = read_lease_file(content)
        assert lease is not None
        installed = install_lease_file(ports, lease, operator="agent")
        assert (installed.serial, installed.money_may_reach) == (2, 50_000)


def test_head_office_admits_only_whom_it_gave_the_code(
    office: OfficeHere, tmp_path: Path, clock: RealClock
) -> None:
    """Not with another code, not changed on the way, and no file that is none."""
    folder = story.new_terminal(tmp_path / "alone", clock)
    with story.terminal_at(folder, clock) as ports:
        office.code_for(story.TERMINAL)
        request = request_file(ports, story.agent_of(ports), code="0" * 20)
    changed = request.replace(b'"money_issued":0', b'"money_issued":1')
    for content in (request, changed):
        with pytest.raises(EnrolmentRefused):
            office.administration.admit(content)
    for content in (b"", b"{}", b"\xff", request + b" " * ENROL_FILE_BYTES_MAX + b"x"):
        with pytest.raises(StickMalformed):
            office.administration.admit(content)
