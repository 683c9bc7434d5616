"""What a lease limits besides its sums, and what one issue counts against it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import msgspec

GROUPS_MAX = 64
DAY_LIMIT_MAX = 1_000_000
_MILLI = 1000

_Amount = Annotated[int, msgspec.Meta(ge=0, le=1 << 60)]
_Count = Annotated[int, msgspec.Meta(ge=0, le=DAY_LIMIT_MAX)]


class CountedKind(StrEnum):
    """Tokens that a lease counts by the day, since no cash stands behind them."""

    FREE = "free"
    ENGINEERING = "engineering"
    KEY_CHANGE = "key_change"


@dataclass(frozen=True, slots=True)
class Lane:
    """Token identifiers t with t mod lanes = lane."""

    lane: int
    lanes: int


ONLY_LANE = Lane(0, 1)


class FloorPrice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The least that a unit counts, whatever the customer paid.

    Attributes:
        sgc: supply group, 6 digits; empty for every group that has no floor of its own.
        resource: as in a tariff, e.g. `electricity`.
        price_milli: thousandths of a minor unit for one unit (kWh).
    """

    sgc: Annotated[str, msgspec.Meta(pattern="^([0-9]{6})?$")]
    resource: Annotated[str, msgspec.Meta(pattern="^[a-z_]{1,20}$")]
    price_milli: _Amount


class GroupLane(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lane of one supply group: token identifiers t with t mod lanes = lane."""

    sgc: Annotated[str, msgspec.Meta(pattern="^[0-9]{6}$")]
    lane: int
    lanes: int


class DayCounts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many tokens of each counted kind, in one day (UTC)."""

    free: _Count = 0
    engineering: _Count = 0
    key_change: _Count = 0

    def less(self, issued: "DayCounts") -> "DayCounts":
        """Return what is left of these once some were issued."""
        return DayCounts(
            max(self.free - issued.free, 0),
            max(self.engineering - issued.engineering, 0),
            max(self.key_change - issued.key_change, 0),
        )

    def of(self, kind: CountedKind) -> int:
        """Return the number of one kind."""
        return {
            CountedKind.FREE: self.free,
            CountedKind.ENGINEERING: self.engineering,
            CountedKind.KEY_CHANGE: self.key_change,
        }[kind]


NO_COUNTS = DayCounts()


class LeaseLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a lease says besides its sums; a lease from before these fields has none of them.

    Attributes:
        floors: each group and resource once.
        group_lanes: supply groups whose lane differs from the lease's own; each once.
        day_limits: tokens without cash that may be issued in one day.
        slice_money, slice_energy_milli: how much a hardware counter sets free at a time; 0 for a
            64th of what is left. A terminal without such a counter has no use for them.
    """

    floors: Annotated[tuple[FloorPrice, ...], msgspec.Meta(max_length=GROUPS_MAX)] = ()
    group_lanes: Annotated[tuple[GroupLane, ...], msgspec.Meta(max_length=GROUPS_MAX)] = ()
    day_limits: DayCounts = NO_COUNTS
    slice_money: _Amount = 0
    slice_energy_milli: _Amount = 0

    def floor_of(self, sgc: str, resource: str) -> int:
        """Return the floor price that holds for a supply group, 0 for none."""
        prices = {(floor.sgc, floor.resource): floor.price_milli for floor in self.floors}
        return prices.get((sgc, resource), prices.get(("", resource), 0))

    def lane_of(self, sgc: str, otherwise: Lane) -> Lane:
        """Return the lane of a supply group: its own, or the lease's."""
        own = (Lane(one.lane, one.lanes) for one in self.group_lanes if one.sgc == sgc)
        return next(own, otherwise)

    def is_consistent(self) -> bool:
        """Whether no group is named twice; the lanes themselves are the key agent's to check."""
        floors = {(floor.sgc, floor.resource) for floor in self.floors}
        groups = {one.sgc for one in self.group_lanes}
        return len(floors) == len(self.floors) and len(groups) == len(self.group_lanes)


NO_LIMITS = LeaseLimits()
# What a first lease lets out without cash; later leases go on from the one before.
ENERGY_PER_METER_DAY_MILLI = 20_000_000
FIRST_LIMITS = LeaseLimits(day_limits=DayCounts(free=20, engineering=20, key_change=50))


def lanes_differ(one: Lane, limits: LeaseLimits, other: Lane, other_limits: LeaseLimits) -> bool:
    """Whether any supply group has another lane under one lease than under another."""
    groups = {each.sgc for each in (*limits.group_lanes, *other_limits.group_lanes)}
    return one != other or any(
        limits.lane_of(sgc, one) != other_limits.lane_of(sgc, other) for sgc in groups
    )


def money_counted(stated: int, units_milli: int, floor_milli: int) -> int:
    """Return what an issue counts against the money of a lease, minor units.

    The key agent cannot see cash, so whoever asks it may state any price. For a currency token
    `stated` is at least its face value.

    Args:
        stated: what the customer paid, minor units.
        units_milli: as the meter reads them, thousandths.
        floor_milli: floor price, thousandths of a minor unit for one unit.
    """
    floor = -(-units_milli * floor_milli // (_MILLI * _MILLI))
    return max(stated, floor)
