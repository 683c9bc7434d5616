"""Sell: steps A, B and C of `DESIGN.md`, and again for a known sale id."""

from datetime import datetime, timedelta

import msgspec

from pos.app.cash.agent_float import float_must_cover
from pos.app.cash.cash_policy import cash_rounding_of, sale_must_be_within_limit
from pos.app.office.office_rules import key_must_not_be_revoked, program_must_be_new_enough
from pos.app.office.sync_stop import selling_must_not_be_stopped
from pos.app.people.approvals import SecondPerson, approve, second_signature
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports, Reads
from pos.app.selling.clock_guard import clock_must_be_plausible
from pos.app.selling.finish_sale import issue_and_commit
from pos.app.selling.quoting import MeterQuote, quote_meter
from pos.app.selling.repeated_sale import REPEAT_WITHIN, repeats
from pos.app.selling.stored_sale import begun_body, result_of, sale_begun
from pos.app.selling.unsettled import meter_must_have_no_open_sale
from pos.domain.approval import request_digest
from pos.domain.energy import format_units
from pos.domain.entries import FixedPaid, KeyChange, SaleBegun, TenderTaken
from pos.domain.errors import (
    LeaseExhausted,
    NoOpenShift,
    QuoteChanged,
    SaleIdReused,
    SaleLimitExceeded,
    SaleRepeats,
)
from pos.domain.journal import StoredEntry
from pos.domain.lease import CountedKind
from pos.domain.meter import display_number
from pos.domain.operator import Role
from pos.domain.quote.quote import FREE, Quote
from pos.domain.sale import SaleRequest, SaleResult, SaleState
from pos.domain.tender import Settlement, settle_tenders
from pos.sts.amount import credited_milli


def sell(
    ports: Ports, request: SaleRequest, *, operator: str, second: SecondPerson | None = None
) -> SaleResult:
    """Make a sale, or answer again what this sale id has come to.

    Args:
        operator: signed in and allowed to sell.
        second: a supervisor, for a sale that is larger than the operator may make.

    Raises:
        SaleIdReused: the id belongs to another request.
        SaleLimitExceeded: it is too large, and nobody approves it.
        QuoteChanged: it would give other units than the customer was told.
        ApprovalNotValid: what was approved is not what would be sold now.
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
            handle = _approved(ports, request, operator=operator, second=second)
            body = _begin(ports, request, operator=operator, handle=handle).body
        return issue_and_commit(ports, request.sale_id, body, operator=operator)


def _approved(
    ports: Ports, request: SaleRequest, *, operator: str, second: SecondPerson | None
) -> str:
    """Have a sale above the operator's limit approved; empty for one that needs nobody."""
    with ports.store.read() as reads:
        try:
            sale_must_be_within_limit(reads, operator, request.amount)
        except SaleLimitExceeded:
            if second is None:
                raise
        else:
            return ""
        row = reads.operator(operator)
        assert row is not None  # noqa: S101 - only somebody who is known has a limit.
        draft = _draft(ports, reads, request)
    first = SignedIn(operator, Role(row.role))
    second_signature(ports, second, first=first, roles=(Role.SUPERVISOR,))
    return approve(ports, second, draft)


def _begin(ports: Ports, request: SaleRequest, *, operator: str, handle: str) -> StoredEntry:
    """Step A: everything is asked inside the transaction that writes it."""
    with ports.store.write() as work:
        begun = _draft(ports, work, request)
        if handle:
            approval = ports.keys.people.redeem_approval(handle, request_digest(begun))
            begun = msgspec.structs.replace(begun, approval=approval)
        else:
            sale_must_be_within_limit(work, operator, request.amount)
        stored = work.append(begun, operator=operator)
        work.commit()
    return stored


def _draft(ports: Ports, reads: Reads, request: SaleRequest) -> SaleBegun:
    """Return what would be sold now; raises every refusal but that of the operator's limit."""
    selling_must_not_be_stopped(reads)
    now = ports.clock.now()
    clock_must_be_plausible(reads, now)
    program_must_be_new_enough(reads, now)
    shift = reads.open_shift()
    if shift is None:
        raise NoOpenShift
    float_must_cover(reads, request.amount)
    _must_not_repeat(reads, request, now)
    quoted = quote_meter(reads, request.pan, moment=now, amount=request.amount)
    _must_be_as_told(request, quoted.quote)
    paid = settle_tenders(request.amount, request.tenders, cash_rounding_of(reads))
    meter_must_have_no_open_sale(ports, reads, request.pan)
    begun = _ready(ports, _sale_begun(request, quoted, paid=paid, shift_no=shift.shift_no))
    # A key change that is left for later leaves the meter under the key that it holds.
    key_must_not_be_revoked(reads, begun.meter)
    return begun


def _must_not_repeat(reads: Reads, request: SaleRequest, moment: datetime) -> None:
    before = repeats(reads, request.pan, request.amount, moment) if request.refuses_repeat else None
    if before is not None:
        raise SaleRepeats(
            meter=display_number(request.pan),
            amount=str(request.amount),
            minutes=REPEAT_WITHIN // timedelta(minutes=1),
        )


def _must_be_as_told(request: SaleRequest, quote: Quote) -> None:
    """A tariff, a month or another shop's sale may come between a quote and its sale."""
    if request.told_milli not in (None, quote.given_milli):
        told, now = format_units(request.told_milli or 0), format_units(quote.given_milli)
        raise QuoteChanged(told=told, now=now)


def _ready(ports: Ports, begun: SaleBegun) -> SaleBegun:
    """Ask the key agent; leave a key change for later where the day's number of them is reached."""
    try:
        ports.keys.ready_to_issue(begun)
    except LeaseExhausted as refusal:
        change = begun.key_change
        if change is None or refusal.facts.get("what") != CountedKind.KEY_CHANGE:
            raise
        begun = msgspec.structs.replace(begun, meter=change.present, key_change=None)
        ports.keys.ready_to_issue(begun)
    return begun


def _sale_begun(
    request: SaleRequest, quoted: MeterQuote, *, paid: Settlement, shift_no: int
) -> SaleBegun:
    due = quoted.key_due
    change = KeyChange(due.present, with_sgc=False) if due and due.is_possible else None
    free = [token.units_milli for token in quoted.quote.tokens if token.kind == FREE]
    return SaleBegun(
        sale_id=request.sale_id,
        meter=due.new if due and change else quoted.meter.keyed(),
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
        month_to_date_milli=quoted.state.month_to_date_milli,
        shift_no=shift_no,
        printer=request.printer,
        arrears_left=quoted.quote.arrears_left,
        carried=quoted.quote.carried,
        key_change=change,
        fixed_paid=tuple(FixedPaid(*paid) for paid in quoted.quote.fixed_paid),
        free_milli=sum(free),
        free_credited_milli=sum(map(credited_milli, free)),
    )
