"""Selling a batch: previewed first, then row after row, each a sale like any other.

What concerns one row (a blocked meter, an amount below the minimum) leaves that row out; what
concerns the terminal (keys locked, lease used up, disk full) ends the run. Either way the same
batch under the same name goes on later, and what was sold is answered again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from pos.app.cash.cash_policy import cash_rounding_of
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports, Reads
from pos.app.selling.quoting import quote_meter, terminal_of
from pos.app.selling.repeated_sale import sale_repeated
from pos.app.selling.sell import sell
from pos.domain.batch import BatchRow, sale_id_of
from pos.domain.errors import (
    AmountBuysNothing,
    AmountOutOfLimits,
    CurrencyMismatch,
    MeterBlocked,
    MeterKeyNotSold,
    MeterUnknown,
    MonthToDateStale,
    NotSupportedYet,
    PosError,
    ResourceNotSold,
    SaleInProgress,
    SaleLimitExceeded,
    SaleUnsettledOnMeter,
    TariffNotValid,
    TariffUnknown,
    VendingKeyExpired,
    VendingKeyMissing,
    VendingKeyNotBegun,
)
from pos.domain.errors.batch import RunPaidOtherwise
from pos.domain.money import Money
from pos.domain.operator import MAY_SELL
from pos.domain.sale import SaleRequest, SaleResult, SaleState
from pos.domain.tender import CASH, Tender

# What is wrong with one row and with no other.
OF_ONE_ROW: Final = (
    AmountBuysNothing,
    AmountOutOfLimits,
    CurrencyMismatch,
    MeterBlocked,
    MeterKeyNotSold,
    MeterUnknown,
    MonthToDateStale,
    NotSupportedYet,
    ResourceNotSold,
    SaleInProgress,
    SaleLimitExceeded,
    SaleUnsettledOnMeter,
    TariffNotValid,
    TariffUnknown,
    VendingKeyExpired,
    VendingKeyMissing,
    VendingKeyNotBegun,
)


@dataclass(frozen=True, slots=True)
class BatchWish:
    """How a batch is sold.

    Attributes:
        run: name of the run; the same rows under another name are other sales.
        tender: a kind of TENDER_KINDS, with which every row is paid exactly.
        printer: address for the slips; empty for the terminal's own.
    """

    run: str
    tender: str = CASH
    printer: str = ""


@dataclass(frozen=True, slots=True)
class RowPreview:
    """What a row would buy now.

    Attributes:
        name: of the customer; empty for an unknown or forgotten one.
        units_milli: 0 where it is sold or cannot be.
        sold: id of its sale where this run has sold it already; empty for none.
        error: why it cannot be sold; None where it can.
        is_repeat: this meter bought for this amount minutes ago, outside this run.
    """

    row: BatchRow
    name: str
    units_milli: int
    sold: str
    error: PosError | None
    is_repeat: bool = False


@dataclass(frozen=True, slots=True)
class RowSold:
    """A row that is sold, in this try or an earlier one (`result.repeated`)."""

    row: BatchRow
    result: SaleResult


@dataclass(frozen=True, slots=True)
class RowLeft:
    """A row that is not sold.

    Attributes:
        error: with where the money stands.
    """

    row: BatchRow
    error: PosError


def preview_batch(ports: Ports, rows: Iterable[BatchRow], wish: BatchWish) -> Iterator[RowPreview]:
    """Say what each row would buy; a meter that comes twice is quoted as it stands now."""
    for row in rows:
        with ports.store.read() as reads:
            yield _preview(reads, row, wish, ports.clock.now())


def _preview(reads: Reads, row: BatchRow, wish: BatchWish, moment: datetime) -> RowPreview:
    name = customer_of(reads, row.pan)
    sale_id, is_sold = _sale_of(reads, row, wish)
    if is_sold:
        return RowPreview(row, name, 0, sale_id, None)
    try:
        quoted = quote_meter(reads, row.pan, moment=moment, amount=row.amount)
    except OF_ONE_ROW as error:
        return RowPreview(row, name, 0, "", error)
    recent = sale_repeated(reads, row.pan, row.amount, moment)
    is_repeat = recent is not None and not _is_of_run(reads, recent.sale_id, row, wish)
    return RowPreview(row, name, quoted.quote.credited_milli, "", None, is_repeat)


def _is_of_run(reads: Reads, sale_id: str, row: BatchRow, wish: BatchWish) -> bool:
    """Whether this run itself made a sale, for a row like this one further up the list."""
    alike = (replace(row, occurrence=number) for number in range(1, row.occurrence))
    return any(_sale_of(reads, each, wish)[0] == sale_id for each in alike)


def customer_of(reads: Reads, pan: str) -> str:
    """Return the name of a meter's customer; empty for an unknown or forgotten one."""
    meter = reads.meter(pan)
    person = reads.person(meter.person_ref) if meter and meter.person_ref else None
    return person.name if person else ""


def run_must_be_paid_alike(ports: Ports, rows: Iterable[BatchRow], wish: BatchWish) -> None:
    """Refuse a run some of whose rows were paid otherwise, before anything is sold.

    Raises:
        RunPaidOtherwise: under this name another tender was taken.
    """
    with ports.store.read() as reads:
        for row in rows:
            sale_id, is_sold = _sale_of(reads, row, wish)
            sale = reads.sale(sale_id) if is_sold else None
            kinds = [kind for kind, _ in sale.tenders_taken()] if sale else [wish.tender]
            if kinds != [wish.tender]:
                raise RunPaidOtherwise(run=wish.run, tender=kinds[0])


def sell_batch(
    ports: Ports, rows: Iterable[BatchRow], wish: BatchWish, *, operator: SignedIn
) -> Iterator[RowSold | RowLeft]:
    """Sell row after row; each is durable when it is told.

    Raises:
        RoleNotAllowed.
        PosError: what ends the run; rows told so far stay sold.
    """
    operator.must_be(*MAY_SELL)
    for row in rows:
        yield sell_row(ports, row, wish, operator=operator)


def sell_row(
    ports: Ports, row: BatchRow, wish: BatchWish, *, operator: SignedIn
) -> RowSold | RowLeft:
    """Sell one row, or find it sold in this run; it is durable when this returns.

    Raises:
        RoleNotAllowed.
        PosError: what ends the run.
    """
    operator.must_be(*MAY_SELL)
    try:
        result = sell(ports, _request(ports, row, wish), operator=operator.name)
    except OF_ONE_ROW as error:
        return RowLeft(row, error)
    return RowSold(row, result)


def _request(ports: Ports, row: BatchRow, wish: BatchWish) -> SaleRequest:
    with ports.store.read() as reads:
        sale_id, _ = _sale_of(reads, row, wish)
        due = row.amount.minor
        if wish.tender == CASH:
            due = cash_rounding_of(reads).rounded(due)
    return SaleRequest(
        sale_id=sale_id,
        pan=row.pan,
        amount=row.amount,
        tenders=(Tender(wish.tender, Money(due, row.amount.currency)),),
        printer=wish.printer,
    )


def _sale_of(reads: Reads, row: BatchRow, wish: BatchWish) -> tuple[str, bool]:
    """Return the id under which a row is sold, and whether it is already.

    A cancelled id has no token and never will, so the next attempt gets the next id.
    """
    terminal = terminal_of(reads).terminal
    attempt = 0
    while True:
        attempt += 1
        sale_id = sale_id_of(row, terminal=terminal, run=wish.run, attempt=attempt)
        known = reads.sale(sale_id)
        if known is None or known.state != SaleState.CANCELLED:
            return sale_id, known is not None and known.state == SaleState.COMMITTED
