"""Lists are read from files that may go away."""

import io
from pathlib import Path

import pytest

from pos.cli.list_file import lines_of, read_list
from pos.domain.csv_lines import LINE_BYTES_MAX
from pos.domain.errors import FileNotRead


def test_of_a_line_that_is_too_long_only_the_beginning_is_given() -> None:
    """It is still longer than a line may be, and the next one is whole."""
    first, second = lines_of(io.BytesIO(b"x" * (3 * LINE_BYTES_MAX) + b"\ntwo\n"))
    assert first == b"x" * (LINE_BYTES_MAX + 1)
    assert second == b"two\n"


def test_a_file_that_cannot_be_read_whole() -> None:
    """The kernel opens it and reads nothing."""
    with pytest.raises(FileNotRead) as caught:
        read_list(Path("/proc/self/mem"))
    assert caught.value.facts == {"name": "mem", "why": "Input/output error"}
