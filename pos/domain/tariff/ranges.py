"""How many different cases the conditions of a tariff make.

Prices are solved in each range of the month's units and of the total in which the same conditions
hold, block by block; with a cap on charges, once for each charge that it may cut.
"""

from typing import Final

from pos.domain.json_by_hand import THE_FILE
from pos.domain.tariff.terms import MONTHLY, Adjustment, Block, Charge, Lifeline
from pos.domain.tariff.values import refuse

CASES_MAX: Final = 5_000


def must_be_few(
    blocks: tuple[Block, ...],
    lifelines: tuple[Lifeline, ...],
    charges: tuple[Charge, ...],
    adjustments: tuple[Adjustment, ...],
    *,
    is_capped: bool,
) -> None:
    """Refuse more cases than can be looked at while somebody waits.

    Raises:
        TariffMalformed: there are more than CASES_MAX.
    """
    months: set[int | None] = {lifeline.up_to_milli for lifeline in lifelines}
    totals: set[int | None] = set()
    for when in (*(each.when for each in charges), *(each.when for each in adjustments)):
        months |= {when.month_above_milli, when.month_up_to_milli}
        totals |= {when.total_above, when.total_up_to}
    longest = max(len(each) for each in (blocks, *(lifeline.blocks for lifeline in lifelines)))
    cuts = sum(charge.per in MONTHLY for charge in charges) if is_capped else 0
    ranges = (1 + len(months - {None})) * (1 + len(totals - {None}))
    if ranges * longest * (1 + cuts) > CASES_MAX:
        why = "conditions, lifelines, blocks and a charges_cap make too many different cases"
        refuse(THE_FILE, why)
