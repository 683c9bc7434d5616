"""What may be done with cash without asking: limits of the terminal and of each operator."""

from pos.app.ports import CashReads, Ports, Reads
from pos.domain.cash import expected_cash
from pos.domain.entries import CashPolicySet
from pos.domain.errors import SaleLimitExceeded
from pos.domain.money import Money, decimals_of, format_minor
from pos.domain.projections import CashPolicyRow, ShiftRow
from pos.domain.projections.cash_rows import CASH_POLICY_KEY
from pos.domain.tender import CashRounding, RoundingMode

# Until somebody allows more, every difference is explained and no drawer is too full.
_NO_POLICY = CashPolicyRow(
    CASH_POLICY_KEY,
    drawer_limit=0,
    over_short_limit=0,
    cash_step=1,
    rounding_mode=RoundingMode.NEAREST,
)


def policy_of(reads: CashReads) -> CashPolicyRow:
    """Return the limits in force."""
    return reads.cash_policy() or _NO_POLICY


def cash_rounding_of(reads: CashReads) -> CashRounding:
    """Return how sums are rounded that are paid in cash."""
    policy = policy_of(reads)
    return CashRounding(policy.cash_step, RoundingMode(policy.rounding_mode))


def set_policy(ports: Ports, policy: CashPolicySet, *, operator: str) -> None:
    """Set the limits; the caller has checked that a supervisor does it."""
    with ports.store.write() as work:
        work.append(policy, operator=operator)
        work.commit()


def is_over_drawer_limit(shift: ShiftRow, policy: CashPolicyRow) -> bool:
    """Whether a drawer should be emptied into the safe."""
    return bool(policy.drawer_limit) and expected_cash(shift.figures()) > policy.drawer_limit


def drawer_is_over_limit(ports: Ports) -> bool:
    """Whether the open drawer should be emptied into the safe now."""
    with ports.store.read() as reads:
        shift = reads.open_shift()
        return shift is not None and is_over_drawer_limit(shift, policy_of(reads))


def sale_must_be_within_limit(reads: Reads, operator: str, amount: Money) -> None:
    """Refuse a sale that is larger than its operator may make.

    Raises:
        SaleLimitExceeded: names the limit.
    """
    row = reads.operator(operator)
    if row is not None and row.sale_limit and amount.minor > row.sale_limit:
        limit = format_minor(row.sale_limit, decimals_of(amount.currency))
        raise SaleLimitExceeded(operator=operator, limit=limit, asked=str(amount))
