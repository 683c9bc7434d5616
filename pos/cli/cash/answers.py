"""Shifts, counts and movements as JSON objects."""

from contextlib import suppress

from pos.app.cash.cash_slips import FloatSlip
from pos.app.cash.count_drawer import Counted
from pos.app.cash.hand_over import HandedOver
from pos.app.cash.move_cash import Moved
from pos.app.cash.shift_reports import XReport, ZReport, operator_subtotal
from pos.app.journal.journal_heads import sign_newest_head
from pos.app.ports import Ports
from pos.domain.cash import cash_of, expected_cash
from pos.domain.entries import CashFigures, HandOver, OperatorSubtotal, TenderSubtotal
from pos.domain.errors import AgentUnreachable, IdentityLocked
from pos.domain.money import decimals_of, format_minor
from pos.domain.projections import HandOverRow, ShiftTenderRow


def sign_cash_entry(ports: Ports) -> None:
    """Have the journal's head signed; an entry without a signature is durable all the same."""
    with suppress(AgentUnreachable, IdentityLocked):
        sign_newest_head(ports)


def printed(ports: Ports, subject: str) -> dict[str, object]:
    """Print the paper of an entry or a report and say what became of it; none is no failure."""
    ports.receipts.work_off(first=subject)
    with ports.store.read() as reads:
        jobs = reads.print_jobs_of(subject)
    return {"print": {"state": jobs[-1].state.value if jobs else "none"}}


def x_facts(report: XReport) -> dict[str, object]:
    """Return an open shift as `shift x` answers it."""
    shift = report.shift
    decimals = decimals_of(report.terminal.currency)
    return {
        "z_no": None,
        **equation_facts(shift.figures(), decimals),
        "counted": None,
        "over_short": None,
        "shift_no": shift.shift_no,
        "currency": report.terminal.currency,
        "opener": shift.opener,
        "keeper": shift.keeper,
        "journal_seq": report.seq,
        "opened_at": shift.opened_at,
        "sales": shift.sales,
        "sales_total": format_minor(shift.sales_total, decimals),
        "rounding": format_minor(shift.rounding, decimals),
        "tenders": [_tender_facts(each, decimals) for each in report.tenders],
        "operators": [
            _subtotal_facts(operator_subtotal(own), decimals) for own in report.subtotals
        ],
        "hand_overs": [_hand_over_facts(each, decimals) for each in report.hand_overs],
        "drawer_openings": shift.drawer_openings,
        "expected_shown": shift.expected_shown,
    }


def z_facts(report: ZReport) -> dict[str, object]:
    """Return a closed shift as `shift close` and `shift z` answer it."""
    closed = report.closed
    decimals = decimals_of(closed.currency)
    return {
        "z_no": closed.z_no,
        **equation_facts(closed.figures, decimals),
        "counted": format_minor(closed.counted, decimals),
        "over_short": format_minor(closed.over_short, decimals),
        "shift_no": closed.shift_no,
        "currency": closed.currency,
        "opener": closed.opener,
        "keeper": closed.keeper,
        "opened_at": closed.opened_at,
        "closed_by": report.closed_by,
        "approver": closed.approval.approver,
        "closed_at": report.closed_at,
        "reason": closed.reason,
        "reason_code": closed.reason_code,
        "sales": closed.sales,
        "sales_total": format_minor(closed.sales_total, decimals),
        "rounding": format_minor(closed.rounding, decimals),
        "tenders": [_tender_facts(each, decimals) for each in closed.tenders],
        "operators": [_subtotal_facts(own, decimals) for own in closed.subtotals],
        "hand_overs": [_hand_over_facts(each, decimals) for each in closed.hand_overs],
        "drawer_openings": closed.drawer_openings,
        "expected_shown": closed.expected_shown,
        "journal_seq": report.seq,
    }


def equation_facts(figures: CashFigures, decimals: int) -> dict[str, object]:
    """Return the cash equation term by term, with its result."""
    terms = {
        "float": figures.opening_float,
        "cash_tendered": figures.cash_tendered,
        "change": figures.change,
        "refunds": figures.refunds,
        "paid_in": figures.paid_in,
        "paid_out": figures.paid_out,
        "drops": figures.drops,
        "expected": expected_cash(figures),
    }
    return {name: format_minor(minor, decimals) for name, minor in terms.items()}


def count_facts(counted: Counted, currency: str) -> dict[str, object]:
    """Return a count; what the drawer should hold is not told."""
    decimals = decimals_of(currency)
    return {
        "journal_seq": counted.seq,
        "shift_no": counted.shift_no,
        "currency": currency,
        "counted": format_minor(counted.counted, decimals),
        "lines": [
            {"denomination": format_minor(line.denomination, decimals), "pieces": line.pieces}
            for line in counted.lines
        ],
    }


def float_facts(slip: FloatSlip) -> dict[str, object]:
    """Return a float that somebody took over."""
    return {
        "journal_seq": slip.seq,
        "shift_no": slip.shift_no,
        "currency": slip.terminal.currency,
        "opener": slip.opener,
        "float": format_minor(slip.opening_float, decimals_of(slip.terminal.currency)),
    }


def movement_facts(moved: Moved, currency: str) -> dict[str, object]:
    """Return a movement of cash."""
    payload = moved.payload
    return {
        "journal_seq": moved.seq,
        "shift_no": payload.shift_no,
        "currency": currency,
        "amount": format_minor(payload.amount, decimals_of(currency)),
        "reason": payload.reason,
        "reference": payload.reference,
    }


def hand_over_facts(handed: HandedOver, currency: str) -> dict[str, object]:
    """Return a hand-over; what the drawer should hold is not told."""
    payload = handed.payload
    return {
        "journal_seq": handed.seq,
        "shift_no": payload.shift_no,
        "currency": currency,
        "keeper": payload.keeper,
        "taker": payload.taker,
        "counted": format_minor(payload.counted, decimals_of(currency)),
        "reason": payload.reason,
        "reason_code": payload.reason_code,
    }


def _hand_over_facts(each: HandOverRow | HandOver, decimals: int) -> dict[str, object]:
    return {
        "at": each.at,
        "keeper": each.keeper,
        "taker": each.taker,
        "counted": format_minor(each.counted, decimals),
        "over_short": format_minor(each.over_short, decimals),
    }


def _tender_facts(each: ShiftTenderRow | TenderSubtotal, decimals: int) -> dict[str, object]:
    amount = format_minor(each.amount, decimals)
    return {"tender": each.tender, "sales": each.sales, "amount": amount}


def _subtotal_facts(own: OperatorSubtotal, decimals: int) -> dict[str, object]:
    amounts = {
        "total": own.total,
        "cash_tendered": own.cash_tendered,
        "change": own.change,
        "refunds": own.refunds,
        "paid_in": own.paid_in,
        "paid_out": own.paid_out,
        "drops": own.drops,
        "cash": cash_of(own),
    }
    facts = {name: format_minor(minor, decimals) for name, minor in amounts.items()}
    return {"operator": own.operator, "sales": own.sales, **facts}
