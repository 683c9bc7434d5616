"""The translations are complete, hold the texts of the sources, and lose no value."""

import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from pos.presenters.problem_texts import HAPPENED
from pos.ui.look.languages import ENGLISH, LANGUAGES, chosen_language, words_in
from tests.ui import translations

BLANK = re.compile(r"\{[a-z_]+\}")


@pytest.mark.parametrize("code", translations.TRANSLATED)
def test_every_text_is_translated(code: str) -> None:
    """No text falls back to English."""
    messages = translations.messages_of(translations.FOLDER / f"{code}.ts")
    assert [each for each in messages if not each.translation] == []
    assert len(messages) > len(HAPPENED)


@pytest.mark.parametrize("code", translations.TRANSLATED)
def test_no_translation_loses_or_adds_a_value(code: str) -> None:
    """Each blank of the English text is in the translation, and no other."""
    wrong = [
        each
        for each in translations.messages_of(translations.FOLDER / f"{code}.ts")
        if set(BLANK.findall(each.source)) != set(BLANK.findall(each.translation))
    ]
    assert wrong == []


def test_the_files_hold_the_texts_of_the_sources(tmp_path: Path) -> None:
    """Looking for texts changes nothing; if it does, run `python -m tests.ui.translations`."""
    copies = []
    for code in translations.TRANSLATED:
        kept = translations.FOLDER / f"{code}.ts"
        copies.append(Path(shutil.copy(kept, tmp_path / kept.name)))
    translations.update(copies)
    changed = [
        copy.name
        for copy in copies
        if set(translations.messages_of(copy))
        != set(translations.messages_of(translations.FOLDER / copy.name))
    ]
    assert changed == []


@pytest.mark.parametrize("code", translations.TRANSLATED)
def test_what_ships_is_what_was_translated(tmp_path: Path, code: str) -> None:
    """The compiled file is that of the translations."""
    compiled = tmp_path / f"{code}.qm"
    translations.compile_to(translations.FOLDER / f"{code}.ts", compiled)
    assert compiled.read_bytes() == (translations.FOLDER / f"{code}.qm").read_bytes()


@pytest.mark.parametrize("code", translations.TRANSLATED)
def test_a_language_speaks(qapp: QApplication, code: str) -> None:
    """A text of the presenters comes out in the language."""
    del qapp
    words = words_in(translations.FOLDER, chosen_language(code))
    assert words.translate("problems", "The disk is full.") != "The disk is full."


def test_a_missing_translation_is_english(qapp: QApplication, tmp_path: Path) -> None:
    """A file that is gone costs the language, not the window."""
    del qapp
    words = words_in(tmp_path, chosen_language("fr"))
    assert words.translate("problems", "The disk is full.") == "The disk is full."


def test_an_unknown_language_is_english() -> None:
    """A kept choice of a language that is gone does no harm."""
    assert chosen_language("xx") is ENGLISH
    assert chosen_language("ar") in LANGUAGES
