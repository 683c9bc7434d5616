"""Free units that a tariff owes a meter this month, without a purchase."""

from pos.app.codes.ask_tokens import Ask, Place, Wanted, common_fields, issue_unpaid
from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports
from pos.app.selling.quoting import tariff_of
from pos.domain.energy import format_units
from pos.domain.entries import Begun, FreeBegun
from pos.domain.errors import AmountNotPositive, FreeUnitsNotDue
from pos.domain.meter import display_number
from pos.domain.sale import SaleResult
from pos.sts.amount import credited_milli
from pos.sts.errors import OutOfRange


def give_free_units(
    ports: Ports,
    ask: Ask,
    units_milli: int,
    *,
    operator: SignedIn,
    second: SecondPerson | None,
) -> SaleResult:
    """Issue free units of this month, or a part of them; the rest stays due.

    Args:
        units_milli: thousandths; at most what the tariff owes.

    Raises:
        AmountNotPositive: none are asked for.
        FreeUnitsNotDue: fewer are owed, or none; what was given this month is not owed any more.
        PosError: as `issue_unpaid`.
    """
    if units_milli <= 0:
        raise AmountNotPositive(text=format_units(units_milli))

    def draft(place: Place) -> FreeBegun:
        known = tariff_of(place.reads, place.meter, place.now)
        month = known.tariff.month_of(place.now)
        free = known.tariff.free_units
        given = place.reads.meter_free(ask.pan, month)
        taken_milli = given.free_milli if given else 0
        due_milli = max(0, free.units_milli - taken_milli) if free else 0
        try:
            credited = credited_milli(units_milli)
        except OutOfRange:
            credited = 0
        if units_milli > due_milli or not credited:
            raise FreeUnitsNotDue(
                meter=display_number(ask.pan),
                due=format_units(due_milli),
                asked=format_units(units_milli),
            )
        return FreeBegun(
            **common_fields(ask, place, place.meter.keyed()),
            units_milli=units_milli,
            credited_milli=credited,
            tariff=known.tariff.id,
            tariff_digest=known.digest,
            month=month,
        )

    def is_asked_by(begun: Begun) -> bool:
        return isinstance(begun, FreeBegun) and begun.units_milli == units_milli

    wanted = Wanted(draft, is_asked_by)
    return issue_unpaid(ports, ask, wanted, operator=operator, second=second)
