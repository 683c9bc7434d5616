"""The layout of data blocks."""

import pytest
from hypothesis import given

from pos.sts.blocks import CONTENT_BITS, LAYOUTS, Content, check_block, join_fields, layout_of
from pos.sts.errors import CrcMismatch, OutOfRange
from tests.unit.sts.strategies import numbers


def test_every_layout_fills_the_block() -> None:
    """The widths of each layout come to 44 bits."""
    for layout in (*LAYOUTS.values(), layout_of(0, 15)):
        assert sum(width for _, width in layout) == CONTENT_BITS


def test_fields_and_their_names_come_back() -> None:
    """What is put in by order is read by name."""
    content = join_fields(2, 3, (1, 2, 1, 0, 3, 0xDEADBEEF))
    assert content.bits == 0x312B_DEADBEEF
    assert content.fields() == {
        "kenho": 1,
        "krn": 2,
        "ro": 1,
        "res": 0,
        "kt": 3,
        "nkho": 0xDEADBEEF,
    }


@pytest.mark.parametrize("values", [(16, 0, 0), (0, 1 << 24, 0), (0, 0, 1 << 16), (0, -1, 0)])
def test_values_that_do_not_fit(values: tuple[int, ...]) -> None:
    """A value that is too wide never spills into its neighbour."""
    with pytest.raises(OutOfRange):
        join_fields(0, 0, values)


def test_the_largest_values_fit() -> None:
    """All ones."""
    assert join_fields(0, 0, (15, 0xFFFFFF, 0xFFFF)).bits == (1 << CONTENT_BITS) - 1


@given(numbers(48), numbers(16))
def test_a_block_is_known_by_its_sum(bits: int, noise: int) -> None:
    """The right sum gives the content back, any other is refused."""
    for token_class in range(3):
        content = Content(token_class, bits)
        assert check_block(token_class, content.block) == content
        if noise:
            with pytest.raises(CrcMismatch):
                check_block(token_class, content.block ^ noise)


def test_the_bits_are_not_shown() -> None:
    """The content of a key change is half a key."""
    assert str(0xDEADBEEF) not in repr(Content(2, 0xDEADBEEF))


def test_currency_has_its_own_sum() -> None:
    """Subclasses 4 to 7 of class 0 alone are summed with a byte more."""
    assert Content(0, 0x4 << CONTENT_BITS).crc != Content(2, 0x4 << CONTENT_BITS).crc
    sums = [Content(0, subclass << CONTENT_BITS).crc for subclass in range(16)]
    assert len(set(sums)) == 16
