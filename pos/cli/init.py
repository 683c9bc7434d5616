"""`vendwatt init`: make a terminal."""

import click

from pos.cli.options import shared_options
from pos.cli.session import PASSPHRASE_FILE, SECRETS_FOLDER, Session
from pos.domain.errors import NotSupportedYet

DEFAULT_CURRENCY = "ZAR"


@click.command
@click.option("--training", is_flag=True, help="A complete terminal to learn on.")
@click.option("--currency", default=DEFAULT_CURRENCY, show_default=True, help="ISO 4217 code.")
@click.option("--terminal", "terminal_id", default="", help="Id of a real terminal.")
@shared_options
@click.pass_obj
def init(session: Session, *, training: bool, currency: str, terminal_id: str) -> None:
    """Make a terminal in a folder that does not exist or is empty."""
    if terminal_id or not training:
        raise NotSupportedYet(what="real terminals; use init --training")
    made = session.terminals.create_training(session.data, currency)
    secrets = session.data.absolute() / SECRETS_FOLDER
    operators = [
        {"name": name, "role": role.value, "pin_file": str(secrets / f"{name}.pin")}
        for name, role in made.operators
    ]
    facts = {
        "data": str(session.data.absolute()),
        "terminal": made.terminal,
        "operators": operators,
        "passphrase_file": str(secrets / PASSPHRASE_FILE),
        "meters": list(made.meters),
        "headoffice": None,
    }
    lines = [
        f"Training terminal {made.terminal} in {session.data.absolute()}",
        "Operators: " + ", ".join(f"{name} ({role})" for name, role in made.operators),
        "Meters to try: " + ", ".join(made.meters[:3]),
        f"Try: vendwatt sell --meter {made.meters[0]} --amount 50 --tender cash:100",
    ]
    session.answer(facts, "\n".join(lines))
