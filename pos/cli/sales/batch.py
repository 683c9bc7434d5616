"""`vendwatt batch`: many meters in one run that can be cut off and goes on."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from pos.app.batch.batch_runs import NO_SLIPS, run_for
from pos.app.batch.sell_batch import (
    RowLeft,
    RowPreview,
    RowSold,
    customer_of,
    preview_batch,
    run_must_be_paid_alike,
    sell_batch,
)
from pos.app.journal.journal_heads import sign_newest_head
from pos.app.ports import Ports
from pos.app.selling.quoting import terminal_of
from pos.cli.answers import afterwards, token_facts
from pos.cli.carried_file import write_carried_file
from pos.cli.list_file import read_list
from pos.cli.named_file import NAMED_FILE
from pos.cli.options import shared_options
from pos.cli.session import Session
from pos.domain.batch import COLUMNS_REQUIRED, BatchRow, UnreadableRow, read_batch
from pos.domain.energy import format_units
from pos.domain.errors import FileNotWritten, MoneyStands, PosError
from pos.domain.errors.batch import BatchIncomplete
from pos.domain.meter import display_number
from pos.domain.money import Money
from pos.domain.operator import MAY_SELL
from pos.domain.tender import CASH, TENDER_KINDS
from pos.presenters.batch.run_folder import RunFolder
from pos.presenters.problems import problem_of
from pos.receipts.address import printer_must_be_an_address
from pos.receipts.batch_sheet import SheetRow, sheet_documents, sheet_file, sheet_text
from pos.receipts.papers import language_for
from pos.receipts.stationery import Stationery

SOLD_BEFORE = (
    "Rows sold before in the run “{run}”, and not again: {rows}; --run with another name sells "
    "them once more."
)


@dataclass
class _Run:
    """What came of a run so far."""

    rows: int = 0
    left: int = 0
    repeated: int = 0
    total: int = 0
    units_milli: int = 0
    sheet: list[SheetRow] = field(default_factory=list)
    sales: set[str] = field(default_factory=set)


@click.command
@click.argument("file", type=NAMED_FILE, required=False)
@click.option("--template", is_flag=True, help="Write the header of an empty list and stop.")
@click.option("--preview", is_flag=True, help="Say what each row would buy and stop.")
@click.option(
    "--run", "run_name", default="", help="Name of the run; the file's name and the month if none."
)
@click.option("--tender", type=click.Choice(TENDER_KINDS), default=CASH, show_default=True)
@click.option("--printer", default="", help="Printer's address for the slips.")
@click.option("--no-slips", is_flag=True, help="Print no slips; for whoever takes the sheet.")
@click.option("--sheet", type=NAMED_FILE, help="One sheet with all codes, .txt or .pdf.")
@shared_options
@click.pass_obj
def batch(session: Session, /, *, file: Path | None, **how: Any) -> None:
    """Sell to the meters of a CSV; the same list again goes on where it was cut off.

    A list is sold once a month, under its file's name; --run NAME sells it again.
    """
    if how["template"]:
        click.echo(",".join(COLUMNS_REQUIRED))
        return
    if file is None:
        raise click.UsageError("give a file, or --template")
    sheet: Path | None = how["sheet"]
    if sheet is not None and (sheet.is_dir() or not os.access(sheet.parent, os.W_OK)):
        raise click.BadParameter(f"no sheet can be written to {sheet}")
    printer = NO_SLIPS if how["no_slips"] else how["printer"]
    printer_must_be_an_address(printer, session.data)
    shelf = RunFolder(session.data)
    with session.selling(*MAY_SELL) as (ports, operator):
        kept = run_for(
            ports,
            shelf,
            file,
            read_list(file),
            name=how["run_name"],
            tender=how["tender"],
            printer=printer,
        )
        with ports.store.read() as reads:
            currency = terminal_of(reads).currency
        rows = list(read_batch(kept.lines(), currency))
        good = [row for row in rows if isinstance(row, BatchRow)]
        run = _Run(rows=len(rows), left=len(rows) - len(good))
        _tell_unreadable(session, rows)
        if how["preview"] or sys.stdin.isatty():
            previews = preview_batch(ports, good, kept.wish)
            _tell_preview(session, previews, quiet=not how["preview"], unreadable=run.left)
        if how["preview"]:
            return
        if sys.stdin.isatty():
            click.confirm(f"Sell as run “{kept.run}”, rows: {len(good)}?", abort=True, err=True)
        run_must_be_paid_alike(ports, good, kept.wish)
        shelf.keep(kept)
        session.money = MoneyStands.NOT_KNOWN
        try:
            for told in sell_batch(ports, good, kept.wish, operator=operator):
                _tell(session, ports, told, run)
            shelf.forget(kept)
        finally:
            _hand_over(session, ports, run, sheet)
        if run.repeated and not session.as_json:
            click.echo(SOLD_BEFORE.format(rows=run.repeated, run=kept.run), err=True)
    if run.left:
        raise BatchIncomplete(left=run.left, rows=run.rows)


def _tell_unreadable(session: Session, rows: list[BatchRow | UnreadableRow]) -> None:
    for row in rows:
        if isinstance(row, UnreadableRow):
            facts = {"line": row.line, "meter": row.meter, "amount": row.amount}
            facts |= _refusal(row.error)
            session.answer(facts, f"Line {row.line}: {problem_of(row.error).sentence()}")


def _tell_preview(
    session: Session, told: Iterator[RowPreview], *, quiet: bool, unreadable: int
) -> None:
    """Tell what each row would buy; before a sale only to the person who is asked, on paper."""
    rows, sold, left = unreadable, 0, unreadable
    total: Money | None = None
    for each in told:
        rows += 1
        row = each.row
        facts: dict[str, object] = _row_facts(row)
        if each.error is not None:
            left += 1
            facts |= _refusal(each.error)
            text = problem_of(each.error).sentence()
        elif each.sold:
            sold += 1
            facts |= {"state": "repeated", "sale_id": each.sold}
            text = "sold already"
        else:
            total = row.amount if total is None else total + row.amount
            facts |= {"state": "preview", "units": format_units(each.units_milli)}
            facts |= {"name": each.name, "repeats": each.is_repeat}
            again = ", bought the same minutes ago" if each.is_repeat else ""
            text = f"{format_units(each.units_milli)} kWh{again}"
        line = f"{_row_text(row)}  {text}"
        if quiet:
            click.echo(line, err=True)
        else:
            session.answer(facts, line)
    if quiet or not session.as_json:
        counts = f"Rows: {rows}, sold already: {sold}, cannot be sold: {left}"
        click.echo(f"{counts}; to be sold for {total or 0}.", err=True)


def _tell(session: Session, ports: Ports, told: RowSold | RowLeft, run: _Run) -> None:
    row = told.row
    facts: dict[str, object] = _row_facts(row)
    match told:
        case RowLeft(error=error):
            run.left += 1
            facts |= _refusal(error)
            text = problem_of(error).sentence()
        case RowSold(result=result):
            begun = result.begun
            run.total += begun.total
            run.units_milli += sum(token.units_milli for token in result.tokens)
            run.repeated += result.repeated
            with ports.store.read() as reads:
                name = customer_of(reads, row.pan)
            run.sales.add(result.sale_id)
            run.sheet.append(SheetRow(row.pan, name, result.receipt_no, begun.total, result.tokens))
            facts |= {
                "state": "repeated" if result.repeated else "sold",
                "sale_id": result.sale_id,
                "receipt_no": result.receipt_no,
                "units": format_units(sum(token.units_milli for token in result.tokens)),
                "tokens": [token_facts(token) for token in result.tokens],
            }
            digits = ", ".join(token.digits for token in result.tokens)
            text = f"{facts['units']} kWh  {digits}  {result.receipt_no}"
    session.answer(facts, f"{_row_text(row)}  {text}")


def _hand_over(session: Session, ports: Ports, run: _Run, sheet: Path | None) -> None:
    """Sign the journal's head, print the slips, write the sheet; whatever ended the run."""
    if not run.sheet:
        return
    session.money = MoneyStands.SALE_COMPLETE
    for act in (lambda: sign_newest_head(ports), ports.receipts.work_off):
        afterwards("after a batch", act)
    stationery = Stationery(session.terminals.resources(), session.data)
    with ports.store.read() as reads:
        terminal = terminal_of(reads)
        language = language_for(reads, "", stationery)
        waiting = sum(job.subject in run.sales for job in reads.waiting_print_jobs())
    total = Money(run.total, terminal.currency)
    text = f"Rows sold: {len(run.sheet)} of {run.rows}, {terminal.currency} {total}"
    if not session.as_json:
        click.echo(f"{text}, {format_units(run.units_milli)} kWh")
        if waiting:
            click.echo(f"Slips not printed yet: {waiting}; see printers status.", err=True)
    if sheet is not None:
        documents = sheet_documents(run.sheet, terminal, language)
        is_pdf = sheet.suffix == ".pdf"
        content = sheet_file(documents, stationery.drawing) if is_pdf else sheet_text(documents)
        try:
            write_carried_file(sheet, [content])
        except FileNotWritten as error:
            error.with_money(MoneyStands.SALE_COMPLETE)
            raise


def _row_facts(row: BatchRow) -> dict[str, object]:
    return {"line": row.line, "meter": display_number(row.pan), "amount": str(row.amount)}


def _row_text(row: BatchRow) -> str:
    return f"{row.line:5}  {display_number(row.pan):13}  {row.amount!s:>10}"


def _refusal(error: PosError) -> dict[str, str]:
    why = problem_of(error).happened
    return {"state": "refused", "code": error.code, "reason": why, "money": error.money.value}
