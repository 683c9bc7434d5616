"""What stands between a request and its tokens: lease, clock, keys, identifiers, sums.

Each rule that says no is a `Refused` of the domain; nothing is written here. Approval has a module
of its own: it is asked about what lies in the journal, not about a draft.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pos.app.ports import LeaseStatus
from pos.domain.entries import Begun, KeyChangeBegun, ReissueBegun, SaleBegun
from pos.domain.errors import (
    ClockAhead,
    ClockBack,
    LeaseEnded,
    LeaseExhausted,
    LeaseMissing,
    LeaseNotBegun,
    ResourceNotSold,
)
from pos.domain.journal import format_time
from pos.domain.lease import CountedKind, money_counted
from pos.keystore.issue.identifiers import Identifiers
from pos.keystore.issue.issue_store import Counters, IssueMoves, IssueStore, Standing
from pos.keystore.issue.token_maker import TokenOrder
from pos.keystore.issue.wanted_tokens import counted_kinds, keys_of, wanted_tokens
from pos.keystore.keys.vending_keys import VendingRing
from pos.sts.tables import SAMPLE_TABLES

# Time servers step clocks by less than this.
BACK_AT_MOST = timedelta(minutes=2)
# A terminal may rest this long before somebody has to look at its clock.
AHEAD_AT_MOST = timedelta(days=45)
# Of a time in the journal's form, which begins with it.
_DAY_LENGTH = len("YYYY-MM-DD")


@dataclass(frozen=True, slots=True)
class IssueMeans:
    """What every decision looks at besides the request, the keys and the clock.

    Attributes:
        store: sums, lease and identifiers so far.
        training: every token is marked so.
        draw: gives 4 random bits.
    """

    store: IssueStore
    training: bool
    draw: Callable[[], int]


@dataclass(frozen=True, slots=True)
class IssuePlan:
    """A request that no rule refuses.

    Attributes:
        order: for the token maker.
        moves: what it will move.
        at: moment of the issue, in the journal's form.
        lease: it is issued under, as `LeaseRows.newest`.
        counters: before it.
    """

    order: TokenOrder
    moves: IssueMoves
    at: str
    lease: LeaseStatus
    counters: Counters


def plan_issue(begun: Begun, ring: VendingRing, now: datetime, means: IssueMeans) -> IssuePlan:
    """Ask every rule but the one about approval.

    Args:
        begun: the request.
        ring: open vending keys.
        now: the clock, aware.
        means: for all requests.

    Raises:
        LeaseMissing, LeaseNotBegun, LeaseEnded, LeaseExhausted, ClockBack, ClockAhead,
        ResourceNotSold, VendingKeyMissing, VendingKeyExpired, VendingKeyNotBegun,
        MeterKeyNotSold, TokenTimeAhead, KeyChangeNotPossible, EngineeringMalformed,
        ReissueNotPossible.
    """
    store = means.store
    at = format_time(now)
    day = at[:_DAY_LENGTH]
    standing = store.standing(begun.meter.pan, day)
    counters = standing.counters
    lease = store.leases.newest()
    if lease is None:
        raise LeaseMissing
    _clock_must_fit(lease, counters.known_time, now, at)
    if begun.resource != "electricity":
        raise ResourceNotSold(resource=begun.resource[:40])
    keys = keys_of(begun, ring)
    identifiers = Identifiers(keys.under, lease, standing.last_tids, now)
    wanted = wanted_tokens(begun, keys, identifiers, store, ring=ring, draw=means.draw)
    identifiers.key_must_be_alive()
    is_reissue = isinstance(begun, ReissueBegun)
    # What is made again was counted when it was made first.
    energy_milli = 0 if is_reissue else sum(token.promised_milli for token in wanted)
    stated = begun.total if isinstance(begun, SaleBegun) else 0
    floor = lease.limits.floor_of(begun.meter.sgc, begun.resource)
    money = money_counted(stated, energy_milli, floor)
    sums_must_fit(lease, standing, money, energy_milli)
    counted = counted_kinds(begun)
    if counted:
        lease = replace(lease, day_issued=store.counts_of_day(day))
    for kind in counted:
        count_must_fit(lease, kind)
    change = begun.key_change if isinstance(begun, SaleBegun | KeyChangeBegun) else None
    order = TokenOrder(
        present=keys.present,
        new=keys.new,
        with_sgc=change is not None and change.with_sgc,
        wanted=wanted,
        training=means.training,
        # Without tables there are EA11 meters only, which use none.
        tables=ring.tables or SAMPLE_TABLES,
    )
    config = keys.under.config
    moves = IssueMoves(
        pan=config.pan.digits,
        base_date=int(config.base_date),
        last_tid=identifiers.last,
        day=day,
        money=money,
        energy_milli=energy_milli,
        counted=counted,
        reissues=begun.of_sale if isinstance(begun, ReissueBegun) else "",
    )
    return IssuePlan(order, moves, at, lease, counters)


def _clock_must_fit(lease: LeaseStatus, known: str, now: datetime, at: str) -> None:
    """Compare the clock with the lease, and with the newest moment that is known to have passed.

    The lease's times are compared as text, which the journal's form allows: all of one length, UTC.
    """
    if at < lease.not_before:
        raise LeaseNotBegun(not_before=lease.not_before, now=at)
    if at >= lease.until:
        raise LeaseEnded(until=lease.until, now=at)
    if not known:
        return
    # Reading a time takes a tenth of writing one.
    known_at = datetime.fromisoformat(known)
    if now + BACK_AT_MOST < known_at:
        raise ClockBack(now=at, known=known)
    if now - AHEAD_AT_MOST > known_at:
        raise ClockAhead(now=at, known=known)


def sums_must_fit(lease: LeaseStatus, standing: Standing, money: int, energy_milli: int) -> None:
    """Compare what an issue counts with what is left.

    Args:
        lease: in force, as `LeaseRows.newest`.
        standing: of the meter.
        money: by `money_counted`, minor units.
        energy_milli: as the meter reads it, thousandths.

    Raises:
        LeaseExhausted.
    """
    counters = standing.counters
    money_issued = lease.money_issued + counters.money_issued
    energy_issued_milli = lease.energy_issued_milli + counters.energy_issued_milli
    for what, left, asked in (
        ("money", lease.money_may_reach - money_issued, money),
        ("energy", lease.energy_may_reach_milli - energy_issued_milli, energy_milli),
        (
            "energy_per_meter",
            lease.energy_per_meter_day_milli - standing.energy_of_day_milli,
            energy_milli,
        ),
    ):
        if asked > left:
            raise LeaseExhausted(what=what, left=max(left, 0), asked=asked)


def count_must_fit(lease: LeaseStatus, kind: CountedKind) -> None:
    """Compare one more token without cash with the day's number; LeaseExhausted."""
    left = lease.limits.day_limits.less(lease.day_issued).of(kind)
    if not left:
        raise LeaseExhausted(what=kind.value, left=0, asked=1)
