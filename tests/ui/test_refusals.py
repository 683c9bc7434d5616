"""Every refusal is shown in the window, in words: what happened, where the money is, what now."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from pos.app.cash.move_cash import CashWish, drop
from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import SignedIn
from pos.app.selling.sell import sell
from pos.app.sold.history import SaleStory
from pos.domain.cash import Destination, expected_cash
from pos.domain.error_catalogue import all_error_types
from pos.domain.errors import CashNotInDrawer, MoneyStands, PosError
from pos.domain.meter import display_number
from pos.domain.money import Money
from pos.domain.sale import SaleRequest
from pos.presenters.desk import Desk
from pos.presenters.history.case_view import CaseMode
from pos.presenters.problem_texts import HAPPENED
from pos.presenters.problem_view import problem_view
from pos.presenters.sale.state import Step
from pos.ui.widgets.labels import FittingLabel
from pos.ui.window.page_name import PageName
from tests import terminal_stories as story
from tests.desk_stories import SUPERVISOR
from tests.ui.window_stories import Shop


class RefusingDesk:
    """A desk whose sale fails as a test wants it; everything else is real."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.error: PosError | None = None

    def __getattr__(self, name: str) -> Any:
        """Do everything else as it is done."""
        return getattr(self._desk, name)

    def sell(
        self, request: SaleRequest, operator: SignedIn, second: SecondPerson | None = None
    ) -> SaleStory:
        """Fail as it was said, or sell."""
        if self.error is not None:
            raise self.error
        return self._desk.sell(request, operator, second)


class FaultyDesk(RefusingDesk):
    """A desk with a mistake in its sale."""

    def sell(
        self, request: SaleRequest, operator: SignedIn, second: SecondPerson | None = None
    ) -> SaleStory:
        """Make the mistake."""
        del request, operator, second
        raise ZeroDivisionError


def on_screen(shop: Shop) -> str:
    """Return all words that can be seen."""
    shop.settle()
    labels = [each.text() for each in shop.window.findChildren(QLabel) if each.isVisible()]
    fitting = [each.text for each in shop.window.findChildren(FittingLabel) if each.isVisible()]
    return " ".join([*labels, *fitting])


def told_in(shop: Shop, error: PosError) -> list[str]:
    """Return the sentences about an error that are not on the screen."""
    view = problem_view(error)
    words = shop.window.shell.style_
    seen = on_screen(shop)
    parts = (view.happened, view.money, view.next_step)
    return [words.say(part) for part in parts if part.text and words.say(part) not in seen]


def error_for(code: str, pan_number: str) -> PosError:
    """Make an error of a code with a fact for each of its blanks."""
    kind = all_error_types()[code]
    names = [piece.split("}")[0] for piece in HAPPENED[code].split("{")[1:]]
    facts = {name: f"<{name}>" for name in names}
    if "sale" in facts:
        facts["sale"] = "00000000-0000-4000-8000-000000000000"
    if "meter" in facts:
        facts["meter"] = pan_number
    return kind(**facts)


def test_whatever_refuses_a_sale_is_told_in_words(open_shop: Callable[..., Shop]) -> None:
    """Each error there is, out of the sale itself, is on the screen whole."""
    desks: list[RefusingDesk] = []

    def around(desk: Desk) -> Desk:
        desks.append(RefusingDesk(desk))
        return desks[0]

    shop = open_shop(around=around)
    desk = desks[0]
    missing: dict[str, list[str]] = {}
    for code in sorted(HAPPENED):
        error = error_for(code, shop.numbers[0])
        shop.press(Qt.Key.Key_F2)
        shop.type_sale()
        desk.error = error
        shop.enter()
        shop.wait(lambda: not shop.sale.is_committing)
        shop.wait(lambda: is_refused(shop) or shop.work.signing.state.is_asked)
        # Where a supervisor could have helped, none does.
        shop.work.signing.back()
        left = told_in(shop, error)
        if left:
            missing[code] = left
        shop.press(Qt.Key.Key_Escape)
    assert missing == {}


def is_refused(shop: Shop) -> bool:
    """Whether a refusal has come back to the screen."""
    state = shop.state
    notices = (state.meter.notice, state.amount.notice)
    is_noticed = any(notice is not None and notice.then.text for notice in notices)
    return state.problem is not None or is_noticed


def test_a_wrong_check_digit_is_told_under_its_field(shop: Shop) -> None:
    """What was typed stays, and the sentence says that nothing was charged."""
    number = shop.numbers[0]
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    shop.type_keys(wrong)
    shop.enter()
    notice = shop.page.meter_card.notice
    assert wrong in notice.text
    assert "Nothing was charged." in notice.text
    assert shop.page.meter_card.field.text() == wrong


def test_an_unknown_meter_is_told(shop: Shop) -> None:
    """A good number that is not registered here."""
    shop.type_keys("01234567897")
    shop.enter()
    shop.wait(lambda: "not known here" in shop.page.meter_card.notice.text)


def test_too_little_cash_cannot_be_sold_for(shop: Shop) -> None:
    """The button is off, and what is missing is said beside the cash."""
    shop.type_keys(shop.numbers[0])
    shop.enter()
    shop.wait(lambda: shop.state.step is Step.AMOUNT)
    shop.type_keys("100")
    shop.wait(lambda: shop.state.amount.gets.text)
    shop.enter()
    shop.type_keys("87")
    assert not shop.page.pay_card.primary.isEnabled()
    assert "R\u00a013.00 short" in on_screen(shop)


def test_an_amount_that_the_tariff_does_not_sell_is_told(shop: Shop) -> None:
    """After Enter, under the amount; the keyboard stays there."""
    shop.type_keys(shop.numbers[0])
    shop.enter()
    shop.wait(lambda: shop.state.step is Step.AMOUNT)
    shop.type_keys("0.01")
    shop.enter()
    shop.wait(lambda: shop.page.amount_card.notice.text)
    assert shop.focused() is shop.page.amount_card.field


def test_a_fault_of_our_own_does_not_say_that_nothing_was_charged(
    open_shop: Callable[..., Shop],
) -> None:
    """Where nobody knows how far a sale came, the window does not claim to."""

    shop = open_shop(around=FaultyDesk)
    shop.type_sale()
    shop.enter()
    shop.wait(lambda: shop.state.problem is not None)
    problem = shop.state.problem
    assert problem is not None
    assert problem.code == "FAULT-01"


def test_every_place_of_the_money_has_words() -> None:
    """The sentences that say where the money stands are all there."""
    from pos.presenters.problem_texts import MONEY  # noqa: PLC0415 - only this test needs it.

    assert set(MONEY) == set(MoneyStands)


def test_a_refused_refund_says_why_where_the_case_stands(open_shop: Callable[..., Shop]) -> None:
    """The button that was pressed is beside it, and pressing it again tries again."""
    shop = open_shop()
    shop.sell()
    shop.wait(lambda: shop.state.step is Step.SOLD)
    shop.show_page(PageName.HISTORY)
    shop.wait(lambda: shop.work.history.state.rows)
    shop.enter()
    case = shop.work.case
    shop.wait(lambda: case.state.mode is CaseMode.OFFERED)
    case.wrong()
    case.reason_taken(0)
    case.enter()
    shop.wait(lambda: case.state.mode is CaseMode.OPEN)
    with shop.ports.store.read() as reads:
        shift = reads.open_shift()
    assert shift is not None
    wish = CashWish(Money(expected_cash(shift.figures()), "ZAR"), "to the safe")
    drop(shop.ports, wish, Destination.SAFE, operator=SUPERVISOR)
    case.refund_wanted()
    shop.wait(lambda: case.state.problem)
    assert told_in(shop, CashNotInDrawer(asked="100.00")) == []
    assert not shop.work.signing.state.is_asked


def test_what_was_shown_is_what_is_sold(shop: Shop) -> None:
    """A purchase elsewhere moves the meter to a dearer block: new units are shown before a sale."""
    with shop.ports.store.read() as reads:
        dear = next(meter for meter in reads.each_meter() if "tshwane" in meter.tariff)
    shop.type_sale("300", "300", display_number(dear.pan))
    shown = shop.state.amount.gets
    sell(shop.ports, story.a_request(dear.pan, 90_000), operator="agent")
    shop.enter()
    shop.wait(lambda: shop.state.problem)
    assert "units now" in on_screen(shop)
    shop.wait(lambda: shop.state.amount.gets != shown)
    shown = shop.state.amount.gets
    shop.enter()
    shop.wait(lambda: shop.state.step is Step.SOLD)
    assert shop.state.sold is not None
    figures = str(dict(shown.facts)["units"])
    assert figures in shop.state.sold.codes[0].units.english()
