"""What the page of the agent's float asks of the terminal; every method may touch a disk."""

from dataclasses import dataclass
from typing import Protocol

from pos.app.cash.agent_float import FloatDay, float_statement, print_float_statement, top_up
from pos.app.journal.journal_heads import sign_what_can_be_signed
from pos.app.people.approvals import SecondPerson, second_signature
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports, PrintState
from pos.domain.money import Money
from pos.domain.operator import Role
from pos.domain.projections import FloatRow


@dataclass(frozen=True, slots=True)
class FloatView:
    """The float at one moment.

    Attributes:
        row: None where none is kept.
        days: of its statement, oldest first.
    """

    row: FloatRow | None
    days: tuple[FloatDay, ...]


class FloatDesk(Protocol):
    """The agent's float."""

    def float_view(self) -> FloatView:
        """Return how it stands."""

    def top_up(
        self, amount: Money, reference: str, operator: SignedIn, second: SecondPerson | None
    ) -> None:
        """Write down what the agent paid the utility, in the name of a supervisor.

        Raises:
            ApproverMissing: the operator is none, and there is no second person.
            FloatNotKept; and what a second signature raises.
        """

    def print_statement(self, operator: SignedIn) -> PrintState:
        """Print the statement; never fails for a printer.

        Raises:
            RoleNotAllowed, FloatNotKept.
        """


class TerminalFloatDesk:
    """Implements `FloatDesk` on one terminal."""

    def __init__(self, ports: Ports) -> None:
        self._ports = ports

    def float_view(self) -> FloatView:
        """See `FloatDesk.float_view`."""
        with self._ports.store.read() as reads:
            row = reads.agent_float()
            return FloatView(row, () if row is None else float_statement(reads))

    def top_up(
        self, amount: Money, reference: str, operator: SignedIn, second: SecondPerson | None
    ) -> None:
        """See `FloatDesk.top_up`."""
        by = operator
        if operator.role is not Role.SUPERVISOR:
            roles = (Role.SUPERVISOR,)
            by = second_signature(self._ports, second, first=operator, roles=roles)
        top_up(self._ports, amount, reference, operator=by)
        sign_what_can_be_signed(self._ports)

    def print_statement(self, operator: SignedIn) -> PrintState:
        """See `FloatDesk.print_statement`."""
        job = print_float_statement(self._ports, operator=operator)
        self._ports.receipts.work_off(first=job.subject)
        with self._ports.store.read() as reads:
            return (reads.print_job(job.job) or job).state
