"""Which of the global options a command's help shows."""

from collections.abc import Iterator

import click
import pytest

from pos.cli.office.headoffice import headoffice
from pos.cli.sales.sales import sales

OF_A_TERMINAL = {"--operator", "--approver", "--pin-file", "--approver-pin-file"}


def commands(group: click.Command) -> Iterator[click.Command]:
    """Yield every command below a group."""
    if not isinstance(group, click.Group):
        yield group
        return
    for one in group.commands.values():
        yield from commands(one)


@pytest.mark.parametrize("command", list(commands(headoffice)), ids=lambda one: str(one.name))
def test_head_office_takes_no_pins(command: click.Command) -> None:
    """Its people have passwords; what scripts may give all the same does nothing, and says so."""
    options = [one for one in command.params if isinstance(one, click.Option)]
    assert not [one.opts for one in options if one.hidden]
    told = {name: str(one.help) for one in options for name in one.opts}
    unused = {name for name, text in told.items() if "not used here" in text}
    assert unused == OF_A_TERMINAL
    assert "--json" in told


def test_a_terminal_s_commands_tell_of_them() -> None:
    """There they say who works."""
    for command in commands(sales):
        told = {name for one in command.params for name in one.opts}
        assert told >= OF_A_TERMINAL
