"""Opening a drawer with a counted float."""

from pos.app.ports import Ports
from pos.domain.entries import ShiftOpened
from pos.domain.errors import ShiftAlreadyOpen
from pos.domain.money import Money
from pos.domain.projections import ShiftRow


def open_shift(ports: Ports, opening_float: Money, *, operator: str) -> ShiftRow:
    """Open the next shift; whoever opens it answers for the drawer.

    Args:
        opening_float: counted, in the terminal's currency; may be zero.

    Raises:
        ShiftAlreadyOpen: one drawer is one open shift.
    """
    with ports.store.write() as work:
        newest = work.newest_shift()
        current = work.open_shift()
        if current is not None:
            raise ShiftAlreadyOpen(shift=current.shift_no)
        number = newest.shift_no + 1 if newest is not None else 1
        work.append(
            ShiftOpened(shift_no=number, opening_float=opening_float.minor), operator=operator
        )
        opened = work.open_shift()
        assert opened is not None  # noqa: S101 - the entry above made it.
        work.commit()
    return opened
