"""Replaying a schedule of the model on the real store, the real key agent and the real use cases.

The driver takes the schedule's steps one by one. It plays the kernel between terminal and agent: it
holds requests and answers, loses them, kills both sides. Everything durable is real. A request that
a rule refuses is refused because the agent's clock is set behind the lease's end. What the model
asserts of each step is checked, and at the end what it says of each sale.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final, assert_never

from pos.app.journal.journal_heads import sign_newest_head
from pos.app.ports import Issued, Ports, Reads, Tombstone
from pos.app.selling.sell import sell
from pos.app.selling.settle import Settled, cancel, resume, settle
from pos.app.selling.stored_sale import begun_body, sale_begun
from pos.bootstrap.joining import SystemClock
from pos.domain.entries import IssueRecovered
from pos.domain.errors import (
    AgentUnreachable,
    JournalShortened,
    KeysLocked,
    MoneyStands,
    SaleAlreadyCommitted,
    SaleIdReused,
    SaleInProgress,
    SaleUnsettledOnMeter,
)
from pos.domain.journal import parse_time, read_entry
from pos.domain.projections import SaleRow
from pos.domain.sale import SaleRequest, SaleResult
from pos.domain.sale import SaleState as RowState
from pos.keystore.agent.agent import KeyAgent
from pos.store.store import SqlStore
from tests import terminal_stories as story
from tests.faults.gated_process import Answer, Asking, Done, GatedProcess, Locked, Verb
from tests.faults.replay_slot import (
    Slot,
    be_refused,
    find_disk_full,
    lose_answer,
    receive_unsettled,
    sale_id_of,
)
from tests.model.actions import Action, Step
from tests.model.schedules import SaleAtEnd, SaleState, Schedule
from tests.model.world import Cash
from tests.promises_kept import broken_promises

_DATABASE: Final = ("terminal.db", "terminal.db-wal")
_CENTS: Final = 5_000
_CENTS_MORE: Final = 700
_REFUSED_FOR: Final = "LEASE-02"


class Replay:
    """The world of one schedule, for real."""

    def __init__(self, folder: Path, schedule: Schedule) -> None:
        self._folder = folder
        self._schedule = schedule
        self._clock = story.MovedClock()
        self._agent: KeyAgent | None = story.own_agent(folder, clock=self._clock)
        self._key = self._agent.database_key()
        self._slots: dict[int, Slot] = {}
        self._orphans: list[Asking] = []
        self._cash = [Cash.UNDECIDED for _ in schedule.meters]
        self._journals: dict[int, dict[str, bytes]] = {}
        with self._looking() as store, store.read() as reads:
            self._pans = story.pans_of(reads, 4)
            self._first_seq = reads.head().seq
        self._keep_journal()

    def run(self) -> None:
        """Take every step, then compare; AssertionError says what is not as in the model."""
        try:
            for step in self._schedule.steps:
                self._take(step)
                self._keep_journal()
            self._kill_all()
            self._compare()
            self._start_up_and_check()
        finally:
            self._kill_all()
            self._kill_agent()

    def run_before(self, action: Action) -> None:
        """Take the steps before the first one of a kind, and leave the terminal as it lies then."""
        try:
            for step in self._schedule.steps:
                if step.action is action:
                    return
                self._take(step)
                self._keep_journal()
        finally:
            self._kill_all()
            self._kill_agent()

    # Steps.

    def _take(self, step: Step) -> None:
        if step.process is not None and step.process in self._slots:
            self._take_in_process(step, self._slots[step.process])
        elif step.action is Action.START:
            self._start(step)
        else:
            self._take_beside_processes(step)

    def _take_in_process(self, step: Step, slot: Slot) -> None:
        match step.action:
            case Action.OPEN_JOURNAL:
                self._open_journal(slot)
            case Action.REFUSE_JOURNAL:
                self._refuse_journal(step)
            case Action.PRESS_SELL | Action.PRESS_RESUME | Action.PRESS_CANCEL | Action.SETTLE:
                self._press(step, slot)
            case Action.FIND_BUSY:
                self._find_busy(step, slot)
            case Action.SHOW:
                self._show(slot)
            case Action.SIGN_HEAD:
                sign_newest_head(slot.process.ports)
            case Action.SIGN_FAILS:
                self._fail_to_sign(slot)
            case Action.PROCESS_CRASHES:
                self._kill(_number(step))
            case _:
                self._go_on_with_sale(step, slot)

    def _go_on_with_sale(self, step: Step, slot: Slot) -> None:
        match step.action:
            case Action.WRITE_BEGUN | Action.LOOK_UP_UNSETTLED:
                assert isinstance(slot.process.go_on(), Asking)
            case Action.LOOK_UP_ENDED:
                assert isinstance(slot.process.go_on(), Done)
            case Action.REFUSE_CONTENT:
                be_refused(slot, SaleIdReused)
            case Action.REFUSE_METER:
                be_refused(slot, SaleUnsettledOnMeter, SaleInProgress)
            case Action.SEND:
                assert self._agent is not None
                slot.is_sent = True
            case Action.SEND_FAILS | Action.ANSWER_LOST:
                lose_answer(slot)
            case Action.DEADLINE_PASSES:
                self._orphans.append(slot.question)
                lose_answer(slot)
            case Action.RECEIVE:
                slot.heard()
            case Action.RECEIVE_UNSETTLED:
                receive_unsettled(slot)
            case Action.WRITE_COMMITTED | Action.WRITE_CANCELLED:
                assert isinstance(slot.process.go_on(slot.heard()), Done)
            case Action.STORE_FULL:
                find_disk_full(slot)
            case _:
                slot.answer = (self._perform(slot.question, step.action),)

    def _take_beside_processes(self, step: Step) -> None:
        match step.action:
            case Action.START_AGENT:
                self._agent = story.own_agent(self._folder, clock=self._clock)
                self._agent.lock()
            case Action.UNLOCK_AGENT:
                self._living_agent().unlock(story.passphrase_of(self._folder))
            case Action.LOCK_AGENT:
                self._living_agent().lock()
            case Action.AGENT_CRASHES:
                self._crash_agent()
            case Action.POWER_CUT:
                self._kill_all()
                self._kill_agent()
            case Action.JOURNAL_LOST:
                self._lose_journal(step)
            case _:
                question = next(asked for asked in self._orphans if _is_about(asked, step))
                self._orphans.remove(question)
                self._perform(question, step.action)

    def _start(self, step: Step) -> None:
        process = GatedProcess(self._folder, self._key, lambda: self._agent)
        self._slots[_number(step)] = Slot(process)

    def _open_journal(self, slot: Slot) -> None:
        """Adopt what the journal does not know; what it knows is settled by steps of its own."""
        process = slot.process
        with process.store.read() as reads:
            known = {row.sale_id for row in reads.sales(limit=10)}
        process.may_take = lambda sale_id: sale_id not in known
        settle(process.ports)

    def _refuse_journal(self, step: Step) -> None:
        try:
            settle(self._slots[_number(step)].process.ports)
        except JournalShortened:
            self._kill(_number(step))
            return
        raise AssertionError("a shortened journal was opened")

    def _press(self, step: Step, slot: Slot) -> None:
        assert step.sale is not None
        slot.sale, slot.is_sent, slot.answer = step.sale, False, None
        ports, sale_id = slot.process.ports, sale_id_of(step.sale)
        work: Callable[[], object]
        match step.action:
            case Action.PRESS_SELL:
                work = partial(sell, ports, self._request(step), operator=story.OPERATOR)
            case Action.PRESS_RESUME:
                work = partial(resume, ports, sale_id, operator=story.OPERATOR)
            case Action.PRESS_CANCEL:
                work = partial(cancel, ports, sale_id, operator=story.OPERATOR)
            case _:
                work = partial(settle, ports)
        assert isinstance(slot.process.begin(work, sale_id.__eq__), Locked)

    def _find_busy(self, step: Step, slot: Slot) -> None:
        assert step.sale is not None
        try:
            resume(slot.process.ports, sale_id_of(step.sale), operator=story.OPERATOR)
        except SaleInProgress:
            return
        raise AssertionError("two processes hold one sale")

    def _fail_to_sign(self, slot: Slot) -> None:
        try:
            sign_newest_head(slot.process.ports)
        except (AgentUnreachable, JournalShortened):
            return
        raise AssertionError("a head was signed")

    def _show(self, slot: Slot) -> None:
        done = slot.process.event
        assert isinstance(done, Done)
        if isinstance(done.value, Settled):
            with slot.process.store.read() as reads:
                row = reads.sale(sale_id_of(slot.sale))
            assert row is not None
            told = Cash.KEPT if row.state == RowState.COMMITTED else Cash.RETURNED
        elif isinstance(done.value, SaleResult) or isinstance(done.error, SaleAlreadyCommitted):
            told = Cash.KEPT
        else:
            error = done.error
            assert error is None or getattr(error, "money", None) is MoneyStands.GIVE_BACK, error
            told = Cash.RETURNED
        before = self._cash[slot.sale]
        self._cash[slot.sale] = told if before in (Cash.UNDECIDED, told) else Cash.BOTH

    # The agent.

    def _perform(self, asked: Asking, action: Action) -> Answer:
        agent = self._living_agent()
        before = agent.outcome(asked.sale_id)
        if action is Action.AGENT_REFUSES:
            lease = agent.status().lease
            assert lease is not None
            self._clock.start = parse_time(lease.until) + timedelta(days=1)
        answer = _answer_of(agent, asked)
        self._clock.start = None
        match action:
            case Action.AGENT_ISSUES:
                assert before is None
                assert isinstance(answer, Issued)
            case Action.AGENT_REPEATS:
                assert isinstance(answer, Issued)
                assert answer == before
            case Action.AGENT_CANCELS:
                assert before is None
                assert isinstance(answer, Tombstone)
            case Action.AGENT_REFUSES:
                assert before is None
                assert answer == Tombstone(asked.sale_id, _REFUSED_FOR)
            case Action.AGENT_FINDS_TOMBSTONE:
                assert isinstance(answer, Tombstone)
                assert answer == before
            case Action.AGENT_IS_LOCKED:
                assert isinstance(answer, KeysLocked)
            case Action.AGENT_REUSE_REFUSED:
                assert isinstance(answer, SaleIdReused)
            case Action.AGENT_KNOWS_NOTHING:
                assert answer is None
            case _:
                raise AssertionError(f"no way to replay {action}")
        return answer

    def _crash_agent(self) -> None:
        self._kill_agent()
        self._orphans.clear()
        for slot in self._slots.values():
            if slot.is_waiting:
                assert isinstance(slot.process.go_on(AgentUnreachable(why="broken")), Done)

    def _living_agent(self) -> KeyAgent:
        assert self._agent is not None
        return self._agent

    def _kill_agent(self) -> None:
        if self._agent is not None:
            self._agent.close()
            self._agent = None

    # The kernel.

    def _kill(self, number: int) -> None:
        """Kill a process; a request that the agent has not read stays with the agent."""
        slot = self._slots.pop(number)
        if slot.is_waiting:
            self._orphans.append(slot.question)
        slot.process.die()

    def _kill_all(self) -> None:
        for number in tuple(self._slots):
            self._kill(number)
        self._orphans.clear()

    def _keep_journal(self) -> None:
        """Keep a copy of the journal as it is; it can be lost only where it was kept."""
        if not self._schedule.uses(Action.JOURNAL_LOST):
            return
        with self._looking() as store, store.read() as reads:
            length = reads.head().seq - self._first_seq
        if length not in self._journals:
            files = (self._folder / name for name in _DATABASE)
            self._journals[length] = {
                file.name: file.read_bytes() for file in files if file.exists()
            }

    def _lose_journal(self, step: Step) -> None:
        """Put back an older copy, after a power cut."""
        assert step.entries_kept is not None
        self._kill_all()
        self._kill_agent()
        for file in self._folder.glob("terminal.db*"):
            file.unlink()
        for name, content in self._journals[step.entries_kept].items():
            (self._folder / name).write_bytes(content)
        self._journals = {
            length: kept for length, kept in self._journals.items() if length <= step.entries_kept
        }

    @contextmanager
    def _looking(self) -> Iterator[SqlStore]:
        store = SqlStore.open(self._folder, self._key, SystemClock())
        try:
            yield store
        finally:
            store.close()

    def _request(self, step: Step) -> SaleRequest:
        assert step.sale is not None
        assert step.content is not None
        meter = self._schedule.meters[step.sale][step.content]
        cents = _CENTS + step.content * _CENTS_MORE
        return story.a_request(self._pans[meter], cents, sale_id=sale_id_of(step.sale))

    # The end.

    def _compare(self) -> None:
        """Compare each sale with what the model says of it."""
        if self._agent is None:
            self._agent = story.own_agent(self._folder, clock=self._clock)
        with self._looking() as store, store.read() as reads:
            found = tuple(self._sale_at_end(reads, sale) for sale in range(len(self._cash)))
        assert found == self._schedule.sales

    def _sale_at_end(self, reads: Reads, sale: int) -> SaleAtEnd:
        outcome = self._living_agent().outcome(sale_id_of(sale))
        row = reads.sale(sale_id_of(sale))
        content = None
        if row is not None:
            asked = sale_begun(begun_body(reads, row)).total
            content = (asked - _CENTS) // _CENTS_MORE
        return SaleAtEnd(
            state=_state_of(reads, row),
            content=content,
            is_issued=isinstance(outcome, Issued),
            is_tombstoned=isinstance(outcome, Tombstone),
            cash=self._cash[sale],
        )

    def _start_up_and_check(self) -> None:
        """Start the terminal once more as a command does, end what is open, ask for promises."""
        self._living_agent().unlock(story.passphrase_of(self._folder))
        ports = story.joined(self._folder, self._living_agent())
        try:
            journal_is_whole = self._settle_and_finish(ports)
            if journal_is_whole:
                assert broken_promises(ports) == []
        finally:
            ports.store.close()

    def _settle_and_finish(self, ports: Ports) -> bool:
        try:
            settled = settle(ports)
        except JournalShortened:
            # Restoring is not what these schedules are about; nothing may be appended before it.
            assert self._schedule.uses(Action.JOURNAL_LOST)
            return False
        for row in settled.offered:
            assert resume(ports, row.sale_id, operator=story.OPERATOR).tokens
        return True


def _is_about(asked: Asking, step: Step) -> bool:
    if step.sale is None or asked.sale_id != sale_id_of(step.sale):
        return False
    match step.action:
        case Action.AGENT_CANCELS:
            return asked.verb is Verb.CANCEL
        case Action.AGENT_KNOWS_NOTHING:
            return asked.verb is Verb.OUTCOME
        case _:
            return (asked.verb is Verb.ISSUE) == (step.content is not None)


def _answer_of(agent: KeyAgent, asked: Asking) -> Answer:
    try:
        match asked.verb:
            case Verb.ISSUE:
                return agent.issue(asked.sale_id, asked.begun)
            case Verb.CANCEL:
                return agent.cancel(asked.sale_id)
            case Verb.OUTCOME:
                return agent.outcome(asked.sale_id)
            case _:
                assert_never(asked.verb)
    except (KeysLocked, SaleIdReused) as error:
        return error


def _state_of(reads: Reads, row: SaleRow | None) -> SaleState:
    if row is None:
        return SaleState.UNKNOWN
    match RowState(row.state):
        case RowState.OPEN:
            return SaleState.OFFERED
        case RowState.CANCELLED:
            return SaleState.CANCELLED
        case RowState.COMMITTED:
            end = read_entry(reads.entry(row.ended_seq).body).payload
            is_recovered = isinstance(end, IssueRecovered)
            return SaleState.RECOVERED if is_recovered else SaleState.COMMITTED


def _number(step: Step) -> int:
    assert step.process is not None
    return step.process
