"""What the history asks of the terminal about a sale that went wrong, or about a meter.

Every method may touch a disk.
"""

from collections.abc import Callable
from typing import Protocol

from pos.app.journal.journal_heads import sign_what_can_be_signed
from pos.app.paper.print_paper import queue_paper
from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports, PrintKind
from pos.app.sold.find_sales import STATEMENT_SALES_MAX, MeterStatement, statement_of
from pos.app.sold.wrong_meter import CaseWish, close_case, known_case, open_case, refund
from pos.domain.projections import CaseRow, SaleRow


class CaseDesk(Protocol):
    """Cases of past sales, and what a meter bought."""

    def case_of(self, sale_id: str) -> CaseRow | None:
        """Return the case of a sale; None for none."""

    def open_cases(self, *, limit: int) -> tuple[SaleRow, ...]:
        """Return the sales whose cases have no end, newest first."""

    def open(self, wish: CaseWish, operator: SignedIn) -> CaseRow:
        """Open a case and print its paper; raises as `open_case`."""

    def refund(self, number: str, operator: SignedIn, second: SecondPerson | None) -> CaseRow:
        """Give the money back and print the slip; raises as the use case."""

    def close(self, number: str, reason: str, operator: SignedIn) -> CaseRow:
        """End a case without money; raises as `close_case`."""

    def statement(self, pan: str) -> tuple[str, ...]:
        """Return what a meter bought here, line by line; MeterUnknown."""

    def print_statement(self, pan: str, operator: SignedIn) -> None:
        """Print that; never fails for a printer."""


class TerminalCaseDesk:
    """Implements `CaseDesk` on one terminal.

    Args:
        statement_lines: writes a statement as text.
    """

    def __init__(
        self, ports: Ports, statement_lines: Callable[[MeterStatement], tuple[str, ...]]
    ) -> None:
        self._ports = ports
        self._statement_lines = statement_lines

    def case_of(self, sale_id: str) -> CaseRow | None:
        """See `CaseDesk.case_of`."""
        with self._ports.store.read() as reads:
            return reads.case_of(sale_id)

    def open_cases(self, *, limit: int) -> tuple[SaleRow, ...]:
        """See `CaseDesk.open_cases`."""
        with self._ports.store.read() as reads:
            cases = reads.cases(limit=limit, only_open=True)
            found = [reads.sale(case.sale_id) for case in cases]
        return tuple(sale for sale in found if sale is not None)

    def open(self, wish: CaseWish, operator: SignedIn) -> CaseRow:
        """See `CaseDesk.open`."""
        case = open_case(self._ports, wish, operator=operator)
        self._ports.receipts.work_off(first=case.case)
        return case

    def refund(self, number: str, operator: SignedIn, second: SecondPerson | None) -> CaseRow:
        """See `CaseDesk.refund`."""
        moved = refund(self._ports, number, operator=operator, second=second)
        sign_what_can_be_signed(self._ports)
        self._ports.receipts.work_off(first=str(moved.seq))
        with self._ports.store.read() as reads:
            return known_case(reads, number)

    def close(self, number: str, reason: str, operator: SignedIn) -> CaseRow:
        """See `CaseDesk.close`."""
        return close_case(self._ports, number, reason, operator=operator)

    def statement(self, pan: str) -> tuple[str, ...]:
        """See `CaseDesk.statement`."""
        with self._ports.store.read() as reads:
            return self._statement_lines(statement_of(reads, pan, limit=STATEMENT_SALES_MAX))

    def print_statement(self, pan: str, operator: SignedIn) -> None:
        """See `CaseDesk.print_statement`."""
        with self._ports.store.write() as work:
            queue_paper(work, self._ports, PrintKind.STATEMENT, pan, operator=operator.name)
            work.commit()
        self._ports.receipts.work_off(first=pan)
