"""The rules of the protocol that the model can leave out, one at a time.

A model that cannot fail proves nothing: for each rule a test leaves it out and demands that the
search finds a broken promise.
"""

from __future__ import annotations

from enum import StrEnum


class Rule(StrEnum):
    """A rule of the design."""

    BEGUN_BEFORE_SENT = "SaleBegun is durable before the request leaves"
    COMMITTED_BEFORE_SHOWN = "the token is shown after SaleCommitted is durable"
    ONE_END = "the store allows one end for an id"
    LOCKED_FROM_A_TO_C = "a process holds the lock of its sale id from A to C"
    LOCK_DIES_WITH_PROCESS = "the lock of a dead process is free"
    ONE_UNSETTLED_PER_METER = "a meter with an unsettled sale gets no other"
    METER_ASKED_INSIDE = "unsettled sales are asked inside the transaction of A"
    CONTENT_COMPARED = "a known id with other content is refused by the store"
    STORE_DURABLE = "a commit of the store survives a power cut"
    TOMBSTONE_FIRST = "the tombstone is durable before SaleCancelled"
    CANCEL_ASKS_IF_ISSUED = "cancel of an issued id answers issued"
    TOMBSTONE_FORBIDS_ISSUE = "a tombstoned id is never issued"
    REFUSAL_LEAVES_TOMBSTONE = "a refusal by rule leaves a tombstone"
    REPEAT_BEFORE_RULES = "a repeat is answered before any other check"
    SILENCE_IS_UNSETTLED = "a silent agent leaves the sale unsettled"
    LOCKED_IS_UNSETTLED = "a locked agent leaves the sale unsettled"
    UNISSUED_IS_OFFERED = "a sale the agent does not know is offered, not cancelled"
    AGENT_IDEMPOTENT = "an issued id is never issued again"
    TID_MOVES = "each issue for a meter takes a later TID"
    ISSUE_DURABLE = "an issue is durable before it is answered"
    ISSUES_ADOPTED = "issues that the journal does not know are adopted at start-up"
    ISSUES_READ_BEFORE_JOURNAL = "start-up reads the agent's issues before the journal"
    HEAD_CHECKED = "nothing is appended to a journal without the agent's head"
    CANCEL_NEEDS_NO_KEY = "cancel and status work while vending is locked"
    EARLIER_INCARNATION_SETTLED = "open sales of an earlier incarnation can be settled"
