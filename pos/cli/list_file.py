"""Lists that people bring as files, read line by line."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pos.app.batch.batch_runs import LIST_BYTES_MAX
from pos.domain.csv_lines import LINE_BYTES_MAX
from pos.domain.errors.batch import ListTooLarge
from pos.domain.errors.selling import MeterFileMalformed


def opened_list(file: Path) -> BinaryIO:
    """Open a list; MeterFileMalformed where it cannot be."""
    try:
        return file.open("rb")
    except OSError as error:
        raise MeterFileMalformed(why=error.strerror or "") from error


def lines_of(opened: BinaryIO) -> Iterator[bytes]:
    """Walk the lines; of one that is longer than a line may be only the beginning is given.

    Raises:
        MeterFileMalformed: the file went away, e.g. with its stick.
    """
    most = LINE_BYTES_MAX + 1
    try:
        while line := opened.readline(most):
            rest = line
            while len(rest) == most and not rest.endswith(b"\n"):
                rest = opened.readline(most)
            yield line
    except OSError as error:
        raise MeterFileMalformed(why=error.strerror or "") from error


def read_list(file: Path) -> bytes:
    """Return a list whole; MeterFileMalformed where it cannot be read, ListTooLarge."""
    with opened_list(file) as opened:
        try:
            content = opened.read(LIST_BYTES_MAX + 1)
        except OSError as error:
            raise MeterFileMalformed(why=error.strerror or "") from error
    if len(content) > LIST_BYTES_MAX:
        raise ListTooLarge(limit=LIST_BYTES_MAX // 2**20)
    return content
