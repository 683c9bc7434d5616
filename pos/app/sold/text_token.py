"""Codes as a text message: the wish is written here, and head office sends.

The entry says that somebody asked; the number stands beside the journal until head office has it.
"""

from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports
from pos.app.ports.head_office import TextDesk
from pos.app.selling.stored_sale import must_be_known
from pos.domain.entries import TextAsked
from pos.domain.errors import NotEnrolled, SaleNotFinished
from pos.domain.errors.texts import TextNumberMalformed
from pos.domain.operator import MAY_SELL
from pos.domain.sale import SaleState
from pos.wire.texts import TextWish, TextWishState, parse_text_number


def ask_for_text(ports: Ports, sale_id: str, number: str, *, operator: SignedIn) -> None:
    """Write down that a customer wants a sale's codes sent to a number; it goes with the next sync.

    Raises:
        RoleNotAllowed, SaleUnknown.
        SaleNotFinished: it has no codes.
        TextNumberMalformed: write it with a plus sign and the country's code.
        NotEnrolled: there is no head office that could send.
    """
    operator.must_be(*MAY_SELL)
    wanted = parse_text_number(number)
    if wanted is None:
        raise TextNumberMalformed
    with ports.store.write() as work:
        if work.uplink() is None:
            raise NotEnrolled
        if must_be_known(work, sale_id).state != SaleState.COMMITTED:
            raise SaleNotFinished(sale=sale_id)
        work.append(TextAsked(sale_id=sale_id), operator=operator.name)
        work.put_text_wish(TextWish(sale_id, wanted))
        work.commit()


def deliver_text_wishes(ports: Ports, office: TextDesk) -> int:
    """Tell head office what customers asked for; return how many numbers were forgotten here.

    Raises as `TextDesk.wish_text`.
    """
    with ports.store.read() as reads:
        wishes = reads.text_wishes()
    ended = 0
    for wish in wishes:
        if office.wish_text(wish).state is TextWishState.NOT_YET:
            continue
        with ports.store.write() as work:
            work.drop_text_wish(wish)
            work.commit()
        ended += 1
    return ended
