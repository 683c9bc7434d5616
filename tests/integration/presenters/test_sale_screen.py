"""The sale screen on a real terminal: whole sales, key by key."""

from pathlib import Path

import pytest

from pos.presenters.sale.state import Step, Tone
from pos.presenters.texts import Say, tell
from pos.sts.identifiers import luhn_check_digit
from tests import desk_stories as story
from tests.desk_stories import Till


def english(say: Say) -> str:
    """Return a text in English."""
    return say.english()


def test_a_sale_by_keyboard_takes_digits_and_four_more_keys(till: Till) -> None:
    """Meter, amount, tender, sell, next customer: four times Enter, and nothing else."""
    till.sell("50", "100")
    assert till.step() is Step.SOLD
    assert till.state.sold is not None
    (code,) = till.state.sold.codes
    assert "".join(code.groups) == code.digits
    assert len(code.digits) == 20
    assert till.state.tender.change == "R\u00a050.00"
    assert till.state.tender.hand_out == "1×50"
    till.wait()
    till.sale.enter()
    assert till.step() is Step.METER
    assert till.state.meter.text == ""


def test_the_breakdown_sums_to_what_is_paid(till: Till) -> None:
    """Lines, units and the money on the button agree with the sale that is made."""
    till.type_meter(till.number())
    till.sale.enter()
    till.press_amount("123.45")
    lines = [line.amount.replace("\u00a0", "") for line in till.state.amount.lines]
    assert sum(int(line.replace(".", "")) for line in lines) == 12345
    gets = english(till.state.amount.gets)
    till.sale.enter()
    till.sale.enter()
    assert till.state.tender.received == "R\u00a0123.45"
    assert "R\u00a0123.45" in english(till.state.primary.label)
    assert till.number()[-4:] in english(till.state.primary.label)
    till.sale.enter()
    assert till.state.sold is not None
    assert english(till.state.sold.codes[0].units) == gets


def test_the_printed_receipt_holds_the_code_on_the_screen(till: Till) -> None:
    """What is shown is what is printed, and the print state is told."""
    till.sell()
    sold = till.state.sold
    assert sold is not None
    assert sold.print_tone is Tone.GOOD
    lines = till.desk.receipt(till.desk.story(sold.sale_id))
    assert sold.codes[0].digits in "".join(lines).replace(" ", "").replace("-", "")


def test_the_code_is_shown_before_paper_is_waited_for(folder: Path) -> None:
    """The job that makes the sale shows it; printing is another job."""
    jobs = story.HeldJobs()
    with story.opened_till(folder, jobs=jobs) as till:
        number = till.number()
        till.type_meter(number)
        till.sale.enter()
        jobs.let_all()
        till.press_amount("50")
        jobs.let_all()
        till.sale.enter()
        till.press_cash("50")
        till.sale.enter()
        assert till.state.busy.text
        assert not till.state.primary.enabled
        jobs.let()
        assert till.step() is Step.SOLD
        assert till.state.sold is not None
        assert "waits for the printer" in english(till.state.sold.print_state)
        jobs.let_all()
        assert till.state.sold.print_tone is Tone.GOOD


def test_enter_pressed_twice_does_not_lose_the_code(till: Till) -> None:
    """Within a moment of the sale, Enter does nothing; one sale was made."""
    till.sell()
    till.sale.enter()
    assert till.step() is Step.SOLD
    assert len(till.desk.sales(limit=10)) == 1


def test_keys_while_the_sale_is_made_do_nothing(folder: Path) -> None:
    """Enter, Esc, digits, scans and a new sale wait until the sale is over."""
    jobs = story.HeldJobs()
    with story.opened_till(folder, jobs=jobs) as till:
        numbers = till.number(), till.number(1)
        till.type_meter(numbers[0])
        till.sale.enter()
        till.press_amount("50")
        jobs.let_all()
        till.sale.enter()
        till.press_cash("50")
        till.sale.enter()
        for press in (
            till.sale.enter,
            till.sale.back,
            till.sale.new_sale,
            till.sale.undo_clear,
            till.sale.secondary,
            lambda: till.sale.scanned(numbers[1]),
            lambda: till.sale.amount_key("1"),
            lambda: till.sale.meter_text_changed("1"),
        ):
            press()
        assert till.sale.is_committing
        jobs.let_all()
        assert till.step() is Step.SOLD
        (row,) = till.desk.sales(limit=10)
        assert row.total == 5000


def test_a_wrong_check_digit_is_said_under_the_field(till: Till) -> None:
    """The text stays, nothing was charged, and the field says what to do."""
    number = till.number()
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    till.type_meter(wrong)
    assert till.meter_notice() is None
    till.sale.enter()
    notice = till.meter_notice()
    assert notice is not None
    assert notice.tone is Tone.BAD
    assert "check digit" in english(notice.first[0])
    assert english(notice.first[1]) == "Nothing was charged."
    assert till.step() is Step.METER
    assert till.state.meter.text == wrong


def test_an_unknown_meter_comes_back_to_its_field(till: Till) -> None:
    """The number holds, but the registry has none; what was typed since stays."""
    body = "9900000001"
    till.sale.meter_text_changed(f"{body}{luhn_check_digit(body)}")
    till.sale.enter()
    assert till.step() is Step.METER
    notice = till.meter_notice()
    assert notice is not None
    assert "not known here" in english(notice.first[0])


def test_a_customer_is_found_by_name_and_chosen(till: Till) -> None:
    """Typing a name lists meters; choosing one goes on to the amount with a masked name."""
    till.type_meter("Amina")
    assert len(till.state.meter.found) > 1
    row = next(each for each in till.state.meter.found if "Amina" in each.customer)
    till.sale.meter_chosen(row.pan)
    assert till.step() is Step.AMOUNT
    assert till.state.meter.customer == "A. D•••o"
    assert till.state.meter.found == ()


def test_enter_takes_the_only_one_found(till: Till) -> None:
    """An account number is as good as a meter number."""
    till.type_meter("T000007")
    till.sale.enter()
    assert till.step() is Step.AMOUNT


@pytest.mark.parametrize("text", ["Nobody Atall", "999"])
def test_what_is_not_found_is_said(till: Till, text: str) -> None:
    """Letters or digits, the field says that nothing was found."""
    till.type_meter(text)
    till.sale.enter()
    notice = till.meter_notice()
    assert notice is not None
    assert "Nothing found" in english(notice.first[0])


def test_quick_cash_fills_what_was_received_and_sells_nothing(till: Till) -> None:
    """Slots stay where they are; the press fills the field only."""
    till.type_meter(till.number())
    till.sale.enter()
    till.sale.quick_amount(1)
    assert till.state.amount.text == "50"
    assert till.state.amount.quick[1].selected
    till.sale.enter()
    assert len(till.state.tender.quick) == 5
    till.sale.quick_cash(1)
    assert till.state.tender.received == "R\u00a060.00"
    assert till.desk.sales(limit=10) == ()
    till.sale.enter()
    assert till.step() is Step.SOLD


def test_too_little_cash_is_said_and_not_sold(till: Till) -> None:
    """What is missing is named, and Enter does nothing."""
    till.sell("50", "30")
    assert till.step() is Step.TENDER
    assert english(till.state.tender.short) == "R\u00a020.00 short"
    assert not till.state.primary.enabled
    assert till.desk.sales(limit=10) == ()


def test_a_blocked_meter_is_said_at_its_field(till: Till) -> None:
    """The refusal of the meter's status reaches the first card."""
    with till.ports.store.read() as reads:
        blocked = next(m for m in reads.meters(limit=240) if m.status != "active")
    till.sale.meter_chosen(blocked.pan)
    assert till.step() is Step.METER
    notice = till.meter_notice()
    assert notice is not None
    assert "blocked" in english(notice.first[0])


def test_a_second_purchase_of_the_same_amount_is_asked_about(till: Till) -> None:
    """Enter goes back; the other button sells all the same."""
    till.sell()
    till.wait()
    till.sale.enter()
    till.sell()
    assert till.step() is Step.TENDER
    assert "Sell it once more?" in till.question()
    till.sale.enter()
    assert not till.question()
    till.sale.enter()
    assert till.question()
    till.sale.secondary()
    assert till.step() is Step.SOLD
    assert len(till.desk.sales(limit=10)) == 2


def test_a_note_too_many_is_asked_about(till: Till) -> None:
    """Change of the greatest note or more is a slip of a zero, or something that was scanned."""
    till.sell("20", "2000")
    assert till.step() is Step.TENDER
    assert "R\u00a01\u00a0980.00 goes back" in till.question()
    till.sale.enter()
    till.sale.tender_key("clear")
    till.press_cash("200")
    till.sale.enter()
    assert till.step() is Step.SOLD


def test_a_purchase_far_above_the_last_is_asked_about(till: Till) -> None:
    """Over five times as much as last time may be a slip of a zero."""
    till.sell("20", "20")
    till.wait()
    till.sale.enter()
    till.sell("200", "200")
    assert "over five times" in till.question()


def test_a_cleared_sale_comes_back(till: Till) -> None:
    """F2 by mistake loses nothing; after the sale nothing is undone."""
    till.type_meter(till.number())
    till.sale.enter()
    till.press_amount("50")
    till.sale.new_sale()
    assert till.state.amount.text == ""
    assert till.can_undo()
    till.sale.undo_clear()
    assert till.state.amount.text == "50"
    assert till.step() is Step.AMOUNT
    assert english(till.state.amount.gets)
    till.sale.enter()
    till.sale.enter()
    till.sale.enter()
    assert till.step() is Step.SOLD
    assert not till.can_undo()
    till.sale.undo_clear()
    assert till.step() is Step.SOLD


def test_a_scan_after_a_sale_is_the_next_customer(till: Till) -> None:
    """The scanned meter is looked up at once."""
    till.sell()
    till.sale.scanned(till.number(1))
    assert till.step() is Step.AMOUNT
    assert till.state.meter.text == till.number(1)
    assert till.state.sold is None


def test_a_scan_while_typing_an_amount_goes_to_the_meter(till: Till) -> None:
    """The amount is kept and nothing of the scan lands in it."""
    till.type_meter(till.number())
    till.sale.enter()
    till.press_amount("50")
    till.sale.scanned(till.number(1))
    assert till.state.meter.text == till.number(1)
    assert till.state.amount.text == "50"
    assert till.can_undo()


def test_units_are_typed_in_place_of_money(till: Till) -> None:
    """What the units cost is to pay, and the sale is made by that sum."""
    till.type_meter(till.number())
    till.sale.enter()
    till.sale.swap_units()
    assert till.state.amount.symbol == "kWh"
    till.press_amount("10.5")
    assert till.state.tender.to_pay
    till.sale.enter()
    till.sale.enter()
    till.sale.enter()
    assert till.step() is Step.SOLD


def test_a_draft_waits_for_its_owner(till: Till) -> None:
    """Locking hides a draft, another operator starts empty, the owner finds it again."""
    till.type_meter(till.number())
    till.sale.enter()
    till.press_amount("50")
    till.sale.operator_changed(None)
    assert till.state.amount.text == ""
    till.sale.operator_changed(story.SUPERVISOR)
    assert till.state.amount.text == ""
    till.sale.operator_changed(story.AGENT)
    assert till.state.amount.text == "50"


def test_a_copy_is_printed_of_the_sale_on_the_screen(till: Till) -> None:
    """The copy is counted and marked; the code stays."""
    till.sell()
    sold = till.state.sold
    assert sold is not None
    till.sale.print_again()
    assert till.desk.story(sold.sale_id).row.copies == 1
    assert till.step() is Step.SOLD


def test_why_a_month_buys_less_is_said(till: Till) -> None:
    """Once a dearer block has begun, the second card names it, and shows the last time beside."""
    with till.ports.store.read() as reads:
        pan = next(
            m.pan for m in reads.meters(limit=240) if "tshwane" in m.tariff and m.status == "active"
        )
    till.sale.meter_chosen(pan)
    till.press_amount("900")
    till.sale.enter()
    till.sale.enter()
    till.sale.enter()
    till.wait()
    till.sale.enter()
    till.sale.meter_chosen(pan)
    till.press_amount("100")
    assert "less than at the start of the month" in english(till.state.amount.fewer)
    when, units, *lines = till.state.amount.beside
    assert (english(when.detail), when.amount) == ("Last purchase", "")
    assert (units.before, units.amount) == ("556.8", "56.7")
    vat = next(line for line in lines if english(line.label).startswith("VAT"))
    assert (vat.before, vat.amount) == ("110.53", "12.28")
    assert {line.label for line in lines} >= {line.label for line in till.state.amount.lines}


def test_nothing_is_compared_where_the_last_time_bought_no_more(till: Till) -> None:
    """Half the money for half the units needs no explanation, and neither does a first sale."""
    till.type_meter(till.number())
    till.sale.enter()
    till.press_amount("100")
    assert till.state.amount.lines
    assert till.state.amount.beside == ()
    till.sale.operator_changed(story.SUPERVISOR)
    till.sell("100")
    till.wait()
    till.sale.enter()
    till.type_meter(till.number())
    till.sale.enter()
    till.press_amount("50")
    assert till.state.amount.lines
    assert till.state.amount.beside == ()


def test_every_text_of_a_sale_is_complete_in_any_language(till: Till) -> None:
    """No state shows a brace, even when a translator loses the facts."""
    till.sell()

    def broken(context: str, text: str, /) -> str:
        return f"{context}{text}{{nobody}}"

    for state in till.seen:
        for say in (state.primary.label, state.question, state.amount.gets, state.meter.hint):
            assert "{" not in tell(say, broken)
