"""`vendwatt headoffice publish`: what every terminal, or one, is given with its next sync."""

from pathlib import Path
from typing import BinaryIO

import click

from pos.cli.named_file import ReadableFile
from pos.cli.office.options import database_options, office_of
from pos.cli.options import office_options
from pos.cli.session import Session
from pos.headoffice.bundles.bundles import Published
from pos.wire.bundle import BundleKind

_STANDINGS = BundleKind.STANDINGS.value


@click.command("publish")
@click.argument("kind", metavar="KIND", type=click.Choice([kind.value for kind in BundleKind]))
@click.argument("file", type=ReadableFile(), required=False)
@click.option("--terminal", default="", metavar="T", help="Only for this one.")
@click.option("--whole", is_flag=True, help="Everything, not only what changed since last time.")
@database_options
@office_options
@click.pass_obj
def publish(
    session: Session,
    *,
    kind: str,
    file: BinaryIO | None,
    terminal: str,
    whole: bool,
    database: str,
    database_file: Path | None,
) -> None:
    """Give terminals a file, signed, in order, never put back; of lists, what changed.

    `standings` needs no file: what meters bought this month and owe is worked out from all sales.
    """
    if (file is None) != (kind == _STANDINGS) or (terminal and kind == _STANDINGS):
        raise click.UsageError("every kind but standings needs a FILE; standings are for everybody")
    more: dict[str, object] = {}
    with office_of(session, database, database_file) as office:
        if file is None:
            told = office.tell_standings(whole=whole)
            published, more = told.published, {"meters": told.meters}
        else:
            published = office.publish(BundleKind(kind), file, terminal, whole=whole)
    facts = _facts(published, terminal) | more
    session.answer(facts, _text(published, terminal))


def _facts(published: Published, terminal: str) -> dict[str, object]:
    return {
        "kind": published.kind.value,
        "terminal": terminal,
        "bundles": published.count,
        "epoch": published.epoch,
        "first": published.first,
        "last": published.last,
    }


def _text(published: Published, terminal: str) -> str:
    if not published.count:
        return "Nothing in it is new; nothing was published. --whole publishes it all the same."
    whom = terminal or "every terminal"
    counted = f"Bundles of {published.kind.value} for {whom}: {published.count}"
    return f"{counted}, from {published.first} on."
