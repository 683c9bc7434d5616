"""`vendwatt headoffice receive`: journals that come in a file instead of over the line."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import click
import msgspec

from pos.cli.carried_file import write_carried_file
from pos.cli.named_file import NAMED_FILE, ReadableFile
from pos.cli.office.options import database_options, office_of
from pos.cli.options import office_options
from pos.cli.session import Session
from pos.domain.errors import StickMalformed
from pos.wire.stick import LINE_BYTES_MAX


@click.command("receive")
@click.argument("file", type=ReadableFile())
@click.option(
    "--out", "answer_file", type=NAMED_FILE, required=True, help="The answer, to carry back."
)
@database_options
@office_options
@click.pass_obj
def receive(
    session: Session,
    *,
    file: BinaryIO,
    answer_file: Path,
    database: str,
    database_file: Path | None,
) -> None:
    """Take in a file of `sync --to-file`; the same file again changes nothing."""
    with office_of(session, database, database_file) as office:
        taken = office.receive_stick(lines_of(file))
    write_carried_file(answer_file, [msgspec.json.encode(taken.answer)])
    refused = [{"line": number, "why": why} for number, why in taken.refused]
    facts = {
        "terminal": taken.answer.terminal,
        "taken": taken.taken,
        "refused": refused,
        "answer": str(answer_file.absolute()),
    }
    lines = [f"Batches taken of {taken.answer.terminal}: {taken.taken}. Carry {answer_file} back."]
    lines += [f"Line {number} was not taken: {why}." for number, why in taken.refused]
    session.answer(facts, "\n".join(lines))


def lines_of(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a file at flat memory.

    Raises:
        StickMalformed: one is far too long.
    """
    while line := file.readline(LINE_BYTES_MAX + 1):
        if len(line) > LINE_BYTES_MAX:
            raise StickMalformed(why="a line is too long")
        yield line
