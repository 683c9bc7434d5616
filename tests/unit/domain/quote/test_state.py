"""Which charges fall due, by what a meter's history says."""

from datetime import UTC, datetime
from typing import Any

import pytest

from pos.domain.quote.frame import Frame, regimes, total_cases
from pos.domain.quote.price import segments
from pos.domain.quote.state import MeterState, stand
from tests.unit.domain.tariff_builders import MOMENT, a_tariff

TODAY = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
THIS_MONTH = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
IN_AUGUST = datetime(2026, 8, 31, 10, 0, tzinfo=UTC)
# An hour before midnight UTC on the 31st of October it is November in the tariff's zone.
LATE_IN_OCTOBER = datetime(2026, 10, 31, 23, 0, tzinfo=UTC)
LATER = datetime(2027, 1, 1, 10, 0, tzinfo=UTC)

# Amounts due per vend, day, month, first vend of month, unpaid months; each is 10.00 a period.
_CASES: list[tuple[dict[str, Any], tuple[int, int, int, int, int]]] = [
    ({}, (10, 10, 10, 10, 10)),
    ({"month_to_date_milli": 5}, (10, 10, 0, 0, 0)),
    ({"last_purchase": TODAY}, (10, 0, 0, 0, 0)),
    ({"last_purchase": THIS_MONTH}, (10, 200, 0, 0, 0)),
    ({"last_purchase": LATE_IN_OCTOBER}, (10, 210, 0, 0, 0)),
    ({"last_purchase": IN_AUGUST}, (10, 830, 10, 10, 30)),
    ({"last_purchase": LATER}, (10, 0, 0, 0, 0)),
    ({"fixed_paid_until": "2026-11"}, (10, 10, 0, 0, 0)),
    ({"fixed_paid_until": "2026-09"}, (10, 10, 10, 10, 20)),
    ({"fixed_paid_until": "2026-09", "last_purchase": THIS_MONTH}, (10, 200, 10, 0, 20)),
    ({"fixed_paid_until": "2026-11", "last_purchase": IN_AUGUST}, (10, 830, 0, 0, 0)),
    ({"fixed_paid_minor": 0, "last_purchase": THIS_MONTH}, (10, 200, 10, 0, 10)),
    ({"fixed_paid_minor": 400, "last_purchase": IN_AUGUST}, (10, 830, 6, 10, 30)),
    ({"fixed_paid_minor": 1500, "last_purchase": IN_AUGUST}, (10, 830, 0, 10, 25)),
    ({"fixed_paid_minor": 9900, "last_purchase": IN_AUGUST}, (10, 830, 0, 10, 0)),
]
_PERS = ("vend", "day", "month", "first_vend_of_month", "unpaid_months")


@pytest.mark.parametrize(("state", "expected"), _CASES)
def test_charges_fall_due_by_history(state: dict[str, Any], expected: tuple[int, ...]) -> None:
    """Monthly ones share what was already paid, in their order."""
    charges = [{"id": per, "label": per, "amount": "10", "per": per} for per in _PERS]
    tariff = a_tariff(charges=charges)
    (regime,), (case,) = regimes(tariff), total_cases(tariff)
    standing = stand(tariff, MeterState(**state), MOMENT)
    (segment,) = segments(Frame(tariff, standing, regime, case))
    due = {charge.name: paid.const for charge, paid in segment.charges}
    assert tuple(due.get(per, 0) for per in _PERS) == tuple(amount * 100 for amount in expected)
