"""Engineering tokens: one setting or test of one meter."""

from pos.app.codes.ask_tokens import Ask, Place, Wanted, common_fields, issue_unpaid
from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports
from pos.domain.engineering import EngineeringKind, parse_engineering_value
from pos.domain.entries import Begun, EngineeringBegun
from pos.domain.sale import SaleResult


def set_meter(
    ports: Ports,
    ask: Ask,
    kind: EngineeringKind,
    value: str,
    *,
    operator: SignedIn,
    second: SecondPerson | None,
) -> SaleResult:
    """Issue one engineering token.

    Args:
        value: as typed; see `EngineeringKind`.

    Raises:
        EngineeringMalformed: the kind has no such value.
        PosError: as `issue_unpaid`.
    """
    stored_value = parse_engineering_value(kind, value)

    def draft(place: Place) -> EngineeringBegun:
        common = common_fields(ask, place, place.meter.keyed())
        return EngineeringBegun(**common, setting=kind.value, value=stored_value)

    def is_asked_by(begun: Begun) -> bool:
        asked = (kind.value, stored_value)
        return isinstance(begun, EngineeringBegun) and (begun.setting, begun.value) == asked

    wanted = Wanted(draft, is_asked_by)
    return issue_unpaid(ports, ask, wanted, operator=operator, second=second)
