"""`vendwatt customers`: people, apart from their meters."""

import click

from pos.app.meters.forget_customer import forget_customer
from pos.cli.options import shared_options
from pos.cli.session import Session
from pos.domain.operator import Role


@click.group
def customers() -> None:
    """Forget a customer."""


@customers.command("forget")
@click.argument("ref")
@shared_options
@click.pass_obj
def forget(session: Session, *, ref: str) -> None:
    """Erase a customer by the handle that `meters show` tells. Needs a supervisor."""
    with session.selling(Role.SUPERVISOR) as (ports, operator):
        forget_customer(ports, ref, operator=operator)
    session.answer({"person_ref": ref, "forgotten": True}, f"Customer {ref} is forgotten.")
