"""Sell: steps A, B and C of `DESIGN.md`, and again for a known sale id."""

from datetime import datetime, timedelta

from pos.app.cash_policy import cash_rounding_of, sale_must_be_within_limit
from pos.app.clock_guard import clock_must_be_plausible
from pos.app.finish_sale import begun_body, issue_and_commit, result_of, sale_begun
from pos.app.ports import Ports, Reads
from pos.app.quoting import MeterQuote, quote_meter
from pos.app.repeated_sale import REPEAT_WITHIN, repeats
from pos.app.sync_stop import selling_must_not_be_stopped
from pos.domain.entries import SaleBegun, TenderTaken
from pos.domain.errors import (
    MoneyStands,
    NoOpenShift,
    NotSupportedYet,
    SaleIdReused,
    SaleInProgress,
    SaleRepeats,
    SaleUnsettledOnMeter,
)
from pos.domain.journal import StoredEntry
from pos.domain.meter import display_number
from pos.domain.sale import SaleRequest, SaleResult, SaleState
from pos.domain.tender import Settlement, settle_tenders


def sell(ports: Ports, request: SaleRequest, *, operator: str) -> SaleResult:
    """Make a sale, or answer again what this sale id has come to.

    Args:
        operator: signed in and allowed to sell.

    Raises:
        SaleIdReused: the id belongs to another request.
        PosError: any refusal, with where the money stands.
    """
    with ports.store.sale_lock(request.sale_id):
        with ports.store.read() as reads:
            row = reads.sale(request.sale_id)
            if row is not None:
                body = begun_body(reads, row)
                if not request.is_content_of(sale_begun(body)):
                    raise SaleIdReused(sale=request.sale_id)
                if row.state != SaleState.OPEN:
                    return result_of(reads, row, repeated=True)
        if row is None:
            body = _begin(ports, request, operator=operator).body
        return issue_and_commit(ports, request.sale_id, body, operator=operator)


def _begin(ports: Ports, request: SaleRequest, *, operator: str) -> StoredEntry:
    """Step A: everything is asked inside the transaction that writes it."""
    with ports.store.write() as work:
        selling_must_not_be_stopped(work)
        now = ports.clock.now()
        clock_must_be_plausible(work, now)
        shift = work.open_shift()
        if shift is None:
            raise NoOpenShift
        sale_must_be_within_limit(work, operator, request.amount)
        _must_not_repeat(work, request, now)
        quoted = quote_meter(work, request.pan, moment=now, amount=request.amount)
        paid = settle_tenders(request.amount, request.tenders, cash_rounding_of(work))
        _must_have_no_open_sale(ports, work, request.pan)
        _must_be_one_credit_token(quoted)
        begun = _sale_begun(request, quoted, paid=paid, shift_no=shift.shift_no)
        ports.keys.ready_to_issue(begun)
        stored = work.append(begun, operator=operator)
        work.commit()
    return stored


def _must_not_repeat(reads: Reads, request: SaleRequest, moment: datetime) -> None:
    before = repeats(reads, request.pan, request.amount, moment) if request.refuses_repeat else None
    if before is not None:
        raise SaleRepeats(
            meter=display_number(request.pan),
            amount=str(request.amount),
            minutes=REPEAT_WITHIN // timedelta(minutes=1),
        )


def _must_be_one_credit_token(quoted: MeterQuote) -> None:
    """Refuse a tariff that owes the customer more tokens than a sale issues today."""
    if [token.kind for token in quoted.quote.tokens] != ["credit"]:
        raise NotSupportedYet(what="free units at the counter").with_money(
            MoneyStands.NOTHING_CHARGED
        )


def _must_have_no_open_sale(ports: Ports, reads: Reads, pan: str) -> None:
    unsettled = reads.open_sale_of(pan)
    if unsettled is None:
        return
    try:
        with ports.store.sale_lock(unsettled.sale_id):
            raise SaleUnsettledOnMeter(meter=display_number(pan), sale=unsettled.sale_id)
    except SaleInProgress as busy:
        # It is being made at this moment: there is nothing to resume, only to wait for.
        raise busy.with_money(MoneyStands.NOTHING_CHARGED) from busy


def _sale_begun(
    request: SaleRequest, quoted: MeterQuote, *, paid: Settlement, shift_no: int
) -> SaleBegun:
    return SaleBegun(
        sale_id=request.sale_id,
        meter=quoted.meter.keyed(),
        resource=quoted.tariff.resource,
        currency=request.amount.currency,
        total=request.amount.minor,
        tenders=tuple(TenderTaken(each.kind, each.amount.minor) for each in request.tenders),
        change=paid.change.minor,
        rounding=paid.rounding,
        units_milli=quoted.quote.units_milli,
        credited_milli=quoted.quote.credited_milli,
        lines=quoted.quote.lines,
        tariff=quoted.tariff.id,
        tariff_digest=quoted.tariff_digest,
        month=quoted.month,
        month_to_date_milli=quoted.month_to_date_milli,
        shift_no=shift_no,
        printer=request.printer,
        arrears_left=quoted.quote.arrears_left,
        carried=quoted.quote.carried,
    )
