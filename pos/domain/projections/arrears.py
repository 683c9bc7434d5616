"""What meters paid of their arrears here: rows, and the reducers that fill them.

The registry says what was owed before this terminal collected anything; what is owed now is that
less `MeterDebtRow.paid`.
"""

from typing import Protocol

import msgspec

from pos.domain.entries import Begun, SaleBegun


class ArrearsRow(msgspec.Struct, frozen=True):
    """What a sale does to its meter's arrears once it is committed.

    Attributes:
        paid: minor units of it that go to arrears.
        carried: what fell due and stays unpaid.
    """

    sale_id: str
    pan: str
    paid: int
    carried: int


class MeterDebtRow(msgspec.Struct, frozen=True):
    """What a meter paid of its arrears here, in minor units.

    Attributes:
        paid: since this terminal began.
        carried: what fell due before and was not paid then.
    """

    pan: str
    paid: int
    carried: int


DebtRow = ArrearsRow | MeterDebtRow


class DebtRowsBefore(Protocol):
    """The rows about arrears as they are before an entry."""

    def arrears(self, sale_id: str) -> ArrearsRow | None:
        """Return what a sale does to arrears; None where it does nothing."""

    def meter_debt(self, pan: str) -> MeterDebtRow | None:
        """Return what a meter paid of its arrears; None for nothing."""


def reduce_owing(begun: Begun) -> tuple[ArrearsRow, ...]:
    """Return what a sale will do to arrears, if anything."""
    if not isinstance(begun, SaleBegun) or not (begun.arrears_paid or begun.carried):
        return ()
    row = ArrearsRow(begun.sale_id, begun.meter.pan, begun.arrears_paid, begun.carried)
    return (row,)


def reduce_paid_off(owing: ArrearsRow | None, rows: DebtRowsBefore) -> tuple[MeterDebtRow, ...]:
    """Return a meter's arrears after a committed sale that did something to them."""
    if owing is None:
        return ()
    before = rows.meter_debt(owing.pan)
    paid = owing.paid + (before.paid if before else 0)
    return (MeterDebtRow(owing.pan, paid, owing.carried),)
