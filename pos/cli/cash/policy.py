"""`vendwatt shift policy`: what is allowed at the drawer without asking."""

import click
import msgspec

from pos.app.cash.cash_policy import policy_of, set_policy
from pos.app.selling.quoting import terminal_of
from pos.cli.cash.answers import sign_cash_entry
from pos.cli.options import shared_options
from pos.cli.session import Session
from pos.domain.entries import CashPolicySet
from pos.domain.money import decimals_of, format_minor, parse_money, parse_positive_money
from pos.domain.operator import Role
from pos.domain.projections import CashPolicyRow
from pos.domain.tender import RoundingMode


@click.command
@click.option("--drawer-limit", default="", help="Above it the drawer should be emptied; 0: none.")
@click.option("--over-short-limit", default="", help="Above it a difference needs a reason.")
@click.option("--cash-step", default="", help="Smallest coin that cash sums are rounded to.")
@click.option(
    "--cash-rounding",
    type=click.Choice([mode.value for mode in RoundingMode]),
    default=None,
    help="To the nearest coin, or down.",
)
@shared_options
@click.pass_obj
def policy(session: Session, /, *, cash_rounding: str | None, **amounts: str) -> None:
    """Show the limits and the rounding of the drawer, or set them (a supervisor)."""
    if cash_rounding or any(amounts.values()):
        with session.selling(Role.SUPERVISOR) as (ports, operator):
            with ports.store.read() as reads:
                known, currency = policy_of(reads), terminal_of(reads).currency
            wanted = _changed(known, currency, amounts, cash_rounding)
            set_policy(ports, wanted, operator=operator.name)
            sign_cash_entry(ports)
    with session.opened(settled=False) as terminal, terminal.ports.store.read() as reads:
        row, currency = policy_of(reads), terminal_of(reads).currency
    decimals = decimals_of(currency)
    facts = {
        "currency": currency,
        "drawer_limit": format_minor(row.drawer_limit, decimals),
        "over_short_limit": format_minor(row.over_short_limit, decimals),
        "cash_step": format_minor(row.cash_step, decimals),
        "cash_rounding": row.rounding_mode,
    }
    text = (
        f"Drawer at most {currency} {facts['drawer_limit']} (0 for no limit); beyond "
        f"{facts['over_short_limit']} over or short a reason and a supervisor are needed; cash is "
        f"rounded to {facts['cash_step']} ({facts['cash_rounding']})"
    )
    session.answer(facts, text)


def _changed(
    known: CashPolicyRow, currency: str, amounts: dict[str, str], cash_rounding: str | None
) -> CashPolicySet:
    policy = CashPolicySet(
        drawer_limit=known.drawer_limit,
        over_short_limit=known.over_short_limit,
        cash_step=known.cash_step,
        rounding_mode=cash_rounding or known.rounding_mode,
    )
    parsers = {
        "drawer_limit": parse_money,
        "over_short_limit": parse_money,
        "cash_step": parse_positive_money,
    }
    given = {name: parsers[name](text, currency).minor for name, text in amounts.items() if text}
    return msgspec.structs.replace(policy, **given)
