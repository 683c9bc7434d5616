"""What stands between a request and a token: lease, clock, key, meter, sums.

Each rule that says no is a `Refused` of the domain; nothing is written here.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pos.app.ports import LeaseStatus
from pos.domain.entries import MeterKeyed, SaleBegun
from pos.domain.errors import (
    ClockBack,
    JournalDamaged,
    LeaseEnded,
    LeaseExhausted,
    LeaseMissing,
    LeaseNotBegun,
    MeterKeyNotSold,
    ResourceNotSold,
    TokenTimeAhead,
    VendingKeyExpired,
    VendingKeyMissing,
)
from pos.domain.journal import format_time, read_entry
from pos.domain.lease import CountedKind, Lane, money_counted
from pos.keystore.issue_store import Counters, IssueStore
from pos.keystore.vending_keys import VendingKey, VendingRing
from pos.sts.attributes import KRN_MAX, KRN_MIN, Dkga, Ea, KeyType, MeterConfig
from pos.sts.errors import BaseDateExhausted, OutOfRange, StsError, TooFarAhead
from pos.sts.identifiers import MeterPan
from pos.sts.tid import is_key_expired, next_tid, tid_at

# Time servers step clocks by less than this.
BACK_AT_MOST = timedelta(minutes=2)
# Far beyond any sale; keeps every sum inside SQLite's integers.
AMOUNT_MAX = 1 << 60


@dataclass(frozen=True, slots=True)
class IssuePlan:
    """A request that no rule refuses.

    Attributes:
        key: vending key.
        config: the meter under that key.
        tid: token identifier for it.
        day: whose sum of the meter it adds to, `YYYY-MM-DD`, UTC.
        money: what it counts against the lease, minor units.
        lease: it is issued under.
        counters: before it.
    """

    key: VendingKey
    config: MeterConfig
    tid: int
    day: str
    money: int
    lease: LeaseStatus
    counters: Counters


def read_sale_begun(sale_id: str, begun: bytes) -> SaleBegun:
    """Read the request out of the bytes of its journal entry.

    Raises:
        JournalDamaged: they are not the beginning of this sale, or its numbers make no sense.
    """
    try:
        entry = read_entry(begun)
    except (UnicodeDecodeError, RecursionError) as error:
        raise JournalDamaged(seq=0, why="not an entry") from error
    sale = entry.payload
    if not isinstance(sale, SaleBegun) or sale.sale_id != sale_id:
        raise JournalDamaged(seq=entry.seq, why="not the beginning of this sale")
    amounts = (sale.total, sale.units_milli, sale.credited_milli)
    if not all(0 < amount <= AMOUNT_MAX for amount in amounts):
        raise JournalDamaged(seq=entry.seq, why="amounts")
    return sale


def plan_issue(
    sale: SaleBegun, *, ring: VendingRing, store: IssueStore, now: datetime, has_tables: bool
) -> IssuePlan:
    """Ask every rule.

    Args:
        sale: request.
        ring: open vending keys.
        store: sums, lease and identifiers so far.
        now: the clock, aware.
        has_tables: EA07 tables are here.

    Raises:
        LeaseMissing, LeaseNotBegun, LeaseEnded, LeaseExhausted, ClockBack, ResourceNotSold,
        VendingKeyMissing, VendingKeyExpired, MeterKeyNotSold, TokenTimeAhead.
    """
    counters = store.counters()
    day = now.date().isoformat()
    lease = store.lease(counters, day)
    if lease is None:
        raise LeaseMissing
    _clock_must_fit(lease, counters.last_time, now)
    if sale.resource != "electricity":
        raise ResourceNotSold(resource=sale.resource[:40])
    if not KRN_MIN <= sale.meter.krn <= KRN_MAX:
        raise MeterKeyNotSold(why="meter")
    key = ring.find(sale.meter.sgc, sale.meter.krn)
    if key is None:
        raise VendingKeyMissing(sgc=sale.meter.sgc[:6], krn=sale.meter.krn)
    config = config_of(sale.meter, key, has_tables=has_tables)
    tid = _next_tid(config, key, lease, store, now)
    floor = lease.limits.floor_of(sale.meter.sgc, sale.resource)
    money = money_counted(sale.total, sale.credited_milli, floor)
    energy_of_day = store.energy_of_day(config.pan.digits, day)
    sums_must_fit(lease, money, sale.credited_milli, energy_of_day)
    return IssuePlan(key, config, tid, day, money, lease, counters)


def _clock_must_fit(lease: LeaseStatus, last_time: str, now: datetime) -> None:
    """Compare times as text, which the journal's form allows: all of one length, UTC."""
    shown = format_time(now)
    if shown < lease.not_before:
        raise LeaseNotBegun(not_before=lease.not_before, now=shown)
    if shown >= lease.until:
        raise LeaseEnded(until=lease.until, now=shown)
    if format_time(now + BACK_AT_MOST) < last_time:
        raise ClockBack(now=shown, known=last_time)


def config_of(meter: MeterKeyed, key: VendingKey, *, has_tables: bool) -> MeterConfig:
    """Return what a meter's decoder key is derived from.

    Raises:
        MeterKeyNotSold: its number, key type or algorithm take no credit from here.
    """
    known = key.attributes
    try:
        config = MeterConfig(
            pan=MeterPan(meter.pan),
            sgc=meter.sgc,
            krn=meter.krn,
            tariff_index=meter.tariff_index,
            key_type=KeyType(meter.key_type),
            ea=Ea(meter.ea),
            dkga=known.dkga,
            base_date=known.base_date,
        )
    except (StsError, ValueError) as error:
        raise MeterKeyNotSold(why="meter") from error
    if not config.key_type == known.key_type == KeyType.DUTK:
        raise MeterKeyNotSold(why="key type")
    if (config.ea, config.dkga) not in (
        (Ea.STA_07, Dkga.DKGA02),
        (Ea.STA_07, Dkga.DKGA04),
        (Ea.MISTY1_11, Dkga.DKGA04),
    ):
        raise MeterKeyNotSold(why="algorithm")
    if config.ea is Ea.STA_07 and not has_tables:
        raise MeterKeyNotSold(why="tables")
    return config


def _next_tid(
    config: MeterConfig, key: VendingKey, lease: LeaseStatus, store: IssueStore, now: datetime
) -> int:
    known = key.attributes
    lane = lease.limits.lane_of(known.sgc, Lane(lease.lane, lease.lanes))
    expired = VendingKeyExpired(sgc=known.sgc, krn=known.krn)
    try:
        tid = next_tid(
            clock_tid=tid_at(now, known.base_date, known.tid_utc_offset_minutes),
            last_tid=store.last_tid(config.pan.digits, known.base_date),
            lane=lane.lane,
            lanes=lane.lanes,
        )
    except TooFarAhead as error:
        raise TokenTimeAhead(meter=config.pan.display) from error
    except (BaseDateExhausted, OutOfRange) as error:
        raise expired from error
    if is_key_expired(tid, known.ken):
        raise expired
    return tid


def sums_must_fit(
    lease: LeaseStatus, money: int, energy_milli: int, energy_of_day_milli: int
) -> None:
    """Compare what an issue counts with what is left.

    Args:
        lease: with the sums so far.
        money: by `money_counted`, minor units.
        energy_milli: as the meter reads it, thousandths.
        energy_of_day_milli: what the meter got today, thousandths.

    Raises:
        LeaseExhausted.
    """
    for what, left, asked in (
        ("money", lease.money_may_reach - lease.money_issued, money),
        ("energy", lease.energy_may_reach_milli - lease.energy_issued_milli, energy_milli),
        (
            "energy_per_meter",
            lease.energy_per_meter_day_milli - energy_of_day_milli,
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
