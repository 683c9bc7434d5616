"""Reports that people look at: what was sold, what was out of the ordinary, what was missing."""

from collections.abc import Callable
from typing import Final

from pos.app.cash.agent_float import float_statement
from pos.app.ports import Reads, SalesColumn
from pos.app.reports.register_report import is_engineering, is_free, register_report
from pos.app.reports.report_period import Period
from pos.app.reports.report_table import Column, ReportName, ReportTable, local_time
from pos.app.reports.sales_reports import sales_by, sales_by_day, sales_by_hour, sales_by_tender
from pos.app.selling.quoting import terminal_of
from pos.domain.cash import expected_cash, explained
from pos.domain.money import decimals_of, format_minor
from pos.domain.projections import ActKind, ActRow

_EXCEPTIONS: Final = frozenset(
    {
        ActKind.SALE_CANCELLED,
        ActKind.SALE_LATE,
        ActKind.DRAWER_OPENED,
        ActKind.COPY,
        ActKind.CLOCK_ACCEPTED,
        ActKind.CLOCK_MOVED,
        ActKind.SIGN_IN_REFUSED,
        ActKind.OPERATOR_ADDED,
        ActKind.OPERATOR_CHANGED,
        ActKind.OPERATOR_REMOVED,
        ActKind.PIN_CHANGED,
        ActKind.PIN_RESET_BY_CODE,
        ActKind.PIN_RESET_BY_OFFICE,
        ActKind.CUSTOMER_FORGOTTEN,
        ActKind.CASE_OPENED,
        ActKind.CASE_CLOSED,
        ActKind.REFUNDED,
        ActKind.FLOAT_POLICY,
        ActKind.FLOAT_TOPPED_UP,
    }
)
_CASH: Final = frozenset(
    {
        ActKind.HANDED_OVER,
        ActKind.SHIFT_OPENED,
        ActKind.PAID_IN,
        ActKind.PAID_OUT,
        ActKind.REFUNDED,
        ActKind.DROP_SAFE,
        ActKind.DROP_BANK,
        ActKind.DRAWER_OPENED,
        ActKind.COUNTED,
        ActKind.EXPECTED_SHOWN,
        ActKind.SHIFT_CLOSED,
    }
)


def make_report(reads: Reads, name: ReportName, period: Period) -> ReportTable:
    """Return a report of a period, from one consistent view."""
    makers: dict[ReportName, Callable[[Reads, Period], ReportTable]] = {
        ReportName.SALES_BY_HOUR: sales_by_hour,
        ReportName.SALES_BY_DAY: sales_by_day,
        ReportName.SALES_BY_TARIFF: sales_by(ReportName.SALES_BY_TARIFF, SalesColumn.TARIFF),
        ReportName.SALES_BY_OPERATOR: sales_by(ReportName.SALES_BY_OPERATOR, SalesColumn.OPERATOR),
        ReportName.SALES_BY_TENDER: sales_by_tender,
        ReportName.EXCEPTIONS: _acts(ReportName.EXCEPTIONS, _is_exception),
        ReportName.OVER_SHORT: _over_short,
        ReportName.ENGINEERING: register_report(ReportName.ENGINEERING, is_engineering),
        ReportName.FREE: register_report(ReportName.FREE, is_free),
        ReportName.FLOAT: _agent_float,
        ReportName.CASH: _acts(ReportName.CASH, lambda act: act.kind in _CASH),
    }
    return makers[name](reads, period)


def _acts(
    name: ReportName, is_listed: Callable[[ActRow], bool]
) -> Callable[[Reads, Period], ReportTable]:
    def make(reads: Reads, period: Period) -> ReportTable:
        currency = terminal_of(reads).currency
        acts = reads.acts(period.start, period.end)
        return ReportTable(
            name=name,
            period=period,
            currency=currency,
            columns=(
                Column("at"),
                Column("entry", is_number=True),
                Column("shift", is_number=True),
                Column("operator"),
                Column("what"),
                Column("amount", is_number=True),
                Column("subject"),
                Column("reason"),
            ),
            rows=tuple(_act_cells(act, period, currency) for act in acts if is_listed(act)),
        )

    return make


def _is_exception(act: ActRow) -> bool:
    if act.kind in (ActKind.SHIFT_CLOSED, ActKind.HANDED_OVER):
        return act.amount != 0
    return act.kind in _EXCEPTIONS


def _act_cells(act: ActRow, period: Period, currency: str) -> tuple[str, ...]:
    what = act.kind
    if what == ActKind.SHIFT_CLOSED and act.amount:
        what = "over" if act.amount > 0 else "short"
    return (
        local_time(act.at, period),
        str(act.seq),
        str(act.shift_no) if act.shift_no else "",
        act.operator,
        what.replace("_", " "),
        format_minor(act.amount, decimals_of(currency)) if act.amount else "",
        act.subject,
        act.reason,
    )


def _agent_float(reads: Reads, period: Period) -> ReportTable:
    """Return the statement of the agent's float; its days are those of UTC."""
    currency = terminal_of(reads).currency
    decimals = decimals_of(currency)
    kept = () if reads.agent_float() is None else float_statement(reads)
    days = [day for day in kept if f"{period.first}" <= day.row.day <= f"{period.last}"]
    sums = [(each.row.topped_up, each.row.sold, each.row.commission, each.balance) for each in days]
    numbers = ("sales", "topped_up", "sold", "commission", "balance")
    totals = [sum(column) for column in list(zip(*sums, strict=True))[:-1]] or [0, 0, 0]
    return ReportTable(
        name=ReportName.FLOAT,
        period=period,
        currency=currency,
        columns=(Column("day"), *(Column(name, is_number=True) for name in numbers)),
        rows=tuple(
            (day.row.day, str(day.row.sales), *(format_minor(each, decimals) for each in amounts))
            for day, amounts in zip(days, sums, strict=True)
        ),
        totals=(
            "",
            str(sum(day.row.sales for day in days)),
            *(format_minor(total, decimals) for total in totals),
            "",
        ),
    )


def _over_short(reads: Reads, period: Period) -> ReportTable:
    currency = terminal_of(reads).currency
    decimals = decimals_of(currency)
    shifts = reads.shifts_closed(period.start, period.end)
    headings = ("z_no", "closed_at", "opener", "closed_by", "approver")
    amounts = ("expected", "counted", "over_short")
    rows = tuple(
        (
            shift.z_no,
            local_time(shift.closed_at, period),
            shift.opener,
            shift.closed_by,
            shift.approver,
            format_minor(expected_cash(shift.figures()), decimals),
            format_minor(shift.counted, decimals),
            format_minor(shift.over_short, decimals),
            explained(shift.reason_code, shift.reason),
        )
        for shift in shifts
    )
    total = format_minor(sum(shift.over_short for shift in shifts), decimals)
    return ReportTable(
        name=ReportName.OVER_SHORT,
        period=period,
        currency=currency,
        columns=(
            *(Column(name) for name in headings),
            *(Column(name, is_number=True) for name in amounts),
            Column("reason"),
        ),
        rows=rows,
        totals=("", "", "", "", "", "", "", total, ""),
    )
