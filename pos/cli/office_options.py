"""What the commands of a head office share: which database."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from pos.cli.session import read_secret_file

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


def database_url(database: str, database_file: Path | None) -> str:
    """Return the URL that was given in one of two ways; click.UsageError otherwise."""
    if bool(database) == bool(database_file):
        raise click.UsageError("give --database or --database-file")
    if database_file is None:
        if _PASSWORD_IN_URL.match(database):
            raise click.UsageError("a password belongs into --database-file, where nobody sees it")
        return database
    return read_secret_file(database_file, others_may_read=False).decode("utf-8", "replace")
