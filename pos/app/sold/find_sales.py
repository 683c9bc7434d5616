"""Looking for a past sale as a customer asks for it, and all that a meter ever bought here."""

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

from pos.app.ports import Reads
from pos.app.selling.quoting import known_meter, owed_by, terminal_of
from pos.app.selling.stored_sale import begun_body, must_be_known, sale_begun
from pos.domain.errors import BadValue, SaleUnknown
from pos.domain.meter import Meter, Person, parse_meter_number
from pos.domain.money import parse_positive_money
from pos.domain.projections import CaseRow, Purpose, SaleRow
from pos.domain.sale import SaleState, parse_sale_id

# On paper and screen; whoever wants more asks the command.
STATEMENT_SALES_MAX: Final = 200
CODE_DIGITS: Final = 20
# So many digits a customer reads from the end of a code.
CODE_END: Final = 4
_RECEIPT: Final = re.compile(r".{1,40}-[0-9]{1,6}-[0-9]{6,12}", re.ASCII)
# Ten thousand and ten are not told apart by a separator before three digits: see `parse_money`.
_AMOUNT: Final = re.compile(
    r"\D{0,3}?(?P<whole>[0-9]{1,12})(?:[.,](?P<part>[0-9]{1,3}))?\D{0,3}", re.ASCII
)
# A name may be that of many: the sales of so many meters are looked at.
METERS_MAX: Final = 500
_NEWEST_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One committed sale of a meter.

    Attributes:
        arrears_paid: minor units of it that went to arrears.
        case: what went wrong with it; None for nothing.
        purpose: a `Purpose`.
    """

    sale: SaleRow
    arrears_paid: int
    case: CaseRow | None
    purpose: str


@dataclass(frozen=True, slots=True)
class MeterStatement:
    """What a meter bought here.

    Attributes:
        person: None for an unknown or forgotten customer.
        time_zone: the counter's.
        lines: newest first.
        owed: minor units still owed.
        total: minor units of these lines, refunds taken off.
        units_milli: thousandths of these lines; codes that were made again count once.
    """

    meter: Meter
    person: Person | None
    currency: str
    time_zone: str
    owed: int
    lines: tuple[StatementLine, ...]
    total: int
    units_milli: int


def find_sales(reads: Reads, typed: str, *, limit: int) -> tuple[SaleRow, ...]:
    """Return sales as a customer or a paper names them.

    A sale id or a receipt number finds its sale alone. Otherwise come sales one of whose codes ends
    with the digits (at least four, with spaces or without), then those of the meters that are found
    so, then those of just this amount; each newest first.
    """
    wanted = typed.strip()
    known = _by_receipt(reads, wanted) or _by_id(reads, wanted)
    if known is not None:
        return (known,)
    found: dict[str, SaleRow] = {}
    for rows in (
        _by_code(reads, wanted, limit),
        _by_meter(reads, wanted, limit),
        _by_amount(reads, wanted, limit),
    ):
        for row in rows:
            found.setdefault(row.sale_id, row)
    return tuple(islice(found.values(), limit))


def names_too_many(reads: Reads, typed: str) -> bool:
    """Whether a name is that of more meters than `find_sales` looks at."""
    return len(reads.find_meters(typed.strip(), limit=METERS_MAX + 1)) > METERS_MAX


def sale_named(reads: Reads, typed: str) -> SaleRow:
    """Return the sale of an id or a receipt number.

    Raises:
        SaleIdMalformed: it is neither.
        SaleUnknown: there is none.
    """
    wanted = typed.strip()
    known = _by_receipt(reads, wanted)
    if known is not None:
        return known
    if _RECEIPT.fullmatch(wanted):
        raise SaleUnknown(sale=wanted)
    return must_be_known(reads, parse_sale_id(wanted))


def _by_receipt(reads: Reads, wanted: str) -> SaleRow | None:
    return reads.sale_with_receipt(wanted) or reads.sale_with_receipt(wanted.upper())


def _by_code(reads: Reads, wanted: str, limit: int) -> tuple[SaleRow, ...]:
    digits = wanted.replace(" ", "").replace("-", "")
    if not (digits.isascii() and digits.isdigit() and CODE_END <= len(digits) <= CODE_DIGITS):
        return ()
    return reads.sales_with_code(digits, limit=limit)


def _by_meter(reads: Reads, wanted: str, limit: int) -> list[SaleRow]:
    try:
        pans = [parse_meter_number(wanted).digits]
    except BadValue:
        pans = [meter.pan for meter in reads.find_meters(wanted, limit=METERS_MAX)]
    rows = [row for pan in pans for row in reads.sales_of(pan, limit=limit)]
    return sorted(rows, key=lambda row: row.begun_at, reverse=True)


def _by_amount(reads: Reads, wanted: str, limit: int) -> tuple[SaleRow, ...]:
    """Find an amount as screens and papers write it, with a currency, spaces or a comma."""
    as_shown = _AMOUNT.fullmatch("".join(wanted.split()))
    if as_shown is None:
        return ()
    figure = f"{as_shown['whole']}.{as_shown['part']}" if as_shown["part"] else as_shown["whole"]
    try:
        amount = parse_positive_money(figure, terminal_of(reads).currency)
    except BadValue:
        return ()
    return reads.sales_over(amount.minor, limit=limit)


def statement_of(reads: Reads, pan: str, *, limit: int) -> MeterStatement:
    """Return a meter's newest committed sales; MeterUnknown where there is no such meter."""
    meter = known_meter(reads, pan)
    own = terminal_of(reads)
    lines = tuple(
        _line(reads, row)
        for row in reads.sales_of(pan, limit=limit)
        if row.state == SaleState.COMMITTED
    )
    refunded = sum(
        line.case.amount for line in lines if line.case is not None and line.case.is_refunded
    )
    return MeterStatement(
        meter=meter,
        person=reads.person(meter.person_ref) if meter.person_ref else None,
        currency=own.currency,
        time_zone=own.time_zone,
        owed=owed_by(reads, meter),
        lines=lines,
        total=sum(line.sale.total for line in lines) - refunded,
        units_milli=sum(
            line.sale.credited_milli for line in lines if line.purpose != Purpose.REISSUE
        ),
    )


def newest_sale(reads: Reads) -> SaleRow | None:
    """Return the newest committed sale: the answer that a caller may have missed."""
    for row in reads.sales(limit=_NEWEST_LOOKED_AT):
        if row.state == SaleState.COMMITTED:
            return row
    return None


def _by_id(reads: Reads, wanted: str) -> SaleRow | None:
    try:
        return reads.sale(parse_sale_id(wanted))
    except BadValue:
        return None


def _line(reads: Reads, row: SaleRow) -> StatementLine:
    begun = sale_begun(begun_body(reads, row))
    asked = None if row.is_paid else reads.register(row.sale_id)
    purpose = asked.purpose if asked else Purpose.SALE
    return StatementLine(row, begun.arrears_paid, reads.case_of(row.sale_id), purpose)
