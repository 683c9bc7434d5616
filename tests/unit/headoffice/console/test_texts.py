"""Words of the console: browsers' languages, and every text in every language there is."""

import re
from enum import StrEnum
from pathlib import Path
from typing import get_args

import pytest

from pos.app.ports.printing import PrintState
from pos.bootstrap.joining import resources_folder
from pos.domain.engineering import EngineeringKind
from pos.domain.entries import AnyPayload
from pos.domain.errors import LeaseExhausted, TerminalNotKnown
from pos.domain.operator import Role
from pos.domain.projections import ActKind, CaseState, Purpose
from pos.domain.quote.quote import CREDIT
from pos.domain.standing import Standing
from pos.domain.tender import TENDER_KINDS
from pos.headoffice.console.navigation import NOTES, SECTIONS
from pos.headoffice.console.texts import ENGLISH, choose, read_languages
from pos.headoffice.people.acts import ActOf
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.server.ingest import BEHIND_ALARM, FORK_ALARM, RESTORED_ALARM
from pos.presenters.problems import sentence_of
from pos.wire.uplink_keys import KeyPurpose

CONSOLE = resources_folder() / "console"
_SAID = re.compile(r"""\bsay\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
LANGUAGES = read_languages(CONSOLE / "languages", resources_folder() / "i18n")
_NAMED: tuple[type[StrEnum], ...] = (
    ActKind, ActOf, CaseState, EngineeringKind, KeyPurpose, OfficeRole, PrintState, Purpose, Role,
    Standing,
)  # fmt: skip
_ALARMS = (FORK_ALARM, BEHIND_ALARM, RESTORED_ALARM)


def all_names() -> set[str]:
    """Collect the names of the program that pages show, in words."""
    entries = {kind.__struct_config__.tag for kind in get_args(AnyPayload)}
    names = {str(name) for kind in _NAMED for name in kind} | {*_ALARMS, *TENDER_KINDS, CREDIT}
    return {name.replace("_", " ") for name in names | {str(tag) for tag in entries}}


def all_texts() -> set[str]:
    """Collect what templates say, and what they are given to say."""
    texts = {section.title for section in SECTIONS} | set(NOTES.values()) | set(OfficeRole)
    for template in (CONSOLE / "templates").glob("*.html"):
        texts |= {one or other for one, other in _SAID.findall(template.read_text("utf-8"))}
    return {str(text) for text in texts}


@pytest.mark.parametrize("code", sorted(set(LANGUAGES) - {ENGLISH.code}))
def test_every_text_is_in_every_language(code: str) -> None:
    """With the same names in braces."""
    texts = LANGUAGES[code].texts
    assert sorted((all_texts() | all_names()) - set(texts)) == []
    for english, own in texts.items():
        assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", own)), english


@pytest.mark.parametrize(
    ("accepted", "code"),
    [("", "en"), ("xx", "en"), ("en-GB,en;q=0.9", "en"), ("xx;q=1, EN", "en"), ("," * 500, "en")],
)
def test_a_browser_gets_a_language_it_reads(accepted: str, code: str) -> None:
    """The first of its list that there is, English without one."""
    assert choose(LANGUAGES, accepted).code == code


def test_nothing_is_inline() -> None:
    """The strict policy would stop scripts and styles within a page, and `safe` lets HTML through.

    A text that is not marked would stay English.
    """
    for template in Path(CONSOLE / "templates").glob("*.html"):
        content = template.read_text("utf-8")
        for forbidden in (" style=", "<style", "|safe", "javascript:", " onclick", " onload"):
            assert forbidden not in content, template.name
        assert re.findall(r"<script(?! src=)", content) == [], template.name


def test_errors_are_told_in_the_windows_words(tmp_path: Path) -> None:
    """Facts filled in; a language that the window has not tells them in English."""
    for code in ("fr", "xx"):
        file = f'{{"language": "{code}", "name": "{code}", "direction": "ltr", "texts": {{}}}}'
        (tmp_path / f"{code}.language.json").write_text(file)
    languages = read_languages(tmp_path, resources_folder() / "i18n")
    error = TerminalNotKnown(terminal="T7")
    english = sentence_of(error)
    french = sentence_of(error, languages["fr"].translate)
    assert french != english
    assert "T7" in french
    used_up = LeaseExhausted(what="money")
    assert "argent" in sentence_of(used_up, languages["fr"].translate)
    assert sentence_of(error, languages["xx"].translate) == english


def test_a_broken_language_is_a_fault_of_ours(tmp_path: Path) -> None:
    """Found when head office starts, not when somebody reads a page."""
    (tmp_path / "fr.language.json").write_text('{"language": "fr", "texts": {}}')
    with pytest.raises(ValueError, match="name"):
        read_languages(tmp_path, tmp_path)
    whole = '{"language": "fr", "name": "fr", "direction": "ltr", "texts": {}}'
    (tmp_path / "fr.language.json").write_text(whole)
    (tmp_path / "fr.ts").write_text("<TS>")
    with pytest.raises(ValueError, match=r"fr\.ts"):
        read_languages(tmp_path, tmp_path)
