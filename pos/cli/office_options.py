"""What the commands of a head office share: which database, who does it, until when."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar

import click

from pos.cli.asking import ask_secret
from pos.cli.session import read_secret_file
from pos.domain.errors import TimeMalformed
from pos.headoffice.clerks import Credentials

OUT_FILE = click.Path(path_type=Path, dir_okay=False)
# USER:PASSWORD@ behind the scheme; or a parameter of that name.
_PASSWORD_IN_URL = re.compile(r"\w[\w+]*://[^/@]*:[^/@]+@|.*[?&]password=", re.DOTALL)
CommandT = TypeVar("CommandT", bound=Callable[..., object])


def database_options(command: CommandT) -> CommandT:
    """Add `--database` and `--database-file`."""
    text = "sqlite:///FILE, or postgresql+psycopg://USER@HOST/DATABASE"
    with_url = click.option("--database", default="", metavar="URL", help=text)(command)
    with_file = click.option("--database-file", type=OUT_FILE, help="A file that holds the URL.")
    return with_file(with_url)


def clerk_options(command: CommandT) -> CommandT:
    """Add `--by` and `--password-file`: who at head office does this."""
    with_name = click.option("--by", default="", metavar="NAME", help="Who does this.")(command)
    text = "Holds that person's password; asked for without it."
    return click.option("--password-file", type=OUT_FILE, help=text)(with_name)


def credentials(name: str, password_file: Path | None) -> Credentials | None:
    """Return who was named, with the password from its file or a prompt; None for nobody."""
    return Credentials(name, password_of(name, password_file)) if name else None


def password_of(name: str, password_file: Path | None) -> bytes:
    """Return somebody's password from its file or a prompt."""
    if password_file is not None:
        return read_secret_file(password_file, others_may_read=False)
    return ask_secret(f"Password of {name}").encode()


def parse_end(text: str) -> datetime:
    """Read a moment, or a day whose end is meant; UTC. TimeMalformed for anything else."""
    try:
        if len(text) == len("YYYY-MM-DD"):
            day = date.fromisoformat(text) + timedelta(days=1)
            return datetime.combine(day, time(), UTC)
        moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError) as error:
        raise TimeMalformed(text=text[:40]) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def database_url(database: str, database_file: Path | None) -> str:
    """Return the URL that was given in one of two ways; click.UsageError otherwise."""
    if bool(database) == bool(database_file):
        raise click.UsageError("give --database or --database-file")
    if database_file is None:
        if _PASSWORD_IN_URL.match(database):
            raise click.UsageError("a password belongs into --database-file, where nobody sees it")
        return database
    return read_secret_file(database_file, others_may_read=False).decode("utf-8", "replace")
