"""A meter's statement as a JSON object and as text."""

from pos.app.sold.find_sales import MeterStatement, StatementLine
from pos.cli.answers import at_the_counter
from pos.domain.energy import format_units
from pos.domain.meter import display_number
from pos.domain.money import decimals_of, format_minor


def statement_facts(told: MeterStatement) -> dict[str, object]:
    """Return the object that `sales statement` answers."""
    decimals = decimals_of(told.currency)
    return {
        "meter": display_number(told.meter.pan),
        "name": told.person.name if told.person else "",
        "account": told.person.account if told.person else "",
        "currency": told.currency,
        "owed": format_minor(told.owed, decimals),
        "total": format_minor(told.total, decimals),
        "units": format_units(told.units_milli),
        "sales": [_line_facts(line, decimals) for line in told.lines],
    }


def statement_text(told: MeterStatement) -> str:
    """Return the statement as a table."""
    decimals = decimals_of(told.currency)
    name = told.person.name if told.person else "-"
    lines = [f"Meter {display_number(told.meter.pan)}, {name}"]
    for line in told.lines:
        row = line.sale
        paid = f"{told.currency} {format_minor(row.total, decimals)}"
        what = paid if row.is_paid else line.purpose.replace("_", " ")
        state = f"  {line.case.case} {line.case.state}" if line.case else ""
        lines.append(
            f"{at_the_counter(row.begun_at, told.time_zone)}  {row.receipt_no:20}  {what:>16}  "
            f"{format_units(row.credited_milli):>10} kWh{state}"
        )
    total = format_minor(told.total, decimals)
    lines.append(f"Total {told.currency} {total}, {format_units(told.units_milli)} kWh")
    if told.owed:
        lines.append(f"Still owed {told.currency} {format_minor(told.owed, decimals)}")
    return "\n".join(lines)


def _line_facts(line: StatementLine, decimals: int) -> dict[str, object]:
    row, case = line.sale, line.case
    return {
        "sale_id": row.sale_id,
        "receipt_no": row.receipt_no,
        "begun_at": row.begun_at,
        "purpose": line.purpose,
        "total": format_minor(row.total, decimals),
        "units": format_units(row.credited_milli),
        "arrears_paid": format_minor(line.arrears_paid, decimals),
        "case": case.case if case else "",
        "case_state": case.state if case else "",
    }
