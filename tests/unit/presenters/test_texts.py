"""Texts with facts, translated when they are shown."""

import pytest

from pos.presenters.texts import NOTHING, Say, plain, tell

GREETING = Say("test", "Hello {name}", (("name", "Amina"),))


def test_a_text_is_told_in_the_readers_language() -> None:
    """The template is translated, then the facts go in."""
    words = {("test", "Hello {name}"): "Bonjour {name}"}
    assert tell(GREETING, lambda context, text: words[context, text]) == "Bonjour Amina"


@pytest.mark.parametrize("broken", ["{who}", "{", "{name!x}", "{0}", "{name.upper.x}"])
def test_a_broken_translation_falls_back_to_english(broken: str) -> None:
    """A wrong language is better than no sentence."""
    assert tell(GREETING, lambda _, __: broken) == "Hello Amina"


def test_a_name_is_no_template() -> None:
    """Braces in a fact are just braces, and plain text is never asked to be translated."""

    def unasked(context: str, text: str, /) -> str:
        raise AssertionError(context + text)

    assert tell(plain("{x} & Co"), unasked) == "{x} & Co"
    assert tell(NOTHING, unasked) == ""
    assert GREETING.with_facts(name="{x}").english() == "Hello {x}"
