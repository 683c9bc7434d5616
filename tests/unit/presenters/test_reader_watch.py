"""Reader or fingers, told by pace alone."""

import pytest

from pos.presenters.reader_watch import ReaderWatch
from pos.presenters.scan_router import Key


@pytest.mark.parametrize(
    ("text", "gap_ms", "is_reader"),
    [
        ("4006381333931", 5, True),
        ("AB-12345678", 30, True),
        (";5412751234567890=25?", 80, True),
        ("%B5412^A B^25?;5412=25?", 5, True),
        ("4006381333931", 60, False),
        (";5412751234567890=25?", 150, False),
        ("1234567", 5, False),
        ("", 5, False),
    ],
)
def test_a_reader_is_told_from_fingers(text: str, gap_ms: int, *, is_reader: bool) -> None:
    """A card by its first character, anything else by more than quick fingers; then it is over."""
    watch = ReaderWatch(gap_ms=100)
    for place, character in enumerate(text):
        watch.key(Key(character, 1_000 + gap_ms * place))
    assert watch.ended() is is_reader
    assert not watch.ended()


def test_what_was_typed_before_does_not_hide_a_reader() -> None:
    """A pause ends it, and so does a key that is no character."""
    for between in (Key("", 1_001), Key("\b", 1_001), Key("4", 2_000)):
        watch = ReaderWatch(gap_ms=100)
        for place in range(4):
            watch.key(Key("7", 700 + 90 * place))
        watch.key(between)
        for place in range(8):
            watch.key(Key("0", between.at_ms + 4 * place))
        assert watch.ended()


def test_a_key_held_down_is_no_reader() -> None:
    """It is given as none."""
    watch = ReaderWatch(gap_ms=100)
    for place in range(20):
        watch.key(Key("", 20 * place))
    assert not watch.ended()
