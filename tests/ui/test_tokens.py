"""Every pair of colours that meets on the screen can be read."""

from itertools import product

import pytest

from pos.ui.look.tokens import DARK, HIGH_CONTRAST, LIGHT, Theme, contrast

THEMES = (LIGHT, DARK, HIGH_CONTRAST)
TEXT_MIN = 4.5
DISABLED_MIN = 4.0
CONTROL_MIN = 3.0


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_can_be_read_on_every_ground(theme: Theme) -> None:
    """Text, muted text and tones reach 4.5 : 1 wherever they stand."""
    c = theme.colours
    grounds = (c.background, c.surface, c.raised)
    pairs = [
        *product((c.text, c.muted), grounds),
        *product((c.good, c.warning, c.bad), (c.background, c.surface)),
        (c.good, c.good_tint),
        (c.warning, c.warning_tint),
        (c.bad, c.bad_tint),
        (c.text, c.good_tint),
        (c.text, c.warning_tint),
        (c.text, c.bad_tint),
        (c.text, c.pressed),
        (c.on_primary, c.primary),
        (c.on_primary, c.primary_pressed),
        (c.on_training, c.training),
        (c.ink, c.paper),
    ]
    assert {pair: contrast(*pair) for pair in pairs if contrast(*pair) < TEXT_MIN} == {}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_disabled_text_is_still_readable(theme: Theme) -> None:
    """What cannot be pressed can still be read."""
    c = theme.colours
    assert min(contrast(c.disabled, ground) for ground in (c.raised, c.surface)) >= DISABLED_MIN


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_controls_and_focus_stand_out(theme: Theme) -> None:
    """Borders of controls and the focus ring reach 3 : 1 against what surrounds them."""
    c = theme.colours
    pairs = [*product((c.border,), (c.background, c.surface))]
    pairs += [*product((c.focus,), (c.background, c.surface, c.raised))]
    assert {pair: contrast(*pair) for pair in pairs if contrast(*pair) < CONTROL_MIN} == {}


def test_contrast_is_that_of_the_definition() -> None:
    """Black on white is 21, a colour on itself 1, and the order does not matter."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#0B5A9E", "#0B5A9E") == pytest.approx(1)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)
