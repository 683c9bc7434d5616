"""`vendwatt report`: what people ask about days and months."""

from pathlib import Path

import click
import msgspec

from pos.app.reports.report_csv import csv_of
from pos.app.reports.report_period import period_of
from pos.app.reports.report_table import ReportName, ReportTable
from pos.app.reports.reports import make_report
from pos.app.selling.quoting import terminal_of
from pos.cli.named_file import out_option, write_named
from pos.cli.options import shared_options
from pos.cli.session import Session
from pos.receipts.report_pdf import report_pdf
from pos.receipts.stationery import Stationery

TRAINING_MARK = "*** TRAINING ***"


@click.command
@click.argument("name", metavar="NAME", type=click.Choice([name.value for name in ReportName]))
@click.option("--from", "first", default="", help="First day, 2026-11-22; today unless given.")
@click.option("--to", "last", default="", help="Last day, included; today unless given.")
@click.option(
    "--format", "form", type=click.Choice(["text", "csv", "pdf"]), default="text", show_default=True
)
@out_option
@shared_options
@click.pass_obj
def report(session: Session, *, name: str, first: str, last: str, form: str, out: Path) -> None:
    """Show a report; days are those of the terminal's time zone."""
    with session.opened(settled=False) as terminal, terminal.ports.store.read() as reads:
        made = terminal_of(reads)
        period = period_of(first, last, zone=made.time_zone, now=terminal.ports.clock.now())
        table = make_report(reads, ReportName(name), period)
    if form == "csv":
        write_named(out, csv_of(table).encode())
    elif form == "pdf":
        drawing = Stationery(session.terminals.resources(), session.data).drawing
        head, lines = text_lines(table)
        marked = (TRAINING_MARK, *head) if made.training else head
        write_named(out, report_pdf(marked, lines, drawing))
    elif session.as_json:
        names = [column.name for column in table.columns]
        rows = (dict(zip(names, row, strict=True)) for row in table.rows)
        write_named(out, b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
    else:
        write_named(out, f"{text_of(table)}\n".encode())


def text_of(table: ReportTable) -> str:
    """Return a report as a table for a screen, with its totals."""
    head, lines = text_lines(table)
    return "\n".join((*head, *lines) if table.rows else (head[0], "Nothing."))


def text_lines(table: ReportTable) -> tuple[tuple[str, str], tuple[str, ...]]:
    """Return what stands above a table (what it is, the names of the columns), and its lines."""
    lines = [tuple(column.name for column in table.columns), *table.rows]
    if table.totals and table.rows:
        lines.append(table.totals)
    widths = [max(len(line[place]) for line in lines) for place in range(len(table.columns))]
    days = f"{table.period.first} to {table.period.last} ({table.period.zone})"
    heading = f"{table.name.replace('-', ' ')}, {days}, {table.currency}"
    names, *body = (_line(line, widths, table) for line in lines)
    return (heading, names), tuple(body)


def _line(line: tuple[str, ...], widths: list[int], table: ReportTable) -> str:
    cells = [
        cell.rjust(width) if column.is_number else cell.ljust(width)
        for cell, width, column in zip(line, widths, table.columns, strict=True)
    ]
    return "  ".join(cells).rstrip()
