"""Words of the console: browsers' languages, and every text in every language there is."""

import re
from pathlib import Path

import pytest

from pos.bootstrap.joining import resources_folder
from pos.headoffice.console.navigation import NOTES, SECTIONS
from pos.headoffice.console.texts import ENGLISH, choose, read_languages
from pos.headoffice.roles import OfficeRole

CONSOLE = resources_folder() / "console"
_SAID = re.compile(r"""\bsay\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
LANGUAGES = read_languages(CONSOLE / "languages")


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
    assert sorted(all_texts() - set(texts)) == []
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
