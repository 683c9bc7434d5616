"""What a person should know of a tariff before it is loaded."""

from datetime import UTC, datetime, time
from math import floor
from typing import Final

from pos.domain.quote.charges import frames_by_cap
from pos.domain.quote.findings import Finding, FindingKind
from pos.domain.quote.frame import Frame, regimes, total_cases
from pos.domain.quote.price import segments
from pos.domain.quote.rounding_drops import (
    Measure,
    drop_after,
    first_rounding_drop,
    units_exact,
    units_sold,
)
from pos.domain.quote.solve import solve_total
from pos.domain.quote.state import MeterState, Standing, stand
from pos.domain.tariff.tariff import Tariff
from pos.domain.tariff.terms import UnitsFrom

_NOON = time(12, tzinfo=UTC)
# More than any purchase pays, so that a share or a cap is all that holds.
_MUCH_OWED: Final = 10**12


def check_tariff(tariff: Tariff) -> tuple[Finding, ...]:
    """Look for prices that cannot be solved and for amounts that buy less than smaller ones.

    Units are compared before their rounding, which falls elsewhere in another month, and told after
    it where the difference shows. Where lines are rounded before units are bought,
    a cent more can raise them by more than a cent; one such amount is told. A tariff without
    findings is monotone: more money never buys fewer units.
    """
    moment = datetime.combine(tariff.valid_from, _NOON)
    standing = stand(tariff, MeterState(), moment)
    for regime in regimes(tariff):
        for case in total_cases(tariff):
            for frame in frames_by_cap(Frame(tariff, standing, regime, case)):
                why = _unusable(frame)
                if why:
                    return (Finding(FindingKind.UNUSABLE, why),)
    edges = {case.up_to for case in total_cases(tariff) if case.up_to is not None}
    for regime in regimes(tariff):
        if regime.up_to is not None and regime.up_to > standing.month_milli:
            bought = regime.up_to - standing.month_milli
            edges.add(floor(solve_total(tariff, standing, bought).total))
    found = (_drop(tariff, standing, edge) for edge in sorted(edges))
    drops = tuple(finding for finding in found if finding is not None)
    if drops or tariff.units_from is not UnitsFrom.ROUNDED_MONEY:
        return drops
    drop = first_rounding_drop(tariff, standing)
    if drop or tariff.arrears is None:
        return drop
    owing = stand(tariff, MeterState(arrears_minor=_MUCH_OWED), moment)
    return first_rounding_drop(tariff, owing, is_owing=True)


def _unusable(frame: Frame) -> str:
    for segment in segments(frame):
        if segment.cost.per_total >= 1:
            return "percentages of the total take all of it"
        is_priced = segment.to_milli is None or segment.shares[-1].block.rate > 0
        if segment.cost.per_milli < 0 or (is_priced and segment.cost.per_milli == 0):
            return "rebates take all of a block's price"
    return ""


def _drop(tariff: Tariff, standing: Standing, edge: int) -> Finding | None:
    """Look at an amount and the next; unrounded, since another month rounds elsewhere."""
    measure: Measure = units_sold
    if measure(tariff, standing, edge + 1) >= measure(tariff, standing, edge):
        measure = units_exact
    if measure(tariff, standing, edge + 1) >= measure(tariff, standing, edge):
        return None
    return drop_after(tariff, standing, edge, measure)
