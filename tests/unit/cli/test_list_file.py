"""Lists are read from files that may go away."""

import io
from pathlib import Path

import pytest

from pos.cli.list_file import lines_of, read_list
from pos.domain.errors.selling import MeterFileMalformed


class Pulled(io.BytesIO):
    """A file on a stick that is pulled out behind its first line."""

    def readline(self, size: int | None = -1, /) -> bytes:
        """Read once."""
        if self.tell():
            raise OSError(5, "Input/output error")
        return super().readline(size)


def test_a_stick_that_is_pulled_out() -> None:
    """What was read stays; the rest is a list that cannot be read."""
    walk = lines_of(Pulled(b"one\ntwo\n"))
    assert next(walk) == b"one\n"
    with pytest.raises(MeterFileMalformed) as caught:
        next(walk)
    assert caught.value.facts["why"] == "Input/output error"


def test_a_file_that_cannot_be_read_whole() -> None:
    """The kernel opens it and reads nothing."""
    with pytest.raises(MeterFileMalformed):
        read_list(Path("/proc/self/mem"))
