"""A terminal's process that stops where the model says so, for replaying the model's schedules.

It runs the real use cases on the real store in a thread of its own. The thread waits for the driver
when it has taken the lock of its sale, and when it asks the key agent something; there it can be
let go, be answered, lose its answer, or die. Dying raises what no code catches, so that locks and
transactions go as they do when a process is killed.
"""

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from unittest.mock import patch

from pos.app.ports import AgentStatus, Issued, Tombstone, UnitOfWork
from pos.bootstrap.joining import SystemClock, join
from pos.domain.entries import Begun
from pos.domain.errors import AgentUnreachable, DiskFull, PosError, SaleInProgress
from pos.domain.journal import Checkpoint, Head
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.client.agent_client import AgentClient
from pos.store.store import SqlStore
from tests.patience import PATIENCE_S


class ProcessDied(BaseException):
    """Unwinds the thread of a process that is killed."""


class Verb(Enum):
    """What a process asks of the agent."""

    ISSUE = "issue"
    CANCEL = "cancel"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class Asking:
    """The process waits for the agent's answer to this; `begun` is empty unless it issues."""

    verb: Verb
    sale_id: str
    begun: bytes = b""


@dataclass(frozen=True, slots=True)
class Locked:
    """The process has taken the lock of its sale."""


@dataclass(frozen=True, slots=True)
class Done:
    """The use case is over: what it returned, or how it failed."""

    value: object = None
    error: BaseException | None = None


Event = Asking | Locked | Done
ALL_ISSUES = 1 << 60
Answer = Issued | Tombstone | PosError | None


class GatedKeys(AgentClient):
    """The key agent as a gated process sees it: what goes to the agent goes through the driver.

    What the process read at its start is answered from then, as in the model. Nothing is asked over
    a socket: no agent listens.
    """

    def __init__(self, folder: Path, process: "GatedProcess", agent: KeyAgent) -> None:
        super().__init__(folder)
        self._process = process
        self._seen_status = agent.status()
        self._questions = 0
        self._seen_issues = tuple(agent.issues_after(0))

    def status(self) -> AgentStatus:
        """Return what was read at the start.

        Asked again behind the journal, the agent knows every issue in it: no schedule loses the
        agent's own records.
        """
        self._questions += 1
        if self._questions == 1:
            return self._seen_status
        return replace(self._seen_status, issues=ALL_ISSUES)

    def issues_after(self, issue_no: int) -> Iterator[Issued]:
        """Walk what was read at the start; a gated use case read it before there was anything."""
        if not self._process.is_gated:
            yield from (kept for kept in self._seen_issues if kept.receipt.issue_no > issue_no)

    def ready_to_issue(self, begun: Begun) -> None:
        """The question before step A was answered well; what follows is what the model is about."""

    def issue(self, sale_id: str, begun: bytes) -> Issued | Tombstone:
        """Ask through the driver."""
        return _ended(self._process.ask(Asking(Verb.ISSUE, sale_id, begun)))

    def cancel(self, sale_id: str) -> Issued | Tombstone:
        """Ask through the driver."""
        return _ended(self._process.ask(Asking(Verb.CANCEL, sale_id)))

    def outcome(self, sale_id: str) -> Issued | Tombstone | None:
        """Ask through the driver."""
        return self._process.ask(Asking(Verb.OUTCOME, sale_id))

    def sign_head(self, head: Head) -> Checkpoint | None:
        """Ask the living agent at once."""
        agent = self._process.living_agent()
        if agent is None:
            raise AgentUnreachable(why="dead")
        return agent.sign_head(head)


class GatedStore(SqlStore):
    """The real store, which stops when a sale is locked and may find the disk full.

    Attributes:
        process: whose store it is.
        is_full: the next commit fails.
    """

    process: "GatedProcess"
    is_full = False

    @contextmanager
    def sale_lock(self, sale_id: str) -> Iterator[None]:
        """Take the real lock, then wait."""
        if not self.process.may_take(sale_id):
            raise SaleInProgress(sale=sale_id)
        with super().sale_lock(sale_id):
            self.process.locked()
            yield

    @contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """Open the real transaction."""
        with super().write() as work:
            if self.is_full:
                with patch.object(work, "commit", side_effect=DiskFull()):
                    yield work
            else:
                yield work


class GatedProcess:
    """One process of the terminal.

    Attributes:
        ports: for use cases.
        event: where it waits, None while it is idle.
        is_gated: it stops for the driver.
        may_take: which sales it may lock; of others it is told that they are in progress.
        living_agent: gives the agent, None for a dead one.
    """

    def __init__(
        self, folder: Path, key: bytes, living_agent: Callable[[], KeyAgent | None]
    ) -> None:
        agent = living_agent()
        assert agent is not None
        self.living_agent = living_agent
        self.store = GatedStore.open(folder, key, SystemClock())
        self.store.process = self
        self._keys = GatedKeys(folder, self, agent)
        self.event: Event | None = None
        self.is_gated = False
        self.may_take: Callable[[str], bool] = _any_sale
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[Answer | ProcessDied] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self.ports = join(folder, self.store, self._keys, SystemClock())

    def begin(self, work: Callable[[], object], may_take: Callable[[str], bool]) -> Event:
        """Start a use case; return where it stops first."""
        assert self._thread is None
        self.is_gated, self.may_take = True, may_take
        self._thread = threading.Thread(target=self._run, args=(work,))
        self._thread.start()
        return self._wait()

    def go_on(self, answer: Answer | ProcessDied = None) -> Event:
        """Let it go on with an answer; return where it stops next."""
        self._answers.put(answer)
        return self._wait()

    def die(self) -> None:
        """Kill it, wherever it is."""
        if self._thread is not None:
            self.go_on(ProcessDied())
        self.store.close()

    def ask(self, question: Asking) -> Issued | Tombstone | None:
        """Wait for the driver's answer, in the process's own thread."""
        answer = self._stop(question)
        if isinstance(answer, PosError):
            raise answer
        return answer

    def locked(self) -> None:
        """Wait with the lock, in the process's own thread."""
        if self.is_gated:
            self._stop(Locked())

    def _stop(self, event: Event) -> Answer:
        self._events.put(event)
        answer = self._answers.get(timeout=PATIENCE_S)
        if isinstance(answer, ProcessDied):
            raise answer
        return answer

    def _run(self, work: Callable[[], object]) -> None:
        try:
            self._events.put(Done(value=work()))
        except (PosError, ProcessDied, AssertionError, queue.Empty) as error:
            self._events.put(Done(error=error))

    def _wait(self) -> Event:
        event = self._events.get(timeout=PATIENCE_S)
        if isinstance(event, Done) and self._thread is not None:
            self._thread.join()
            self._thread = None
            self.is_gated, self.may_take = False, _any_sale
        self.event = event
        return event


def _any_sale(sale_id: str) -> bool:
    return bool(sale_id)


def _ended(answer: Issued | Tombstone | None) -> Issued | Tombstone:
    assert answer is not None
    return answer
