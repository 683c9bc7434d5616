"""Finding a past sale by what a customer still has: a code, a receipt, an amount."""

from pathlib import Path

import pytest

from pos.app.ports import Ports
from pos.app.selling.sell import sell
from pos.app.sold.find_sales import find_sales, names_too_many, sale_named
from pos.domain.errors import SaleIdMalformed, SaleUnknown
from pos.domain.meter import ACTIVE
from tests import terminal_stories as story
from tests.desk_stories import AGENT
from tests.token_stories import FREE, ROLLOVER

MANY = 20


def found(ports: Ports, typed: str) -> list[str]:
    """Return the ids of the sales that are found, best first."""
    with ports.store.read() as reads:
        return [row.sale_id for row in find_sales(reads, typed, limit=50)]


def test_a_sale_is_found_by_a_name_that_many_have(till: Path) -> None:
    """Also that of the last of them."""
    with story.opened(till) as ports:
        with ports.store.read() as reads:
            many = [
                meter for meter in reads.find_meters("amina", limit=500) if meter.status == ACTIVE
            ]
        assert len(many) > MANY
        sale = sell(ports, story.a_request(many[-1].pan), operator=AGENT.name)
        assert found(ports, "amina") == [sale.sale_id]
        with ports.store.read() as reads:
            assert not names_too_many(reads, "amina")


def test_a_sale_is_found_by_each_of_its_codes_and_by_its_amount(till: Path) -> None:
    """Whole, with spaces, or by its last digits; free units and key changes have codes, too."""
    with story.opened(till) as ports:
        with ports.store.read() as reads:
            plain, other = story.pans_of(reads, 2)
            free = next(m.pan for m in reads.each_meter() if FREE in m.tariff)
            changing = next(m.pan for m in reads.each_meter() if m.sgc == ROLLOVER)
        sales = [
            sell(ports, story.a_request(pan, amount), operator=AGENT.name)
            for pan, amount in ((plain, 5_000), (other, 6_100), (free, 7_000), (changing, 8_000))
        ]
        for sale in sales:
            for token in sale.tokens:
                spaced = " ".join(token.digits[at : at + 4] for at in range(0, 20, 4))
                assert found(ports, token.digits) == [sale.sale_id]
                assert found(ports, spaced) == [sale.sale_id]
            assert sale.sale_id in found(ports, sale.tokens[-1].digits[-4:])
            assert found(ports, sale.receipt_no) == [sale.sale_id]
            assert found(ports, sale.sale_id.upper()) == [sale.sale_id]
        assert found(ports, "61") == found(ports, "61.00") == [sales[1].sale_id]
        for shown in ("61,00", "R 61.00", "R61", "61,00 ZAR", "61.00\N{NO-BREAK SPACE}R"):
            assert found(ports, shown) == [sales[1].sale_id], shown
        assert found(ports, sales[1].receipt_no.lower()) == [sales[1].sale_id]
        assert found(ports, "61.001") == found(ports, "61,0,0") == []
        assert found(ports, "00000000000000000000") == []


def test_one_sale_is_named_by_its_id_or_its_receipt(till: Path) -> None:
    """A receipt that never was is not found; anything else is no number of a sale."""
    with story.opened(till) as ports:
        with ports.store.read() as reads:
            (pan,) = story.pans_of(reads, 1)
        sale = sell(ports, story.a_request(pan), operator=AGENT.name)
        with ports.store.read() as reads:
            assert sale_named(reads, sale.receipt_no).sale_id == sale.sale_id
            assert sale_named(reads, sale.sale_id).receipt_no == sale.receipt_no
            for unknown in (sale.receipt_no[:-1] + "9", story.new_sale_id()):
                with pytest.raises(SaleUnknown):
                    sale_named(reads, unknown)
            with pytest.raises(SaleIdMalformed):
                sale_named(reads, "61.00")
