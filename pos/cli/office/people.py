"""`vendwatt headoffice user|limit|proposals|confirm|reject`: who works there; what takes two."""

from collections.abc import Callable
from pathlib import Path

import click

from pos.cli.named_file import NAMED_FILE
from pos.cli.office.grants import answer_granted
from pos.cli.office.options import (
    clerk_options,
    credentials,
    database_options,
    office_of,
    password_of,
)
from pos.cli.options import office_options
from pos.cli.session import Session
from pos.domain.energy import format_units, parse_units
from pos.domain.money import decimals_of, format_minor, parse_money
from pos.headoffice.people.clerks import Credentials
from pos.headoffice.people.proposals import GrantLimit, Proposal
from pos.headoffice.people.roles import OfficeRole
from pos.wire.uplink_lease import lease_terms

_ROLE = click.Choice([role.value for role in OfficeRole])


@click.group
def user() -> None:
    """Say who works at head office."""


@user.command("add")
@click.argument("name")
@database_options
@click.option(
    "--new-password-file", type=NAMED_FILE, default=None, help="Asked for twice without it."
)
@click.option("--role", type=_ROLE, default=OfficeRole.SUPERVISOR.value, show_default=True)
@clerk_options
@office_options
@click.pass_obj
def add(
    session: Session,
    *,
    name: str,
    database: str,
    database_file: Path | None,
    new_password_file: Path | None,
    role: str,
    by: str,
    password_file: Path | None,
) -> None:
    """Add somebody: the first by anybody and as administrator, others by an administrator."""
    with office_of(session, database, database_file) as office:
        new = Credentials(name, password_of(name, new_password_file))
        given = office.add_clerk(new, OfficeRole(role), credentials(by, password_file))
    session.answer({"name": name, "role": given.value}, f"{name} works at head office: {given}.")


@user.command("password")
@click.argument("name")
@database_options
@click.option(
    "--new-password-file", type=NAMED_FILE, default=None, help="Asked for twice without it."
)
@clerk_options
@office_options
@click.pass_obj
def password(
    session: Session,
    *,
    name: str,
    database: str,
    database_file: Path | None,
    new_password_file: Path | None,
    by: str,
    password_file: Path | None,
) -> None:
    """Give somebody another password: their own by themselves, or by an administrator."""
    with office_of(session, database, database_file) as office:
        asking = credentials(by, password_file)
        new = Credentials(name, password_of(name, new_password_file))
        office.change_password(new, asking)
    session.answer({"name": name, "changed": True}, f"{name} has another password.")


@user.command("role")
@click.argument("name")
@click.argument("role", type=_ROLE)
@database_options
@clerk_options
@office_options
@click.pass_obj
def change(
    session: Session,
    *,
    name: str,
    role: str,
    database: str,
    database_file: Path | None,
    by: str,
    password_file: Path | None,
) -> None:
    """Give somebody another role."""
    with office_of(session, database, database_file) as office:
        office.change_role(name, OfficeRole(role), credentials(by, password_file))
    session.answer({"name": name, "role": role}, f"{name} is {role} now.")


@user.command("forget-phone")
@click.argument("name")
@database_options
@clerk_options
@office_options
@click.pass_obj
def forget_phone(
    session: Session,
    *,
    name: str,
    database: str,
    database_file: Path | None,
    by: str,
    password_file: Path | None,
) -> None:
    """Let somebody whose phone is lost take another one when they sign in next."""
    with office_of(session, database, database_file) as office:
        office.forget_totp(name, credentials(by, password_file))
    text = f"{name} links a phone when they sign in next."
    session.answer({"name": name, "phone": False}, text)


@user.command("remove")
@click.argument("name")
@database_options
@clerk_options
@office_options
@click.pass_obj
def remove(
    session: Session,
    *,
    name: str,
    database: str,
    database_file: Path | None,
    by: str,
    password_file: Path | None,
) -> None:
    """Take somebody's name away."""
    with office_of(session, database, database_file) as office:
        office.remove_clerk(name, credentials(by, password_file))
    session.answer({"name": name, "removed": True}, f"{name} is gone.")


@user.command("list")
@database_options
@office_options
@click.pass_obj
def show(session: Session, *, database: str, database_file: Path | None) -> None:
    """Show who works here, one a line."""
    with office_of(session, database, database_file) as office:
        for one in office.clerks():
            facts = {
                "name": one.name,
                "role": one.role.value,
                "phone": one.has_totp,
                "rests_until": one.rests_until,
            }
            rests = f"  one of two from {one.rests_until}" if one.rests_until else ""
            session.answer(facts, f"{one.name}  {one.role}{rests}")


@click.command("limit")
@database_options
@click.option("--currency", required=True, help="ISO 4217 code.")
@click.option("--money", required=True, help="Most money that one person leaves open.")
@click.option("--kwh", required=True, help="Most kWh that one person leaves open.")
@clerk_options
@office_options
@click.pass_obj
def limit(
    session: Session,
    *,
    database: str,
    database_file: Path | None,
    currency: str,
    money: str,
    kwh: str,
    by: str,
    password_file: Path | None,
) -> None:
    """Set what one person may grant alone; above it, and to raise it, two are needed."""
    wanted = GrantLimit(currency, parse_money(money, currency).minor, parse_units(kwh))
    with office_of(session, database, database_file) as office:
        done = office.set_limit(wanted, credentials(by, password_file))
    if isinstance(done, Proposal):
        _answer_proposal(session, done)
    else:
        _answer_limit(session, done)


@click.command("proposals")
@database_options
@office_options
@click.pass_obj
def proposals(session: Session, *, database: str, database_file: Path | None) -> None:
    """Show what waits for a second person, one a line."""
    with office_of(session, database, database_file) as office:
        waiting = [(one, _currency_of(office.currency_of, one)) for one in office.proposals()]
    for one, currency in waiting:
        money = format_minor(one.what.money, decimals_of(currency))
        kwh = format_units(one.what.energy_milli)
        about = "limit" if isinstance(one.what, GrantLimit) else one.what.terminal
        facts = {
            "proposal": one.number,
            "about": about,
            "currency": currency,
            "money": money,
            "kwh": kwh,
            "proposed_by": one.proposed_by,
            "proposed_at": one.proposed_at,
        }
        text = f"{one.number}  {about}  {currency} {money}  {kwh} kWh  by {one.proposed_by}"
        session.answer(facts, text)


@click.command("confirm")
@click.argument("number", type=int)
@database_options
@click.option("--out", type=NAMED_FILE, default=None, help="Also write the lease to this file.")
@clerk_options
@office_options
@click.pass_obj
def confirm(
    session: Session,
    *,
    number: int,
    database: str,
    database_file: Path | None,
    out: Path | None,
    by: str,
    password_file: Path | None,
) -> None:
    """Carry out what another person proposed."""
    with office_of(session, database, database_file) as office:
        done = office.confirm(number, credentials(by, password_file))
        if isinstance(done, GrantLimit):
            _answer_limit(session, done)
            return
        terms = lease_terms(done)
        assert terms is not None  # noqa: S101 - it was just made here.
        currency = office.currency_of(terms.terminal)
    answer_granted(session, done, currency, out)


@click.command("reject")
@click.argument("number", type=int)
@database_options
@clerk_options
@office_options
@click.pass_obj
def reject(
    session: Session,
    *,
    number: int,
    database: str,
    database_file: Path | None,
    by: str,
    password_file: Path | None,
) -> None:
    """Give up a proposal."""
    with office_of(session, database, database_file) as office:
        office.reject(number, credentials(by, password_file))
    session.answer({"proposal": number, "rejected": True}, f"Proposal {number} is given up.")


def _currency_of(ask: Callable[[str], str], proposal: Proposal) -> str:
    what = proposal.what
    return what.currency if isinstance(what, GrantLimit) else ask(what.terminal)


def _answer_proposal(session: Session, proposal: Proposal) -> None:
    facts = {"proposal": proposal.number, "proposed_by": proposal.proposed_by, "set": False}
    command = f"vendwatt headoffice confirm {proposal.number}"
    session.answer(facts, f"Not set yet: a second person confirms with `{command}`.")


def _answer_limit(session: Session, limit: GrantLimit) -> None:
    money = format_minor(limit.money, decimals_of(limit.currency))
    kwh = format_units(limit.energy_milli)
    facts = {"currency": limit.currency, "money": money, "kwh": kwh, "set": True}
    session.answer(facts, f"One person may leave open {limit.currency} {money} and {kwh} kWh.")
