"""`vendwatt headoffice publish`: what every terminal, or one, is given with its next sync."""

from pathlib import Path
from typing import BinaryIO

import click

from pos.cli.office_options import database_options, office_of
from pos.cli.options import shared_options
from pos.cli.session import Session
from pos.wire.bundle import BundleKind


@click.command("publish")
@click.argument("kind", type=click.Choice([kind.value for kind in BundleKind]))
@click.argument("file", type=click.File("rb"))
@click.option("--terminal", default="", metavar="T", help="Only for this one.")
@database_options
@shared_options
@click.pass_obj
def publish(
    session: Session,
    *,
    kind: str,
    file: BinaryIO,
    terminal: str,
    database: str,
    database_file: Path | None,
) -> None:
    """Give terminals a list of meters, a tariff, or people; signed, in order, never put back."""
    with office_of(session, database, database_file) as office:
        published = office.publish(BundleKind(kind), file, terminal)
    count = published.last - published.first + 1
    facts = {
        "kind": kind,
        "terminal": terminal,
        "bundles": count,
        "epoch": published.epoch,
        "first": published.first,
        "last": published.last,
    }
    whom = terminal or "every terminal"
    session.answer(facts, f"{count} bundles of {kind} for {whom}: {published.first} and on.")
