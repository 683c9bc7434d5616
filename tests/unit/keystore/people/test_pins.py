"""PINs that a real vault does not take."""

import pytest

from pos.keystore.people.pin_desk import is_plain_pin


@pytest.mark.parametrize(
    "pin",
    [
        "1234",
        "0000",
        "111111",
        "654321",
        "1212",
        "121212",
        "4747",
        "483483",
        "2580",
        "zanele",
        "ADMIN",
    ],
)
def test_what_thieves_try_first_is_plain(pin: str) -> None:
    """One digit, runs, repetitions, a column of the keypad, the own name."""
    assert is_plain_pin("Zanele", pin.encode())


@pytest.mark.parametrize("pin", ["493817", "7391", "902134", "1235", "blue teapot"])
def test_others_are_not(pin: str) -> None:
    """They are hard enough to guess in a few tries."""
    assert not is_plain_pin("Zanele", pin.encode())
