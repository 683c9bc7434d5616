"""A thief who can open the vault, or works at the counter, and wants more than the lease."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace

from pos.app.journal.ghost_scan import GhostKind, scan_and_write_down, scan_issues
from pos.app.journal.journal_heads import sign_newest_head
from pos.app.ports import Issued, Ports, Tombstone
from pos.app.selling.sell import sell
from pos.app.selling.settle import settle
from pos.domain.entries import GhostVendsFound, IssueRecovered
from pos.domain.errors import (
    AgentStateDamaged,
    ApprovalNotValid,
    FolderInUse,
    JournalShortened,
    LeaseNotGenuine,
    TerminalBehind,
    TerminalForked,
)
from pos.domain.journal import format_time, read_entry
from pos.domain.lease import FloorPrice, LeaseLimits
from pos.domain.operator import Role
from pos.domain.projections import SaleRow
from pos.headoffice.terminals.leases import newest_lease
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.errors.refusals import LeaseNotNewer
from pos.wire.uplink_lease import SignedLease, lease_terms, sign_lease
from tests import agent_stories as story
from tests import office_stories, terminal_stories
from tests.agent_stories import SetClock
from tests.faults.keystore.gains import gained
from tests.ghost_stories import ghost, take_out_of_the_agents_books
from tests.office_stories import OfficeHere, RealClock

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
PIN = b"847261"


@pytest.fixture(name="office")
def _office(tmp_path: Path) -> Iterator[OfficeHere]:
    """Give an empty training head office."""
    with office_stories.office_at(office_stories.new_office(tmp_path), RealClock()) as office:
        yield office


def sold(ports: Ports, place: int = 0, cents: int = 5_000) -> str:
    """Sell to one of the first meters."""
    with ports.store.read() as reads:
        pan = terminal_stories.pans_of(reads, place + 1)[place]
    return sell(ports, terminal_stories.a_request(pan, cents), operator="agent").sale_id


def test_restore_yesterdays_disk(till: Path, tmp_path: Path, office: OfficeHere) -> None:
    """All of it, with the passphrase: the counters are yesterday's, too."""
    with terminal_stories.opened(till) as ports:
        office_stories.join(office, ports)
        office.grant(office.only_terminal().terminal, 5_000, 500)
        office_stories.sync(office, ports)
    yesterday = Path(shutil.copytree(till, tmp_path / "yesterday"))
    with terminal_stories.opened(till) as ports:
        sold(ports)
        office_stories.sync(office, ports)
    with terminal_stories.opened(yesterday) as ports:
        settle(ports)
        sold(ports, 1)
        with pytest.raises((TerminalForked, TerminalBehind)):
            office_stories.sync(office, ports)
        with pytest.raises((TerminalForked, TerminalBehind)):
            sold(ports, 2, 100)
    gained(
        "restore yesterday's disk (software tier)",
        "what was left of the lease yesterday, once more, until the next sync: DETECTED, NOT"
        " BOUNDED; then it stops until it is restored",
    )


def test_restore_yesterdays_disk_in_part(till: Path, tmp_path: Path) -> None:
    """Only the key store, or only the journal: start-up finds either."""
    yesterday = Path(shutil.copytree(till, tmp_path / "yesterday"))
    with terminal_stories.opened(till) as ports:
        sold(ports)
        sign_newest_head(ports)
    for names, kind in (
        (("vault", "agent.db"), AgentStateDamaged),
        (("terminal.db",), JournalShortened),
    ):
        mixed = Path(shutil.copytree(till, tmp_path / names[0]))
        for name in names:
            for side in ("-wal", "-shm"):
                (mixed / f"{name}{side}").unlink(missing_ok=True)
            shutil.copy(yesterday / name, mixed / name)
            if (yesterday / f"{name}-wal").exists():
                shutil.copy(yesterday / f"{name}-wal", mixed / f"{name}-wal")
        with terminal_stories.opened(mixed) as ports, pytest.raises(kind):
            settle(ports)
    gained("restore only the key store, or only the journal", "nothing: it does not start to sell")


def test_replay_and_forge_a_lease(till: Path, office: OfficeHere) -> None:
    """Old ones, another terminal's, changed ones, and those of an own head office."""
    with terminal_stories.opened(till) as ports:
        office_stories.join(office, ports)
        name = office.only_terminal().terminal
        office.grant(name, 5_000, 500)
        office_stories.sync(office, ports)
        with office.database.read() as connection:
            lease = newest_lease(connection, name)
        assert lease is not None
        office.grant(name, 1, 1)
        office_stories.sync(office, ports)
        with pytest.raises(LeaseNotNewer):
            ports.keys.take_lease(lease)
        terms = lease_terms(lease)
        assert terms is not None
        own = Ed25519PrivateKey.from_private_bytes(b"\7" * 32)
        richer = msgspec.structs.replace(terms, serial=99, money_may_reach=10**12)
        for forged in (
            sign_lease(richer, own, lease.certificate),
            SignedLease(
                lease.body.replace('"money_may_reach":5000', '"money_may_reach":9999'),
                lease.signature,
                lease.certificate,
            ),
        ):
            with pytest.raises(LeaseNotGenuine):
                ports.keys.take_lease(forged)
    gained("replay and forge a lease", "nothing: strictly newer serials, signed for this device")


def test_set_the_clock_back_and_forward(tmp_path: Path) -> None:
    """To sell after the lease ended, before it begins, or with identifiers of another time."""
    clock = SetClock()
    agent = story.ready_agent(tmp_path, clock)
    lease = story.a_lease(story.NOON, serial=2, until=format_time(story.NOON + HOUR))
    agent.grant_training_lease(lease)
    story.issue_one(agent)
    clock.time = story.NOON + 2 * HOUR
    assert refusal(agent) == "LEASE-02"
    clock.time = story.NOON - HOUR
    assert refusal(agent) == "CLOCK-01"
    clock.time = story.NOON - 2 * MINUTE
    story.issue_one(agent)
    agent.close()
    gained("set the clock back and forward", "two minutes; sums are the lease's all the same")


def refusal(agent: KeyAgent, **changes: Any) -> str:
    """Ask for a code and return why it was refused, empty if it was not."""
    sale_id = story.new_sale_id()
    outcome = agent.issue(sale_id, story.begun_bytes(sale_id, **changes))
    return outcome.reason if isinstance(outcome, Tombstone) else ""


def test_run_two_agents(till: Path, tmp_path: Path, office: OfficeHere) -> None:
    """On one folder there is one; a copied folder is another terminal with the same name."""
    with terminal_stories.opened(till) as ports:
        office_stories.join(office, ports)
        office_stories.sync(office, ports)
        with pytest.raises(FolderInUse):
            terminal_stories.locked_agent(till)
    copy = Path(shutil.copytree(till, tmp_path / "copy"))
    with terminal_stories.opened(till) as one, terminal_stories.opened(copy) as other:
        sold(one)
        sold(other, 1)
        office_stories.sync(office, one)
        with pytest.raises(TerminalForked):
            office_stories.sync(office, other)
    assert [kind for kind, _ in office.only_terminal().alarms] == ["fork"]
    gained(
        "run two agents (software tier)",
        "the open lease once for each copy until it syncs: DETECTED, NOT BOUNDED",
    )


def test_lie_about_the_price(tmp_path: Path) -> None:
    """A cent for 45.5 kWh, asked straight at the agent."""
    agent = story.ready_agent(tmp_path, SetClock())
    floor = LeaseLimits(floors=(FloorPrice("", "electricity", 200_000),))
    lease = story.a_lease(story.NOON, serial=2, money_may_reach=20_000, limits=floor)
    agent.grant_training_lease(lease)
    issued = 0
    while not refusal(agent, total=1):
        issued += 1
    agent.close()
    assert issued == 2
    gained("lie about the price", "what the lease holds at its floor price, and no kWh more")


def test_reuse_an_approval(tmp_path: Path) -> None:
    """A second time, for another request, made up, or after the agent started again."""
    agent = story.ready_agent(tmp_path, SetClock())
    agent.set_pin("supervisor", PIN, Role.SUPERVISOR)
    handle = agent.people.approve("supervisor", PIN, "1" * 64)
    with pytest.raises(ApprovalNotValid):
        agent.people.redeem_approval(handle, "2" * 64)
    handle = agent.people.approve("supervisor", PIN, "1" * 64)
    assert agent.people.redeem_approval(handle, "1" * 64).approver == "supervisor"
    for again in (handle, "0" * len(handle), ""):
        with pytest.raises(ApprovalNotValid):
            agent.people.redeem_approval(again, "1" * 64)
    handle = agent.people.approve("supervisor", PIN, "1" * 64)
    agent.close()
    agent = story.opened(tmp_path, SetClock())
    with pytest.raises(ApprovalNotValid):
        agent.people.redeem_approval(handle, "1" * 64)
    agent.close()
    gained("reuse an approval", "nothing: one handle, one request, once, for a short time")


def test_ask_the_agent_behind_the_terminals_back(till: Path, tmp_path: Path) -> None:
    """The scan names it, the journal tells head office, and the next start adopts it."""
    with terminal_stories.opened(till) as ports:
        sold(ports)
        assert scan_issues(ports).ghosts == ()
        sale_id = ghost(ports)
        (found,) = scan_and_write_down(ports, newest=None, operator="agent").ghosts
        assert (found.kind, found.sale_id) == (GhostKind.NOT_IN_JOURNAL, sale_id)
        with ports.store.read() as reads:
            told = read_entry(reads.entry(reads.head().seq).body).payload
        assert isinstance(told, GhostVendsFound)
        assert settle(ports).committed == (sale_id,)
        scan = scan_issues(ports)
        assert (scan.checked, scan.ghosts) == (2, ())
    forgetful = Path(shutil.copytree(till, tmp_path / "forgetful"))
    with terminal_stories.opened(forgetful) as ports:
        (row,) = [row for row in _rows(ports) if row.sale_id == sale_id]
        keys = ports.keys
        assert isinstance(keys, KeyAgent)
        identity = keys._identity
        assert identity is not None
        with identity.database.transaction():
            for trigger in ("issue_kept", "state_grows"):
                identity.database.run(f"DROP TRIGGER {trigger}")
            identity.database.run("DELETE FROM issue WHERE issue_no = 2")
            identity.database.run("UPDATE agent_state SET issues = 1")
        (found,) = scan_issues(ports).ghosts
        assert (found.kind, found.issue_no) == (GhostKind.NOT_ISSUED, row.issue_no)
    gained("ask the agent behind the terminal's back", "a code within the lease, and found out")


def _rows(ports: Ports) -> list[SaleRow]:
    with ports.store.read() as reads:
        return list(reads.sales_by_issue(0))


def test_tell_another_story_of_an_issue(till: Path) -> None:
    """A row that does not fit its issue is named."""
    with terminal_stories.opened(till) as ports:
        sold(ports)
        with ports.store.read() as reads:
            (row,) = reads.sales_by_issue(0)
        with ports.store.write() as work:
            work.put_rows((replace(row, sale_id=story.new_sale_id(), receipt_no="X"),))  # type: ignore[attr-defined]  # as a thief
            work.put_rows((replace(row, issue_no=0),))  # type: ignore[attr-defined]  # as a thief
            work.commit()
        (found,) = scan_issues(ports).ghosts
        assert (found.kind, found.issue_no) == (GhostKind.DIFFERS, 1)
    gained("tell another story of an issue", "nothing: rows follow from the journal, and are named")


def test_tell_of_an_issue_with_another_sum(till: Path) -> None:
    """An entry that gives the agent's own issue a smaller sum is named."""
    with terminal_stories.opened(till) as ports:
        sale_id = ghost(ports)
        issued = ports.keys.outcome(sale_id)
        assert isinstance(issued, Issued)
        cheaper = msgspec.structs.replace(issued.receipt, money_issued=1)
        begun = issued.begun.decode()
        with ports.store.write() as work:
            told = IssueRecovered(sale_id=sale_id, receipt_no="X1", begun=begun, issue=cheaper)
            work.append(told, operator="")
            work.commit()
        (found,) = scan_issues(ports).ghosts
        assert (found.kind, found.sale_id) == (GhostKind.DIFFERS, sale_id)
    gained("tell of an issue with another sum", "nothing: the two are compared whole")


def test_tell_of_an_issue_twice(till: Path) -> None:
    """A second row under the number of an issue is named, whichever of the two is read first."""
    with terminal_stories.opened(till) as ports:
        sold(ports)
        sold(ports)
        genuine = _rows(ports)
        with ports.store.write() as work:
            for row in genuine:
                again = replace(row, sale_id=story.new_sale_id(), receipt_no=f"X{row.issue_no}")
                work.put_rows((again,))  # type: ignore[attr-defined]  # as a thief
            work.commit()
        false = {row.sale_id for row in _rows(ports)} - {row.sale_id for row in genuine}
        found = scan_issues(ports).ghosts
        assert [ghost.issue_no for ghost in found] == [1, 2]
        assert {ghost.kind for ghost in found} == {GhostKind.NOT_ISSUED}
        assert {ghost.sale_id for ghost in found} == false
    gained("tell of an issue twice", "nothing: the second row is named")


def test_take_an_issue_out_of_the_agents_books(till: Path) -> None:
    """With its passphrase and without its triggers; only what is missing is named."""
    with terminal_stories.opened(till) as ports:
        sales = [sold(ports, place) for place in range(3)]
        take_out_of_the_agents_books(ports, 2)
        (found,) = scan_issues(ports).ghosts
        assert (found.kind, found.issue_no) == (GhostKind.NOT_ISSUED, 2)
        assert found.sale_id == sales[1]
    gained("take an issue out of the agent's books", "nothing: that one is named")
