"""`vendwatt shift`: the open drawer."""

import click

from pos.app.quoting import terminal_of
from pos.cli.options import shared_options
from pos.cli.session import Session
from pos.domain.errors import NoOpenShift
from pos.domain.money import decimals_of, format_minor


@click.group
def shift() -> None:
    """See the open shift."""


@shift.command("show")
@shared_options
@click.pass_obj
def show(session: Session) -> None:
    """Show the open shift and what its drawer should hold."""
    with session.opened() as terminal, terminal.ports.store.read() as reads:
        row = reads.open_shift()
        currency = terminal_of(reads).currency
    if row is None:
        raise NoOpenShift
    decimals = decimals_of(currency)
    expected = row.opening_float + row.cash_tendered - row.change
    facts = {
        "shift_no": row.shift_no,
        "opener": row.opener,
        "opened_at": row.opened_at,
        "currency": currency,
        "float": format_minor(row.opening_float, decimals),
        "cash_tendered": format_minor(row.cash_tendered, decimals),
        "change": format_minor(row.change, decimals),
        "sales": row.sales,
        "expected": format_minor(expected, decimals),
    }
    text = (
        f"Shift {row.shift_no} since {row.opened_at}: {row.sales} sales, "
        f"{currency} {facts['expected']} in the drawer"
    )
    session.answer(facts, text)
