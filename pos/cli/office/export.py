"""`vendwatt headoffice export` and `carry`: files for other systems, and for a terminal."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import click

from pos.cli.carried_file import write_carried_file
from pos.cli.named_file import NAMED_FILE
from pos.cli.office.options import database_options, office_of
from pos.cli.options import office_options
from pos.cli.session import Session
from pos.domain.journal import format_time
from pos.headoffice.journal.sales_export import ExportedSale, SalesWanted, csv_lines, json_lines
from pos.headoffice.terminals.ends import parse_end
from pos.wire.carried_bundles import Version

_FORMS: Final[dict[str, Callable[[Iterable[ExportedSale]], Iterator[bytes]]]] = {
    "csv": csv_lines,
    "jsonl": json_lines,
}
_VERSION: Final = re.compile(r"([0-9]{1,16})\.([0-9]{1,16})", re.ASCII)


@click.command("export")
@click.argument("what", metavar="WHAT", type=click.Choice(["sales"]))
@click.option("--format", "form", type=click.Choice(sorted(_FORMS)), default="csv")
@click.option("--from", "since", default="", metavar="TIME", help="Begun from then on.")
@click.option("--to", "until", default="", metavar="TIME", help="Begun before then; or a day.")
@click.option("--terminal", default="", metavar="T", help="Only of this one.")
@click.option("--with-codes", is_flag=True, help="The codes, too: the file is worth what they are.")
@click.option("--out", type=NAMED_FILE, required=True, help="Written whole or not at all.")
@database_options
@office_options
@click.pass_obj
def export(
    session: Session,
    *,
    what: str,
    form: str,
    since: str,
    until: str,
    terminal: str,
    with_codes: bool,
    out: Path,
    database: str,
    database_file: Path | None,
) -> None:
    """Write all sales, each once, as CSV or JSON lines; however many, memory stays flat."""
    wanted = SalesWanted(
        terminal=terminal,
        since=format_time(_start(since)) if since else "",
        until=format_time(parse_end(until)) if until else "",
        with_codes=with_codes,
    )
    with office_of(session, database, database_file) as office:
        lines = write_carried_file(out, office.exported_sales(wanted, _FORMS[form]))
    count = lines - (form == "csv")
    facts = {"what": what, "format": form, "sales": count, "file": str(out.absolute())}
    session.answer(facts, f"Sales in {out}: {count}.")


@click.command("carry")
@click.argument("terminal")
@click.option("--out", type=NAMED_FILE, required=True, help="For `sync --from-file` there.")
@click.option("--after", default="0.0", metavar="E.N", help="What `sync --status` there says.")
@database_options
@office_options
@click.pass_obj
def carry(
    session: Session,
    *,
    terminal: str,
    out: Path,
    after: str,
    database: str,
    database_file: Path | None,
) -> None:
    """Write what a terminal without a network does not have yet, for somebody to carry there."""
    with (
        office_of(session, database, database_file) as office,
        office.carried_file(terminal, _version(after)) as carried,
    ):
        count = write_carried_file(out, carried.lines) - 1
    until = f"{carried.until[0]}.{carried.until[1]}"
    facts = {"terminal": terminal, "bundles": count, "file": str(out.absolute())}
    facts |= {"until": until, "more": carried.has_more}
    rest = f" There are more: carry another file, --after {until}." if carried.has_more else ""
    session.answer(facts, f"Bundles for {terminal} in {out}: {count}. Carry it there.{rest}")


def _start(text: str) -> datetime:
    """Read a moment, or a day whose beginning is meant; TimeMalformed for anything else."""
    whole_day = timedelta(days=1) if len(text) == len("YYYY-MM-DD") else timedelta()
    return parse_end(text) - whole_day


def _version(text: str) -> Version:
    found = _VERSION.fullmatch(text)
    if found is None:
        raise click.UsageError("--after is written as 1.40")
    return int(found[1]), int(found[2])
