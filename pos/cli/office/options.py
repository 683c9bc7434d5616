"""What the commands of a head office share: which database, who does it, until when."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TypeVar

import click

from pos.cli.asking import ask_secret
from pos.cli.named_file import NAMED_FILE
from pos.cli.office.command import this_command
from pos.cli.office.key_places import KeysPlace, kept_passphrase
from pos.cli.session import Session, read_secret_file
from pos.headoffice.administration.office_administration import OfficeAdministration
from pos.headoffice.people.clerks import Credentials

# USER:PASSWORD@ behind the scheme; or a parameter of that name.
_PASSWORD_IN_URL = re.compile(r"\w[\w+]*://[^/@]*:[^/@]+@|.*[?&]password=", re.DOTALL)
_KEYS = "pos.cli.office.keys"
CommandT = TypeVar("CommandT", bound=Callable[..., object])


def database_options(command: CommandT) -> CommandT:
    """Add `--database` and `--database-file`, and `--keys`, which `keys_folder_given` returns."""
    text = "sqlite:///FILE, or postgresql+psycopg://USER@HOST/DATABASE"
    with_keys = click.option(
        "--keys",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        callback=_note_keys,
        expose_value=False,
        help="Head office's key store, where it is not in its usual place.",
    )(command)
    with_url = click.option("--database", default="", metavar="URL", help=text)(with_keys)
    with_file = click.option("--database-file", type=NAMED_FILE, help="A file that holds the URL.")
    return with_file(with_url)


def keys_folder_given() -> Path | None:
    """Return what `--keys` of the present command said, None for nothing."""
    given: Path | None = click.get_current_context().meta.get(_KEYS)
    return given


def _note_keys(context: click.Context, _: click.Parameter, folder: Path | None) -> None:
    context.meta[_KEYS] = folder


def clerk_options(command: CommandT) -> CommandT:
    """Add `--by` and `--password-file`: who at head office does this."""
    with_name = click.option("--by", default="", metavar="NAME", help="Who does this.")(command)
    text = "Holds that person's password; asked for without it."
    return click.option("--password-file", type=NAMED_FILE, help=text)(with_name)


def credentials(name: str, password_file: Path | None) -> Credentials | None:
    """Return who was named, with the password from its file or a prompt; None for nobody."""
    return Credentials(name, password_of(name, password_file)) if name else None


def password_of(name: str, password_file: Path | None) -> bytes:
    """Return somebody's password from its file or a prompt."""
    if password_file is not None:
        return read_secret_file(password_file, others_may_read=False)
    return ask_secret(f"Password of {name}").encode()


def office_of(
    session: Session, database: str, database_file: Path | None, *, may_ask: bool = True
) -> AbstractContextManager[OfficeAdministration]:
    """Open the head office that a command is about, with what opens its keys.

    Args:
        session: with its `--passphrase-file`.
        database, database_file: as given.
        may_ask: for the passphrase, once it is needed and nowhere at hand.
    """

    def passphrase(folder: Path) -> bytes | None:
        if session.passphrase_file is not None:
            return read_secret_file(session.passphrase_file, others_may_read=False)
        kept = kept_passphrase(folder)
        if kept is not None or not may_ask:
            return kept
        return ask_secret("Passphrase of head office's keys").encode()

    place = KeysPlace(keys_folder_given(), passphrase)
    url = database_url(database, database_file)
    return session.terminals.offices().opened(url, this_command(), place)


def database_url(database: str, database_file: Path | None) -> str:
    """Return the URL that was given in one of two ways; click.UsageError otherwise."""
    if bool(database) == bool(database_file):
        raise click.UsageError("give --database or --database-file")
    if database_file is None:
        if _PASSWORD_IN_URL.match(database):
            raise click.UsageError("a password belongs into --database-file, where nobody sees it")
        return database
    return read_secret_file(database_file, others_may_read=False).decode("utf-8", "replace")
