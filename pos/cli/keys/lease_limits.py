"""The options of a grant that change what a lease limits besides its sums."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import click
import msgspec

from pos.domain.energy import format_units, parse_units
from pos.domain.lease import (
    DAY_LIMIT_MAX,
    DayCounts,
    FloorPrice,
    GroupLane,
    Lane,
    LeaseLimits,
)
from pos.domain.money import format_minor, parse_money, parse_price_milli
from pos.sts.tid import LANES_MAX

ELECTRICITY = "electricity"
_FOR_GROUP = re.compile(r"(?:([0-9]{6})=)?(.+)", re.ASCII)
_LANE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})", re.ASCII)
_COUNT = click.IntRange(0, DAY_LIMIT_MAX)
CommandT = TypeVar("CommandT", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class LimitWishes:
    """The options as they were given; None or empty for what stays as in the lease before."""

    floor: tuple[str, ...]
    lane: tuple[str, ...]
    free_per_day: int | None
    engineering_per_day: int | None
    key_changes_per_day: int | None
    slice_money: str | None
    slice_kwh: str | None


def limit_options(command: CommandT) -> CommandT:
    """Add the options; what is not given stays as it was."""
    for option in (
        click.option("--slice-kwh", help="kWh that a hardware counter sets free at a time."),
        click.option("--slice-money", help="Money that a hardware counter sets free at a time."),
        click.option("--key-changes-per-day", type=_COUNT, help="Sets of key-change tokens."),
        click.option("--engineering-per-day", type=_COUNT, help="Engineering tokens."),
        click.option("--free-per-day", type=_COUNT, help="Free tokens in one day (UTC)."),
        click.option(
            "--lane",
            multiple=True,
            metavar="[SGC=]LANE/LANES",
            help="Token identifiers t with t mod LANES = LANE, for one supply group or all others.",
        ),
        click.option(
            "--floor",
            multiple=True,
            metavar="[SGC=]PRICE",
            help="Least that a kWh counts, for one supply group or all others; 0 for none.",
        ),
    ):
        command = option(command)
    return command


def limits_after(wishes: LimitWishes, before: LeaseLimits, currency: str) -> LeaseLimits:
    """Return what the next lease limits.

    Raises:
        click.BadParameter, AmountNotANumber, AmountNotPositive, AmountTooPrecise.
    """
    day = before.day_limits
    counts = {
        "free": wishes.free_per_day,
        "engineering": wishes.engineering_per_day,
        "key_change": wishes.key_changes_per_day,
    }
    given = {name: value for name, value in counts.items() if value is not None}
    after = msgspec.structs.replace(before, day_limits=msgspec.structs.replace(day, **given))
    if wishes.floor:
        floors = (_floor(text, currency) for text in wishes.floor)
        after = msgspec.structs.replace(after, floors=tuple(floors))
    if wishes.slice_money is not None:
        money = parse_money(wishes.slice_money, currency).minor
        after = msgspec.structs.replace(after, slice_money=money)
    if wishes.slice_kwh is not None:
        after = msgspec.structs.replace(after, slice_energy_milli=parse_units(wishes.slice_kwh))
    of_groups = [(sgc, lane) for sgc, lane in map(_lane, wishes.lane) if sgc]
    if of_groups:
        lanes = tuple(GroupLane(sgc, lane.lane, lane.lanes) for sgc, lane in of_groups)
        after = msgspec.structs.replace(after, group_lanes=lanes)
    if not after.is_consistent():
        raise click.BadParameter("a supply group is named twice")
    return after


def lane_after(wishes: LimitWishes, before: Lane) -> Lane:
    """Return the lane of all supply groups that have none of their own; click.BadParameter."""
    general = [lane for sgc, lane in map(_lane, wishes.lane) if not sgc]
    if len(general) > 1:
        raise click.BadParameter("more than one --lane without a supply group")
    return general[0] if general else before


def limits_facts(limits: LeaseLimits, used: DayCounts, decimals: int) -> dict[str, object]:
    """Return the limits as `lease show` and `headoffice grant` answer them."""
    return {
        "floor_prices": [
            {
                "sgc": floor.sgc,
                "resource": floor.resource,
                "per_unit": format_minor(floor.price_milli, decimals + 3),
            }
            for floor in limits.floors
        ],
        "per_day": msgspec.structs.asdict(limits.day_limits),
        "left_today": msgspec.structs.asdict(limits.day_limits.less(used)),
        "slice_money": format_minor(limits.slice_money, decimals),
        "slice_kwh": format_units(limits.slice_energy_milli),
        "group_lanes": [msgspec.structs.asdict(one) for one in limits.group_lanes],
    }


def _floor(text: str, currency: str) -> FloorPrice:
    sgc, price = _for_group(text)
    return FloorPrice(sgc, ELECTRICITY, parse_price_milli(price, currency))


def _lane(text: str) -> tuple[str, Lane]:
    sgc, rest = _for_group(text)
    match = _LANE.fullmatch(rest)
    if match is None or not int(match[1]) < int(match[2]) <= LANES_MAX:
        raise click.BadParameter(f"a lane is LANE/LANES, below LANES, at most {LANES_MAX} of them")
    return sgc, Lane(int(match[1]), int(match[2]))


def _for_group(text: str) -> tuple[str, str]:
    match = _FOR_GROUP.fullmatch(text)
    if match is None:
        raise click.BadParameter("give VALUE or SGC=VALUE")
    return match[1] or "", match[2]
