"""The agent's float: kept where a supervisor says so, topped up, drawn by sales, told by days."""

from dataclasses import dataclass

from pos.app.ports import Ports, Reads
from pos.app.quoting import terminal_of
from pos.app.sign_in import SignedIn
from pos.domain.entries import FloatPolicySet, FloatToppedUp
from pos.domain.errors.agent_float import FloatNotKept, FloatUsedUp
from pos.domain.money import Money
from pos.domain.operator import Role
from pos.domain.projections import FloatDayRow, FloatRow


@dataclass(frozen=True, slots=True)
class FloatDay:
    """A day of the statement.

    Attributes:
        balance: at its end, in minor units.
    """

    row: FloatDayRow
    balance: int


def set_float_policy(ports: Ports, policy: FloatPolicySet, *, operator: SignedIn) -> FloatRow:
    """Say how the float is kept; the first policy begins it at nothing.

    Raises:
        RoleNotAllowed: only a supervisor may.
    """
    operator.must_be(Role.SUPERVISOR)
    with ports.store.write() as work:
        work.append(policy, operator=operator.name)
        row = kept_float(work)
        work.commit()
    return row


def top_up(ports: Ports, amount: Money, reference: str, *, operator: SignedIn) -> FloatRow:
    """Write down what the agent paid the utility.

    Args:
        amount: above zero, in the terminal's currency.
        reference: of the deposit slip or transfer.

    Raises:
        RoleNotAllowed: only a supervisor may.
        FloatNotKept.
    """
    operator.must_be(Role.SUPERVISOR)
    with ports.store.write() as work:
        kept_float(work)
        entry = FloatToppedUp(amount=amount.minor, reference=reference)
        work.append(entry, operator=operator.name)
        row = kept_float(work)
        work.commit()
    return row


def kept_float(reads: Reads) -> FloatRow:
    """Return the float; FloatNotKept where there is none."""
    row = reads.agent_float()
    if row is None:
        raise FloatNotKept
    return row


def float_is_low(ports: Ports) -> bool:
    """Whether the agent should pay the utility soon; no where no float is kept."""
    with ports.store.read() as reads:
        row = reads.agent_float()
    return row is not None and row.is_low


def float_must_cover(reads: Reads, amount: Money) -> None:
    """Refuse a sale beyond what is left, sales without an end counted as sold.

    Raises:
        FloatUsedUp: names what is left.
    """
    row = reads.agent_float()
    if row is None or not row.limits_sales:
        return
    left = row.balance - sum(sale.total for sale in reads.open_sales())
    if amount.minor > left:
        shown = Money(max(0, left), terminal_of(reads).currency)
        raise FloatUsedUp(left=str(shown), asked=str(amount))


def float_statement(reads: Reads) -> tuple[FloatDay, ...]:
    """Return the float by days, oldest first; FloatNotKept where there is none."""
    kept_float(reads)
    balance, days = 0, []
    for row in reads.float_days():
        balance += row.topped_up + row.credited - row.sold
        days.append(FloatDay(row, balance))
    return tuple(days)
