"""Codes are read aloud where the machine can, in its own time, and never through an argument."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from pos.ui.widgets.voice import Speaker, Voice, found_speaker, spoken_codes

CODE = ("1234", "5678", "9012", "3456", "7890")


@pytest.fixture(name="speaker")
def _speaker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Speaker:
    """Give a program that writes down what it is told and how it was called."""
    program = tmp_path / "say-it"
    program.write_text(
        f'#!/bin/sh\necho "$@" > {tmp_path}/called\ncat > {tmp_path}/part\n'
        f"mv {tmp_path}/part {tmp_path}/said\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    return Speaker("say-it", ("--stdin",), "--language")


def test_a_code_is_dictated_digit_by_digit(qtbot: QtBot, tmp_path: Path, speaker: Speaker) -> None:
    """Through standard input; others on the machine see the language and nothing else."""
    assert found_speaker((speaker,)) == speaker
    owner = QObject()
    voice = Voice(owner, speaker)
    voice.say(spoken_codes((CODE,)), "fr")
    qtbot.waitUntil((tmp_path / "said").exists)
    said = (tmp_path / "said").read_text()
    assert said.startswith("1 2 3 4. 5 6 7 8. ")
    assert (tmp_path / "called").read_text() == "--stdin --language fr\n"
    qtbot.waitUntil(lambda: voice._process is None)


def test_a_machine_that_cannot_speak_says_nothing() -> None:
    """And nothing fails."""
    assert found_speaker((Speaker("no-such-program", (), ""),)) is None
    voice = Voice(QObject(), None)
    voice.say("1 2", "")
    voice.hush()
