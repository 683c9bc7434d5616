"""A terminal that was lost, damaged or copied comes back as a new incarnation of itself."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from pos.app.cash.open_shift import open_shift
from pos.app.journal.check_journal import verify_journal
from pos.app.office.sync_stop import selling_must_not_be_stopped
from pos.app.people.sign_in import sign_in
from pos.app.ports import Ports
from pos.app.selling.quoting import quote_meter
from pos.app.selling.sell import sell
from pos.app.selling.settle import resume, settle
from pos.app.terminal.restore import Restored
from pos.bootstrap.backups import InstalledBackups
from pos.bootstrap.joining import join
from pos.cli.session import OpenTerminal
from pos.cli.terminal.backup import MadeAgain, RestoreSecrets
from pos.domain.entries import EarlierIssueKept, SaleBegun, TerminalRestored
from pos.domain.errors import (
    AgentStateDamaged,
    FileNotRead,
    FileNotWritten,
    FolderNotEmpty,
    HeadOfficeRefused,
    JournalShortened,
    LeaseMissing,
    NextStep,
    NoOpenShift,
    SaleAlreadyCancelled,
    TerminalForked,
    WrongPassphrase,
)
from pos.domain.errors.storage import (
    BackupExists,
    BackupNotOpened,
    BackupNotPossible,
)
from pos.domain.journal import parse_time, read_entry
from pos.domain.money import Money
from pos.domain.projections import ShiftState
from pos.domain.sale import SaleRequest
from pos.headoffice.store.schema import TERMINAL
from pos.headoffice.terminals.leases import Grant, lease_of_device
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.errors.refusals import RecoveryCodeMalformed
from pos.store.store import SqlStore
from pos.wire.uplink_lease import SignedLease, lease_terms
from tests import agent_stories, office_stories
from tests import terminal_stories as story
from tests.builders import a_sale_begun
from tests.office_stories import OfficeHere, RealClock
from tests.standing_stories import take

KWH = 1000


def code_of(folder: Path) -> str:
    """Return the recovery code of a training terminal."""
    return (folder / "secrets" / "recovery-code").read_text().strip()


def no_secrets() -> RestoreSecrets:
    """A training terminal asks nobody."""
    raise AssertionError


def back_up(folder: Path, ports: Ports, to: Path) -> Path:
    """Back a terminal up."""
    assert isinstance(ports.keys, KeyAgent)
    terminal = OpenTerminal(ports=ports, keys=ports.keys, training=True, close=lambda: None)
    InstalledBackups().back_up(folder, terminal, to)
    return to


def restored_into(folder: Path, source: Path, code: str, *, replace: bool = False) -> MadeAgain:
    """Restore a training terminal, with a vault that opens quickly."""
    return InstalledBackups().restore(
        folder, source, code, no_secrets, replace=replace, cost=story.CHEAP
    )


def sold(ports: Ports, pan: str, sale_id: str = "") -> str:
    """Sell something and return its sale id."""
    return sell(ports, story.a_request(pan, sale_id=sale_id), operator="agent").sale_id


def pans(ports: Ports) -> list[str]:
    """Return meters that may buy."""
    with ports.store.read() as reads:
        return story.pans_of(reads, 3)


@contextmanager
def moved(till: Path, tmp_path: Path) -> Iterator[tuple[Ports, Restored, str]]:
    """Sell and leave a sale open; give the terminal restored elsewhere, and the sold id."""
    with story.opened(till) as ports:
        first, second, _ = pans(ports)
        sale_id = sold(ports, first)
        with ports.store.read() as reads:
            meter = reads.meter(second)
        assert meter is not None
        with ports.store.write() as work:
            begun = a_sale_begun(sale_id=story.new_sale_id(), meter=meter.keyed())
            work.append(begun, operator="agent")
            work.commit()
        backup = back_up(till, ports, tmp_path / "backup")
    made = restored_into(tmp_path / "elsewhere", backup, code_of(till))
    with story.opened(tmp_path / "elsewhere") as ports:
        settle(ports)
        yield ports, made.restored, sale_id


def test_everything_of_before_is_there_and_the_journal_is_new(till: Path, tmp_path: Path) -> None:
    """Meters, people, receipts; the first entry names the old head; all of it is provable."""
    with moved(till, tmp_path) as (ports, restored, sale_id):
        assert restored.incarnation == 2
        with ports.store.read() as reads:
            head, newest = reads.head(), reads.entry(-1)
            first = read_entry(reads.entry(1).body).payload
            assert isinstance(first, TerminalRestored)
            old = read_entry(newest.body)
            assert (first.old_incarnation, first.old_seq, first.old_hash) == (
                1,
                old.seq,
                newest.hash,
            )
            assert head.incarnation == 2
            assert story.digits_of(reads, sale_id)
            assert first.device_key == story_key(ports)
        verify_journal(ports)
        ports.store.rebuild()
        pin = (tmp_path / "elsewhere" / "secrets" / "agent.pin").read_bytes().strip()
        assert sign_in(ports, "agent", pin).name == "agent"


def story_key(ports: Ports) -> str:
    """Return the agent's device key."""
    assert isinstance(ports.keys, KeyAgent)
    return ports.keys.device_key()


def test_what_was_open_is_never_resumed(till: Path, tmp_path: Path) -> None:
    """The drawer is counted into a new shift; an open sale ended without a code from here."""
    with moved(till, tmp_path) as (ports, restored, sale_id):
        assert restored.left_shift == 1
        (left,) = restored.left_sales
        with pytest.raises(SaleAlreadyCancelled):
            resume(ports, left, operator="agent")
        with ports.store.read() as reads:
            shift = reads.shift(1)
            assert shift is not None
            assert shift.state == ShiftState.UNCOUNTED
        third = pans(ports)[2]
        with pytest.raises(NoOpenShift):
            sold(ports, third)
        open_shift(ports, Money(2_000, "ZAR"), operator="agent")
        sold(ports, third)
        with ports.store.read() as reads:
            assert reads.open_shift() is not None
            assert [row.receipt_no.split("-")[-2:] for row in reads.sales(limit=1)] == [
                ["2", "000001"]
            ]
        assert sell(ports, again(ports, sale_id), operator="agent").repeated
        verify_journal(ports)
        ports.store.rebuild()


def again(ports: Ports, sale_id: str) -> SaleRequest:
    """Return the request of a sale of before."""
    with ports.store.read() as reads:
        row = reads.sale(sale_id)
    assert row is not None
    return story.a_request(row.pan, sale_id=sale_id)


def test_a_restored_terminal_is_restored_again(till: Path, tmp_path: Path) -> None:
    """Entries of all incarnations stay, each under a number of its own."""
    with moved(till, tmp_path) as (ports, _, sale_id):
        open_shift(ports, Money(0, "ZAR"), operator="agent")
        second = sold(ports, pans(ports)[2])
        backup = back_up(tmp_path / "elsewhere", ports, tmp_path / "backup-2")
    code = code_of(tmp_path / "elsewhere")
    made = restored_into(tmp_path / "elsewhere", backup, code, replace=True)
    assert made.restored.incarnation == 3
    assert made.old_folder == tmp_path / "elsewhere.before-3"
    with story.opened(tmp_path / "elsewhere") as ports:
        verify_journal(ports)
        ports.store.rebuild()
        with ports.store.read() as reads:
            assert story.digits_of(reads, sale_id)
            assert story.digits_of(reads, second)
            kinds = [read_entry(one.body).payload for one in reads.earlier_entries()]
        assert sum(isinstance(kind, TerminalRestored) for kind in kinds) == 1
        assert sum(isinstance(kind, SaleBegun) for kind in kinds) == 3


def test_a_backup_opens_with_its_own_code_only(till: Path, tmp_path: Path) -> None:
    """Nothing is left of a restore that failed; nothing is written over, or where it cannot be."""
    with story.opened(till) as ports:
        backup = back_up(till, ports, tmp_path / "backup")
        for there in (backup, tmp_path, Path()):
            with pytest.raises(BackupExists):
                back_up(till, ports, there)
        for nowhere in (tmp_path / "none" / "backup", backup / "backup", tmp_path / ("x" * 300)):
            with pytest.raises(FileNotWritten):
                back_up(till, ports, nowhere)
    assert not list(till.glob("backup*"))
    target = tmp_path / "target"
    other = code_of(story.new_terminal(tmp_path / "other"))
    with pytest.raises(BackupNotOpened):
        restored_into(target, backup, other)
    with pytest.raises(RecoveryCodeMalformed):
        restored_into(target, backup, "none")
    with pytest.raises(FileNotRead):
        restored_into(target, tmp_path / "elsewhere", other)
    assert not target.exists()
    with pytest.raises(FolderNotEmpty):
        restored_into(till, backup, code_of(till))
    agent_stories.new_vault(new_folder(tmp_path / "old"))
    agent = KeyAgent.open(tmp_path / "old", clock=RealClock(), randomness=os.urandom)
    agent.unlock(agent_stories.PASSPHRASE)
    store = SqlStore.create(tmp_path / "old", agent.database_key(), RealClock(), terminal="T1")
    terminal = OpenTerminal(
        ports=join(tmp_path / "old", store, agent, RealClock()),
        keys=agent,
        training=True,
        close=lambda: None,
    )
    with pytest.raises(BackupNotPossible) as refused:
        InstalledBackups().back_up(tmp_path / "old", terminal, tmp_path / "none")
    assert refused.value.next_step is NextStep.CALL_SUPERVISOR
    store.close()
    agent.close()


def new_folder(path: Path) -> Path:
    """Make a folder."""
    path.mkdir()
    return path


def test_secrets_of_the_old_machine_are_not_in_a_backup(till: Path, tmp_path: Path) -> None:
    """No file of the key agent, and another device key afterwards."""
    with story.opened(till) as ports:
        backup = back_up(till, ports, tmp_path / "backup")
        old_key = story_key(ports)
        signed = ports.keys.status().signed_head
    made = restored_into(tmp_path / "elsewhere", backup, code_of(till))
    assert made.restored.terminal
    with story.opened(tmp_path / "elsewhere") as ports:
        assert story_key(ports) != old_key
        assert ports.keys.status().issues == 0
        assert ports.keys.status().signed_head != signed


@pytest.fixture(name="office")
def _office(tmp_path: Path) -> Iterator[OfficeHere]:
    """Give an empty training head office."""
    with office_stories.office_at(office_stories.new_office(tmp_path), RealClock()) as office:
        yield office


def grant(office: OfficeHere, terminal: str, *, rested: bool) -> SignedLease:
    """Grant a terminal something."""
    until = office.clock.now() + timedelta(days=30)
    granted = office.administration.grant(
        Grant(terminal, 50_000, 500 * KWH, 500 * KWH, until=until, rested=rested)
    )
    assert isinstance(granted, SignedLease)
    return granted


def test_a_copied_terminal_sells_again_after_a_restore(
    till: Path, tmp_path: Path, office: OfficeHere
) -> None:
    """Head office revokes the old key, books its open lease, rests its lane, and goes on."""
    with story.opened(till) as ports:
        office_stories.join(office, ports)
        grant(office, office.only_terminal().terminal, rested=False)
        office_stories.sync(office, ports)
    copy = Path(shutil.copytree(till, tmp_path / "copy"))
    with story.opened(till) as ports:
        sold(ports, pans(ports)[0])
        office_stories.sync(office, ports)
    with story.opened(copy) as ports:
        for pan in pans(ports)[1:]:
            sold(ports, pan)
        with pytest.raises(TerminalForked):
            office_stories.sync(office, ports)
        backup = back_up(copy, ports, tmp_path / "backup")
    before = office.only_terminal()
    made = restored_into(copy, backup, code_of(copy), replace=True)
    assert made.restored.was_enrolled
    with story.opened(copy) as ports, story.opened(till) as old:
        office_stories.join(office, ports)
        with ports.store.read() as reads:
            selling_must_not_be_stopped(reads)
        open_shift(ports, Money(0, "ZAR"), operator="agent")
        with pytest.raises(LeaseMissing):
            sold(ports, pans(ports)[0])
        with pytest.raises(HeadOfficeRefused):
            office_stories.sync(office, old)
        resting = grant(office, before.terminal, rested=False)
        terms = lease_terms(resting)
        assert terms is not None
        assert parse_time(terms.not_before) > office.clock.now() + timedelta(hours=23)
        grant(office, before.terminal, rested=True)
        assert office_stories.sync(office, ports).lease_received
        sold(ports, pans(ports)[0])
        office_stories.sync(office, ports)
        after = office.only_terminal()
        assert after.sales == before.sales + 1
        (exposure,) = after.exposures
        assert (exposure.incarnation, exposure.money) == (1, 50_000 - 10_000)
        assert after.exceptions == before.exceptions


def test_the_old_lease_is_not_offered_to_the_new_device(
    till: Path, tmp_path: Path, office: OfficeHere
) -> None:
    """It names another device key; syncing goes on without one."""
    with story.opened(till) as ports:
        office_stories.join(office, ports)
        name = office.only_terminal().terminal
        grant(office, name, rested=False)
        office_stories.sync(office, ports)
        backup = back_up(till, ports, tmp_path / "backup")
    restored_into(tmp_path / "new", backup, code_of(till))
    with story.opened(tmp_path / "new") as ports:
        office_stories.join(office, ports)
        assert not office_stories.sync(office, ports).lease_received
        with office.database.read() as connection:
            assert lease_of_device(connection, name, story_key(ports)) is None
            row = connection.execute(TERMINAL.select()).one()
        assert (row.incarnation, row.device_key) == (2, story_key(ports))


def test_an_older_journal_beside_the_agent_asks_for_a_restore(till: Path, tmp_path: Path) -> None:
    """What start-up finds is what a restore ends; what the agent issued since is not lost."""
    old = (till / "terminal.db").read_bytes()
    with story.opened(till) as ports:
        sale_id = sold(ports, pans(ports)[0])
        backup = back_up(till, ports, tmp_path / "backup")
    for side in ("-wal", "-shm"):
        (till / f"terminal.db{side}").unlink(missing_ok=True)
    (till / "terminal.db").write_bytes(old)
    with story.opened(till) as ports:
        with pytest.raises(JournalShortened):
            settle(ports)
        worse = back_up(till, ports, tmp_path / "worse")
    made = restored_into(tmp_path / "elsewhere", worse, code_of(till))
    assert made.restored.kept_issues == (sale_id,)
    with story.opened(tmp_path / "elsewhere") as ports:
        settle(ports)
        verify_journal(ports)
        ports.store.rebuild()
        with ports.store.read() as reads:
            payloads = [read_entry(stored.body).payload for stored in reads.entries()]
        (kept,) = [one for one in payloads if isinstance(one, EarlierIssueKept)]
        assert (kept.sale_id, kept.issue.sale_id) == (sale_id, sale_id)
    assert restored_into(till, backup, code_of(till), replace=True).restored.kept_issues == ()
    with story.opened(till) as ports:
        settle(ports)
        verify_journal(ports)


def test_a_lost_key_store_is_no_lost_journal(till: Path, tmp_path: Path) -> None:
    """Counters that are gone are never made anew; the journal is saved without them."""
    with story.opened(till) as ports:
        sale_id = sold(ports, pans(ports)[0])
    for side in ("", "-wal", "-shm"):
        (till / f"agent.db{side}").unlink(missing_ok=True)
    agent = story.locked_agent(till)
    with pytest.raises(AgentStateDamaged):
        agent.unlock(story.passphrase_of(till))
    agent.close()
    backup = tmp_path / "backup"
    with pytest.raises(WrongPassphrase):
        InstalledBackups().rescue(till, b"another", backup)
    made = InstalledBackups().rescue(till, story.passphrase_of(till), backup)
    restored_into(till, backup, code_of(till), replace=True)
    with story.opened(till) as ports:
        verify_journal(ports)
        with ports.store.read() as reads:
            assert story.digits_of(reads, sale_id)
            assert reads.entry(-1).hash == made.head.hash
            assert ports.keys.status().issues == 0


def test_an_open_sale_that_the_agent_issued_is_settled_by_the_backup(
    till: Path, tmp_path: Path
) -> None:
    """The issue store that survives says how it ended, before anything is given up."""
    with story.opened(till) as ports:
        with ports.store.read() as reads:
            meter = reads.meter(pans(ports)[0])
        assert meter is not None
        sale_id = story.new_sale_id()
        with ports.store.write() as work:
            begun = a_sale_begun(sale_id=sale_id, meter=meter.keyed())
            body = work.append(begun, operator="agent").body
            work.commit()
        ports.keys.issue(sale_id, body)
        backup = back_up(till, ports, tmp_path / "backup")
    made = restored_into(tmp_path / "elsewhere", backup, code_of(till))
    assert made.restored.left_sales == ()
    with story.opened(tmp_path / "elsewhere") as ports, ports.store.read() as reads:
        assert story.digits_of(reads, sale_id)


def begin(ports: Ports, pan: str) -> str:
    """Begin a sale and leave it open, as a power cut does."""
    sale_id = story.new_sale_id()
    with ports.store.read() as reads:
        meter = reads.meter(pan)
    assert meter is not None
    with ports.store.write() as work:
        work.append(a_sale_begun(sale_id=sale_id, meter=meter.keyed()), operator="agent")
        work.commit()
    return sale_id


def test_head_office_settles_what_the_backup_left_open(
    till: Path, tmp_path: Path, office: OfficeHere
) -> None:
    """The lost journal delivered how one of two sales ended; the other one is a case."""
    with story.opened(till) as ports:
        office_stories.join(office, ports)
        first, second, _ = pans(ports)
        sold_later, lost = begin(ports, first), begin(ports, second)
        backup = back_up(till, ports, tmp_path / "backup")
        receipt = resume(ports, sold_later, operator="agent").receipt_no
        office_stories.sync(office, ports)
    assert office.administration.left_sales() == ()
    sales = office.only_terminal().sales
    made = restored_into(till, backup, code_of(till), replace=True)
    assert set(made.restored.left_sales) == {sold_later, lost}
    with story.opened(till) as ports:
        office_stories.join(office, ports)
        office_stories.sync(office, ports)
    found = {one.sale_id: one for one in office.administration.left_sales(made.restored.terminal)}
    assert (found[sold_later].outcome, found[lost].outcome) == ("issued", "unknown")
    assert found[sold_later].receipt_no == receipt
    assert len(found[sold_later].digits.split()[0]) == 20
    assert (found[lost].pan, found[lost].digits) == (second, "")
    terminal = office.only_terminal()
    assert (terminal.exceptions, terminal.sales) == (1, sales)


def bought(ports: Ports, pan: str) -> int:
    """Return what the terminal knows that a meter bought this month, in thousandths."""
    with ports.store.read() as reads:
        return quote_meter(
            reads, pan, moment=ports.clock.now(), amount=Money(5_000, "ZAR")
        ).state.month_to_date_milli


@pytest.mark.parametrize("is_delivered", [True, False])
def test_what_was_bought_before_a_restore_is_counted_once(
    till: Path, tmp_path: Path, office: OfficeHere, *, is_delivered: bool
) -> None:
    """What only head office still knows, what only the backup knows, and what came after."""
    with story.opened(till) as ports:
        office_stories.join(office, ports)
        (pan, *_) = pans(ports)
        sold(ports, pan)
        office_stories.sync(office, ports)
        # Later sales reach head office, or nothing but the backup.
        sold(ports, pan)
        backup = back_up(till, ports, tmp_path / "backup")
        if is_delivered:
            sold(ports, pan)
            office_stories.sync(office, ports)
        before = bought(ports, pan)
    restored_into(till, backup, code_of(till), replace=True)
    with story.opened(till) as ports:
        assert (bought(ports, pan) < before) is is_delivered
        office_stories.join(office, ports)
        office.administration.tell_standings(whole=False)
        take(office, ports)
        assert bought(ports, pan) == before
        office_stories.sync(office, ports)
        office.administration.tell_standings(whole=True)
        take(office, ports)
        assert bought(ports, pan) == before
