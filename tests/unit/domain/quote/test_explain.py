"""Two purchases side by side, and what is left in a block."""

from pos.domain.quote import MeterState
from pos.domain.quote.explain import BlockLeft, LineBeside, explain, left_in_block
from tests.unit.domain.tariff_builders import MOMENT, VAT, a_tariff, buy

BLOCKS = [{"up_to": "50", "rate": "1"}, {"rate": "2"}]
FEE = {"id": "fee", "label": "Fee", "amount": "5", "per": "month"}


def test_fewer_units_are_explained_line_by_line() -> None:
    """The same money, first without the cheap block, first with the monthly fee."""
    tariff = a_tariff(blocks=BLOCKS, charges=[FEE])
    before = buy(tariff, "55")
    now = buy(tariff, "55", month_to_date_milli=50_000)
    explained = explain(now, before)
    assert (explained.units_milli_gained, explained.total_gained) == (-22_500, 0)
    assert explained.lines == (
        LineBeside("energy", "Block 2", "", "2", 0, 27_500, 0, 5500),
        LineBeside("fixed", "Fee", "5", "", 0, 0, 500, 0),
        LineBeside("energy", "Block 1", "1", "", 50_000, 0, 5000, 0),
    )


def test_lines_of_one_label_are_taken_together() -> None:
    """Two blocks may carry the same label."""
    tariff = a_tariff(blocks=[part | {"label": "Energy"} for part in BLOCKS])
    quote = buy(tariff, "70")
    (line,) = explain(quote, quote).lines
    assert (line.units_milli, line.amount) == (60_000, 7000)


def test_what_is_left_of_a_block_is_told_in_money() -> None:
    """20 units at 1.00 and VAT; the last block has no end."""
    tariff = a_tariff(blocks=BLOCKS, adjustments=[VAT])
    state = MeterState(month_to_date_milli=30_000)
    assert left_in_block(tariff, state, MOMENT) == BlockLeft("Block 1", 20_000, 2300)
    assert left_in_block(tariff, MeterState(month_to_date_milli=50_000), MOMENT) is None


def test_a_lifeline_ends_a_block_too() -> None:
    """Its end comes before that of its only block."""
    tariff = a_tariff(lifelines=[{"up_to": "50", "blocks": [{"rate": "1"}]}])
    assert left_in_block(tariff, MeterState(), MOMENT) == BlockLeft("Energy", 50_000, 5000)
