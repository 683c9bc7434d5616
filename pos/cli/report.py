"""`vendwatt report`: what people ask about days and months."""

import click

from pos.app.quoting import terminal_of
from pos.app.report_csv import csv_of
from pos.app.report_period import period_of
from pos.app.report_table import ReportName, ReportTable
from pos.app.reports import make_report
from pos.cli.options import shared_options
from pos.cli.session import Session
from pos.domain.errors import NotSupportedYet


@click.command
@click.argument("name", type=click.Choice([name.value for name in ReportName]))
@click.option("--from", "first", default="", help="First day, 2026-11-22; today unless given.")
@click.option("--to", "last", default="", help="Last day, included; today unless given.")
@click.option(
    "--format", "form", type=click.Choice(["text", "csv", "pdf"]), default="text", show_default=True
)
@shared_options
@click.pass_obj
def report(session: Session, *, name: str, first: str, last: str, form: str) -> None:
    """Show a report; days are those of the terminal's time zone."""
    if form == "pdf":
        raise NotSupportedYet(what="reports as pdf")
    with session.opened(settled=False) as terminal, terminal.ports.store.read() as reads:
        zone = terminal_of(reads).time_zone
        period = period_of(first, last, zone=zone, now=terminal.ports.clock.now())
        table = make_report(reads, ReportName(name), period)
    if form == "csv":
        click.echo(csv_of(table), nl=False)
    elif session.as_json:
        for row in table.rows:
            names = [column.name for column in table.columns]
            session.answer(dict(zip(names, row, strict=True)), "")
    else:
        click.echo(text_of(table))


def text_of(table: ReportTable) -> str:
    """Return a report as a table for a screen, with its totals."""
    lines = [tuple(column.name for column in table.columns), *table.rows]
    if table.totals and table.rows:
        lines.append(table.totals)
    widths = [max(len(line[place]) for line in lines) for place in range(len(table.columns))]
    days = f"{table.period.first} to {table.period.last} ({table.period.zone})"
    heading = f"{table.name.replace('-', ' ')}, {days}, {table.currency}"
    body = [_line(line, widths, table) for line in lines]
    return "\n".join([heading, *body] if table.rows else [heading, "Nothing."])


def _line(line: tuple[str, ...], widths: list[int], table: ReportTable) -> str:
    cells = [
        cell.rjust(width) if column.is_number else cell.ljust(width)
        for cell, width, column in zip(line, widths, table.columns, strict=True)
    ]
    return "  ".join(cells).rstrip()
