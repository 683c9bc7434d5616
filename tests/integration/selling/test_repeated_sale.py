"""What is asked again before a sale: the same one within minutes, and units that were told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pos.app.selling.quoting import quote_meter
from pos.app.selling.sell import sell
from pos.domain.energy import format_units
from pos.domain.errors import MoneyStands, QuoteChanged, SaleRepeats
from pos.domain.money import Money
from tests import terminal_stories as story
from tests.office_stories import RealClock

AGENT = story.OPERATOR


def test_the_same_again_within_minutes_is_refused_where_nobody_was_asked(till: Path) -> None:
    """Another amount, another meter and the same sale id are no repeats; nor is it later."""
    clock = story.MovedClock(datetime.now(UTC) + timedelta(minutes=1))
    with story.opened(till, clock=clock) as ports:
        with ports.store.read() as reads:
            pan, other = story.pans_of(reads, 2)
        first = replace(story.a_request(pan), refuses_repeat=True)
        sold = sell(ports, first, operator=AGENT)
        again = replace(story.a_request(pan), refuses_repeat=True)
        with pytest.raises(SaleRepeats) as caught:
            sell(ports, again, operator=AGENT)
        assert caught.value.money is MoneyStands.NOTHING_CHARGED
        assert sell(ports, first, operator=AGENT).tokens == sold.tokens
        sell(ports, replace(again, refuses_repeat=False), operator=AGENT)
        sell(ports, replace(story.a_request(pan, 6_000), refuses_repeat=True), operator=AGENT)
        sell(ports, replace(story.a_request(other), refuses_repeat=True), operator=AGENT)
        assert clock.start is not None
        clock.start += timedelta(minutes=11)
        sell(ports, replace(story.a_request(pan, 6_000), refuses_repeat=True), operator=AGENT)


def test_other_units_than_the_customer_was_told_are_not_sold(till: Path) -> None:
    """Nothing is begun; the units of now, told to the customer, are sold under the same id."""
    clock = RealClock()
    clock.stop()
    with story.opened(till, clock=clock) as ports:
        with ports.store.read() as reads:
            (pan,) = story.pans_of(reads, 1)
            amount = Money(5_000, story.CURRENCY)
            now = quote_meter(reads, pan, moment=clock.now(), amount=amount).quote.given_milli
        request = replace(story.a_request(pan), told_milli=now + 100)
        with pytest.raises(QuoteChanged) as caught:
            sell(ports, request, operator=AGENT)
        assert caught.value.money is MoneyStands.NOTHING_CHARGED
        assert caught.value.facts["now"] == format_units(now)
        with ports.store.read() as reads:
            assert reads.sale(request.sale_id) is None
        assert (
            sell(ports, replace(request, told_milli=now), operator=AGENT).begun.units_milli == now
        )
