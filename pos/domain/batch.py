"""Batches: many meters sold to in one run, as a landlord does at the end of a month.

    meter,amount

A row's sale id follows from the terminal, the run's name and what the row says, so that a run that
was cut off goes on where it stopped, and no row is ever sold twice under one name. Equal rows are
told apart by counting them, so a row may be added or repaired anywhere between two tries.
"""

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pos.domain.csv_lines import CsvLines
from pos.domain.errors import PosError
from pos.domain.errors.batch import BatchTooLong, RunNameMalformed
from pos.domain.meter import parse_meter_number
from pos.domain.money import Money, parse_positive_money

COLUMNS: Final = ("meter", "amount", "note")
COLUMNS_REQUIRED: Final = ("meter", "amount")
ROWS_MAX: Final = 10_000
RUN_LENGTH_MAX: Final = 80
_SHOWN_MAX: Final = 40
# Made once for this purpose; another one would sell rows again that were sold.
_NAMESPACE: Final = uuid.UUID("6f0c5f2e-2a5c-4d0e-9a6f-9d4b2f7f3c11")


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A row that can be read.

    Attributes:
        line: counted from 1, the header being the first.
        pan: 18 digits.
        occurrence: counts equal rows from 1.
    """

    line: int
    pan: str
    amount: Money
    occurrence: int


@dataclass(frozen=True, slots=True)
class UnreadableRow:
    """A row that makes no sense.

    Attributes:
        line: counted from 1, the header being the first.
        error: why.
        meter: as it stands there, empty where no columns can be told apart; `amount` likewise.
    """

    line: int
    error: PosError
    meter: str = ""
    amount: str = ""


def parse_run(text: str) -> str:
    """Read a run's name: 1 to 80 visible characters; RunNameMalformed for anything else."""
    name = " ".join(text.split())
    if not 1 <= len(name) <= RUN_LENGTH_MAX or not name.isprintable():
        raise RunNameMalformed(limit=RUN_LENGTH_MAX)
    return name


def read_batch(lines: Iterable[bytes], currency: str) -> Iterator[BatchRow | UnreadableRow]:
    """Read a list of meters and amounts.

    Raises:
        MeterFileMalformed: the header makes no sense.
        BatchTooLong: more rows than one run holds.
    """
    walk = iter(lines)
    reader = CsvLines(next(walk, b""), COLUMNS, COLUMNS_REQUIRED)
    seen: Counter[tuple[str, int]] = Counter()
    for number, line in enumerate(walk, start=2):
        if number > ROWS_MAX + 1:
            raise BatchTooLong(limit=ROWS_MAX)
        try:
            found = reader.read(line)
            if found is None:
                continue
            pan = parse_meter_number(found["meter"]).digits
            amount = parse_positive_money(found["amount"], currency)
        except PosError as error:
            cells = reader.glance(line)
            texts = (cells.get(name, "").strip()[:_SHOWN_MAX] for name in COLUMNS_REQUIRED)
            yield UnreadableRow(number, error, *texts)
            continue
        seen[pan, amount.minor] += 1
        yield BatchRow(number, pan, amount, seen[pan, amount.minor])


def sale_id_of(row: BatchRow, *, terminal: str, run: str, attempt: int = 1) -> str:
    """Return the id of a row's sale.

    Args:
        attempt: above 1 where sales of the earlier attempts were cancelled for good.
    """
    amount = f"{row.amount.currency} {row.amount.minor}"
    parts = (terminal, run, row.pan, amount, str(row.occurrence), str(attempt))
    return str(uuid.uuid5(_NAMESPACE, "\0".join(parts)))
