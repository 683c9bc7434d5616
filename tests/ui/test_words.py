"""Amounts and moments of a refusal are written as everything else on the screen."""

from zoneinfo import ZoneInfo

import pytest

from pos.domain.errors import LeaseEnded, PosError, SaleLimitExceeded, TenderTooSmall
from pos.domain.errors.selling import AmountOutOfLimits
from pos.domain.translation import untranslated
from pos.presenters.problem_view import problem_view
from pos.presenters.texts import Kind, Say, Value
from pos.ui.look.locale_formatter import LocaleFormatter
from pos.ui.look.words import Place, Words

PLACE = Place(ZoneInfo("Africa/Johannesburg"), "ZAR")
FRENCH = Words(untranslated, LocaleFormatter("fr"), is_mirrored=False)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (TenderTooSmall(tendered="1000.50", total="1200.00", short="199.50"), ["1000.50"]),
        (SaleLimitExceeded(operator="agent", limit="100.00", asked="500.00"), ["100.00", "500.00"]),
        (AmountOutOfLimits(amount="3.00", minimum="5.00", maximum="", step=""), ["3.00", "5.00"]),
    ],
    ids=lambda each: each.code if isinstance(each, PosError) else "",
)
def test_an_amount_has_its_currency_and_the_form_of_the_language(
    error: PosError, said: list[str]
) -> None:
    """The bare number of the error is gone; what is missing is a dash as before."""
    told = FRENCH.at(PLACE).say(problem_view(error).happened)
    for number in said:
        minor = int(number.replace(".", ""))
        assert FRENCH.formatter.money(minor, "ZAR") in told
        assert number not in told
    assert "most –" in told or not isinstance(error, AmountOutOfLimits)


def test_a_moment_is_local() -> None:
    """As the clock on the wall has it, not as the journal writes it."""
    error = LeaseEnded(until="2026-11-29T20:30:00.000Z", now="2026-11-29T22:30:00.000Z")
    told = FRENCH.at(PLACE).say(problem_view(error).happened)
    assert "T20:30" not in told
    assert "22:30" in told
    assert "00:30" in told


def test_before_a_terminal_is_open_it_stands_as_it_is() -> None:
    """Nobody knows the currency yet."""
    error = TenderTooSmall(tendered="1.00", total="2.00", short="1.00")
    assert "1.00 was handed over for 2.00" in FRENCH.say(problem_view(error).happened)


@pytest.mark.parametrize("kind", list(Kind))
def test_what_is_no_value_of_its_kind_is_shown_all_the_same(kind: Kind) -> None:
    """A refusal is never lost in its own wording."""
    said = Say("", "{what}", (("what", Value(kind, "of tomorrow")),))
    assert FRENCH.at(PLACE).say(said) == "of tomorrow"


def test_a_drawer_that_is_short_keeps_its_sign() -> None:
    """Over and short are told apart."""
    said = Say("", "{what}", (("what", Value(Kind.MONEY, "-12.50")),))
    assert FRENCH.at(PLACE).say(said) == FRENCH.formatter.money(-1250, "ZAR")
