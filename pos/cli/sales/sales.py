"""`vendwatt sales`: look at sales, and finish or cancel one that was interrupted."""

import click

from pos.app.ports import Reads
from pos.app.selling.quoting import terminal_of
from pos.app.selling.settle import cancel as cancel_sale
from pos.app.selling.settle import resume as resume_sale
from pos.app.sold.find_sales import (
    METERS_MAX,
    find_sales,
    names_too_many,
    newest_sale,
    sale_named,
    statement_of,
)
from pos.app.sold.history import story_of
from pos.cli.answers import answer_sale, at_the_counter, purpose_of, sale_text, story_facts
from pos.cli.options import shared_options
from pos.cli.sales.reissue import reissue
from pos.cli.sales.sale_text import text
from pos.cli.sales.statement import statement_facts, statement_text
from pos.cli.session import Session
from pos.domain.errors import SaleUnknown
from pos.domain.meter import display_number, parse_meter_number
from pos.domain.money import decimals_of, format_minor
from pos.domain.operator import MAY_SELL
from pos.domain.projections import SaleRow, TerminalRow
from pos.domain.sale import SaleState, parse_sale_id

_TOO_MANY = f"More than {METERS_MAX} meters are found so; say more of the name or the number."


@click.group
def sales() -> None:
    """Look at sales; resume or cancel an open one."""


sales.add_command(reissue)
sales.add_command(text)


@sales.command("list")
@click.option(
    "--limit",
    type=click.IntRange(1, 10_000),
    default=50,
    show_default=True,
    help="At most so many.",
)
@click.option("--open", "only_open", is_flag=True, help="Only sales without an end.")
@shared_options
@click.pass_obj
def list_sales(session: Session, *, limit: int, only_open: bool) -> None:
    """List the newest sales, newest first, one a line."""
    with session.opened() as terminal, terminal.ports.store.read() as reads:
        own = terminal_of(reads)
        rows = reads.open_sales() if only_open else reads.sales(limit=limit)
        for row in rows:
            _answer_row(session, reads, row, own)


@sales.command("find")
@click.argument("text")
@click.option(
    "--limit",
    type=click.IntRange(1, 10_000),
    default=50,
    show_default=True,
    help="At most so many.",
)
@shared_options
@click.pass_obj
def find(session: Session, *, text: str, limit: int) -> None:
    """Find sales by receipt, sale id, code, meter, customer or amount, newest first.

    Of a code the last four digits are enough; spaces do not matter.
    """
    with session.opened() as terminal, terminal.ports.store.read() as reads:
        own = terminal_of(reads)
        found = find_sales(reads, text, limit=limit)
        for row in found:
            _answer_row(session, reads, row, own)
        if not session.as_json and names_too_many(reads, text):
            click.echo(_TOO_MANY, err=True)
        elif not session.as_json and not found:
            click.echo("Nothing was found.", err=True)


@sales.command("last")
@shared_options
@click.pass_obj
def last(session: Session) -> None:
    """Show the newest sale whole, for whoever missed its answer."""
    with session.opened() as terminal, terminal.ports.store.read() as reads:
        row = newest_sale(reads)
        if row is None:
            raise SaleUnknown(sale="")
        story = story_of(reads, row.sale_id)
    session.answer(story_facts(story), sale_text(story))


@sales.command("statement")
@click.argument("meter")
@click.option(
    "--limit",
    type=click.IntRange(1, 10_000),
    default=1_000,
    show_default=True,
    help="At most so many.",
)
@shared_options
@click.pass_obj
def statement(session: Session, *, meter: str, limit: int) -> None:
    """List what a meter bought here, with what was paid, owed and refunded."""
    pan = parse_meter_number(meter).digits
    with session.opened() as terminal, terminal.ports.store.read() as reads:
        told = statement_of(reads, pan, limit=limit)
    session.answer(statement_facts(told), statement_text(told))


def _answer_row(session: Session, reads: Reads, row: SaleRow, own: TerminalRow) -> None:
    total, purpose = format_minor(row.total, decimals_of(own.currency)), purpose_of(reads, row)
    facts = {
        "sale_id": row.sale_id,
        "state": row.state,
        "receipt_no": row.receipt_no,
        "meter": display_number(row.pan),
        "total": total,
        "currency": own.currency,
        "operator": row.operator,
        "begun_at": row.begun_at,
        "purpose": purpose,
    }
    # What nobody paid for is no sale for nothing.
    what = f"{own.currency} {total}" if row.is_paid else purpose.replace("_", " ")
    text = (
        f"{at_the_counter(row.begun_at, own.time_zone)}  {row.state:9}  {what:>16}  "
        f"{display_number(row.pan):13}  {row.receipt_no or '-'}  {row.sale_id}"
    )
    session.answer(facts, text)


@sales.command("show")
@click.argument("sale")
@shared_options
@click.pass_obj
def show(session: Session, *, sale: str) -> None:
    """Show one sale whole, by its id or its receipt number."""
    with session.opened() as terminal:
        with terminal.ports.store.read() as reads:
            story = story_of(reads, sale_named(reads, sale).sale_id)
        state = f"{story.row.state} {story.row.reason}".rstrip()
        text = sale_text(story) if story.tokens else f"Sale {story.row.sale_id}: {state}"
        session.answer(story_facts(story), text)


@sales.command("resume")
@click.argument("sale")
@shared_options
@click.pass_obj
def resume(session: Session, *, sale: str) -> None:
    """Carry an interrupted sale to its end, with its own token."""
    sale_id = parse_sale_id(sale)
    with session.selling(*MAY_SELL) as (ports, operator):
        answer_sale(session, ports, resume_sale(ports, sale_id, operator=operator.name))


@sales.command("cancel")
@click.argument("sale")
@shared_options
@click.pass_obj
def cancel(session: Session, *, sale: str) -> None:
    """Cancel an interrupted sale that has no token; the money goes back."""
    sale_id = parse_sale_id(sale)
    with session.selling(*MAY_SELL) as (ports, operator):
        cancel_sale(ports, sale_id, operator=operator.name)
        with ports.store.read() as reads:
            row = reads.sale(sale_id)
        give_back = ": give the money back." if row is not None and row.is_paid else "."
        facts = {"sale_id": sale_id, "state": SaleState.CANCELLED.value}
        session.answer(facts, f"Sale {sale_id} is cancelled{give_back}")
