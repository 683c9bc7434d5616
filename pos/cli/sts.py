"""`vendwatt sts`: token arithmetic on JSON lines; opens no terminal and no vault."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import click

from pos.cli.named_file import NAMED_FILE, read_named
from pos.domain.errors import ExitStatus
from pos.sts.errors import BadTables
from pos.sts.tables import SAMPLE_TABLES, TABLES_FILE_BYTES_MAX, Ea07Tables, load_tables
from pos.wire.sts_line_input import LINE_BYTES_MAX
from pos.wire.sts_lines import LineAnswer, LineSettings, decode_line, encode_line

_Answerer = Callable[[bytes, LineSettings], LineAnswer]

_tables_option = click.option(
    "--tables",
    "tables_file",
    type=NAMED_FILE,
    metavar="FILE",
    help="EA07 tables as JSON. Without it the sample set: tokens for training only.",
)
_unverified_option = click.option(
    "--allow-unverified",
    is_flag=True,
    help="Derive keys of types 0 and 3, which no published vector confirms.",
)


@click.group()
def sts() -> None:
    """Encode and decode STS tokens: arithmetic on JSON lines, no keys kept, no policy."""


@sts.command()
@_tables_option
@_unverified_option
def encode(tables_file: Path | None, *, allow_unverified: bool) -> None:
    """Make a token for each JSON line; a line that cannot be made gives its error."""
    _run(encode_line, LineSettings(_tables(tables_file), allow_unverified))


@sts.command()
@_tables_option
@_unverified_option
def decode(tables_file: Path | None, *, allow_unverified: bool) -> None:
    """Read the token of each JSON line; a line that cannot be read gives its error."""
    _run(decode_line, LineSettings(_tables(tables_file), allow_unverified))


def _tables(tables_file: Path | None) -> Ea07Tables:
    if tables_file is None:
        return SAMPLE_TABLES
    try:
        return load_tables(read_named(tables_file, TABLES_FILE_BYTES_MAX))
    except BadTables as error:
        raise click.BadParameter(f"{tables_file}: {error}") from error


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield lines without their ends; of one that is too long, only the start.

    The start is still longer than a line may be, so that it is refused; the rest is read away in
    pieces, and memory stays flat whatever comes.
    """
    piece_bytes = LINE_BYTES_MAX + 2
    while line := stream.readline(piece_bytes):
        rest = line
        while len(rest) == piece_bytes and not rest.endswith(b"\n"):
            rest = stream.readline(piece_bytes)
        yield line.removesuffix(b"\n").removesuffix(b"\r")


def _run(answer_line: _Answerer, settings: LineSettings) -> None:
    """Answer standard input line by line; each answer is out before the next line is read."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    has_failed = False
    for line in _lines(source):
        answer = answer_line(line, settings)
        target.write(answer.text + b"\n")
        target.flush()
        has_failed |= answer.is_error
    if has_failed:
        raise click.exceptions.Exit(ExitStatus.REFUSED)
