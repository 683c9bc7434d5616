"""Dots from files and to files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.bitmap import PBM_BYTES_MAX, Bitmap, parse_pbm, without_commands
from printers.errors import InvalidDocument


def test_a_picture_is_read_dot_by_dot() -> None:
    """Comments are skipped, and what lies beyond the width is made white."""
    data = b"P4 # made by hand\n10 2\n\xff\xff\x80\x00"
    assert parse_pbm(data) == Bitmap(16, (b"\xff\xc0", b"\x80\x00"))


@pytest.mark.parametrize(
    "data",
    [
        b"", b"P1\n1 1\n1", b"P4", b"P4\n8", b"P4\n8 1\n", b"P4\n8 1\n\x00\x00", b"P4\n-8 1\n\x00",
        b"P4\nx 1\n\x00", b"P4\n0 0\n", b"P4\n8 1 # no end", b"P4\n99999999 1\n\x00",
        b"P4\n8 1\n" + bytes(PBM_BYTES_MAX),
    ],
)  # fmt: skip
def test_a_wrong_picture_is_refused(data: bytes) -> None:
    """Another kind, a broken header, another size."""
    with pytest.raises(InvalidDocument):
        parse_pbm(data)


@given(st.binary(max_size=200))
def test_any_file_is_read_or_refused(data: bytes) -> None:
    """No other exception comes out, and no row is of another length than the width says."""
    try:
        bitmap = parse_pbm(b"P4\n" + data)
    except InvalidDocument:
        return
    assert {len(row) * 8 for row in bitmap.rows} == {bitmap.width}


@given(st.lists(st.binary(min_size=4, max_size=4), min_size=1, max_size=40))
def test_dots_never_read_as_a_command_in_real_time(rows: list[bytes]) -> None:
    """Across rows too; only black dots are added, and only where they must be."""
    before = Bitmap(32, tuple(rows))
    after = without_commands(before)
    dots, harmless = b"".join(before.rows), b"".join(after.rows)
    assert not any(bytes((0x10, second)) in harmless for second in (0x04, 0x05, 0x14))
    for old, new in zip(dots, harmless, strict=True):
        assert new in (old, old | 0x08)
    if not any(bytes((0x10, second)) in dots for second in (0x04, 0x05, 0x14)):
        assert after == before
