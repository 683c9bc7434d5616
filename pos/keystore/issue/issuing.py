"""Step B of a request, inside the agent: decide, make, check, and write it down in one commit.

    known id          the stored answer, before any other check
    keys locked       KeysLocked, nothing is written
    a rule says no    a tombstone with the rule's code becomes durable
    all agree         tokens made and read back, receipt signed, all of it in one transaction

The caller lets one request in at a time.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from pos.app.ports import Clock, Issued, Tombstone
from pos.domain.entries import Begun, IssueReceipt
from pos.domain.errors import KeysLocked, Refused, SaleIdMalformed, SaleIdReused
from pos.domain.journal import format_time
from pos.domain.sale import parse_sale_id
from pos.keystore.files.encrypted_database import AgentDatabase
from pos.keystore.issue.approved import approval_must_hold
from pos.keystore.issue.issue_rules import IssueMeans, IssuePlan, plan_issue
from pos.keystore.issue.issue_store import Grave, IssueStore
from pos.keystore.issue.lease_slices import LeaseSlices
from pos.keystore.issue.requests import amounts_must_do, read_begun
from pos.keystore.issue.token_maker import TokenMaker
from pos.keystore.keys.device_key import DeviceKey
from pos.keystore.keys.vending_keys import VendingRing
from pos.keystore.people.pin_desk import PinDesk
from pos.keystore.vault.slots import Randomness

CANCELLED_BY_OPERATOR = "operator"
_RND_BITS = 0x0F


@dataclass(frozen=True, slots=True)
class IssuingTools:
    """What issuing needs besides the vending keys.

    Attributes:
        training: every token is marked so.
    """

    database: AgentDatabase
    store: IssueStore
    slices: LeaseSlices
    device_key: DeviceKey
    pins: PinDesk
    maker: TokenMaker
    clock: Clock
    randomness: Randomness
    training: bool


class Issuer:
    """Issues, refuses and cancels sales for good."""

    def __init__(self, tools: IssuingTools) -> None:
        self._tools = tools
        self._means = IssueMeans(tools.store, tools.training, self._draw)

    def outcome(self, sale_id: str) -> Issued | Tombstone | None:
        """Return how an id ended; None where it did not."""
        end = self._tools.store.end_of(sale_id)
        return end.tombstone if isinstance(end, Grave) else end

    def check(self, begun: Begun, ring: VendingRing | None) -> None:
        """Ask every rule about what has not begun, and the hardware that it needs.

        Raises:
            JournalDamaged: its numbers make no sense.
            KeysLocked, CounterAhead, CounterGone, and as `plan_issue` and
            `VendingKey.must_be_at_hand`.
        """
        amounts_must_do(begun)
        if ring is None:
            raise KeysLocked
        self._tools.slices.begin()
        plan = plan_issue(begun, ring, self._tools.clock.now(), self._means)
        for key in (plan.order.present, plan.order.new):
            if key is not None:
                key.vending.must_be_at_hand()
        moves = plan.moves
        self._tools.slices.must_reach(plan.lease, plan.counters, moves.money, moves.energy_milli)

    def issue(self, sale_id: str, begun: bytes, ring: VendingRing | None) -> Issued | Tombstone:
        """Issue for a request, once.

        Raises:
            SaleIdMalformed: the id is not a UUID in lower case.
            SaleIdReused: the id ended with other bytes.
            JournalDamaged: the bytes are not the beginning of this request.
            KeysLocked, TokenCheckFailed, CounterAhead, CounterGone: nothing was issued.
        """
        _must_be_sale_id(sale_id)
        digest = hashlib.sha256(begun).hexdigest()
        known = self._known(sale_id, digest)
        if known is not None:
            return known
        entry, asked = read_begun(sale_id, begun)
        if ring is None:
            raise KeysLocked
        self._tools.slices.begin()
        now, tools = self._tools.clock.now(), self._tools
        try:
            plan = plan_issue(asked, ring, now, self._means)
            approval_must_hold(
                asked,
                operator=entry.operator,
                pins=tools.pins,
                device_key=tools.device_key.public,
                now=now,
            )
        except Refused as refusal:
            return self._bury(sale_id, refusal.code, digest, now)
        return self._make(sale_id, begun, digest, plan)

    def cancel(self, sale_id: str) -> Issued | Tombstone:
        """Make sure that nothing is issued for an id, unless it already is.

        Raises:
            SaleIdMalformed: the id is not a UUID in lower case.
        """
        _must_be_sale_id(sale_id)
        known = self.outcome(sale_id)
        if known is not None:
            return known
        return self._bury(sale_id, CANCELLED_BY_OPERATOR, "", self._tools.clock.now())

    def _known(self, sale_id: str, digest: str) -> Issued | Tombstone | None:
        end = self._tools.store.end_of(sale_id)
        if isinstance(end, Issued):
            _must_be_same(sale_id, end.receipt.request_digest, digest)
            return end
        if end is None:
            return None
        # One that was cancelled before anybody sent its request is buried for every request.
        if end.request_digest:
            _must_be_same(sale_id, end.request_digest, digest)
        return end.tombstone

    def _draw(self) -> int:
        return self._tools.randomness(1)[0] & _RND_BITS

    def _bury(self, sale_id: str, reason: str, digest: str, now: datetime) -> Tombstone:
        tombstone = Tombstone(sale_id, reason)
        with self._tools.database.transaction():
            self._tools.store.add_grave(Grave(tombstone, digest), at=format_time(now))
        return tombstone

    def _make(self, sale_id: str, begun: bytes, digest: str, plan: IssuePlan) -> Issued:
        tools = self._tools
        tokens = tools.maker.make(plan.order)
        counters, moves = plan.counters, plan.moves
        tools.slices.cover(plan.lease, counters, moves.money, moves.energy_milli)
        with tools.database.transaction():
            receipt = tools.device_key.sign_receipt(
                IssueReceipt(
                    issue_no=counters.issues + 1,
                    issued_at=plan.at,
                    sale_id=sale_id,
                    request_digest=digest,
                    lease_serial=plan.lease.serial,
                    money_issued=counters.money_issued + moves.money,
                    energy_issued_milli=counters.energy_issued_milli + moves.energy_milli,
                    tokens=tokens,
                    signature="",
                )
            )
            issued = Issued(begun, receipt)
            tools.store.add_issue(issued, moves)
        return issued


def _must_be_same(sale_id: str, known: str, digest: str) -> None:
    if not hmac.compare_digest(known, digest):
        raise SaleIdReused(sale=sale_id)


def _must_be_sale_id(sale_id: str) -> None:
    if parse_sale_id(sale_id) != sale_id:
        raise SaleIdMalformed(text=sale_id)
