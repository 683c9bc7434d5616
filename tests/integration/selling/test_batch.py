"""A batch is sold row after row, and goes on where it was cut off."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePath

import pytest

from pos.app.batch.batch_runs import month_now, run_for
from pos.app.batch.sell_batch import (
    BatchWish,
    RowLeft,
    RowSold,
    preview_batch,
    run_must_be_paid_alike,
    sell_batch,
)
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports
from pos.app.selling.quoting import terminal_of
from pos.app.selling.sell import sell
from pos.domain.batch import BatchRow, sale_id_of
from pos.domain.errors import MeterUnknown, MoneyStands, SaleAlreadyCancelled, StoreBusy
from pos.domain.errors.batch import RunPaidOtherwise
from pos.domain.money import Money
from pos.domain.sale import SaleRequest, SaleResult, SaleState
from pos.presenters.batch.run_folder import RunFolder
from pos.receipts.batch_sheet import SheetRow, sheet_documents, sheet_text
from pos.receipts.languages import ENGLISH
from tests import cash_stories as people
from tests import terminal_stories as story
from tests.store_stories import pan

WISH = BatchWish("november")


@pytest.fixture(name="ports")
def _ports(till: Path) -> Iterator[Ports]:
    """Give an open training terminal."""
    with story.opened(till) as ports:
        yield ports


@pytest.fixture(name="agent")
def _agent(ports: Ports, till: Path) -> SignedIn:
    """Sign the agent in."""
    return people.signed_in(ports, till, "agent")


def rows_of(ports: Ports, count: int) -> list[BatchRow]:
    """Return rows of R 50 for meters that may buy."""
    with ports.store.read() as reads:
        pans = story.pans_of(reads, count)
    money = Money(5_000, story.CURRENCY)
    return [BatchRow(line, meter, money, 1) for line, meter in enumerate(pans, start=2)]


def sold(ports: Ports, rows: list[BatchRow], agent: SignedIn) -> list[SaleResult]:
    """Sell rows that can all be sold."""
    told = list(sell_batch(ports, rows, WISH, operator=agent))
    results = [each.result for each in told if isinstance(each, RowSold)]
    assert len(results) == len(rows)
    return results


def test_the_same_run_again_sells_nothing_again(ports: Ports, agent: SignedIn) -> None:
    """A longer list of the same run sells what is new; another run sells all of it."""
    rows = rows_of(ports, 3)
    first = sold(ports, rows[:2], agent)
    again = sold(ports, rows, agent)
    assert [each.repeated for each in again] == [True, True, False]
    assert [each.tokens for each in again[:2]] == [each.tokens for each in first]
    december = list(sell_batch(ports, rows[:1], BatchWish("december"), operator=agent))
    assert isinstance(december[0], RowSold)
    assert not december[0].result.repeated


def test_a_row_that_cannot_be_sold_is_left_out(ports: Ports, agent: SignedIn) -> None:
    """The rows around it are sold."""
    good, other = rows_of(ports, 2)
    unknown = BatchRow(9, pan(77), good.amount, 1)
    told = list(sell_batch(ports, [good, unknown, other], WISH, operator=agent))
    assert [type(each) for each in told] == [RowSold, RowLeft, RowSold]
    left = told[1]
    assert isinstance(left, RowLeft)
    assert isinstance(left.error, MeterUnknown)
    assert left.error.money is MoneyStands.NOTHING_CHARGED


def test_a_fault_of_the_terminal_ends_the_run(
    ports: Ports, agent: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was told before stays sold, and the next try goes on behind it."""
    rows = rows_of(ports, 3)

    def failing(ports: Ports, request: SaleRequest, *, operator: str) -> SaleResult:
        if request.pan == rows[1].pan:
            raise StoreBusy
        return sell(ports, request, operator=operator)

    monkeypatch.setattr("pos.app.batch.sell_batch.sell", failing)
    run = sell_batch(ports, rows, WISH, operator=agent)
    assert isinstance(next(run), RowSold)
    with pytest.raises(StoreBusy):
        next(run)
    monkeypatch.setattr("pos.app.batch.sell_batch.sell", sell)
    assert [each.repeated for each in sold(ports, rows, agent)] == [True, False, False]


def test_a_preview_sells_nothing(ports: Ports, agent: SignedIn) -> None:
    """It says what each row would buy, what is sold already, and what cannot be."""
    rows = rows_of(ports, 2)
    sold(ports, rows[:1], agent)
    before = len(_sales(ports))
    first, second, third = preview_batch(
        ports, [*rows, BatchRow(9, pan(77), rows[0].amount, 1)], WISH
    )
    assert (bool(first.sold), second.sold) == (True, "")
    assert second.units_milli > 0
    assert isinstance(third.error, MeterUnknown)
    assert len(_sales(ports)) == before


def test_a_preview_takes_no_row_of_its_own_run_for_a_slip(ports: Ports, agent: SignedIn) -> None:
    """The second of two equal rows repeats the first on purpose; another run is asked about."""
    (row,) = rows_of(ports, 1)
    again = replace(row, line=3, occurrence=2)
    sold(ports, [row], agent)
    first, second = preview_batch(ports, [row, again], WISH)
    assert (bool(first.sold), second.sold, second.is_repeat) == (True, "", False)
    (other,) = preview_batch(ports, [row], BatchWish("december"))
    assert other.is_repeat


def test_a_cancelled_row_is_tried_under_the_next_id(ports: Ports, agent: SignedIn) -> None:
    """Its first id has no token and never will."""
    (row,) = rows_of(ports, 1)
    with ports.store.read() as reads:
        terminal = terminal_of(reads).terminal
    first_id = sale_id_of(row, terminal=terminal, run=WISH.run)
    ports.keys.cancel(first_id)
    with pytest.raises(SaleAlreadyCancelled) as caught:
        sold(ports, [row], agent)
    assert caught.value.money is MoneyStands.GIVE_BACK
    (result,) = sold(ports, [row], agent)
    assert result.sale_id == sale_id_of(row, terminal=terminal, run=WISH.run, attempt=2)
    assert [state for _, state in _sales(ports)] == [SaleState.COMMITTED, SaleState.CANCELLED]


def _sales(ports: Ports) -> list[tuple[str, str]]:
    with ports.store.read() as reads:
        return [(row.sale_id, row.state) for row in reads.sales(limit=99)]


def test_a_run_is_of_its_month_and_goes_on_under_its_name(till: Path) -> None:
    """The same list next month is another run, unless this month's was cut off."""
    clock = story.MovedClock(datetime(2026, 11, 30, 20, 0, tzinfo=UTC))
    file, content = PurePath("rents.csv"), b"meter,amount\n"
    shelf = RunFolder(till)
    with story.opened(till, clock=clock) as ports:
        november = run_for(ports, shelf, file, content)
        assert november.run == "rents 2026-11"
        shelf.keep(november)
        # In Johannesburg it is December before it is in Greenwich.
        clock.start = datetime(2026, 11, 30, 22, 30, tzinfo=UTC)
        assert month_now(ports) == "2026-12"
        repaired = run_for(ports, shelf, file, content + b"1,1\n")
        assert (repaired.run, repaired.content[-4:]) == ("rents 2026-11", b"1,1\n")
        assert run_for(ports, shelf, PurePath("copy.csv"), content).run == "rents 2026-11"
        with pytest.raises(RunPaidOtherwise):
            run_for(ports, shelf, file, content, tender="card")
        shelf.forget(november)
        assert run_for(ports, shelf, file, content).run == "rents 2026-12"
        assert run_for(ports, shelf, file, content, name="extra").run == "extra"


def test_a_sheet_of_a_thousand_rows_has_pages(ports: Ports, agent: SignedIn) -> None:
    """A document holds so many blocks; all codes are there."""
    (result,) = sold(ports, rows_of(ports, 1), agent)
    with ports.store.read() as reads:
        terminal = terminal_of(reads)
    row = SheetRow(result.begun.meter.pan, "Z", result.receipt_no, 5_000, result.tokens)
    documents = sheet_documents([row] * 1_000, terminal, ENGLISH)
    groups = " ".join(result.tokens[0].digits[at : at + 4] for at in range(0, 20, 4))
    assert sheet_text(documents).decode().count(groups) == 1_000


def test_a_run_is_paid_in_one_way(ports: Ports, agent: SignedIn) -> None:
    """The same list by card is refused whole, before a row of it is sold."""
    rows = rows_of(ports, 2)
    sold(ports, rows[:1], agent)
    run_must_be_paid_alike(ports, rows, WISH)
    with pytest.raises(RunPaidOtherwise) as refused:
        run_must_be_paid_alike(ports, rows, BatchWish(WISH.run, "card"))
    assert refused.value.facts == {"run": WISH.run, "tender": "cash"}
