"""`vendwatt headoffice deposits` and `match`: bags that went to the bank, and what it got."""

import csv
import io
from pathlib import Path
from typing import BinaryIO

import click

from pos.cli.named_file import ReadableFile
from pos.cli.office.options import database_options, office_of
from pos.cli.options import office_options
from pos.cli.session import Session
from pos.domain.money import decimals_of, format_minor, parse_money
from pos.headoffice.administration.office_administration import OfficeAdministration
from pos.headoffice.journal.deposits import BankLine, Deposit

_HEADER = ["terminal", "bag", "amount", "reference"]


@click.command
@click.option("--terminal", default="", help="Only this one's.")
@click.option("--open", "only_open", is_flag=True, help="Only what the bank said nothing about.")
@database_options
@office_options
@click.pass_obj
def deposits(
    session: Session, *, terminal: str, only_open: bool, database: str, database_file: Path | None
) -> None:
    """Show bags that terminals sent to the bank, one a line."""
    with office_of(session, database, database_file) as office:
        found = office.deposits(terminal)
    for each in found:
        if each.line is None or not only_open:
            session.answer(_facts(each), _text(each))


@click.command
@click.argument("terminal", default="")
@click.option("--bag", default="", help="Number of the bag.")
@click.option("--amount", default="", help="What the bank got, in the terminal's currency.")
@click.option("--reference", default="", help="The bank's own, of its statement.")
@click.option("--file", "statement", type=ReadableFile(), help=f"CSV: {','.join(_HEADER)}.")
@database_options
@office_options
@click.pass_obj
def match(
    session: Session,
    /,
    *,
    terminal: str,
    statement: BinaryIO | None,
    database: str,
    database_file: Path | None,
    **line: str,
) -> None:
    """Write down what the bank got in a bag, or in each line of a file."""
    if (statement is None) == (not terminal):
        raise click.UsageError("give a terminal with --bag, --amount and --reference, or --file")
    lines = _lines_of(statement) if statement is not None else [{"terminal": terminal, **line}]
    with office_of(session, database, database_file) as office:
        for each in lines:
            matched = office.match_deposit(_bank_line(office, each))
            session.answer(_facts(matched), _text(matched))


def _lines_of(statement: BinaryIO) -> list[dict[str, str]]:
    text = io.TextIOWrapper(statement, "utf-8", newline="")
    reader = csv.DictReader(text, restkey="more", restval="")
    try:
        if list(reader.fieldnames or ()) != _HEADER:
            raise click.UsageError(f"the file's first line must be {','.join(_HEADER)}")
        return [{name: str(row[name]) for name in _HEADER} for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise click.UsageError(f"the file is no CSV in UTF-8 ({error})") from error


def _bank_line(office: OfficeAdministration, line: dict[str, str]) -> BankLine:
    currency = office.currency_of(line["terminal"])
    amount = parse_money(line["amount"], currency).minor
    return BankLine(line["terminal"], line["bag"], amount, line["reference"])


def _facts(each: Deposit) -> dict[str, object]:
    decimals = decimals_of(each.currency)
    line = each.line
    return {
        "terminal": each.terminal,
        "incarnation": each.incarnation,
        "journal_seq": each.entry,
        "at": each.at,
        "operator": each.operator,
        "bag": each.bag,
        "currency": each.currency,
        "amount": format_minor(each.amount, decimals),
        "matched": line is not None,
        "bank_amount": format_minor(line.amount, decimals) if line else None,
        "bank_reference": line.reference if line else None,
        "difference": format_minor(each.difference, decimals),
    }


def _text(each: Deposit) -> str:
    decimals = decimals_of(each.currency)
    sent = f"{each.terminal}  {each.at}  bag {each.bag}  {each.currency} "
    sent += format_minor(each.amount, decimals)
    if each.line is None:
        return f"{sent}  not at the bank yet"
    got = f"{sent}  bank {format_minor(each.line.amount, decimals)} ({each.line.reference})"
    return (
        f"{got}  DIFFERENCE {format_minor(each.difference, decimals)}" if each.difference else got
    )
