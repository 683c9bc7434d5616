"""`vendwatt operators`: the people who sign in."""

from pathlib import Path

import click

from pos.app.people.manage_operators import (
    Standing,
    add_operator,
    change_operator,
    change_pin,
    remove_operator,
)
from pos.app.ports import Ports
from pos.app.selling.quoting import terminal_of
from pos.cli.cash.answers import sign_cash_entry
from pos.cli.named_file import NAMED_FILE
from pos.cli.options import shared_options
from pos.cli.people.reset import reset
from pos.cli.session import Session
from pos.cli.signers import keep_training_pin, managing, new_pin
from pos.domain.money import decimals_of, format_minor, parse_money
from pos.domain.operator import Role, parse_operator_name
from pos.domain.projections import OperatorRow

_ROLES = click.Choice([role.value for role in Role])
_new_pin_file = click.option(
    "--new-pin-file", type=NAMED_FILE, help="Their PIN; asked for, or made up in training."
)
_sale_limit = click.option("--sale-limit", default="", help="Most money of one sale; 0: none.")
_cash_limit = click.option(
    "--cash-limit", default="", help="Most cash taken out of the drawer alone; 0: none."
)


@click.group
def operators() -> None:
    """Manage people: roles, limits, PINs."""


operators.add_command(reset)


@operators.command("list")
@shared_options
@click.pass_obj
def list_operators(session: Session) -> None:
    """List who may sign in, one a line."""
    with session.opened(settled=False) as terminal, terminal.ports.store.read() as reads:
        currency = terminal_of(reads).currency
        for row in reads.operators():
            _answer(session, row, currency)


@operators.command("add")
@click.argument("name")
@click.option("--role", type=_ROLES, required=True)
@_sale_limit
@_cash_limit
@_new_pin_file
@shared_options
@click.pass_obj
def add(
    session: Session,
    *,
    name: str,
    role: str,
    sale_limit: str,
    cash_limit: str,
    new_pin_file: Path | None,
) -> None:
    """Let a person sign in (a supervisor decides: --operator)."""
    parse_operator_name(name)
    with managing(session) as (ports, manager):
        currency = _currency(ports)
        standing = Standing(
            role=Role(role),
            sale_limit=_limit(sale_limit, currency) or 0,
            cash_limit=_limit(cash_limit, currency) or 0,
        )
        manager.signed_in.must_be(Role.SUPERVISOR)
        pin, kept = new_pin(session, name, new_pin_file)
        row = add_operator(ports, name, standing, pin, by=manager)
        keep_training_pin(kept, pin)
        sign_cash_entry(ports)
    _answer(session, row, currency, pin_file=kept)


@operators.command("change")
@click.argument("name")
@click.option("--role", type=_ROLES)
@_sale_limit
@_cash_limit
@shared_options
@click.pass_obj
def change(
    session: Session, *, name: str, role: str | None, sale_limit: str, cash_limit: str
) -> None:
    """Give a person another role or other limits."""
    with managing(session) as (ports, manager):
        currency = _currency(ports)
        row = change_operator(
            ports,
            name,
            by=manager,
            role=Role(role) if role else None,
            sale_limit=_limit(sale_limit, currency),
            cash_limit=_limit(cash_limit, currency),
        )
        sign_cash_entry(ports)
    _answer(session, row, currency)


@operators.command("pin")
@click.argument("name")
@_new_pin_file
@shared_options
@click.pass_obj
def pin(session: Session, *, name: str, new_pin_file: Path | None) -> None:
    """Give a person another PIN: your own, or anybody's as a supervisor."""
    parse_operator_name(name)
    with managing(session) as (ports, manager):
        fresh, kept = new_pin(session, name, new_pin_file)
        change_pin(ports, name, fresh, by=manager)
        keep_training_pin(kept, fresh)
        sign_cash_entry(ports)
    facts = {"name": name, "pin": "changed"} | _pin_file(kept)
    session.answer(facts, f"{name} has another PIN.")


@operators.command("remove")
@click.argument("name")
@shared_options
@click.pass_obj
def remove(session: Session, *, name: str) -> None:
    """Let a person not sign in any more; what they did stays."""
    with managing(session) as (ports, manager):
        remove_operator(ports, name, by=manager)
        sign_cash_entry(ports)
    session.answer({"name": name, "removed": True}, f"{name} may not sign in any more.")


def _currency(ports: Ports) -> str:
    with ports.store.read() as reads:
        return terminal_of(reads).currency


def _limit(text: str, currency: str) -> int | None:
    return parse_money(text, currency).minor if text else None


def _pin_file(kept: Path | None) -> dict[str, object]:
    return {"pin_file": str(kept)} if kept is not None else {}


def _answer(
    session: Session, row: OperatorRow, currency: str, pin_file: Path | None = None
) -> None:
    decimals = decimals_of(currency)
    sale_limit = format_minor(row.sale_limit, decimals)
    cash_limit = format_minor(row.cash_limit, decimals)
    facts = {
        "name": row.name,
        "role": row.role,
        "sale_limit": sale_limit if row.sale_limit else None,
        "cash_limit": cash_limit if row.cash_limit else None,
    }
    text = f"{row.name:20} {row.role:10}"
    if row.sale_limit:
        text += f"  sells for at most {currency} {sale_limit}"
    if row.cash_limit:
        text += f"  takes out at most {currency} {cash_limit} alone"
    session.answer(facts | _pin_file(pin_file), text.rstrip())
