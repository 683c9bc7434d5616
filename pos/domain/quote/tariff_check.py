"""What a person should know of a tariff before it is loaded."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from enum import StrEnum
from math import floor

from pos.domain.quote.price import Frame, regimes, segments, total_cases
from pos.domain.quote.solve import solve_total, solve_units
from pos.domain.quote.state import MeterState, Standing, stand
from pos.domain.tariff.tariff import Tariff

_NOON = time(12, tzinfo=UTC)


class FindingKind(StrEnum):
    """What was found."""

    UNUSABLE = "unusable"
    NOT_MONOTONE = "not_monotone"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a tariff.

    Attributes:
        kind: `unusable`: some purchases cannot be priced, do not load it. `not_monotone`: more
            money buys fewer units.
        why: for `unusable`, in English.
        amount: for `not_monotone`: this many minor units buy `units_milli`, one more buys only
            `units_milli_after`, for a meter that bought nothing before and owes nothing.
        amount_again: the least amount above it that buys `units_milli` again.
    """

    kind: FindingKind
    why: str = ""
    amount: int = 0
    units_milli: int = 0
    units_milli_after: int = 0
    amount_again: int = 0


def check_tariff(tariff: Tariff) -> tuple[Finding, ...]:
    """Look for prices that cannot be solved and for amounts that buy less than smaller ones.

    Units are compared after the tariff's rounding. A tariff without findings is monotone: more
    money never buys fewer units.
    """
    standing = stand(tariff, MeterState(), datetime.combine(tariff.valid_from, _NOON))
    for regime in regimes(tariff):
        for case in total_cases(tariff):
            why = _unusable(Frame(tariff, standing, regime, case))
            if why:
                return (Finding(FindingKind.UNUSABLE, why),)
    edges = {case.up_to for case in total_cases(tariff) if case.up_to is not None}
    for regime in regimes(tariff):
        if regime.up_to is not None and regime.up_to > standing.month_milli:
            bought = regime.up_to - standing.month_milli
            edges.add(floor(solve_total(tariff, standing, bought).total))
    found = (_drop(tariff, standing, edge) for edge in sorted(edges))
    return tuple(finding for finding in found if finding is not None)


def _unusable(frame: Frame) -> str:
    for segment in segments(frame):
        if segment.cost.per_total >= 1:
            return "percentages of the total take all of it"
        is_priced = segment.to_milli is None or segment.shares[-1].block.rate > 0
        if segment.cost.per_milli < 0 or (is_priced and segment.cost.per_milli == 0):
            return "rebates take all of a block's price"
    return ""


def _units(tariff: Tariff, standing: Standing, amount: int) -> int:
    solution = solve_units(tariff, standing, amount)
    return 0 if solution is None else max(0, tariff.units_rounding.apply(solution.units_milli))


def _drop(tariff: Tariff, standing: Standing, edge: int) -> Finding | None:
    before, after = _units(tariff, standing, edge), _units(tariff, standing, edge + 1)
    if after >= before:
        return None
    low, high = edge + 1, 2 * edge + 2
    while _units(tariff, standing, high) < before:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if _units(tariff, standing, middle) < before:
            low = middle
        else:
            high = middle
    return Finding(
        FindingKind.NOT_MONOTONE,
        amount=edge,
        units_milli=before,
        units_milli_after=after,
        amount_again=high,
    )
