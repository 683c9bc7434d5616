"""Lists that people bring as files, read line by line."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pos.app.batch.batch_runs import LIST_BYTES_MAX
from pos.cli.named_file import open_named
from pos.domain.csv_lines import LINE_BYTES_MAX
from pos.domain.errors.batch import ListTooLarge


def lines_of(opened: BinaryIO) -> Iterator[bytes]:
    """Walk the lines; of one that is longer than a line may be only the beginning is given."""
    most = LINE_BYTES_MAX + 1
    while line := opened.readline(most):
        rest = line
        while len(rest) == most and not rest.endswith(b"\n"):
            rest = opened.readline(most)
        yield line


def read_list(file: Path) -> bytes:
    """Return a list whole; FileNotRead, ListTooLarge."""
    with open_named(file) as opened:
        content = opened.read(LIST_BYTES_MAX + 1)
    if len(content) > LIST_BYTES_MAX:
        raise ListTooLarge(limit=LIST_BYTES_MAX // 2**20)
    return content
