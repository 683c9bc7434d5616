"""Who is at head office's command line, and what they typed; for the record."""

import os
import pwd
import socket
from collections.abc import Iterator
from contextlib import suppress
from io import IOBase
from pathlib import Path
from typing import Final

import click
from click.core import ParameterSource

from pos.headoffice.administration.commands import OfficeCommand

GROUP: Final = "headoffice"
ONLY_LOOK: Final = frozenset(
    {
        "deposits",
        "keys answer-keys",
        "keys signer list",
        "keys slots list",
        "keys status",
        "left-sales",
        "proposals",
        "report",
        "terminals",
        "user list",
    }
)
# Which database, where secrets lie, how to answer: no part of what is done.
_LEFT_OUT: Final = frozenset(
    {"database", "database_file", "by", "password_file", "second_password_file"}
)
_SHARED: Final = "shared_"
_LOGIN: Final = Path("/proc/self/loginuid")
_NOBODY: Final = str(2**32 - 1)


def this_command() -> OfficeCommand:
    """Return the command that runs now."""
    context = click.get_current_context()
    name = command_name(context)
    words = dict(_typed(context))
    arguments = [text for text in words.values() if not text.startswith("--")]
    return OfficeCommand(
        person=str(context.params.get("by") or ""),
        place=_place(),
        subject=arguments[0] if arguments else "",
        line=" ".join((name, *words.values())),
        only_looks=name in ONLY_LOOK,
    )


def command_name(context: click.Context) -> str:
    """Return a command's name below `headoffice`."""
    names: list[str] = []
    here: click.Context | None = context
    while here is not None and here.info_name != GROUP:
        names.insert(0, here.info_name or "")
        here = here.parent
    return " ".join(names)


def _typed(context: click.Context) -> Iterator[tuple[str, str]]:
    """Yield the name of each parameter that was typed, and how it was."""
    for parameter in context.command.params:
        name = parameter.name or ""
        was_typed = context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if not was_typed or name in _LEFT_OUT or name.startswith(_SHARED):
            continue
        value = context.params.get(name)
        if isinstance(parameter, click.Argument):
            yield name, _text(value)
        elif value is True:
            yield name, parameter.opts[0]
        elif value is not None:
            yield name, f"{parameter.opts[0]} {_text(value)}"


def _text(value: object) -> str:
    if isinstance(value, IOBase):
        return str(getattr(value, "name", "-"))
    if isinstance(value, tuple | list):
        return " ".join(map(str, value))
    return str(value)


def _place() -> str:
    """Name the user, also the one who signed in before becoming it, the machine and terminal."""
    user = _name(os.getuid())
    with suppress(OSError, ValueError):
        login = _LOGIN.read_text().strip()
        if login != _NOBODY and int(login) != os.getuid():
            user = f"{_name(int(login))} as {user}"
    return f"{user} at {socket.gethostname()} {_terminal()}".strip()


def _terminal() -> str:
    for descriptor in range(3):
        with suppress(OSError):
            return os.ttyname(descriptor).removeprefix("/dev/")
    return ""


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
