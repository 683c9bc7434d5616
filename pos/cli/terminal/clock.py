"""`vendwatt clock`: a supervisor's word for a clock that jumped."""

import click

from pos.app.selling.clock_guard import accept_clock
from pos.cli.options import shared_options
from pos.cli.session import Session
from pos.domain.operator import Role


@click.group
def clock() -> None:
    """Accept a clock that jumped."""


@clock.command("accept")
@shared_options
@click.pass_obj
def accept(session: Session) -> None:
    """Write down that a supervisor found the clock right (sign in with --operator)."""
    with session.selling(Role.SUPERVISOR) as (ports, operator):
        now = accept_clock(ports, operator=operator.name, pin=session.pin())
    session.answer({"accepted": now}, f"The clock is accepted: {now}")
