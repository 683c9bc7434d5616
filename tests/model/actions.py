"""The vocabulary of the sale model: everything that can happen in one indivisible step.

Each action is told in the words of the real ports, so that a driver can make the same thing happen
to the real store, the real key agent and real processes. The steps of a sale are those of the
design: A is the store's commit of `SaleBegun`, B is the agent's `issue`, C is the store's commit of
`SaleCommitted`.
"""

from __future__ import annotations

import functools
from enum import StrEnum
from typing import NamedTuple


class Action(StrEnum):
    """One kind of step. `process` and `sale` below are fields of `Step`."""

    # --- start-up of a process ---

    START = "start"
    """The process starts and reads from the agent its last signed head and its list of issues."""

    OPEN_JOURNAL = "open journal"
    """One store transaction: the agent's head is found in the journal, and each issue on the list
    whose sale the journal does not know is appended as `IssueRecovered`."""

    REFUSE_JOURNAL = "refuse journal"
    """The agent's head is not in the journal: nothing is appended, the process ends and asks for
    `restore`."""

    RESTORE = "restore"
    """With no other process on the folder: a new incarnation begins. The store appends its first
    entry and the agent takes the new head; the issue store survives. The
    model does not look inside `restore`: it is one step."""

    # --- the operator, at an idle process ---

    PRESS_SELL = "press sell"
    """`sell` with this sale id and this content begins: the process takes the lock of the id."""

    PRESS_RESUME = "press resume"
    """`sales resume`: the lock is taken, the content is that of the stored `SaleBegun`."""

    PRESS_CANCEL = "press cancel"
    """`sales cancel`: the lock is taken."""

    SETTLE = "settle"
    """`settle()` of start-up reaches an unsettled sale and takes its lock. It then asks the agent
    for `status`; for a sale of an earlier incarnation, which nobody may resume, for `cancel`."""

    FIND_BUSY = "find busy"
    """Sell, resume, cancel or settle of a sale whose lock another process holds: refused as busy,
    nothing changes."""

    # --- the process that holds the lock ---

    WRITE_BEGUN = "write begun"
    """A: the store commits `SaleBegun`. In the same transaction: the id is new and the meter has
    no unsettled sale."""

    LOOK_UP_UNSETTLED = "look up unsettled"
    """The store knows the id and no end of it: the sale goes on with its stored bytes."""

    LOOK_UP_ENDED = "look up ended"
    """The store knows the id and its end, which is about to be shown again. The lock is free."""

    REFUSE_CONTENT = "refuse other content"
    """The store knows the id with other content: refused, nothing changes, the lock is free."""

    REFUSE_METER = "refuse meter"
    """Where A would be: the meter has another unsettled sale. Refused, nothing changes, nothing is
    charged, the lock is free."""

    REFUSE_EARLIER = "refuse earlier incarnation"
    """The sale was begun by an earlier incarnation and has no end: it may only be settled or
    cancelled. Nothing changes, the lock is free."""

    SEND = "send"
    """The request (`issue`, `cancel` or `status`) leaves the process. The agent has not read it."""

    SEND_FAILS = "send fails"
    """The agent is dead. The sale stays unsettled, the operator is told so, the lock is free."""

    RECEIVE = "receive"
    """The process reads the answer, which says issued or cancelled. Nothing is written yet."""

    RECEIVE_UNSETTLED = "receive unsettled"
    """The process reads an answer that ends nothing: vending is locked, the content differs, or
    (to `status`) the agent does not know the id, and the sale is offered. The lock is free."""

    WRITE_COMMITTED = "write committed"
    """C: the store commits `SaleCommitted` with the agent's tokens. The lock is free."""

    WRITE_CANCELLED = "write cancelled"
    """The store commits `SaleCancelled`; the agent's tombstone is already durable. The lock is
    free."""

    SHOW = "show"
    """The operator sees the end of the sale: the tokens, and the cash goes into the drawer; or
    cancelled, and the cash goes back to the customer."""

    SIGN_HEAD = "sign head"
    """The agent signs the journal's head and keeps it."""

    SIGN_FAILS = "sign fails"
    """The agent is dead: the head stays unsigned, the sale stays a success."""

    # --- the agent; with no process, the request's sender is gone ---

    AGENT_ISSUES = "agent issues"
    """B: `issue` of an unknown id. TID and tokens become durable, then the answer is on its way."""

    AGENT_REPEATS = "agent repeats"
    """`issue`, `cancel` or `status` of an issued id: the same tokens again, nothing changes."""

    AGENT_REUSE_REFUSED = "agent refuses reuse"
    """`issue` of an issued id with other content: refused, nothing changes."""

    AGENT_CANCELS = "agent cancels"
    """`cancel` of an unknown id: the tombstone becomes durable, the answer is on its way."""

    AGENT_FINDS_TOMBSTONE = "agent finds tombstone"
    """`issue`, `cancel` or `status` of a tombstoned id: cancelled, nothing changes."""

    AGENT_IS_LOCKED = "agent is locked"
    """`issue` of an unknown id while vending is locked: refused without a tombstone."""

    AGENT_KNOWS_NOTHING = "agent knows nothing"
    """`status` of an id that is neither issued nor tombstoned."""

    START_AGENT = "start agent"
    """A dead agent starts: identity open, vending locked."""

    UNLOCK_AGENT = "unlock agent"
    """The operator opens the vending compartment."""

    # --- faults: each costs one of the setting's budget ---

    AGENT_REFUSES = "agent refuses by rule"
    """`issue` of an unknown id that a rule forbids (lease, limit, clock): the tombstone becomes
    durable, the answer is cancelled."""

    LOCK_AGENT = "lock agent"
    """The vending compartment closes."""

    AGENT_CRASHES = "agent crashes"
    """The agent dies between two steps. Requests it had not answered are gone and their senders
    see a broken connection; answers already sent can still be read."""

    PROCESS_CRASHES = "process crashes"
    """A process dies between two steps. Its lock is free; its unread request stays with the
    agent."""

    DEADLINE_PASSES = "deadline passes"
    """The process stops waiting before the agent has read the request, which stays with the agent.
    The sale is unsettled, the lock is free."""

    ANSWER_LOST = "answer lost"
    """The agent did it, the process never reads the answer. The sale is unsettled, the lock is
    free."""

    STORE_FULL = "store full"
    """The store's commit of A, C or `SaleCancelled` is refused (disk full) and rolled back. The
    lock is free; after A nothing was charged, after C the sale is unsettled."""

    POWER_CUT = "power cut"
    """Everything volatile is gone: processes, locks, requests, answers, the agent's memory."""

    JOURNAL_LOST = "journal lost"
    """A power cut, after which the folder holds an older journal: its last entries are missing."""


FAULTS = frozenset(
    {
        Action.AGENT_REFUSES,
        Action.LOCK_AGENT,
        Action.AGENT_CRASHES,
        Action.PROCESS_CRASHES,
        Action.DEADLINE_PASSES,
        Action.ANSWER_LOST,
        Action.STORE_FULL,
        Action.POWER_CUT,
        Action.JOURNAL_LOST,
    }
)


class Step(NamedTuple):
    """One action with whom and what it concerns.

    Attributes:
        action: what happens.
        process: 0 or 1; None where no process takes part or its process is gone.
        sale: index of the sale id; None where no single sale is concerned.
        content: index of the content sent under that id, where it matters.
        entries_kept: for `JOURNAL_LOST`, how many journal entries survive.
    """

    action: Action
    process: int | None = None
    sale: int | None = None
    content: int | None = None
    entries_kept: int | None = None

    def __str__(self) -> str:
        """Read as one line of a trace, such as `p0 write begun sale 1`."""
        words = [f"p{self.process}"] if self.process is not None else []
        words.append(self.action.value)
        if self.sale is not None:
            words.append(f"sale {self.sale}")
        if self.content is not None:
            words.append(f"content {self.content}")
        if self.entries_kept is not None:
            words.append(f"keeping {self.entries_kept}")
        return " ".join(words)


@functools.cache
def step(
    action: Action,
    process: int | None = None,
    sale: int | None = None,
    content: int | None = None,
    entries_kept: int | None = None,
) -> Step:
    """Give the one `Step` with these fields, so that a search holds each only once."""
    return Step(action, process, sale, content, entries_kept)
