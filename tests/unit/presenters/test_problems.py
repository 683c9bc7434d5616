"""Every error is put into words."""

from string import Formatter

import pytest

import pos.keystore.calls.protocol  # noqa: F401 - it knows every module of the key store's errors.
from pos.domain.error_catalogue import all_error_types
from pos.domain.errors import AmountNotANumber, AmountTooPrecise, MoneyStands, NextStep
from pos.presenters.fact_words import FACT_WORDS, KIND_OF_FACT
from pos.presenters.problem_texts import HAPPENED, MONEY, NEXT
from pos.presenters.problem_view import problem_view
from pos.presenters.problems import problem_of
from pos.presenters.texts import Value


def test_every_code_has_words_and_every_wording_a_code() -> None:
    """No error is without a text, no text without an error."""
    assert set(HAPPENED) == set(all_error_types())


def test_every_money_state_and_next_step_has_words() -> None:
    """The closed sets are covered."""
    assert set(MONEY) == set(MoneyStands)
    assert set(NEXT) == set(NextStep)


@pytest.mark.parametrize("code", ["LEASE-03", "CLOCK-03"])
def test_what_time_mends_says_so_and_that_the_clock_may_be_wrong(code: str) -> None:
    """A terminal that rests after a restore has a clock that is right, and waits a day or weeks."""
    said = problem_of(all_error_types()[code]()).next_step
    assert said == "Wait until the clock has caught up, or set it right if it is wrong."


@pytest.mark.parametrize("code", sorted(all_error_types()))
def test_an_error_without_facts_still_reads(code: str) -> None:
    """An error that was rebuilt from its code alone gives whole sentences."""
    problem = problem_of(all_error_types()[code]())
    assert problem.sentence().endswith(f"({code})")
    assert "{" not in problem.sentence()


@pytest.mark.parametrize("code", sorted(all_error_types()))
def test_a_wording_names_only_facts_that_the_error_documents(code: str) -> None:
    """A fact in braces is one that the type's docstring lists."""
    documented = all_error_types()[code].__doc__ or ""
    named = [name for _, name, _, _ in Formatter().parse(HAPPENED[code]) if name]
    assert [name for name in named if name not in documented] == []


def test_a_count_of_none_is_said_and_controls_are_not() -> None:
    """Yen have 0 decimals; typed controls reach no console."""
    assert "than 0 decimals" in problem_of(AmountTooPrecise(text="1.5", decimals=0)).happened
    assert problem_of(AmountNotANumber(text="\x1b[2J\u202e")).happened.startswith(
        "\u201c\ufffd[2J\ufffd\u201d"
    )


@pytest.mark.parametrize(("code", "name"), sorted(FACT_WORDS))
def test_a_fact_that_is_a_code_is_told_in_words(code: str, name: str) -> None:
    """In the reader's language, in the window as on the console; what is no code stays."""

    def loud(context: str, text: str) -> str:
        return text.upper() if context == "facts" else text

    assert f"{{{name}}}" in HAPPENED[code]
    for value, words in FACT_WORDS[code, name].items():
        error = all_error_types()[code](**{name: value})
        assert words.text.upper() in problem_of(error, loud).happened
        assert words.text in problem_view(error).happened.english()
    unknown = problem_of(all_error_types()[code](**{name: "of tomorrow"}))
    assert "of tomorrow" in unknown.happened


@pytest.mark.parametrize(("code", "name"), sorted(KIND_OF_FACT))
def test_a_fact_that_the_screen_writes_is_in_its_wording(code: str, name: str) -> None:
    """With its kind, for the window; the console shows it as the error has it."""
    error = all_error_types()[code](**{name: "12.50"})
    said = dict(problem_view(error).happened.facts)[name]
    assert said == Value(KIND_OF_FACT[code, name], "12.50")
    assert "12.50" in problem_of(error).happened
