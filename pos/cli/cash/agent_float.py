"""`vendwatt float`: what the agent paid ahead, what is left of it, what was earned."""

import re

import click
from msgspec.structs import replace

from pos.app.cash.agent_float import (
    FloatDay,
    float_statement,
    kept_float,
    policy_of,
    print_float_statement,
    set_float_policy,
    top_up,
)
from pos.app.selling.quoting import terminal_of
from pos.cli.options import shared_options
from pos.cli.session import Session
from pos.domain.cash import parse_reason
from pos.domain.errors.agent_float import CommissionMalformed
from pos.domain.money import decimals_of, format_minor, parse_money, parse_positive_money
from pos.domain.operator import MAY_SELL, Role
from pos.domain.projections import FloatRow

_PERCENT = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,2}))?", re.ASCII)
_MYRIAD = 10_000


@click.group("float")
def agent_float() -> None:
    """The agent's float: balance, top-ups, commission, statement."""


@agent_float.command("show")
@shared_options
@click.pass_obj
def show(session: Session) -> None:
    """Show what is left."""
    with session.opened(settled=False) as terminal, terminal.ports.store.read() as reads:
        row, currency = kept_float(reads), terminal_of(reads).currency
    session.answer(float_facts(row, currency), _text(row, currency))


@agent_float.command("top-up")
@click.argument("amount")
@click.option("--reference", required=True, help="Of the deposit slip or transfer.")
@shared_options
@click.pass_obj
def add(session: Session, *, amount: str, reference: str) -> None:
    """Write down what the agent paid the utility. Needs a supervisor."""
    paper = parse_reason(reference)
    with session.selling(Role.SUPERVISOR) as (ports, operator):
        with ports.store.read() as reads:
            currency = terminal_of(reads).currency
        money = parse_positive_money(amount, currency)
        row = top_up(ports, money, paper, operator=operator)
    session.answer(float_facts(row, currency), _text(row, currency))


@agent_float.command("policy")
@click.option("--limit/--no-limit", "limits_sales", default=None, help="Refuse sales beyond it.")
@click.option("--warn-below", help="Warn when less is left.")
@click.option("--commission", help="Percent of each sale that the agent earns.")
@click.option("--credit/--no-credit", "credited", default=None, help="Add it to the float.")
@shared_options
@click.pass_obj
def policy(
    session: Session,
    *,
    limits_sales: bool | None,
    warn_below: str | None,
    commission: str | None,
    credited: bool | None,
) -> None:
    """Say how the float is kept; the first time begins it. Needs a supervisor.

    What is not said stays as it is; a new float has a limit, no warning and no commission.
    """
    per_myriad = None if commission is None else _per_myriad(commission)
    with session.selling(Role.SUPERVISOR) as (ports, operator):
        with ports.store.read() as reads:
            currency, kept = terminal_of(reads).currency, reads.agent_float()
        below = None if warn_below is None else parse_money(warn_below, currency).minor
        said = {
            "limits_sales": limits_sales,
            "warn_below": below,
            "commission_per_myriad": per_myriad,
            "commission_credited": credited,
        }
        changes = {name: value for name, value in said.items() if value is not None}
        entry = replace(policy_of(kept), **changes)
        row = set_float_policy(ports, entry, operator=operator)
    session.answer(float_facts(row, currency), _text(row, currency))


@agent_float.command("statement")
@click.option("--print", "on_paper", is_flag=True, help="Print it instead, its last 31 days.")
@shared_options
@click.pass_obj
def statement(session: Session, *, on_paper: bool) -> None:
    """List the float by days (UTC), oldest first, one a line."""
    if on_paper:
        _print_statement(session)
        return
    with session.opened(settled=False) as terminal, terminal.ports.store.read() as reads:
        decimals = decimals_of(terminal_of(reads).currency)
        for day in float_statement(reads):
            facts = _day_facts(day, decimals)
            cells = (facts["topped_up"], facts["sold"], facts["commission"], facts["balance"])
            row = "  ".join(f"{cell:>12}" for cell in cells)
            session.answer(facts, f"{day.row.day}  {day.row.sales:5} sales  {row}")


def _print_statement(session: Session) -> None:
    with session.selling(*MAY_SELL) as (ports, operator):
        job = print_float_statement(ports, operator=operator)
        ports.receipts.work_off(first=job.subject)
        with ports.store.read() as reads:
            done = reads.print_job(job.job) or job
    state = done.state.value
    session.answer({"print": {"state": state}}, f"Statement: {state.replace('_', ' ')}")


def float_facts(row: FloatRow, currency: str) -> dict[str, object]:
    """Return the float as a JSON object."""
    decimals = decimals_of(currency)
    return {
        "currency": currency,
        "balance": format_minor(row.balance, decimals),
        "is_low": row.is_low,
        "limits_sales": bool(row.limits_sales),
        "warn_below": format_minor(row.warn_below, decimals),
        "topped_up": format_minor(row.topped_up, decimals),
        "sold": format_minor(row.sold, decimals),
        "commission": format_minor(row.commission, decimals),
        "commission_percent": format_minor(row.commission_per_myriad, 2),
        "commission_credited": bool(row.commission_credited),
    }


def _text(row: FloatRow, currency: str) -> str:
    facts = float_facts(row, currency)
    low = "  It runs out: top it up." if row.is_low else ""
    return f"Float left: {currency} {facts['balance']}, commission {facts['commission']}.{low}"


def _day_facts(day: FloatDay, decimals: int) -> dict[str, str]:
    row = day.row
    return {
        "day": row.day,
        "sales": str(row.sales),
        "topped_up": format_minor(row.topped_up, decimals),
        "sold": format_minor(row.sold, decimals),
        "commission": format_minor(row.commission, decimals),
        "balance": format_minor(day.balance, decimals),
    }


def _per_myriad(text: str) -> int:
    match = _PERCENT.fullmatch(text)
    value = int(match[1]) * 100 + int((match[2] or "").ljust(2, "0")) if match else _MYRIAD + 1
    if value > _MYRIAD:
        raise CommissionMalformed(text=text[:20])
    return value
