"""Whether more money ever buys fewer units, and where."""

from pos.domain.quote.findings import Finding, FindingKind
from pos.domain.quote.tariff_check import check_tariff
from tests.unit.domain.tariff_builders import VAT, a_tariff, buy

LIFELINE = [{"up_to": "50", "blocks": [{"rate": "4.36"}]}]


def test_plain_and_declining_tariffs_are_monotone() -> None:
    """Nothing is found."""
    assert check_tariff(a_tariff()) == ()
    assert check_tariff(a_tariff(blocks=[{"up_to": "9", "rate": "3"}, {"rate": "1"}])) == ()


def test_a_lifeline_is_found_with_its_amounts() -> None:
    """What is reported is what quotes give."""
    tariff = a_tariff(blocks=[{"rate": "5.26"}], lifelines=LIFELINE)
    (finding,) = check_tariff(tariff)
    assert finding == Finding(
        FindingKind.NOT_MONOTONE,
        amount=21_800,
        units_milli=50_000,
        units_milli_after=41_400,
        amount_again=26_274,
    )
    assert buy(tariff, "262.73").units_milli < 50_000
    assert buy(tariff, "262.74").units_milli == 50_000


def test_a_drop_that_only_another_month_shows_is_found() -> None:
    """Whole units: from 0 bought it hides behind the rounding, from 33.5 bought it does not."""
    levy = VAT | {"percent": "0.4", "when": {"month_above": "100"}}
    tariff = a_tariff(adjustments=[levy], units_rounding={"mode": "nearest", "step": "1"})
    (finding,) = check_tariff(tariff)
    assert (finding.amount, finding.units_milli, finding.units_milli_after) == (
        20_000,
        100_000,
        99_606,
    )
    later = {"month_to_date_milli": 33_500}
    assert buy(tariff, "133.00", **later).units_milli == 67_000
    assert buy(tariff, "133.01", **later).units_milli == 66_000


def test_a_duty_above_a_total_is_found() -> None:
    """One more cent costs ten rands, or even everything."""
    duty = {"id": "d", "label": "Duty", "amount": "10", "per": "vend"}
    tariff = a_tariff(charges=[duty | {"when": {"total_above": "100"}}])
    (finding,) = check_tariff(tariff)
    assert (finding.amount, finding.units_milli_after) == (10_000, 45_000)
    high = duty | {"amount": "100", "when": {"total_above": "5"}}
    (finding,) = check_tariff(a_tariff(charges=[high]))
    assert finding.amount_again == 10_490
    assert (finding.amount, finding.units_milli_after) == (500, 0)


def test_free_units_may_pass_a_lifeline_at_once() -> None:
    """Then there is nothing to fall from."""
    tariff = a_tariff(blocks=[{"rate": "5.26"}], lifelines=LIFELINE, free_units={"units": "50"})
    assert check_tariff(tariff) == ()


def test_prices_that_cannot_be_solved_are_found() -> None:
    """Rebates that take a block's price, taxes that take the total."""
    for adjustment in (
        VAT | {"percent": "100", "kind": "rebate"},
        VAT | {"percent": "150", "kind": "rebate"},
        VAT | {"percent": "100", "of": ["total"]},
    ):
        (finding,) = check_tariff(a_tariff(adjustments=[adjustment]))
        assert finding.kind is FindingKind.UNUSABLE
        assert finding.why


def test_a_free_first_block_is_no_fault() -> None:
    """Its price is nothing on purpose."""
    assert check_tariff(a_tariff(blocks=[{"up_to": "9", "rate": "0"}, {"rate": "1"}])) == ()


def test_a_charge_that_small_months_pay_is_no_fall() -> None:
    """Passing its end only buys more."""
    small = {"id": "s", "label": "S", "amount": "1", "per": "vend", "when": {"month_up_to": "9"}}
    assert check_tariff(a_tariff(charges=[small])) == ()


def test_a_tax_rounded_to_whole_rands_before_units_are_bought() -> None:
    """Where the tax steps up by a rand, a cent more buys 0.5 units less."""
    tax = VAT | {"rounding": {"mode": "nearest", "step": "1"}}
    tariff = a_tariff(adjustments=[tax], units_from="rounded_money")
    (finding,) = check_tariff(tariff)
    assert finding.kind is FindingKind.NOT_MONOTONE
    before, after, again = (
        buy(tariff, f"{amount // 100}.{amount % 100:02d}").units_milli
        for amount in (finding.amount, finding.amount + 1, finding.amount_again)
    )
    assert (before, after) == (finding.units_milli, finding.units_milli_after)
    assert after < before <= again


def test_rounding_that_units_do_not_feel_is_monotone() -> None:
    """A tax to the cent, and units sold in whole ones bought with exact money."""
    assert check_tariff(a_tariff(adjustments=[VAT], units_from="rounded_money")) == ()
    tax = VAT | {"rounding": {"mode": "nearest", "step": "1"}}
    assert check_tariff(a_tariff(adjustments=[tax])) == ()


def test_a_share_for_arrears_that_steps_with_a_tax_is_found_for_who_owes() -> None:
    """Both rise by a cent at once, so that a cent more leaves a cent less for energy."""
    tariff = a_tariff(
        adjustments=[VAT],
        units_from="rounded_money",
        units_rounding={"mode": "nearest", "step": "0.001"},
        arrears={"collect": "share", "percent": "30"},
    )
    (finding,) = check_tariff(tariff)
    assert finding.is_owing
    more, less = (
        buy(tariff, f"{each // 100}.{each % 100:02d}", arrears_minor=1_000_000).units_milli
        for each in (finding.amount, finding.amount + 1)
    )
    assert (more, less) == (finding.units_milli, finding.units_milli_after)
    assert more > less


def test_a_tax_in_huge_steps_is_told_without_trying_every_cent() -> None:
    """The drop goes on for millions; where it ends is looked for by halves."""
    tax = VAT | {"rounding": {"mode": "nearest", "step": "100000000"}}
    (finding,) = check_tariff(a_tariff(adjustments=[tax], units_from="rounded_money"))
    assert finding.amount_again > 10 * 100_000_000


def test_charges_under_a_cap_are_lines_that_step_as_well() -> None:
    """Half of the purchase and its tax rise at once."""
    tariff = a_tariff(
        charges=[{"id": "rent", "label": "Rent", "amount": "100", "per": "month"}],
        charges_cap="50",
        adjustments=[VAT | {"of": ["total"]}],
        units_from="rounded_money",
        units_rounding={"mode": "nearest", "step": "0.001"},
    )
    (finding,) = check_tariff(tariff)
    more, less = (
        buy(tariff, f"{each // 100}.{each % 100:02d}").units_milli
        for each in (finding.amount, finding.amount + 1)
    )
    assert (more, less) == (finding.units_milli, finding.units_milli_after)
    assert more > less
