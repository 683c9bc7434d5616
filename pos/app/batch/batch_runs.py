"""Runs of batches that are not at their end: which list, under which name, and how it is paid.

A row's sale id follows from the run's name, so a run that is cut off must go on under the name it
was begun with, also after the month that the name is made from.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePath
from typing import Final, Protocol
from zoneinfo import ZoneInfo

import msgspec

from pos.app.batch.sell_batch import BatchWish
from pos.app.ports import Ports
from pos.app.selling.quoting import terminal_of
from pos.domain.batch import parse_run
from pos.domain.errors.batch import RunPaidOtherwise
from pos.domain.tender import CASH

LIST_BYTES_MAX: Final = 4 * 1024 * 1024
# No paper comes out of it; what it would have been is kept in the terminal's folder.
NO_SLIPS: Final = "virtual:"


class KeptRun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A run that was begun.

    Attributes:
        file: name of the list, without folders.
        run: name of the run.
        tender: a kind of TENDER_KINDS.
        printer: address for the slips; empty for the terminal's own.
        content: of the list.
    """

    file: str
    run: str
    tender: str
    printer: str
    content: bytes

    @property
    def key(self) -> str:
        """The run's name as 64 hex digits, for whoever names a file by it."""
        return hashlib.sha256(self.run.encode()).hexdigest()

    @property
    def wish(self) -> BatchWish:
        """How its rows are sold."""
        return BatchWish(self.run, self.tender, self.printer)

    def lines(self) -> Iterator[bytes]:
        """Walk the lines of the list."""
        yield from self.content.splitlines(keepends=True)


class RunShelf(Protocol):
    """Keeps runs that were begun until they are at their end."""

    def keep(self, run: KeptRun) -> None:
        """Keep a run, durable before this returns; StoreUnusable."""

    def forget(self, run: KeptRun) -> None:
        """A run is at its end."""

    def kept(self) -> tuple[KeptRun, ...]:
        """Return the runs that were cut off, oldest first."""


def run_for(
    ports: Ports,
    shelf: RunShelf,
    file: PurePath,
    content: bytes,
    *,
    name: str = "",
    tender: str = CASH,
    printer: str = "",
) -> KeptRun:
    """Return the run of a list: one that was cut off, or that of this month.

    Args:
        name: of the run; empty for the list's file name and the month, so that the same list is
            sold again next month and never twice in one.

    Raises:
        RunNameMalformed.
        RunPaidOtherwise: it was cut off, and began with another tender.
    """
    for kept in shelf.kept():
        is_this = content == kept.content or file.name == kept.file
        if name == kept.run or (not name and is_this):
            if kept.tender != tender:
                raise RunPaidOtherwise(run=kept.run, tender=kept.tender)
            # The list may have been repaired in between: what was sold is told by its name.
            return msgspec.structs.replace(kept, content=content)
    run = parse_run(name or f"{file.stem} {month_now(ports)}")
    return KeptRun(file.name, run, tender, printer, content)


def month_now(ports: Ports) -> str:
    """Return the month at the counter, `YYYY-MM`."""
    with ports.store.read() as reads:
        zone = ZoneInfo(terminal_of(reads).time_zone)
    local: datetime = ports.clock.now().astimezone(zone)
    return f"{local.year:04d}-{local.month:02d}"
