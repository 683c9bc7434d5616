"""`vendwatt headoffice texts`: send the messages that customers asked for."""

import time
from dataclasses import asdict
from pathlib import Path

import click

from pos.cli.named_file import NAMED_FILE
from pos.cli.office.options import database_options, office_of
from pos.cli.options import office_options
from pos.cli.session import Session, read_secret_file
from pos.headoffice.texts.text_gateway import HttpTextGateway, read_gateway_file


@click.command("texts")
@click.option("--gateway", type=NAMED_FILE, required=True, help="JSON; only its owner may read it.")
@click.option(
    "--every", type=click.IntRange(0, 3600), default=0, help="Seconds between tries; 0 to try once."
)
@database_options
@office_options
@click.pass_obj
def texts(
    session: Session, *, gateway: Path, every: int, database: str, database_file: Path | None
) -> None:
    """Send what is due through a gateway; tried again for a day until it says yes or no."""
    file = read_gateway_file(read_secret_file(gateway, others_may_read=False))
    line = HttpTextGateway(file)
    try:
        with office_of(session, database, database_file) as office:
            while True:
                tried = asdict(office.send_texts(line))
                if any(tried.values()) or not every:
                    said = ", ".join(
                        f"{count} {name.replace('_', ' ')}" for name, count in tried.items()
                    )
                    session.answer(tried, f"Messages: {said}.")
                if not every:
                    return
                time.sleep(every)
    finally:
        line.close()
