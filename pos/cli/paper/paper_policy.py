"""`vendwatt printers policy` and `printers language`: how papers are printed."""

import click

from pos.app.paper.paper_policy import (
    paper_language_of,
    paper_policy_of,
    set_paper_language,
    set_paper_policy,
)
from pos.cli.options import shared_options
from pos.cli.session import Session
from pos.domain.entries import PaperPolicySet
from pos.domain.operator import MAY_SELL, Role
from pos.receipts.papers import language_must_be_known
from pos.receipts.stationery import Stationery

_COPIES_MAX = 1000


@click.command("policy")
@click.option(
    "--copies",
    type=click.IntRange(0, _COPIES_MAX),
    help="Copies of a paper that need no supervisor.",
)
@click.option("--drawer/--no-drawer", default=None, help="A cash sale opens it.")
@shared_options
@click.pass_obj
def policy(session: Session, *, copies: int | None, drawer: bool | None) -> None:
    """Show what is printed without a supervisor, or set it (a supervisor)."""
    if copies is None and drawer is None:
        with session.opened(settled=False) as terminal, terminal.ports.store.read() as reads:
            row = paper_policy_of(reads)
    else:
        with session.selling(Role.SUPERVISOR) as (ports, operator):
            with ports.store.read() as reads:
                row = paper_policy_of(reads)
            wanted = PaperPolicySet(
                copies_alone=row.copies_alone if copies is None else copies,
                opens_drawer=bool(row.opens_drawer) if drawer is None else drawer,
            )
            set_paper_policy(ports, wanted, operator=operator)
            with ports.store.read() as reads:
                row = paper_policy_of(reads)
    facts = {"copies": row.copies_alone, "drawer": bool(row.opens_drawer)}
    opens = "opens" if row.opens_drawer else "does not open"
    text = (
        f"{row.copies_alone} copies of a paper need no supervisor; "
        f"a sale for cash {opens} the drawer."
    )
    session.answer(facts, text)


@click.command("language")
@click.argument("code", default="")
@click.option("--for", "name", default="", help="An operator; the terminal if not given.")
@shared_options
@click.pass_obj
def language(session: Session, *, code: str, name: str) -> None:
    """Show the language of papers, or choose it for the terminal or for one operator."""
    stationery = Stationery(session.terminals.resources(), session.data)
    if code:
        language_must_be_known(stationery, code)
        with session.selling(*MAY_SELL, Role.TECHNICIAN) as (ports, operator):
            set_paper_language(ports, code, operator=operator, for_operator=name)
    with session.opened(settled=False) as terminal, terminal.ports.store.read() as reads:
        chosen = paper_language_of(reads, name)
    facts = {"language": chosen, "for": name, "known": list(stationery.languages.codes())}
    session.answer(facts, f"Papers are printed in {stationery.languages.of(chosen).name}.")


def add_paper_policy(group: click.Group) -> None:
    """Put these commands into a group."""
    group.add_command(policy)
    group.add_command(language)
