"""Global options, which every command takes before and after its name."""

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from pos.cli.named_file import NAMED_FILE
from pos.cli.session import Session

P = ParamSpec("P")
R = TypeVar("R")
_Option = Callable[[Callable[..., Any]], Callable[..., Any]]
DATA_VARIABLE = "VENDWATT_DATA"


def data_folder() -> Path:
    """Return the folder used when none is named: the variable's, else the user's data folder."""
    named = os.environ.get(DATA_VARIABLE)
    if named:
        return Path(named)
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "vendwatt"


def shared_options(command: Callable[P, R]) -> Callable[P, R]:
    """Give a command the global options; what it is given replaces what came before its name."""
    return _with_options(command, _OPTIONS)


def office_options(command: Callable[P, R]) -> Callable[P, R]:
    """Give a command of head office the global options; its help says which do nothing there."""
    return _with_options(command, _OFFICE_OPTIONS)


def _with_options(command: Callable[P, R], options: tuple[_Option, ...]) -> Callable[P, R]:
    @wraps(command)
    def with_shared(*args: P.args, **kwargs: P.kwargs) -> R:
        session = click.get_current_context().find_object(Session)
        assert session is not None  # noqa: S101 - the root sets it before any command runs.
        for name in _NAMES:
            value = kwargs.pop(f"shared_{name}")
            if value:
                setattr(session, name, value)
        return command(*args, **kwargs)

    decorated: Callable[..., R] = with_shared
    for option in reversed(options):
        decorated = option(decorated)
    return decorated


def _path_option(flag: str, name: str, text: str) -> _Option:
    return click.option(flag, f"shared_{name}", type=NAMED_FILE, metavar="FILE", help=text)


def _people_options(*texts: str) -> tuple[_Option, ...]:
    operator, approver, pin, approver_pin = texts
    return (
        click.option("--operator", "shared_operator", metavar="NAME", help=operator),
        click.option("--approver", "shared_approver", metavar="NAME", help=approver),
        _path_option("--pin-file", "pin_file", pin),
        _path_option("--approver-pin-file", "approver_pin_file", approver_pin),
    )


_NAMES = (
    "data",
    "as_json",
    "operator",
    "approver",
    "pin_file",
    "approver_pin_file",
    "passphrase_file",
)
_DATA: _Option = click.option(
    "--data",
    "shared_data",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=f"The terminal's folder; also {DATA_VARIABLE}.",
)
_JSON: _Option = click.option(
    "--json", "shared_as_json", is_flag=True, help="Answer in JSON lines."
)
_OPTIONS = (
    _DATA,
    _JSON,
    *_people_options("Who works.", "Who approves.", "The operator's PIN.", "The approver's PIN."),
    _path_option("--passphrase-file", "passphrase_file", "The vault's passphrase."),
)
# Scripts may give every global option; nobody shall think that these say who acts there.
_NOT_USED = "Of terminals; not used here."
_OFFICE_OPTIONS = (
    _DATA,
    _JSON,
    *_people_options(*[_NOT_USED] * 4),
    _path_option("--passphrase-file", "passphrase_file", "The passphrase of head office's keys."),
)
