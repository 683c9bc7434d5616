"""Messages that customers asked for: kept until the gateway has them, and then forgotten.

    waiting --claimed, and sent--> sent
       |  ^------- perhaps -----|
       |-- refused by the gateway --> refused
       |-- after TRIES_MAX tries ---> given_up
       `-- money went back ---------> withdrawn

Codes of a sale that was refunded go to nobody: it is asked before each try, in the transaction that
claims it. What was sent before the refund came here cannot be called back.

A try is counted before it is made, so a sender that dies in the middle tries again: a message comes
at least once, and perhaps twice with the same codes, of which a meter takes one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

import msgspec
from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.engine import Connection, Row

from pos.domain.energy import format_units
from pos.domain.errors import SaleUnknown
from pos.domain.errors.texts import TextNumberMalformed, TextRefused
from pos.domain.journal import format_time
from pos.domain.meter import display_number
from pos.domain.projections import CaseRow, SaleRow
from pos.domain.sale import SaleState
from pos.headoffice.store.database import OfficeDatabase
from pos.headoffice.store.schema import BOOK_ROW, OFFICE, TERMINAL
from pos.headoffice.store.schema_meters import TEXT_OUTBOX
from pos.headoffice.texts.text_gateway import HttpTextGateway, Sent, TextMessage
from pos.wire.texts import TextWish, TextWishState

ASKS_MAX: Final = 3
# With pauses that double, for about a day.
TRIES_MAX: Final = 12
_FIRST_PAUSE: Final = timedelta(seconds=30)
_AT_ONCE: Final = 100
_WAITING, _GIVEN_UP = "waiting", "given_up"
_WITHDRAWN: Final = "withdrawn"
# Nobody shall take codes of a training terminal to a real meter.
_TRAINING_MARK: Final = "TRAINING, not for any meter: "
_STATE_AFTER: Final = {Sent.YES: "sent", Sent.NO: "refused"}


@dataclass(frozen=True, slots=True)
class TextsTried:
    """What a run did.

    Attributes:
        sent, refused, given_up: messages that came to an end.
        withdrawn: those whose sale was refunded meanwhile.
        waiting: those that are tried again later.
    """

    sent: int = 0
    refused: int = 0
    given_up: int = 0
    waiting: int = 0
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class TextStanding:
    """How the message of a sale stands.

    Attributes:
        state: as above.
        asks: how often it was asked for.
        tries: since it was asked for last.
        next_at: when it is tried again; empty where it is not.
        answer, answered_at: of the gateway to the newest try; empty before.
    """

    state: str
    asks: int
    tries: int
    next_at: str
    answer: str
    answered_at: str


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
    sale = _sale(connection, terminal, wish.sale_id)
    if sale is None:
        return TextWishState.NOT_YET
    if is_refunded(connection, terminal, sale) or not _kept(connection, terminal, wish, now):
        return TextWishState.REFUSED
    return TextWishState.KEPT


def ask_text(connection: Connection, terminal: str, wish: TextWish, now: datetime) -> None:
    """Have a sale's codes sent to a number, once or again, as somebody at head office asks.

    Raises:
        TextNumberMalformed.
        SaleUnknown: head office holds no such sale that was committed.
        TextRefused: it was refunded, has no codes, or as many messages were sent as may be.
    """
    if not wish.is_well_formed():
        raise TextNumberMalformed
    mine = select(TERMINAL.c.terminal).where(TERMINAL.c.terminal == terminal)
    connection.execute(mine.with_for_update())
    sale = _sale(connection, terminal, wish.sale_id)
    if sale is None:
        raise SaleUnknown(sale=wish.sale_id)
    if not sale.digits:
        raise TextRefused(why="it has none")
    if is_refunded(connection, terminal, sale):
        raise TextRefused(why="its money went back")
    if not _kept(connection, terminal, wish, now):
        raise TextRefused(why=f"{ASKS_MAX} were sent already")


def text_of(connection: Connection, terminal: str, sale_id: str) -> TextStanding | None:
    """Return how the message of a sale stands; None where nobody asked for one."""
    row = connection.execute(
        select(TEXT_OUTBOX).where(
            TEXT_OUTBOX.c.terminal == terminal, TEXT_OUTBOX.c.sale_id == sale_id
        )
    ).first()
    if row is None:
        return None
    return TextStanding(
        state=row.state,
        asks=row.asks,
        tries=row.tries,
        next_at=row.next_at if row.state == _WAITING else "",
        answer=row.answer,
        answered_at=row.answered_at,
    )


def is_refunded(connection: Connection, terminal: str, sale: SaleRow) -> bool:
    """Whether a case of this sale gave the money back, as far as head office has heard."""
    cases = connection.execute(
        select(BOOK_ROW.c.fields).where(
            BOOK_ROW.c.kind == CaseRow.__name__,
            BOOK_ROW.c.about == sale.pan,
            BOOK_ROW.c.at.is_not(None),
            BOOK_ROW.c.terminal == terminal,
        )
    ).scalars()
    known = (msgspec.json.decode(fields, type=CaseRow) for fields in cases)
    return any(case.sale_id == sale.sale_id and case.is_refunded for case in known)


def _kept(connection: Connection, terminal: str, wish: TextWish, now: datetime) -> bool:
    """Keep a wish about a sale that is held; False where as many were sent as may be."""
    key = (TEXT_OUTBOX.c.terminal == terminal, TEXT_OUTBOX.c.sale_id == wish.sale_id)
    before = connection.execute(select(TEXT_OUTBOX).where(*key)).first()
    fresh = {
        "number": wish.number,
        "state": _WAITING,
        "tries": 0,
        "next_at": format_time(now),
        "answer": "",
        "answered_at": "",
    }
    if before is None:
        connection.execute(
            insert(TEXT_OUTBOX).values(terminal=terminal, sale_id=wish.sale_id, asks=1, **fresh)
        )
        return True
    if before.state == _WAITING and before.number == wish.number:
        # The terminal did not get the answer.
        return True
    if before.asks >= ASKS_MAX:
        return False
    connection.execute(update(TEXT_OUTBOX).where(*key).values(asks=before.asks + 1, **fresh))
    return True


def send_texts(database: OfficeDatabase, gateway: HttpTextGateway, now: datetime) -> TextsTried:
    """Try every message that is due, once; any number of senders may run."""
    counts = dict.fromkeys(("sent", "refused", "given_up", "waiting", "withdrawn"), 0)
    with database.read() as connection:
        due = connection.execute(
            select(TEXT_OUTBOX)
            .where(TEXT_OUTBOX.c.state == _WAITING, TEXT_OUTBOX.c.next_at <= format_time(now))
            .order_by(TEXT_OUTBOX.c.next_at)
            .limit(_AT_ONCE)
        ).all()
        training = bool(connection.execute(select(OFFICE.c.training)).scalar_one())
    template = f"{_TRAINING_MARK}{gateway.template}" if training else gateway.template
    for row in due:
        with database.write() as connection:
            message = _claimed(connection, row, template, now)
        if message is None:
            continue
        if message == _WITHDRAWN:
            counts[_WITHDRAWN] += 1
            continue
        answer = gateway.send(message)
        state = _STATE_AFTER.get(answer.sent, _WAITING)
        if state == _WAITING and row.tries + 1 >= TRIES_MAX:
            state = _GIVEN_UP
        told = {"state": state, "answer": answer.said, "answered_at": format_time(now)}
        if state != _WAITING:
            # The number is forgotten with the end, whatever it was.
            told["number"] = ""
        with database.write() as connection:
            connection.execute(update(TEXT_OUTBOX).where(*_mine(row)).values(**told))
        counts[state] += 1
    return TextsTried(**counts)


def _claimed(
    connection: Connection, row: Row[Any], template: str, now: datetime
) -> TextMessage | Literal["withdrawn"] | None:
    """Count a try that is ours and return its message; None where it is somebody else's."""
    sale = _sale(connection, row.terminal, row.sale_id)
    assert sale is not None  # noqa: S101 - a wish is kept only for a sale that is held.
    free = (*_mine(row), TEXT_OUTBOX.c.tries == row.tries)
    if is_refunded(connection, row.terminal, sale):
        ended = {"state": _WITHDRAWN, "number": ""}
        withdrawn = connection.execute(update(TEXT_OUTBOX).where(*free).values(**ended))
        return _WITHDRAWN if withdrawn.rowcount else None
    pause = _FIRST_PAUSE * 2**row.tries
    counted = {"tries": row.tries + 1, "next_at": format_time(now + pause)}
    claim = connection.execute(update(TEXT_OUTBOX).where(*free).values(**counted))
    return _message(row, sale, template) if claim.rowcount else None


def _mine(row: Row[Any]) -> tuple[ColumnElement[bool], ...]:
    """Return what a message that waits is told by; asked for anew it is another."""
    return (
        TEXT_OUTBOX.c.terminal == row.terminal,
        TEXT_OUTBOX.c.sale_id == row.sale_id,
        TEXT_OUTBOX.c.state == _WAITING,
        TEXT_OUTBOX.c.asks == row.asks,
    )


def _message(row: Row[Any], sale: SaleRow, template: str) -> TextMessage:
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
