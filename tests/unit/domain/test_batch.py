"""A batch is read row by row, and each row's sale id follows from what it says."""

from dataclasses import replace

import pytest

from pos.domain import batch
from pos.domain.batch import BatchRow, UnreadableRow, parse_run, read_batch, sale_id_of
from pos.domain.errors.batch import BatchTooLong, RunNameMalformed
from pos.domain.money import Money
from pos.domain.sale import parse_sale_id
from tests.store_stories import pan

HEADER = b"meter,amount\n"
ROW = BatchRow(2, pan(1), Money(5_000, "ZAR"), 1)


def read(*lines: str) -> list[BatchRow | UnreadableRow]:
    """Read lines below the usual header."""
    return list(read_batch((HEADER, *(f"{line}\n".encode() for line in lines)), "ZAR"))


def test_equal_rows_are_counted() -> None:
    """Two purchases of one meter for the same amount are two sales."""
    rows = read(f"{pan(1)},50", f"{pan(2)},50", "", f"{pan(1)},50.00")
    assert rows == [
        ROW,
        BatchRow(3, pan(2), Money(5_000, "ZAR"), 1),
        BatchRow(5, pan(1), Money(5_000, "ZAR"), 2),
    ]


@pytest.mark.parametrize("line", ["12,50", f"{pan(1)},0", f"{pan(1)},1.234", f"{pan(1)}", "a,b,c"])
def test_an_unreadable_row_says_why(line: str) -> None:
    """And the rows around it are read."""
    bad, good = read(line, f"{pan(1)},50")
    assert isinstance(bad, UnreadableRow)
    assert (bad.line, good) == (2, replace(ROW, line=3))


@pytest.mark.parametrize(
    ("line", "meter", "amount"),
    [
        ("12, 5x ", "12", "5x"),
        ("12,50,70", "12", "50"),
        ("12", "12", ""),
        ('"12,50', "", ""),
        ("1" * 90 + ",5", "1" * 40, "5"),
    ],
)
def test_an_unreadable_row_is_shown_as_it_stands(line: str, meter: str, amount: str) -> None:
    """As far as its columns can be told apart."""
    (bad,) = read(line)
    assert isinstance(bad, UnreadableRow)
    assert (bad.meter, bad.amount) == (meter, amount)


def test_an_id_follows_from_what_a_row_says() -> None:
    """Not from its line: rows may be added above it between two tries."""
    first = sale_id_of(ROW, terminal="T1", run="november")
    assert parse_sale_id(first) == first
    assert sale_id_of(replace(ROW, line=9), terminal="T1", run="november") == first
    others = {
        sale_id_of(ROW, terminal="T2", run="november"),
        sale_id_of(ROW, terminal="T1", run="december"),
        sale_id_of(ROW, terminal="T1", run="november", attempt=2),
        sale_id_of(replace(ROW, occurrence=2), terminal="T1", run="november"),
        sale_id_of(replace(ROW, pan=pan(2)), terminal="T1", run="november"),
        sale_id_of(replace(ROW, amount=Money(5_001, "ZAR")), terminal="T1", run="november"),
    }
    assert len(others | {first}) == 7


def test_an_id_never_changes() -> None:
    """Another one would sell what an interrupted run of an older program has sold."""
    assert sale_id_of(ROW, terminal="T1", run="november") == "2caf8f92-6d7f-5ffe-a145-f18f8a8539a2"


def test_a_list_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is no list is not read for ever."""
    monkeypatch.setattr(batch, "ROWS_MAX", 1)
    with pytest.raises(BatchTooLong):
        read(f"{pan(1)},50", f"{pan(2)},50")


@pytest.mark.parametrize("text", ["", "  ", "x" * 81, "a\x00b"])
def test_a_run_has_a_plain_name(text: str) -> None:
    """It is shown and hashed."""
    with pytest.raises(RunNameMalformed):
        parse_run(text)
