"""The state of the sale model: what is durable, what is volatile, what the operator has done.

All of it is immutable and hashable. The types are `NamedTuple`s and `StrEnum`s, because a search
hashes hundreds of thousands of them and tuples and strings hash without calling Python code.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from tests.model.journal import NO_CONTENT, Journal

if TYPE_CHECKING:
    from tests.model.actions import Action
    from tests.model.rules import Rule


class Issue(NamedTuple):
    """A durable issue of the agent. Its token is fixed by meter (of the content) and TID."""

    sale: int
    content: int
    tid: int


class Verb(StrEnum):
    """What a process asks of the agent."""

    ISSUE = "issue"
    CANCEL = "cancel"
    STATUS = "status"


class Request(NamedTuple):
    """A request frame. Only `ISSUE` carries content; it is `NO_CONTENT` otherwise."""

    verb: Verb
    sale: int
    content: int = NO_CONTENT

    @property
    def content_sent(self) -> int | None:
        """Give the content as a step names it."""
        return None if self.content == NO_CONTENT else self.content


class AnswerKind(StrEnum):
    """What the agent answers."""

    ISSUED = "issued"
    CANCELLED = "cancelled"
    LOCKED = "locked"
    REUSED = "reused"
    UNKNOWN = "unknown"


class Answer(NamedTuple):
    """An answer frame; the issue goes with `ISSUED` only."""

    kind: AnswerKind
    issue: Issue | None = None


class AgentPower(StrEnum):
    """Whether the agent runs, and whether vending is open."""

    DEAD = "dead"
    LOCKED = "locked"
    OPEN = "open"


class Agent(NamedTuple):
    """The key agent: `power` is volatile, the rest is its durable issue store.

    `head` is the journal up to the last signed entry: the hash of a chain stands for all of it.
    """

    power: AgentPower
    issues: tuple[Issue, ...] = ()
    tombstones: tuple[int, ...] = ()
    head: Journal = ()


class Phase(StrEnum):
    """Where a process is. From `HOLDING` to `HEARD` it holds the lock of its sale.

    A `CORPSE` is a dead process whose lock is still taken; only a protocol without the rule that
    locks die with their process has any.
    """

    DOWN = "down"
    CORPSE = "corpse"
    STARTING = "starting"
    IDLE = "idle"
    HOLDING = "holding"
    READY = "ready"
    WAITING = "waiting"
    ANSWERED = "answered"
    HEARD = "heard"
    ENDED = "ended"
    SIGNING = "signing"


UNLOCKED = frozenset({Phase.ENDED, Phase.SIGNING})


class Seen(NamedTuple):
    """What a starting process has read so far: the agent's head and issues.

    A protocol that reads in the wrong order has seen the journal instead of the issues.
    """

    head: Journal
    issues: tuple[Issue, ...]
    journal: Journal = ()


class Process(NamedTuple):
    """One process of the terminal; all of it is volatile."""

    phase: Phase
    request: Request | None = None
    answer: Answer | None = None
    seen: Seen | None = None


DOWN = Process(Phase.DOWN)
IDLE = Process(Phase.IDLE)


class Cash(StrEnum):
    """What the operator did with the customer's money, told by the screen."""

    UNDECIDED = "undecided"
    KEPT = "kept"
    RETURNED = "returned"
    BOTH = "kept and returned"


class World(NamedTuple):
    """Everything at one instant.

    Attributes:
        journal: durable entries, oldest first.
        agent: the key agent.
        processes: two processes on the same folder.
        orphans: requests still with the agent whose sender is gone, in sorted order.
        cash: by sale.
        faults_left: how many faults may still happen.
        was_journal_lost: whether durable entries ever disappeared.
    """

    journal: Journal
    agent: Agent
    processes: tuple[Process, Process]
    orphans: tuple[Request, ...]
    cash: tuple[Cash, ...]
    faults_left: int
    was_journal_lost: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What a search explores.

    Attributes:
        name: of the setting, for people.
        meters: `meters[sale][content]` is the meter that this content names.
        faults: kinds of fault that may happen.
        faults_max: how many may happen in one history.
        processes_max: how many processes may run at a time, 1 or 2.
        broken: rules of the protocol that are left out.
    """

    name: str
    meters: tuple[tuple[int, ...], ...]
    faults: frozenset[Action]
    faults_max: int
    processes_max: int = 2
    broken: frozenset[Rule] = field(default_factory=frozenset)

    @property
    def sales(self) -> range:
        """Give the indexes of the sale ids."""
        return range(len(self.meters))

    def keeps(self, rule: Rule) -> bool:
        """Say whether the protocol still has this rule."""
        return rule not in self.broken

    def first_world(self) -> World:
        """Give the world before anything happened: agent open, no process runs."""
        return World(
            journal=(),
            agent=Agent(AgentPower.OPEN),
            processes=(DOWN, DOWN),
            orphans=(),
            cash=(Cash.UNDECIDED,) * len(self.meters),
            faults_left=self.faults_max,
        )


def is_locked(world: World, sale: int) -> bool:
    """Say whether a process holds the lock of this sale id."""
    return any(
        process.request is not None
        and process.request.sale == sale
        and process.phase not in UNLOCKED
        for process in world.processes
    )


def request_of(world: World, slot: int) -> Request:
    """Give the request of a process that is busy with one."""
    request = world.processes[slot].request
    assert request is not None, "a busy process has a request"
    return request


def with_process(world: World, slot: int, process: Process) -> World:
    """Replace one process."""
    first, second = world.processes
    return world._replace(processes=(process, second) if slot == 0 else (first, process))


def canonical(world: World) -> World:
    """Order the two processes: which of two equal programs is called first changes nothing."""
    first, second = world.processes
    return world._replace(processes=(second, first)) if second < first else world
