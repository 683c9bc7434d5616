"""A count as it is typed: only digits get in, and the sum is that of the pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.presenters.cash.piece_count import PieceCount
from pos.presenters.formatting import FixedFormatter

WRITE = FixedFormatter()


def counted(*keys: str) -> PieceCount:
    """Press keys in the first row of a rand count."""
    count = PieceCount.of("ZAR")
    for key in keys:
        count = count.press(key)
    return count


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (("1", "2"), "12"),
        (("0", "7"), "7"),
        (("0",), "0"),
        (("3", "00"), "300"),
        (("1", "2", "back"), "1"),
        (("1", "2", "clear"), ""),
        (("+10", "+5"), "15"),
        ((*"1234567",), "123456"),
        (("9",) * 6 + ("+1",), "999999"),
    ],
)
def test_keys_of_the_pad(keys: tuple[str, ...], text: str) -> None:
    """Digits follow each other, quick keys add, and nothing grows beyond six digits."""
    assert counted(*keys).texts[0] == text


@pytest.mark.parametrize("text", ["-1", "1.5", "2x", "½", "1e3"])
def test_what_is_no_number_changes_nothing(text: str) -> None:
    """Pieces are whole and not negative."""
    count = counted("4")
    assert count.typed(0, text) == count


def test_digits_of_any_script_are_taken() -> None:
    """An Arabic keyboard counts as well."""
    assert PieceCount.of("ZAR").typed(1, "١٢").texts[1] == "12"


def test_an_empty_drawer_is_counted_with_a_zero() -> None:
    """Nothing typed is no count; a zero is."""
    assert PieceCount.of("ZAR").is_empty
    assert not counted("0").is_empty
    assert counted("0").total == 0


def test_what_was_not_typed_is_not_in_the_count() -> None:
    """The journal says what was counted, not what nobody looked at."""
    lines = counted("2").typed(4, "0").lines
    assert [(line.denomination, line.pieces) for line in lines] == [(20_000, 2), (1_000, 0)]


def test_an_old_piece_of_a_draft_is_shown() -> None:
    """A denomination that the list does not have any more is still counted."""
    count = PieceCount.of("ZAR", {5: 3})
    assert count.total == 15
    assert count.board(WRITE).rows[-1].text == "3"


def test_a_board_shows_pieces_and_their_sum() -> None:
    """The running total is that of what is typed so far."""
    board = counted("3").typed(8, "2").board(WRITE)
    assert board.rows[0].label == "R\u00a0200"
    assert board.rows[0].value == "600.00"
    assert (board.total, board.pieces) == ("R\u00a0601.00", "5")
    assert [row.is_note for row in board.rows] == [True] * 5 + [False] * 6


@given(st.sampled_from(["ZAR", "UGX", "KES", "TND"]), st.lists(st.integers(0, 999_999), max_size=9))
def test_the_sum_is_that_of_its_pieces(currency: str, pieces: list[int]) -> None:
    """In every currency, whatever is typed."""
    count = PieceCount.of(currency)
    for place, number in enumerate(pieces[: len(count.denominations)]):
        count = count.typed(place, str(number))
    expected = sum(
        number * denomination
        for number, denomination in zip(pieces, count.denominations, strict=False)
    )
    assert count.total == expected
    assert PieceCount.of(currency, count.pieces).total == expected
