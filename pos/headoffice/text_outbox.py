"""Messages that customers asked for: kept until the gateway has them, and then forgotten.

    waiting --claimed, and sent--> sent
       |  ^------- perhaps -----|
       |-- refused by the gateway --> refused
       `-- after TRIES_MAX tries ---> given_up

A try is counted before it is made, so a sender that dies in the middle tries again: a message comes
at least once, and perhaps twice with the same codes, of which a meter takes one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection, Row

from pos.domain.energy import format_units
from pos.domain.journal import format_time
from pos.domain.meter import display_number
from pos.domain.projections import SaleRow
from pos.domain.sale import SaleState
from pos.headoffice.database import OfficeDatabase
from pos.headoffice.meter_schema import TEXT_OUTBOX
from pos.headoffice.schema import BOOK_ROW, OFFICE, TERMINAL
from pos.headoffice.text_gateway import HttpTextGateway, Sent, TextMessage
from pos.wire.texts import TextWish, TextWishState

ASKS_MAX: Final = 3
# With pauses that double, for about a day.
TRIES_MAX: Final = 12
_FIRST_PAUSE: Final = timedelta(seconds=30)
_AT_ONCE: Final = 100
_WAITING, _GIVEN_UP = "waiting", "given_up"
# Nobody shall take codes of a training terminal to a real meter.
_TRAINING_MARK: Final = "TRAINING, not for any meter: "
_STATE_AFTER: Final = {Sent.YES: "sent", Sent.NO: "refused"}


@dataclass(frozen=True, slots=True)
class TextsTried:
    """What a run did.

    Attributes:
        sent, refused, given_up: messages that came to an end.
        waiting: those that are tried again later.
    """

    sent: int = 0
    refused: int = 0
    given_up: int = 0
    waiting: int = 0


def keep_wish(
    connection: Connection, terminal: str, wish: TextWish, now: datetime
) -> TextWishState:
    """Keep what a customer asked for; the caller knows that the terminal says so.

    Args:
        connection: in a write transaction.
    """
    mine = select(TERMINAL.c.revoked_at).where(TERMINAL.c.terminal == terminal)
    revoked_at = connection.execute(mine.with_for_update()).scalar_one_or_none()
    if revoked_at or not wish.is_well_formed():
        return TextWishState.REFUSED
    if _sale(connection, terminal, wish.sale_id) is None:
        return TextWishState.NOT_YET
    key = (TEXT_OUTBOX.c.terminal == terminal, TEXT_OUTBOX.c.sale_id == wish.sale_id)
    before = connection.execute(select(TEXT_OUTBOX).where(*key)).first()
    fresh = {"number": wish.number, "state": _WAITING, "tries": 0, "next_at": format_time(now)}
    if before is None:
        connection.execute(
            insert(TEXT_OUTBOX).values(terminal=terminal, sale_id=wish.sale_id, asks=1, **fresh)
        )
        return TextWishState.KEPT
    if before.state == _WAITING and before.number == wish.number:
        # The terminal did not get the answer.
        return TextWishState.KEPT
    if before.asks >= ASKS_MAX:
        return TextWishState.REFUSED
    again = update(TEXT_OUTBOX).where(*key).values(asks=before.asks + 1, **fresh)
    connection.execute(again)
    return TextWishState.KEPT


def send_texts(database: OfficeDatabase, gateway: HttpTextGateway, now: datetime) -> TextsTried:
    """Try every message that is due, once; any number of senders may run."""
    counts = dict.fromkeys(("sent", "refused", "given_up", "waiting"), 0)
    with database.read() as connection:
        due = connection.execute(
            select(TEXT_OUTBOX)
            .where(TEXT_OUTBOX.c.state == _WAITING, TEXT_OUTBOX.c.next_at <= format_time(now))
            .order_by(TEXT_OUTBOX.c.next_at)
            .limit(_AT_ONCE)
        ).all()
        training = bool(connection.execute(select(OFFICE.c.training)).scalar_one())
        template = f"{_TRAINING_MARK}{gateway.template}" if training else gateway.template
        messages = [(row, _message(connection, row, template)) for row in due]
    for row, message in messages:
        mine = (
            TEXT_OUTBOX.c.terminal == row.terminal,
            TEXT_OUTBOX.c.sale_id == row.sale_id,
            TEXT_OUTBOX.c.state == _WAITING,
            TEXT_OUTBOX.c.asks == row.asks,
        )
        pause = _FIRST_PAUSE * 2**row.tries
        claim = (
            update(TEXT_OUTBOX)
            .where(*mine, TEXT_OUTBOX.c.tries == row.tries)
            .values(tries=row.tries + 1, next_at=format_time(now + pause))
        )
        with database.write() as connection:
            is_ours = connection.execute(claim).rowcount == 1
        if not is_ours:
            continue
        state = _STATE_AFTER.get(gateway.send(message), _WAITING)
        if state == _WAITING and row.tries + 1 >= TRIES_MAX:
            state = _GIVEN_UP
        if state != _WAITING:
            with database.write() as connection:
                # The number is forgotten with the end, whatever it was.
                connection.execute(update(TEXT_OUTBOX).where(*mine).values(state=state, number=""))
        counts[state] += 1
    return TextsTried(**counts)


def _message(connection: Connection, row: Row[Any], template: str) -> TextMessage:
    sale = _sale(connection, row.terminal, row.sale_id)
    assert sale is not None  # noqa: S101 - a wish is kept only for a sale that is held.
    codes = " / ".join(
        " ".join(code[start : start + 4] for start in range(0, len(code), 4))
        for code in sale.digits.split()
    )
    text = template.format(
        meter=display_number(sale.pan),
        codes=codes,
        units=format_units(sale.credited_milli),
        receipt=sale.receipt_no,
    )
    # Asked for again it is another message, or a gateway that knows the first would swallow it.
    return TextMessage(f"{row.terminal}-{row.sale_id}-{row.asks}", row.number, text)


def _sale(connection: Connection, terminal: str, sale_id: str) -> SaleRow | None:
    """Return a committed sale of the branch that came first, of any incarnation."""
    found = connection.execute(
        select(BOOK_ROW.c.fields)
        .where(
            BOOK_ROW.c.terminal == terminal,
            BOOK_ROW.c.branch == 0,
            BOOK_ROW.c.kind == SaleRow.__name__,
            BOOK_ROW.c.row_key == msgspec.json.encode((sale_id,)).decode(),
        )
        .order_by(BOOK_ROW.c.incarnation.desc())
    )
    for (fields,) in found:
        sale = msgspec.json.decode(fields, type=SaleRow)
        if sale.state == SaleState.COMMITTED:
            return sale
    return None
