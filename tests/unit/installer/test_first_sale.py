"""The training sale explains itself, repeats, and never touches a real terminal."""

import json
import sys
from pathlib import Path

import pytest

from installer.environment import Environment
from installer.first_sale import Console, Refusal, first_sale, read_refusal
from installer.problems import SetupError, SetupStatus

Answers = dict[str, tuple[int, list[dict[str, object]]]]
SALE: dict[str, object] = {"sale_id": "S1", "change": "100.00"}
TRAINING: Answers = {"keys status": (0, [{"training": True}])}
OPEN = "sales list --open"
FIND = "meters find 0"
SELL = "sell --meter 123 --amount 100.00 --tender cash:200.00"


def environment_answering(root: Path, answers: Answers) -> Environment:
    """Make an environment whose `vendwatt` gives set answers and writes down what it was asked."""
    environment = Environment(root)
    table = root / "answers.json"
    table.write_text(json.dumps(answers))
    script = environment.command("vendwatt")
    script.parent.mkdir(parents=True)
    script.write_text(
        f"#!{sys.executable}\n"
        "import json, pathlib, sys\n"
        f"root = pathlib.Path({str(root)!r})\n"
        "asked = ' '.join(word for word in sys.argv[1:] if word != '--json')\n"
        "with (root / 'asked').open('a') as log:\n"
        "    print(asked, file=log)\n"
        "status, lines = json.loads((root / 'answers.json').read_text())[asked]\n"
        "where = sys.stderr if status else sys.stdout\n"
        "print(''.join(json.dumps(line) + '\\n' for line in lines), end='', file=where)\n"
        "sys.exit(status)\n"
    )
    script.chmod(0o755)
    return environment


def asked(root: Path) -> list[str]:
    """Give the commands in the order they came."""
    return (root / "asked").read_text().splitlines()


def refusal_line(code: str) -> dict[str, object]:
    """Give what a refused command writes."""
    return {"error": {"code": code, "message": "No.", "money": "", "next": "Do this."}}


def test_a_fresh_machine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A terminal is made, a blocked meter passed over, one sold to and the receipt shown."""
    environment = environment_answering(
        tmp_path,
        {
            "keys status": (4, [refusal_line("FOLDER-02")]),
            "init --training": (0, [{"data": "/made/here"}]),
            OPEN: (0, []),
            FIND: (
                0,
                [{"meter": "1", "status": "blocked"}, {"meter": "123", "status": "active"}],
            ),
            SELL: (0, [SALE]),
            "receipt S1 --format text": (0, [{"paper": "1234 5678"}]),
        },
    )
    assert first_sale(environment) == SetupStatus.DONE
    out = capsys.readouterr().out
    assert "/made/here" in out
    assert "change: 100.00" in out
    assert "1234 5678" in out
    assert asked(tmp_path)[-2:] == [SELL, "receipt S1 --format text"]


def test_a_sale_that_was_interrupted_is_finished(tmp_path: Path) -> None:
    """The next start goes on with it and makes no other."""
    environment = environment_answering(
        tmp_path,
        {
            **TRAINING,
            OPEN: (0, [{"sale_id": "S1", "meter": "123"}]),
            "sales resume S1": (0, [SALE]),
            "receipt S1 --format text": (0, []),
        },
    )
    assert first_sale(environment) == SetupStatus.DONE
    assert SELL not in asked(tmp_path)


def test_a_real_terminal_is_left_alone(tmp_path: Path) -> None:
    """Real money is never made by a demonstration."""
    environment = environment_answering(tmp_path, {"keys status": (0, [{"training": False}])})
    with pytest.raises(SetupError, match="real one"):
        first_sale(environment)
    assert asked(tmp_path) == ["keys status"]


def test_a_refusal_is_shown_and_passed_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the command said, what to do, its code, and its exit status."""
    environment = environment_answering(tmp_path, {"keys status": (8, [refusal_line("FOLDER-01")])})
    assert first_sale(environment) == 8
    assert "No. Do this. (FOLDER-01)" in capsys.readouterr().out


def test_no_meter_to_sell_to(tmp_path: Path) -> None:
    """Somebody emptied the terminal: said, not guessed."""
    environment = environment_answering(tmp_path, {**TRAINING, OPEN: (0, []), FIND: (0, [])})
    with pytest.raises(SetupError, match="no meter"):
        first_sale(environment)


@pytest.mark.parametrize(
    ("complaint", "message"),
    [
        ("", "it said nothing"),
        ("Traceback\nValueError: x", "ValueError: x"),
        ('{"other": 1}', '{"other": 1}'),
        ("7", "7"),
    ],
)
def test_a_complaint_in_other_words(complaint: str, message: str) -> None:
    """A command that broke is quoted by its last line."""
    refusal = read_refusal(complaint, 70)
    assert (refusal.code, refusal.message, refusal.status) == ("", message, 70)


def test_a_command_that_is_refused_raises(tmp_path: Path) -> None:
    """Text and objects alike."""
    environment = environment_answering(tmp_path, {"x": (3, [refusal_line("SALE-01")])})
    with pytest.raises(Refusal) as refusal:
        Console(environment.command("vendwatt")).text("x")
    assert (refusal.value.code, refusal.value.status) == ("SALE-01", 3)


def test_an_answer_that_cannot_be_read(tmp_path: Path) -> None:
    """Our own fault is said as such."""
    environment = environment_answering(tmp_path, {})
    environment.command("vendwatt").write_text("#!/bin/sh\necho words\n")
    with pytest.raises(SetupError, match="cannot be read") as problem:
        Console(environment.command("vendwatt")).facts("x")
    assert problem.value.status is SetupStatus.OUR_FAULT
