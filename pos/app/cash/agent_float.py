"""The agent's float: kept where a supervisor says so, topped up, drawn by sales, told by days."""

from dataclasses import dataclass
from typing import Final

import msgspec

from pos.app.paper.print_paper import queue_paper
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports, PrintJob, PrintKind, Reads
from pos.app.selling.quoting import terminal_of
from pos.domain.entries import FloatPolicySet, FloatToppedUp
from pos.domain.errors import ReportUnknown
from pos.domain.errors.agent_float import FloatNotKept, FloatUsedUp, PaymentWrittenDown
from pos.domain.money import Money
from pos.domain.operator import MAY_SELL, Role
from pos.domain.projections import FloatDayRow, FloatRow

PAPER_DAYS_MAX: Final = 31


@dataclass(frozen=True, slots=True)
class FloatDay:
    """A day of the statement.

    Attributes:
        balance: at its end, in minor units.
    """

    row: FloatDayRow
    balance: int


@dataclass(frozen=True, slots=True)
class FloatStatement:
    """The float as paper tells it, which may come out later.

    Attributes:
        seq, at: the newest journal entry that counts in it, and its time.
        operator: who asked.
        days: the newest, oldest first.
        before: what was left before them, in minor units.
        is_cut: there were days before them.
    """

    seq: int
    at: str
    operator: str
    row: FloatRow
    days: tuple[FloatDay, ...]
    before: int
    is_cut: bool


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
        reference: of the deposit slip or transfer; each counts once.

    Raises:
        RoleNotAllowed: only a supervisor may.
        FloatNotKept.
        PaymentWrittenDown: this slip or transfer is in the float already.
    """
    operator.must_be(Role.SUPERVISOR)
    with ports.store.write() as work:
        kept_float(work)
        earlier = work.top_up_of(reference)
        if earlier is not None:
            raise PaymentWrittenDown(reference=reference, entry=earlier.seq)
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


def policy_of(row: FloatRow | None) -> FloatPolicySet:
    """Return how a float is kept; of none, how a new one would be: a limit and nothing else."""
    return FloatPolicySet(
        limits_sales=row is None or bool(row.limits_sales),
        warn_below=row.warn_below if row else 0,
        commission_per_myriad=row.commission_per_myriad if row else 0,
        commission_credited=bool(row and row.commission_credited),
    )


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


def print_float_statement(ports: Ports, *, operator: SignedIn) -> PrintJob:
    """Queue the float as it is now, with its last month of days.

    Raises:
        RoleNotAllowed, FloatNotKept.
    """
    operator.must_be(*MAY_SELL)
    with ports.store.write() as work:
        days = float_statement(work)
        shown = days[-PAPER_DAYS_MAX:]
        is_cut = len(days) > len(shown)
        told = FloatStatement(
            seq=work.head().seq,
            at=work.last_time(),
            operator=operator.name,
            row=kept_float(work),
            days=shown,
            before=days[-PAPER_DAYS_MAX - 1].balance if is_cut else 0,
            is_cut=is_cut,
        )
        job = queue_paper(
            work,
            ports,
            PrintKind.FLOAT_STATEMENT,
            str(told.seq),
            operator=operator.name,
            content=msgspec.json.encode(told).decode(),
        )
        work.commit()
    return job


def read_float_statement(content: str) -> FloatStatement:
    """Read what `print_float_statement` wrote; ReportUnknown where another program wrote it."""
    try:
        return msgspec.json.decode(content, type=FloatStatement)
    except msgspec.MsgspecError as error:
        raise ReportUnknown(number="float") from error
