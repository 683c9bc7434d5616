"""`vendwatt headoffice left-sales`: how sales ended that a lost terminal left open."""

from pathlib import Path

import click

from pos.cli.office.options import database_options, office_of
from pos.cli.options import office_options
from pos.cli.session import Session
from pos.domain.money import decimals_of, format_minor
from pos.headoffice.journal.left_sales import LeftOutcome

_NEXT = {
    LeftOutcome.ISSUED: "it was sold; hand over its codes if the customer has none",
    LeftOutcome.KEPT: "its codes exist and no journal tells of them; settle it as sold",
    LeftOutcome.CANCELLED: "nothing was issued; the money was given back",
    LeftOutcome.UNKNOWN: "nobody knows; a case",
}


@click.command("left-sales")
@click.argument("terminal", default="")
@database_options
@office_options
@click.pass_obj
def left(session: Session, *, terminal: str, database: str, database_file: Path | None) -> None:
    """Show the sales that were open when a terminal was lost, one a line, with their end."""
    with office_of(session, database, database_file) as office:
        found = [
            (sale, decimals_of(office.currency_of(sale.terminal)))
            for sale in office.left_sales(terminal)
        ]
    for sale, decimals in found:
        total = format_minor(sale.total, decimals)
        facts = {
            "terminal": sale.terminal,
            "incarnation": sale.incarnation,
            "sale_id": sale.sale_id,
            "outcome": sale.outcome.value,
            "meter": sale.pan,
            "total": total,
            "receipt_no": sale.receipt_no,
            "digits": sale.digits.split(),
        }
        meter = f"  meter {sale.pan}  {total}" if sale.pan else ""
        codes = f"  {sale.digits}" if sale.digits else ""
        text = f"{sale.terminal}  {sale.sale_id}{meter}{codes}: {_NEXT[sale.outcome]}"
        session.answer(facts, text)
