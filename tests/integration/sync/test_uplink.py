"""Terminal and head office together: exactly once, whatever gets lost, copied or restored."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import event

from pos.app.journal.journal_heads import sign_newest_head
from pos.app.office.sync_journal import next_request, sync_journal, sync_status
from pos.app.office.sync_stop import selling_must_not_be_stopped
from pos.app.selling.clock_guard import accept_clock, clock_must_be_plausible
from pos.domain.entries import ClockMoved
from pos.domain.errors import (
    ClockAhead,
    ClockBack,
    HeadOfficeKindDiffers,
    HeadOfficeRefused,
    HeadOfficeUnreachable,
    NotEnrolled,
    SyncInProgress,
    TerminalBehind,
    TerminalForked,
    TerminalRevoked,
)
from pos.domain.journal import read_entry, seal
from pos.domain.operator import Role
from pos.domain.standing import Standing
from pos.headoffice.server.ingest import BEHIND_ALARM, FORK_ALARM, RESTORED_ALARM
from pos.keystore.files.folder import AgentFolder
from pos.keystore.files.terminal_clock import TerminalClock
from pos.wire.office_time import SignedTime
from pos.wire.uplink import EntryLine, UplinkAnswer, UplinkRequest
from tests import office_stories as story
from tests.office_stories import OfficeHere, RealClock

CENTS = 10_000


@pytest.fixture(name="clock")
def _clock() -> RealClock:
    """Give the real time."""
    return RealClock()


@pytest.fixture(name="office")
def _office(tmp_path: Path, clock: RealClock) -> Iterator[OfficeHere]:
    """Give an empty training head office."""
    with story.office_at(story.new_office(tmp_path), clock) as office:
        yield office


@pytest.fixture(name="folder")
def _folder(tmp_path: Path, clock: RealClock, office: OfficeHere) -> Path:
    """Give a terminal that has joined and delivered its first entries."""
    folder = story.new_terminal(tmp_path / "terminal", clock)
    with story.terminal_at(folder, clock) as ports:
        story.join(office, ports)
        story.sync(office, ports)
    return folder


def test_everything_arrives_once_and_adds_up(
    office: OfficeHere, folder: Path, clock: RealClock
) -> None:
    """Head office holds the very bytes, and counts what they come to."""
    with story.terminal_at(folder, clock) as ports:
        total = story.sell_many(ports, 1, 130)
        story.sync(office, ports)
        assert story.stored_hashes(office) == story.hashes_of(ports)
        with ports.store.read() as reads:
            status = sync_status(reads)
    found = office.only_terminal()
    assert (found.sales, found.total, found.exceptions) == (130, total, 0)
    assert (found.entries, found.head_hash) == (status.entries, status.head_hash)
    assert status.equal


@pytest.mark.parametrize(("seconds", "sizes"), [(0, [100, 200, 400, 302]), (2, [*[100] * 10, 2])])
def test_batches_are_as_large_as_the_line_is_quick(
    office: OfficeHere, folder: Path, clock: RealClock, seconds: int, sizes: list[int]
) -> None:
    """A long backlog needs few requests, and a slow line none that takes long."""
    sent: list[int] = []
    with story.terminal_at(folder, clock) as ports, story.line_to(office, ports) as line:
        deliver = line.deliver

        def slowly(request: UplinkRequest) -> UplinkAnswer:
            sent.append(len(request.entries))
            clock.moved += timedelta(seconds=seconds)
            return deliver(request)

        line.deliver = slowly  # type: ignore[method-assign]  # The same, and slower.
        story.sell_many(ports, 1, 501)
        clock.stop()
        assert sync_journal(ports, line).sent == sum(sizes)
        assert story.stored_hashes(office) == story.hashes_of(ports)
    assert sent == sizes


def test_a_batch_of_sales_is_looked_up_in_one_statement(
    office: OfficeHere, folder: Path, clock: RealClock
) -> None:
    """Rows that nobody foresees are read one by one, in time that every batch would cost."""
    asked: list[str] = []

    def note(*told: object) -> None:
        asked.append(str(told[2]))

    with story.terminal_at(folder, clock) as ports:
        story.sell_many(ports, 1, 2)
        story.sync(office, ports)
        story.sell_many(ports, 3, 40)
        event.listen(office.database._backend.engine, "before_cursor_execute", note)
        story.sync(office, ports)
    assert sum("FROM book_row" in statement for statement in asked) == 1


def test_a_sale_at_no_time_is_kept_and_named(
    office: OfficeHere, folder: Path, clock: RealClock
) -> None:
    """What no reducer can take blocks nothing: its token exists."""
    with story.terminal_at(folder, clock) as ports:
        story.sell_many(ports, 1, 2)
        sign_newest_head(ports)
        with ports.store.read() as reads:
            _, message = next_request(reads)
        previous, lines = message.acknowledged.hash, []
        for line in message.entries[:2]:
            entry = read_entry(line.body.encode())
            stored = seal(msgspec.structs.replace(entry, time="", previous=previous))
            previous = stored.hash
            lines.append(EntryLine(stored.body.decode(), stored.hash))
        changed = msgspec.structs.replace(message, entries=tuple(lines))
        with story.line_to(office, ports) as to_office:
            assert to_office.deliver(changed).hash == previous
    found = office.only_terminal()
    assert (found.sales, found.exceptions) == (0, 1)


def test_syncing_again_sends_and_changes_nothing(
    office: OfficeHere, folder: Path, clock: RealClock
) -> None:
    """A second run finds everything there."""
    with story.terminal_at(folder, clock) as ports:
        story.sell_many(ports, 1, 3)
        story.sync(office, ports)
        before = office.only_terminal()
        assert story.sync(office, ports).sent == 0
    assert replace(office.only_terminal(), seen_at="") == replace(before, seen_at="")


def test_lost_answers_make_repeats_that_change_nothing(
    office: OfficeHere, folder: Path, clock: RealClock
) -> None:
    """Head office has it, the terminal does not know, and sends it again."""
    with story.terminal_at(folder, clock) as ports:
        total = story.sell_many(ports, 1, 120)
        for _ in range(5):
            office.lose_answers = 1
            with pytest.raises(HeadOfficeUnreachable):
                story.sync(office, ports)
        story.sync(office, ports)
        assert story.stored_hashes(office) == story.hashes_of(ports)
    assert (office.only_terminal().sales, office.only_terminal().total) == (120, total)


def test_nobody_is_asked_before_enrolment(
    office: OfficeHere, tmp_path: Path, clock: RealClock
) -> None:
    """There is nowhere to send to."""
    folder = story.new_terminal(tmp_path / "alone", clock)
    with story.terminal_at(folder, clock) as ports, pytest.raises(NotEnrolled):
        story.sync(office, ports)


def test_one_sync_at_a_time(office: OfficeHere, folder: Path, clock: RealClock) -> None:
    """A second process is told that the line is taken."""
    with story.terminal_at(folder, clock) as ports:
        with ports.store.sync_lock() as is_ours:
            assert is_ours
            with pytest.raises(SyncInProgress):
                story.sync(office, ports)
        story.sync(office, ports)


def test_a_wrong_clock_does_not_stop_delivery(
    office: OfficeHere, folder: Path, clock: RealClock
) -> None:
    """Head office says its time, and requests are dated by that."""
    behind = RealClock(clock.moved)
    with story.terminal_at(folder, behind) as ports:
        story.sell_many(ports, 1, 2)
        behind.moved = timedelta(days=-400)
        story.sync(office, ports)
        assert story.stored_hashes(office) == story.hashes_of(ports)


def _restored(office: OfficeHere, copy: Path) -> None:
    """Put an older copy of a closed head office back in place."""
    for side in ("-wal", "-shm"):
        office.path.with_name(office.path.name + side).unlink(missing_ok=True)
    shutil.copy(copy, office.path)


def test_a_restored_head_office_gets_everything_again(tmp_path: Path, clock: RealClock) -> None:
    """It raises its epoch above the one that was shown, and the terminal goes back."""
    path = story.new_office(tmp_path)
    folder = story.new_terminal(tmp_path / "terminal", clock)
    with story.terminal_at(folder, clock) as ports:
        with story.office_at(path, clock) as office:
            story.join(office, ports)
            story.sell_many(ports, 1, 60)
            story.sync(office, ports)
        copy = shutil.copy(path, tmp_path / "copy.db")
        with story.office_at(path, clock) as office:
            story.sell_many(ports, 61, 150)
            story.sync(office, ports)
        _restored(office, Path(copy))
        with story.office_at(path, clock) as office:
            assert office.only_terminal().sales == 60
            story.sell_many(ports, 211, 1)
            story.sync(office, ports)
            assert story.stored_hashes(office) == story.hashes_of(ports)
            found = office.only_terminal()
            with ports.store.read() as reads:
                state = reads.uplink()
        assert (found.sales, found.total) == (211, 211 * CENTS)
        assert [kind for kind, _ in found.alarms] == [RESTORED_ALARM]
        assert state is not None
        assert (state.epoch, state.stopped) == (2, Standing.MAIN)


def test_a_head_office_restored_twice_from_one_copy_is_noticed_twice(
    tmp_path: Path, clock: RealClock
) -> None:
    """Epochs go above any seen, so the second loss is not taken for the first."""
    path = story.new_office(tmp_path)
    folder = story.new_terminal(tmp_path / "terminal", clock)
    with story.terminal_at(folder, clock) as ports:
        with story.office_at(path, clock) as office:
            story.join(office, ports)
            story.sync(office, ports)
        copy = shutil.copy(path, tmp_path / "copy.db")
        for expected in (2, 3):
            with story.office_at(path, clock) as office:
                story.sell_many(ports, expected * 10, 2)
                story.sync(office, ports)
            _restored(office, Path(copy))
            with story.office_at(path, clock) as office:
                story.sync(office, ports)
                assert story.stored_hashes(office) == story.hashes_of(ports)
            with ports.store.read() as reads:
                state = reads.uplink()
            assert state is not None
            assert state.epoch == expected


def test_a_head_office_that_lost_the_terminal_takes_it_in_again(
    tmp_path: Path, clock: RealClock
) -> None:
    """A copy from before enrolment: the terminal joins again and sends everything."""
    path = story.new_office(tmp_path)
    copy = shutil.copy(path, tmp_path / "copy.db")
    folder = story.new_terminal(tmp_path / "terminal", clock)
    with story.terminal_at(folder, clock) as ports:
        with story.office_at(path, clock) as office:
            story.join(office, ports)
            story.sell_many(ports, 1, 5)
            story.sync(office, ports)
        _restored(office, Path(copy))
        with story.office_at(path, clock) as office:
            story.join(office, ports)
            story.sync(office, ports)
            assert story.stored_hashes(office) == story.hashes_of(ports)
            assert office.only_terminal().sales == 5


def test_a_copied_terminal_is_found_and_both_branches_are_kept(
    office: OfficeHere, folder: Path, tmp_path: Path, clock: RealClock
) -> None:
    """The first to deliver stays main; the other delivers and must not sell."""
    with story.terminal_at(folder, clock) as ports:
        story.sell_many(ports, 1, 4)
        story.sync(office, ports)
    twin = shutil.copytree(folder, tmp_path / "twin")
    with story.terminal_at(folder, clock) as ports:
        story.sell_many(ports, 5, 3)
        story.sync(office, ports)
        main = story.hashes_of(ports)
    with story.terminal_at(twin, clock) as ports:
        # Two of the sales have ids that the first copy used as well, with other tokens.
        story.sell_many(ports, 6, 130)
        with pytest.raises(TerminalForked):
            story.sync(office, ports)
        other = story.hashes_of(ports)
        with ports.store.read() as reads:
            assert sync_status(reads).equal
            with pytest.raises(TerminalForked):
                selling_must_not_be_stopped(reads)
    shared = len(other) - 260
    assert story.stored_hashes(office) == main
    assert story.stored_hashes(office, 1) == other[shared:]
    found = office.only_terminal()
    assert found.alarms == ((FORK_ALARM, shared + 1),)
    assert (found.sales, found.total) == (7 + 130, (7 + 130) * CENTS)
    assert (found.standing, found.exceptions) == (Standing.FORK, 0)


def test_the_main_copy_goes_on_beside_a_fork(
    office: OfficeHere, folder: Path, tmp_path: Path, clock: RealClock
) -> None:
    """Each copy extends its own branch, again and again."""
    twin = shutil.copytree(folder, tmp_path / "twin")
    for first in (1, 11, 21):
        with story.terminal_at(folder, clock) as ports:
            story.sell_many(ports, first, 2)
            story.sync(office, ports)
            main = story.hashes_of(ports)
        with story.terminal_at(twin, clock) as ports:
            story.sell_many(ports, 100 + first, 2)
            with pytest.raises(TerminalForked):
                story.sync(office, ports)
    assert story.stored_hashes(office) == main
    assert len(story.stored_hashes(office, 1)) == 12
    assert (office.only_terminal().sales, len(office.only_terminal().alarms)) == (12, 1)


def test_an_older_copy_is_told_to_stop(
    office: OfficeHere, folder: Path, tmp_path: Path, clock: RealClock
) -> None:
    """Head office holds entries behind its end, so it must be restored."""
    old = shutil.copytree(folder, tmp_path / "old")
    with story.terminal_at(folder, clock) as ports:
        story.sell_many(ports, 1, 2)
        story.sync(office, ports)
    with story.terminal_at(old, clock) as ports:
        with pytest.raises(TerminalBehind):
            story.sync(office, ports)
        with ports.store.read() as reads, pytest.raises(TerminalBehind):
            selling_must_not_be_stopped(reads)
    assert [kind for kind, _ in office.only_terminal().alarms] == [BEHIND_ALARM]
    with story.terminal_at(folder, clock) as ports:
        story.sync(office, ports)


def test_a_revoked_terminal_delivers_and_gets_nothing(
    office: OfficeHere, folder: Path, clock: RealClock
) -> None:
    """What it sold is counted; no lease comes; it must not sell."""
    with story.terminal_at(folder, clock) as ports:
        office.grant(story.TERMINAL, 50_000, 100)
        office.administration.revoke(story.TERMINAL)
        story.sell_many(ports, 1, 3)
        with pytest.raises(TerminalRevoked):
            story.sync(office, ports)
        lease = ports.keys.status().lease
        assert lease is not None
        assert lease.serial == 1
    assert office.only_terminal().sales == 3


def test_training_and_real_never_mix(tmp_path: Path, clock: RealClock) -> None:
    """A training terminal is refused by a real head office."""
    folder = story.new_terminal(tmp_path / "terminal", clock)
    path = story.new_office(tmp_path, training=False)
    with story.office_at(path, clock) as office, story.terminal_at(folder, clock) as ports:
        with pytest.raises(HeadOfficeKindDiffers):
            story.join(office, ports)
        assert office.administration.report() == ()


def test_a_head_office_of_an_older_program_gets_smaller_batches(
    office: OfficeHere, folder: Path, clock: RealClock
) -> None:
    """Once it refused a larger one; a refusal of what it always took is one."""
    with story.terminal_at(folder, clock) as ports:
        story.sell_many(ports, 1, 300)
        clock.stop()

        class Older:
            """Takes at most so many entries."""

            def __init__(self, most: int) -> None:
                self.line, self.most = story.line_to(office, ports), most
                self.sizes: list[int] = []

            def deliver(self, request: UplinkRequest) -> UplinkAnswer:
                """Refuse a larger batch."""
                self.sizes.append(len(request.entries))
                if len(request.entries) > self.most:
                    raise HeadOfficeRefused(why="malformed")
                return self.line.deliver(request)

            def tell_time(self) -> SignedTime:
                """Ask on."""
                return self.line.tell_time()

        with pytest.raises(HeadOfficeRefused):
            sync_journal(ports, Older(99))
        older = Older(100)
        sync_journal(ports, older)
        assert older.sizes[:3] == [100, 200, 100]
        assert max(older.sizes[2:]) == 100
        assert story.stored_hashes(office) == story.hashes_of(ports)
    assert office.only_terminal().sales == 300


def test_a_journal_that_grows_during_sync_is_delivered_whole(
    office: OfficeHere, folder: Path, clock: RealClock
) -> None:
    """Entries that others add between two batches go along."""
    with story.terminal_at(folder, clock) as ports:
        story.sell_many(ports, 1, 200)

        class Growing:
            """Sells while a batch is under way."""

            def __init__(self) -> None:
                self.line = story.line_to(office, ports)
                self.next = 1000

            def deliver(self, request: UplinkRequest) -> UplinkAnswer:
                """Sell once for each of the first batches."""
                if self.next < 1003:
                    story.sell_many(ports, self.next, 1)
                    self.next += 1
                return self.line.deliver(request)

            def tell_time(self) -> SignedTime:
                """Ask on."""
                return self.line.tell_time()

        sync_journal(ports, Growing())
        story.sync(office, ports)
        assert story.stored_hashes(office) == story.hashes_of(ports)
    assert office.only_terminal().sales == 203


def test_a_sale_under_a_clock_far_ahead_stops_nothing_for_ever(
    office: OfficeHere, folder: Path
) -> None:
    """Head office's time goes before a sale's, is written down once, and holds from then on."""
    wrong = RealClock(timedelta(days=30))
    with story.terminal_at(folder, wrong) as ports:
        story.sell_many(ports, 1, 1)
        wrong.moved = timedelta()
        with ports.store.read() as reads, pytest.raises(ClockBack):
            clock_must_be_plausible(reads, wrong.now())
        story.sync(office, ports)
        story.sync(office, ports)
        with ports.store.read() as reads:
            clock_must_be_plausible(reads, wrong.now())
            with pytest.raises(ClockBack):
                clock_must_be_plausible(reads, wrong.now() - timedelta(minutes=10))
            kinds = [type(read_entry(stored.body).payload) for stored in reads.entries()]
        assert kinds.count(ClockMoved) == 1
        assert story.stored_hashes(office) == story.hashes_of(ports)


def test_nobodys_word_goes_before_head_offices_time(
    office: OfficeHere, tmp_path: Path, clock: RealClock
) -> None:
    """A supervisor takes a clock that jumped ahead for right, and none behind what was told."""
    with story.terminal_at(story.new_terminal(tmp_path / "till", clock), clock) as ports:
        story.agent_of(ports).set_pin("supervisor", b"4711", Role.SUPERVISOR)
        story.join(office, ports)
        story.sync(office, ports)
        before = story.hashes_of(ports)
        clock.moved = timedelta(minutes=-10)
        with pytest.raises(ClockBack):
            accept_clock(ports, operator="supervisor", pin=b"4711")
        assert story.hashes_of(ports) == before
        clock.moved = timedelta(days=50)
        with ports.store.read() as reads, pytest.raises(ClockAhead):
            clock_must_be_plausible(reads, clock.now())
        accept_clock(ports, operator="supervisor", pin=b"4711")
        with ports.store.read() as reads:
            clock_must_be_plausible(reads, clock.now())


def test_a_clock_that_is_wrong_is_put_right_by_head_office(
    office: OfficeHere, folder: Path
) -> None:
    """The agent keeps what it was told, so that the terminal's clock goes on by it."""
    with story.terminal_at(folder, RealClock(timedelta(days=-9000))) as ports:
        story.sync(office, ports)
    assert abs(TerminalClock(folder).now() - datetime.now(UTC)) < timedelta(minutes=2)
    assert b"boot" in AgentFolder(folder).clock.read_bytes()
