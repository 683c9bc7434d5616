"""The codes of a sale once more, when the sale and a key change crossed.

Same units and identifiers under the other key, so that a meter takes one of the two papers only.
"""

from enum import StrEnum

from pos.app.codes.ask_tokens import Ask, Place, Wanted, common_fields, issue_unpaid
from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports
from pos.app.selling.stored_sale import begun_body, must_be_known, request_of
from pos.domain.entries import Begun, FreeBegun, MeterKeyed, ReissueBegun, SaleBegun
from pos.domain.errors import ReissueNotPossible, SaleNotFinished
from pos.domain.projections import keyed_as
from pos.domain.sale import SaleResult, SaleState


class WhichKey(StrEnum):
    """The key that a meter turned out to hold."""

    OLD = "old"
    NEW = "new"


def reissue_sale(
    ports: Ports,
    ask: Ask,
    of_sale: str,
    which: WhichKey,
    *,
    operator: SignedIn,
    second: SecondPerson | None,
) -> SaleResult:
    """Issue the codes of a committed sale under the other key of its meter's key change.

    Args:
        ask: of the reissue itself; its meter is the sale's.
        of_sale: the sale.
        which: the key to use.

    Raises:
        SaleUnknown, SaleNotFinished.
        ReissueNotPossible: no key change, the codes are under that key, the base dates differ, or
            it was done before.
        PosError: as `issue_unpaid`.
    """

    def draft(place: Place) -> ReissueBegun:
        meter = _other_key(place, of_sale, which)
        return ReissueBegun(**common_fields(ask, place, meter), of_sale=of_sale)

    def is_asked_by(begun: Begun) -> bool:
        return isinstance(begun, ReissueBegun) and begun.of_sale == of_sale

    wanted = Wanted(draft, is_asked_by)
    try:
        return issue_unpaid(ports, ask, wanted, operator=operator, second=second)
    except ReissueNotPossible as refusal:
        # People know the number on the paper; the agent does not.
        with ports.store.read() as reads:
            refusal.facts["receipt"] = must_be_known(reads, of_sale).receipt_no
        raise


def _other_key(place: Place, of_sale: str, which: WhichKey) -> MeterKeyed:
    reads = place.reads
    row = must_be_known(reads, of_sale)
    if row.state != SaleState.COMMITTED:
        raise SaleNotFinished(sale=of_sale)
    sold = request_of(begun_body(reads, row))
    moved = reads.meter_key(row.pan)
    if not isinstance(sold, SaleBegun | FreeBegun) or moved is None:
        raise ReissueNotPossible(sale=of_sale, why="no_key_change")
    if which is WhichKey.NEW:
        wanted = place.meter.keyed()
    elif isinstance(sold, SaleBegun) and sold.key_change is not None:
        wanted = sold.key_change.present
    else:
        wanted = keyed_as(sold.meter, moved.earlier.split()[-1])
    if wanted == sold.meter:
        raise ReissueNotPossible(sale=of_sale, why="same_key")
    return wanted
