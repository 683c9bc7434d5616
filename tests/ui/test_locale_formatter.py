"""Numbers in the forms of a language."""

from pos.ui.look.locale_formatter import LocaleFormatter


def test_every_number_of_a_language_has_its_separator() -> None:
    """Rates and the units of reports too, which come as texts with a point."""
    french, english = LocaleFormatter("fr"), LocaleFormatter("en")
    assert (french.units(102_900), french.decimal("0.9722")) == ("102,9", "0,9722")
    assert french.decimal("12345.6") == "12\u00a0345,6"
    assert english.decimal("0.9722") == "0.9722"
