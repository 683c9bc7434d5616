"""What every store promises its use cases; each test works on a real file."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pos.app.ports import PrinterMemory, PrintState, Store
from pos.domain.entries import CopyQueued, IssueRecovered, OperatorAdded, PrinterSet, TariffLoaded
from pos.domain.errors import (
    JournalDamaged,
    PrintJobUnknown,
    SaleIdMalformed,
    SaleInProgress,
    StoreDamaged,
)
from pos.domain.journal import NO_HASH, ChainChecker, Checkpoint, Head, read_entry
from pos.domain.sale import SaleState
from pos.store.faults import StoreBug
from tests import store_stories as story
from tests.builders import a_sale_begun, an_issue

STORES = {"sql": story.new_store}


@pytest.fixture(params=STORES, name="empty")
def _empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Give an empty store of each kind."""
    make: Callable[[Path], Store] = STORES[request.param]
    store = make(tmp_path / "terminal")
    yield store
    store.close()


@pytest.fixture(name="store")
def _store(empty: Store) -> Store:
    """Give a store with a terminal, an operator and an open shift."""
    with empty.write() as work:
        story.open_for_business(work)
        work.commit()
    return empty


def test_an_empty_store_says_so(empty: Store) -> None:
    """Nothing is invented where nothing was written."""
    with empty.read() as reads:
        assert reads.head() == Head(story.TERMINAL, 1, 0, NO_HASH)
        assert reads.last_time() == ""
        assert list(reads.entries()) == []
        assert list(reads.checkpoints()) == []
        assert reads.terminal() is None
        assert reads.open_shift() is None
        assert reads.open_sales() == reads.sales(limit=9) == ()
        assert reads.operators() == ()
        assert reads.tariffs() == ()
        assert reads.open_sale_of(story.pan(1)) is None
        assert reads.last_issue_no() == 0
        assert reads.meter(story.pan(1)) is None
        assert reads.meters(limit=9) == reads.find_meters("a", limit=9) == ()
        assert reads.person("p") is None
        assert reads.print_job("j") is None
        assert reads.waiting_print_jobs() == ()
        with pytest.raises(JournalDamaged):
            reads.entry(1)
    assert empty.rebuild() == 0


def test_entries_form_one_chain(store: Store) -> None:
    """Each entry names the hash of the one before, in and across transactions."""
    with store.write() as work:
        appended = work.append(PrinterSet(printer="virtual:"), operator="agent")
        work.commit()
    with store.read() as reads:
        chain = ChainChecker(story.TERMINAL, 1)
        entries = [chain.check(stored) for stored in reads.entries()]
        assert reads.head() == Head(story.TERMINAL, 1, chain.seq, chain.hash)
        assert reads.entry(appended.seq) == appended
        assert reads.last_time() == entries[-1].time
        assert [stored.seq for stored in reads.entries(after=2)] == [3, 4]


def test_long_journals_are_walked_whole(store: Store) -> None:
    """No entry and no signed head is left out where one batch of reading ends."""
    with store.write() as work:
        for _ in range(450):
            stored = work.append(PrinterSet(printer="virtual:"), operator="")
            head = Head(story.TERMINAL, 1, stored.seq, stored.hash)
            work.add_checkpoint(Checkpoint(head, b"s" * 64))
        work.commit()
    with store.read() as reads:
        assert [one.seq for one in reads.entries()] == list(range(1, 454))
        assert [one.head.seq for one in reads.checkpoints()] == list(range(4, 454))
        assert [one.seq for one in reads.entries(after=253)] == list(range(254, 454))
        assert next(reads.entries(after=100)).seq == 101


def test_what_is_not_committed_is_undone(store: Store) -> None:
    """Leaving a transaction without commit leaves no entry and no row."""
    with store.write() as work:
        work.append(OperatorAdded(name="gone", role="agent"), operator="")
        assert work.operator("gone") is not None
    with store.read() as reads:
        assert reads.operator("gone") is None
        assert reads.head().seq == 3


def test_an_exception_undoes(store: Store) -> None:
    """An exception inside a transaction passes on and leaves nothing behind."""

    def interrupted() -> None:
        with store.write() as work:
            work.append(OperatorAdded(name="gone", role="agent"), operator="")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with store.read() as reads:
        assert reads.head().seq == 3


def test_readers_see_only_what_is_committed(store: Store) -> None:
    """A reader beside a writer keeps its own consistent view."""
    with store.read() as before, store.write() as work:
        assert before.head().seq == 3
        work.append(OperatorAdded(name="new", role="agent"), operator="")
        work.commit()
        assert before.head().seq == 3
        assert before.operator("new") is None
    with store.read() as after:
        assert after.operator("new") is not None


def test_nothing_is_written_after_a_commit(store: Store) -> None:
    """A forgotten second commit can never lose half of a change silently."""
    with store.write() as work:
        work.commit()
        with pytest.raises(StoreBug):
            work.append(OperatorAdded(name="late", role="agent"), operator="")


def test_a_failed_write_cannot_be_committed(store: Store) -> None:
    """An entry whose rows were refused is not made durable by a careless caller."""
    with store.write() as work:
        story.begin(work, 1)
        with pytest.raises(StoreBug):
            story.begin(work, 1)
        with pytest.raises(StoreBug):
            work.commit()
    with store.read() as reads:
        assert reads.head().seq == 3


def test_a_sale_is_open_and_then_committed(store: Store) -> None:
    """A sale's row, its shift, its month and its receipt follow the journal."""
    with store.write() as work:
        begun = story.begin(work, 1)
        work.commit()
    with store.read() as reads:
        (row,) = reads.open_sales()
        assert row == reads.sale(begun.sale_id) == reads.open_sale_of(story.pan(1))
        assert read_entry(reads.entry(row.begun_seq).body).payload == begun
    with store.write() as work:
        story.commit_sale(work, 1)
        work.commit()
    with store.read() as reads:
        assert reads.open_sales() == ()
        assert reads.open_sale_of(story.pan(1)) is None
        ended = reads.sale(begun.sale_id)
        assert ended is not None
        assert ended.state == SaleState.COMMITTED
        assert (ended.receipt_no, ended.issue_no) == ("T1-1-000001", 1)
        month = reads.meter_month(story.pan(1), "2026-11")
        assert month is not None
        assert month.units_milli == 45500
        shift = reads.open_shift()
        assert shift is not None
        assert (shift.sales, shift.cash_tendered, shift.change) == (1, 20000, 10000)
        assert reads.last_issue_no() == 1


@pytest.mark.parametrize("first", [story.commit_sale, story.cancel_sale])
@pytest.mark.parametrize("second", [story.commit_sale, story.cancel_sale])
def test_a_sale_has_one_end(
    store: Store,
    first: Callable[..., None],
    second: Callable[..., None],
) -> None:
    """The tables refuse a second end, whatever a use case believed."""
    with store.write() as work:
        story.begin(work, 1)
        first(work, 1)
        work.commit()
    with store.write() as work, pytest.raises(StoreBug, match="ends once"):
        second(work, 1)


def test_a_meter_has_one_open_sale(store: Store) -> None:
    """Two unsettled sales of one meter cannot both be written."""
    with store.write() as work:
        story.begin(work, 1)
        second = story.begin(work, 2)
        other = a_sale_begun(sale_id=story.sale_id(3), meter=second.meter)
        with pytest.raises(StoreBug, match=r"sale\.pan"):
            work.append(other, operator="agent")


def test_an_end_without_a_beginning_is_refused(store: Store) -> None:
    """The journal never speaks of what it does not hold."""
    with store.write() as work, pytest.raises(JournalDamaged):
        story.cancel_sale(work, 1)


def test_sales_are_listed_newest_first_in_pages(store: Store) -> None:
    """Pages by entry number hold each sale once, a recovered one included."""
    for number in (1, 2, 3):
        story_sell(store, number)
    with store.write() as work:
        lost = story.begin(work, 4)
        recovered = IssueRecovered(
            sale_id=lost.sale_id,
            receipt_no="T1-1-000004",
            begun=work.entry(work.head().seq).body.decode(),
            issue=an_issue(issue_no=4, sale_id=lost.sale_id),
        )
    with store.write() as work:
        work.append(recovered, operator="")
        work.commit()
    story_sell(store, 5)
    with store.read() as reads:
        listed = []
        before = None
        while page := reads.sales(limit=2, before_seq=before):
            listed += [row.sale_id for row in page]
            before = page[-1].begun_seq or page[-1].ended_seq
        assert listed == [story.sale_id(number) for number in (5, 4, 3, 2, 1)]
        assert reads.last_issue_no() == 5
    assert store.rebuild() == 12


def story_sell(store: Store, number: int) -> None:
    """Write a whole sale at once."""
    with store.write() as work:
        story.begin(work, number)
        story.commit_sale(work, number)
        work.commit()


def test_tariffs_and_operators_are_listed(store: Store) -> None:
    """The newest file of a tariff counts; people come by name."""
    with store.write() as work:
        digest = work.keep_file(b"{}")
        work.append(TariffLoaded(tariff="b", digest="0" * 64), operator="")
        work.append(TariffLoaded(tariff="a", digest="1" * 64), operator="")
        work.append(TariffLoaded(tariff="b", digest=digest), operator="")
        work.append(OperatorAdded(name="Zoe", role="supervisor"), operator="")
        work.commit()
    with store.read() as reads:
        assert [row.tariff for row in reads.tariffs()] == ["a", "b"]
        newest = reads.tariff("b")
        assert newest is not None
        assert reads.kept_file(newest.digest) == b"{}"
        assert reads.tariff("c") is None
        assert [row.name for row in reads.operators()] == ["Zoe", "agent"]


@pytest.mark.parametrize("digest", ["0" * 64, "../terminal.db", "", "A" * 64])
def test_a_file_that_was_never_kept_is_damage(store: Store, digest: str) -> None:
    """Also a name that would lead out of the folder."""
    with store.read() as reads, pytest.raises(StoreDamaged):
        reads.kept_file(digest)


def test_signed_heads_are_kept_once(store: Store) -> None:
    """The same signed head again changes nothing; they come in order."""
    with store.read() as reads:
        heads = [Head(story.TERMINAL, 1, one.seq, one.hash) for one in reads.entries()]
    for head in (heads[2], heads[0], heads[2]):
        with store.write() as work:
            work.add_checkpoint(Checkpoint(head, b"s" * 64))
            work.commit()
    with store.read() as reads:
        assert [one.head for one in reads.checkpoints()] == [heads[0], heads[2]]
        assert [one.head for one in reads.checkpoints(after=1)] == [heads[2]]
        assert {one.signature for one in reads.checkpoints()} == {b"s" * 64}


@pytest.mark.parametrize(
    "head",
    [
        Head(story.TERMINAL, 1, 2, "0" * 64),
        Head(story.TERMINAL, 1, 9, "0" * 64),
        Head(story.TERMINAL, 2, 2, "0" * 64),
        Head("T2", 1, 2, "0" * 64),
    ],
)
def test_a_head_of_another_journal_is_refused(store: Store, head: Head) -> None:
    """A signature is kept only for an entry that is here."""
    with store.write() as work, pytest.raises(JournalDamaged):
        work.add_checkpoint(Checkpoint(head, b"s" * 64))


def test_print_jobs_go_their_way(store: Store) -> None:
    """Queued with the sale, claimed with a count, and gone from the waiting when done."""
    story_sell(store, 1)
    with store.write() as work:
        work.append(CopyQueued(job="job-1-1", sale_id=story.sale_id(1), copy=1), operator="agent")
        work.queue_print(story.a_print_job(1, copy=1))
        work.commit()
    with store.write() as work:
        first, second = work.waiting_print_jobs()
        assert (first.copy, second.copy, first.state) == (0, 1, PrintState.QUEUED)
        assert first.number < second.number
        claimed = work.claim_print(first.job)
        assert (claimed.state, claimed.attempts, claimed.number) == ("sending", 1, first.number)
        work.move_print(first.job, PrintState.BLOCKED)
        assert work.claim_print(first.job).attempts == 2
        work.move_print(first.job, PrintState.CONFIRMED)
        work.move_print(second.job, PrintState.UNKNOWN)
        work.commit()
    with store.read() as reads:
        assert [job.copy for job in reads.waiting_print_jobs()] == [1]
        assert [job.state for job in reads.print_jobs_of(story.sale_id(1))] == [
            PrintState.CONFIRMED,
            PrintState.UNKNOWN,
        ]
        assert reads.print_job(first.job) == reads.print_jobs_of(story.sale_id(1))[0]


def test_an_unknown_print_job_is_said_so(store: Store) -> None:
    """Neither claimed nor moved."""
    with store.write() as work:
        with pytest.raises(PrintJobUnknown):
            work.claim_print("nobody")
        with pytest.raises(PrintJobUnknown):
            work.move_print("nobody", PrintState.SETTLED)


def test_printers_are_remembered(store: Store) -> None:
    """What was never tried stays unknown and not false."""
    for memory in (
        PrinterMemory(answers_status=None, confirms=True),
        PrinterMemory(answers_status=False, confirms=None),
    ):
        with store.write() as work:
            work.remember_printer("tcp://p:9100", memory)
            work.commit()
        with store.read() as reads:
            assert reads.printer_memory("tcp://p:9100") == memory
            assert reads.printer_memory("tcp://q:9100") is None


def test_a_sale_is_locked_once(store: Store) -> None:
    """The second taker is told so at once; another sale is free; after release it is free again."""
    with store.sale_lock(story.sale_id(1)):
        with pytest.raises(SaleInProgress), store.sale_lock(story.sale_id(1)):
            pass
        with store.sale_lock(story.sale_id(2)):
            pass
    with store.sale_lock(story.sale_id(1)):
        pass


def test_a_sale_lock_wants_a_sale_id(store: Store) -> None:
    """A lock's name never leads out of its folder."""
    with pytest.raises(SaleIdMalformed), store.sale_lock("../../etc/passwd"):
        pass


def test_the_spool_has_one_owner(store: Store) -> None:
    """Whoever comes second is told no, and nothing is raised."""
    with store.spool_lock("virtual:") as first, store.spool_lock("virtual:") as second:
        assert (first, second) == (True, False)
    with store.spool_lock("virtual:") as again:
        assert again


def test_an_error_inside_an_owned_spool_passes(store: Store) -> None:
    """An error of the owner's own is not taken for a lock that is held."""
    with pytest.raises(JournalDamaged), store.spool_lock("virtual:"), store.read() as reads:
        reads.entry(99)
    with store.spool_lock("virtual:") as again:
        assert again


def test_a_rebuild_agrees_with_what_was_written(store: Store) -> None:
    """The tables are what the journal and the kept files say, and stay as they were."""
    with store.write() as work:
        story.import_meters(
            work, [story.a_meter(1, "p1"), story.a_meter(2)], [story.a_person("p1")]
        )
        story.import_meters(work, [story.a_meter(2, "p2")], [story.a_person("p2")])
        work.commit()
    story_sell(store, 1)
    with store.write() as work:
        story.begin(work, 2)
        story.cancel_sale(work, 2)
        story.begin(work, 3)
        work.commit()
    assert store.rebuild() == 10
    assert store.rebuild() == 10


def test_the_registry_keeps_the_newest(store: Store) -> None:
    """A meter that comes again is replaced; customers come by their handle."""
    with store.write() as work:
        assert work.put_meters([story.a_meter(2), story.a_meter(1)], [story.a_person("p1")]) == 2
        assert work.put_meters([story.a_meter(2, "p9"), story.a_meter(2, "p1")], []) == 2
        work.commit()
    with store.read() as reads:
        assert reads.meter(story.pan(2)) == story.a_meter(2, "p1")
        assert reads.meters(limit=9) == (story.a_meter(1), story.a_meter(2, "p1"))
        assert reads.meters(limit=1) == (story.a_meter(1),)
        assert reads.person("p1") == story.a_person("p1")
        assert reads.person("p2") is None
