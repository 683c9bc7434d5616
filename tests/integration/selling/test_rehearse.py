"""Next month's tariff is tried on last month's sales."""

from pathlib import Path
from typing import Any

import pytest

from pos.app.tariffs import rehearse_tariff as rehearsing
from pos.app.tariffs.rehearse_tariff import Rehearsal, RehearsalWish, rehearse_tariff
from pos.store.store import SqlStore
from tests import store_stories as story
from tests.builders import a_sale_begun
from tests.unit.domain.tariff_builders import a_tariff


def a_store(folder: Path) -> SqlStore:
    """Return a store with three sales of R 100 for 45.5 kWh, one cancelled and one open."""
    store = story.store_for_business(folder)
    for number in range(1, 4):
        story.sell(store, number)
    with store.write() as work:
        story.begin(work, 4)
        story.cancel_sale(work, 4)
        story.begin(work, 5)
        work.commit()
    return store


def rehearse(store: SqlStore, **fields: Any) -> Rehearsal:
    """Rehearse a tariff that is not valid yet over all sales."""
    *_, told = rehearse_tariff(store, a_tariff(valid_from="2099-01-01", **fields))
    return told


def test_committed_sales_are_quoted_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Page after page, for the same money."""
    monkeypatch.setattr(rehearsing, "ENTRIES_AT_ONCE", 2)
    store = a_store(tmp_path)
    told = rehearse(store)
    assert (told.sales, told.total, told.refused) == (3, 30_000, {})
    assert (told.units_milli_then, told.units_milli_now) == (3 * 45_500, 3 * 50_000)
    assert (told.fewer, told.more, told.worst_sale) == (0, 3, "")
    dearer = rehearse(store, blocks=[{"rate": "4.00"}])
    assert (dearer.fewer, dearer.more) == (3, 0)
    assert (dearer.worst_sale, dearer.worst_milli) == (story.sale_id(1), 20_500)
    store.close()


def test_refusals_are_counted_by_their_rule(tmp_path: Path) -> None:
    """A sale that could not be made any more says why."""
    store = a_store(tmp_path)
    told = rehearse(store, limits={"minimum": "150"})
    assert (told.sales, told.refused, told.units_milli_then) == (3, {"AMOUNT-04": 3}, 0)
    store.close()


def test_the_place_in_the_month_is_that_of_the_sale(tmp_path: Path) -> None:
    """A sale late in the month is in a later block."""
    store = story.store_for_business(tmp_path)
    with store.write() as work:
        begun = a_sale_begun(
            sale_id=story.sale_id(1), meter=story.a_meter(1).keyed(), month_to_date_milli=90_000
        )
        work.append(begun, operator="agent")
        story.commit_sale(work, 1)
        work.commit()
    told = rehearse(store, blocks=[{"up_to": "100", "rate": "1.00"}, {"rate": "9.00"}])
    assert told.units_milli_now == 20_000
    store.close()


def test_what_falls_due_by_time_counts_from_the_purchase_before(tmp_path: Path) -> None:
    """A meter that bought twice on a day pays for that day once; a sale given up is no purchase."""
    store = story.store_for_business(tmp_path)
    with store.write() as work:
        for number, bought_milli in ((1, 0), (2, 0), (3, 45_500)):
            begun = a_sale_begun(
                sale_id=story.sale_id(number),
                meter=story.a_meter(1).keyed(),
                month_to_date_milli=bought_milli,
            )
            work.append(begun, operator="agent")
            if number == 1:
                story.cancel_sale(work, number)
            else:
                story.commit_sale(work, number, issue_no=number - 1)
        work.commit()
    rent = {"id": "rent", "label": "Rent", "amount": "20.00", "per": "day"}
    assert rehearse(store, charges=[rent]).units_milli_now == 40_000 + 50_000
    assert rehearse(store, charges=[rent | {"per": "vend"}]).units_milli_now == 2 * 40_000
    store.close()


def test_other_tariffs_and_currencies_are_left_out(tmp_path: Path) -> None:
    """Only what the wish names."""
    store = a_store(tmp_path)
    assert rehearse(store, currency="ZMW").sales == 0
    *_, none = rehearse_tariff(store, a_tariff(), RehearsalWish(tariff="another"))
    *_, all_of_it = rehearse_tariff(store, a_tariff(), RehearsalWish(tariff="training"))
    assert (none.sales, all_of_it.sales) == (0, 3)
    store.close()
