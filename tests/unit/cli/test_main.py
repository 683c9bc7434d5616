"""What the command line says of wrong usage: one sentence, and whose help to read."""

from pathlib import Path

import msgspec
import pytest

from pos.bootstrap.terminals import InstalledTerminals
from pos.cli.main import run


def said(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Run a command and return its status and what stands on standard error."""
    status = run(arguments, InstalledTerminals())
    told = capsys.readouterr()
    assert told.out == ""
    return status, told.err


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("sel",), "No such command 'sel'. Did you mean 'sell'? Read vendwatt --help"),
        (
            ("keys", "lode"),
            "No such command 'lode'. Did you mean 'load'? Read vendwatt keys --help",
        ),
        (("shift", "show", "x"), "Got unexpected extra argument (x). Read vendwatt shift show "),
        (("sell",), "Missing option '--meter'. Read vendwatt sell --help"),
        (("quote", "--meter", "1"), "Give --amount or --units. Read vendwatt quote --help"),
        (("report", "--from", "x"), "Missing argument 'NAME'. Choose from: sales-by-hour, "),
        (("keys", "load"), "Give one of --component, --components, --sealed, --abandon. Read "),
    ],
)
def test_wrong_usage_is_said_in_a_sentence(
    arguments: tuple[str, ...], text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """On one line, with what was meant, and the help of the very command."""
    status, told = said(arguments, capsys)
    assert status == 2
    assert told.startswith(text)
    assert told.endswith(" --help; try again. (USAGE-01)\n")
    assert told.count("\n") == 1


def test_a_group_without_a_command_helps_people_and_refuses_programs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The whole help is no message."""
    status, told = said(("lease",), capsys)
    assert (status, told.split("\n", 1)[0]) == (
        2,
        "Usage: vendwatt lease [OPTIONS] COMMAND [ARGS]...",
    )
    status, told = said(("--json", "lease"), capsys)
    assert status == 2
    assert msgspec.json.decode(told)["error"]["next"] == "Read vendwatt lease --help; try again."


def test_a_folder_without_a_terminal_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever named none does not know which was looked into."""
    status, told = said(("--data", str(tmp_path), "printers", "list"), capsys)
    assert status == 4
    assert told.startswith(f"There is no terminal in the folder {tmp_path}; vendwatt init makes")
