"""What is done on head office's command line is in the record, whichever command it was."""

import os
import pwd
import socket
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from pos.cli.office.command import ONLY_LOOK
from pos.cli.office.headoffice import headoffice
from pos.headoffice.people.acts import OfficeAct, acts
from pos.headoffice.store.database import open_database
from tests.architecture.source_tree import sources
from tests.command_line import Answered, vendwatt


@pytest.fixture(name="url")
def _url(tmp_path: Path) -> str:
    """Give the URL of a new head office that somebody works at."""
    url = f"sqlite:///{tmp_path / 'office.db'}"
    root = str(tmp_path / "root.pem")
    assert office(url, "init", "--training", "--root-key-out", root).status == 0
    anne = str(secret(tmp_path, "anne"))
    assert office(url, "user", "add", "anne", "--new-password-file", anne).status == 0
    return url


def office(url: str, *arguments: str) -> Answered:
    """Run a command."""
    return vendwatt(Path("none"), "headoffice", *arguments, "--database", url)


def secret(folder: Path, name: str) -> Path:
    """Write somebody's password into a file."""
    file = folder / f"{name}.password"
    file.touch(0o600)
    file.write_text(f"the password of {name}")
    return file


def record(url: str) -> list[OfficeAct]:
    """Return what the record says, oldest first."""
    database = open_database(url)
    with database.read() as connection:
        found = list(reversed(acts(connection, 50)))
    database.close()
    return found


def leaves(group: click.Group, *before: str) -> Iterator[str]:
    """Yield the names of all commands below a group."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from leaves(command, *before, name)
        else:
            yield " ".join((*before, name))


def test_each_command_says_who_what_and_where(url: str, tmp_path: Path) -> None:
    """Before it is done; a second line tells of one that was refused. Secrets are in none."""
    by_anne = ("--by", "anne", "--password-file", str(tmp_path / "anne.password"))
    limit = ("limit", "--currency", "ZAR", "--money", "100", "--kwh", "10")
    assert office(url, *limit, *by_anne).status == 0
    wrong = ("--by", "anne", "--password-file", str(secret(tmp_path, "ben")))
    assert office(url, "revoke", "T1", *wrong).refusal()[1] == "OFFICE-11"
    assert office(url, "export", "sales", "--out", str(tmp_path / "s"), "--with-codes").status == 0
    assert office(url, "keys", "lock").status == 0
    for looking in ("terminals", "report", "proposals", "deposits", "left-sales"):
        assert office(url, looking).status == 0
    told = record(url)
    assert [(one.clerk, one.what, one.subject, one.detail) for one in told] == [
        ("", "command", "", f"init --training --root-key-out {tmp_path / 'root.pem'}"),
        ("", "command", "anne", f"user add anne --new-password-file {tmp_path / 'anne.password'}"),
        ("anne", "command", "", " ".join(limit)),
        ("anne", "command", "T1", "revoke T1"),
        ("anne", "command_refused", "T1", "OFFICE-11"),
        ("", "command", "sales", f"export sales --with-codes --out {tmp_path / 's'}"),
        ("", "command", "", "keys lock"),
    ]
    here = f"{pwd.getpwuid(os.getuid()).pw_name} at {socket.gethostname()}"
    assert all(here in one.place for one in told)
    assert not any("the password of" in one.detail for one in told)


def test_no_command_is_forgotten() -> None:
    """Those that leave no line are few and known, and all others come in by the one door."""
    assert set(leaves(headoffice)) >= ONLY_LOOK
    door = "offices().opened("
    found = [one.name for one in sources("pos/cli") if door in one.text]
    assert found == ["pos/cli/office/options.py"]
