"""Shifts, counts and movements as JSON objects."""

from contextlib import suppress

from pos.app.cash_slips import FloatSlip
from pos.app.count_drawer import Counted
from pos.app.journal_heads import sign_newest_head
from pos.app.move_cash import Moved
from pos.app.ports import Ports
from pos.app.shift_reports import XReport, ZReport
from pos.domain.cash import expected_cash
from pos.domain.entries import CashFigures, OperatorSubtotal
from pos.domain.errors import AgentUnreachable, IdentityLocked
from pos.domain.money import decimals_of, format_minor
from pos.domain.projections import ShiftOperatorRow


def sign_cash_entry(ports: Ports) -> None:
    """Have the journal's head signed; an entry without a signature is durable all the same."""
    with suppress(AgentUnreachable, IdentityLocked):
        sign_newest_head(ports)


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
        "opened_at": shift.opened_at,
        "sales": shift.sales,
        "sales_total": format_minor(shift.sales_total, decimals),
        "operators": [_subtotal_facts(own, decimals) for own in report.subtotals],
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
        "opened_at": closed.opened_at,
        "closed_by": report.closed_by,
        "approver": closed.approval.approver,
        "closed_at": report.closed_at,
        "reason": closed.reason,
        "sales": closed.sales,
        "sales_total": format_minor(closed.sales_total, decimals),
        "operators": [_subtotal_facts(own, decimals) for own in closed.subtotals],
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


def _subtotal_facts(own: ShiftOperatorRow | OperatorSubtotal, decimals: int) -> dict[str, object]:
    return {
        "operator": own.operator,
        "sales": own.sales,
        "total": format_minor(own.total, decimals),
        "cash_tendered": format_minor(own.cash_tendered, decimals),
        "change": format_minor(own.change, decimals),
    }
