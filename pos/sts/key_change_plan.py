"""Which meters need a key change, why, by when, and what has to be printed.

A meter needs one when what is recorded for it differs from what its next credit would use, or
when its present key comes to its end. The plan is made meter by meter, so a registry of any size
streams through.

Source: SPEC.md sections 3.2, 3.4 and 8.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from pos.sts.attributes import KeyAttributes, MeterConfig, require_ken
from pos.sts.errors import BaseDateExhausted, ChangeNotPermitted, OutOfRange, UnverifiedAlgorithm
from pos.sts.identifiers import MeterPan
from pos.sts.key_change_rules import require_permitted_change, rollover_of, set_size
from pos.sts.tid import TID_MAX, is_key_expired, last_tid_of_ken, moment_of, tid_at


class Reason(Enum):
    """Why a meter needs a key change: what differs, or that the present key ends."""

    SGC = "sgc"
    KRN = "krn"
    TARIFF_INDEX = "tariff_index"
    KEY_TYPE = "key_type"
    DKGA = "dkga"
    BASE_DATE = "base_date"
    KEN = "ken"
    KEY_ENDS = "key_ends"


class Obstacle(Enum):
    """Why the key change that a meter needs cannot be made now."""

    NO_NEXT_KEY = "no_next_key"
    """The present key ends, and no other is known for the meter."""
    NOT_PERMITTED = "not_permitted"
    """Tokens cannot make this change; see require_permitted_change()."""
    NEXT_KEY_EXPIRED = "next_key_expired"
    NEXT_KEY_NOT_BEGUN = "next_key_not_begun"
    """The next key's base date lies in the future."""


@dataclass(frozen=True, slots=True)
class KeyedMeter:
    """A meter of the registry with the key that it holds, as far as is recorded.

    Attributes:
        config: number and key attributes.
        ken: key expiry number of the present key, 0 to 255.
        tid_utc_offset_minutes: fixed distance of the present key's wall clock from UTC.
        takes_sgc_token: whether the meter takes the third token of a 64-bit set.
    """

    config: MeterConfig
    ken: int
    tid_utc_offset_minutes: int
    takes_sgc_token: bool

    def __post_init__(self) -> None:
        require_ken(self.ken)

    @property
    def last_usable(self) -> datetime:
        """The last minute, in UTC, at which a token under the present key can be issued."""
        last_tid = min(TID_MAX, last_tid_of_ken(self.ken))
        return moment_of(last_tid, self.config.base_date, self.tid_utc_offset_minutes)


@dataclass(frozen=True, slots=True)
class NextKey:
    """What the next credit of a meter would use.

    Attributes:
        attributes: of the vending key.
        tariff_index: TI of the meter, two digits.
    """

    attributes: KeyAttributes
    tariff_index: str

    def config_of(self, present: MeterConfig) -> MeterConfig:
        """Return what the meter's configuration is after the change."""
        attributes = self.attributes
        return replace(
            present,
            sgc=attributes.sgc,
            krn=attributes.krn,
            tariff_index=self.tariff_index,
            key_type=attributes.key_type,
            dkga=attributes.dkga,
            base_date=attributes.base_date,
        )


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """One meter that needs a key change.

    Attributes:
        pan: the meter.
        reasons: at least one.
        last_usable: the last minute, in UTC, at which the present key takes credit.
        obstacle: why no set can be printed now; None if one can.
        token_count: tokens of the set, to be entered in order before the next credit token;
            0 with an obstacle.
        rollover: whether the set clears the meter's TID list.
    """

    pan: MeterPan
    reasons: tuple[Reason, ...]
    last_usable: datetime
    obstacle: Obstacle | None
    token_count: int
    rollover: bool


def _differences(meter: KeyedMeter, after: MeterConfig, ken: int) -> list[Reason]:
    present = meter.config
    pairs = {
        Reason.SGC: (present.sgc, after.sgc),
        Reason.KRN: (present.krn, after.krn),
        Reason.TARIFF_INDEX: (present.tariff_index, after.tariff_index),
        Reason.KEY_TYPE: (present.key_type, after.key_type),
        Reason.DKGA: (present.dkga, after.dkga),
        Reason.BASE_DATE: (present.base_date, after.base_date),
        Reason.KEN: (meter.ken, ken),
    }
    return [reason for reason, (now, then) in pairs.items() if now != then]


def _obstacle(
    meter: KeyedMeter, after: MeterConfig, next_key: NextKey, now: datetime
) -> Obstacle | None:
    attributes = next_key.attributes
    try:
        require_permitted_change(meter.config, after)
        tid = tid_at(now, attributes.base_date, attributes.tid_utc_offset_minutes)
    except (ChangeNotPermitted, UnverifiedAlgorithm):
        return Obstacle.NOT_PERMITTED
    except OutOfRange:
        return Obstacle.NEXT_KEY_NOT_BEGUN
    except BaseDateExhausted:
        return Obstacle.NEXT_KEY_EXPIRED
    return Obstacle.NEXT_KEY_EXPIRED if is_key_expired(tid, attributes.ken) else None


def plan_key_change(
    meter: KeyedMeter, next_key: NextKey | None, *, now: datetime, horizon: timedelta
) -> PlannedChange | None:
    """Say whether one meter needs a key change, why, by when, and what to print.

    Args:
        meter: the meter as recorded.
        next_key: what its next credit would use; None if no key is known for it.
        now: aware.
        horizon: a present key that ends within this time is a reason of its own.

    Returns:
        None if the meter needs none.
    """
    after = meter.config if next_key is None else next_key.config_of(meter.config)
    ken = meter.ken if next_key is None else next_key.attributes.ken
    reasons = _differences(meter, after, ken)
    has_other_key = bool(reasons)
    if meter.last_usable - now < horizon:
        reasons.append(Reason.KEY_ENDS)
    if not reasons:
        return None
    obstacle: Obstacle | None = Obstacle.NO_NEXT_KEY
    if next_key is not None and has_other_key:
        obstacle = _obstacle(meter, after, next_key, now)
    return PlannedChange(
        pan=meter.config.pan,
        reasons=tuple(reasons),
        last_usable=meter.last_usable,
        obstacle=obstacle,
        token_count=0
        if obstacle
        else set_size(8 * after.ea.key_bytes, with_sgc=meter.takes_sgc_token),
        rollover=rollover_of(meter.config.base_date, after.base_date),
    )


def plan_registry(
    meters: Iterable[KeyedMeter],
    next_key_of: Callable[[KeyedMeter], NextKey | None],
    *,
    now: datetime,
    horizon: timedelta,
) -> Iterator[PlannedChange]:
    """Yield the meters of a registry that need a key change, in the registry's order."""
    for meter in meters:
        change = plan_key_change(meter, next_key_of(meter), now=now, horizon=horizon)
        if change is not None:
            yield change
