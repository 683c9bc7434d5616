"""The register of tokens without cash: who asked, who approved, for which meter, and why."""

from collections.abc import Callable

from pos.app.ports import Reads
from pos.app.reports.report_period import Period
from pos.app.reports.report_table import Column, ReportName, ReportTable, local_time
from pos.app.selling.quoting import terminal_of
from pos.domain.energy import format_units
from pos.domain.meter import display_number
from pos.domain.projections import Purpose, RegisterRow


def register_report(
    name: ReportName, is_listed: Callable[[RegisterRow], bool]
) -> Callable[[Reads, Period], ReportTable]:
    """Return what makes a report of the lines that were issued."""

    def make(reads: Reads, period: Period) -> ReportTable:
        lines = reads.register_lines(period.start, period.end)
        return ReportTable(
            name=name,
            period=period,
            currency=terminal_of(reads).currency,
            columns=(
                Column("at"),
                Column("receipt"),
                Column("operator"),
                Column("approver"),
                Column("meter"),
                Column("what"),
                Column("units", is_number=True),
                Column("reason"),
            ),
            rows=tuple(
                _cells(line, period) for line in lines if line.committed_seq and is_listed(line)
            ),
        )

    return make


def is_engineering(line: RegisterRow) -> bool:
    """Whether a line sets something in a meter: engineering, its key, codes under another key."""
    return line.purpose not in (Purpose.SALE, Purpose.FREE) or bool(line.key_before)


def is_free(line: RegisterRow) -> bool:
    """Whether a line gave free units, with a purchase or without."""
    return line.free_milli > 0


def _cells(line: RegisterRow, period: Period) -> tuple[str, ...]:
    change = f"{line.key_before} to {line.key_after}" if line.key_before else ""
    what = " ".join(part for part in (line.purpose, line.detail, change) if part)
    return (
        local_time(line.at, period),
        line.receipt_no,
        line.operator,
        line.approver,
        display_number(line.pan),
        what.replace("_", " "),
        format_units(line.free_milli) if line.free_milli else "",
        line.reason,
    )
