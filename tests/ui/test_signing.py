"""What somebody may not do alone, by keyboard: somebody else signs, the page before is back."""

from functools import partial

from PySide6.QtCore import Qt

from pos.app.people.manage_operators import Manager, change_operator
from pos.app.people.sign_in import sign_in
from pos.domain.meter import display_number
from pos.presenters.history.case_view import CaseMode
from pos.presenters.sale.state import Step
from pos.ui.history.history_page import HistoryPage
from pos.ui.window.page_name import PageName
from tests.cash_stories import pin_of
from tests.ui.window_stories import Shop

LIMIT = 3


def use_up_copies(shop: Shop) -> None:
    """Sell, print every copy that needs nobody, and ask for one more."""
    shop.sell()
    assert shop.state.sold is not None
    sale = shop.state.sold.sale_id
    for number in range(1, LIMIT + 1):
        shop.press(Qt.Key.Key_F7)
        shop.wait(partial(_has, shop, sale, number))
    shop.press(Qt.Key.Key_F7)
    shop.wait(lambda: shown(shop) is PageName.SIGNING)


def _has(shop: Shop, sale: str, number: int) -> bool:
    return copies(shop, sale) == number


def shown(shop: Shop) -> PageName | None:
    """Return the page on the screen."""
    return shop.window.shell.shown


def copies(shop: Shop, sale: str) -> int:
    """Return how many copies of a receipt were asked for."""
    with shop.ports.store.read() as reads:
        row = reads.sale(sale)
    assert row is not None
    return row.copies


def test_a_supervisor_signs_for_one_more_copy(shop: Shop) -> None:
    """The agent stays signed in and the code is back on the screen."""
    use_up_copies(shop)
    assert shop.state.sold is not None
    sale = shop.state.sold.sale_id
    shop.type_keys(pin_of(shop.folder, "supervisor").decode())
    shop.enter()
    shop.wait(lambda: shown(shop) is PageName.SALE)
    assert copies(shop, sale) == LIMIT + 1
    assert shop.window.entrance.operator is not None
    assert shop.window.entrance.operator.name == "agent"
    assert shop.state.step is Step.SOLD


def test_whoever_goes_elsewhere_is_not_asked_any_more(shop: Shop) -> None:
    """Escape leads back; a page's key leads there; locking forgets the question."""
    use_up_copies(shop)
    shop.press(Qt.Key.Key_Escape)
    assert shown(shop) is PageName.SALE
    shop.press(Qt.Key.Key_F7)
    shop.wait(lambda: shown(shop) is PageName.SIGNING)
    shop.press(Qt.Key.Key_F8)
    assert shown(shop) is PageName.HISTORY
    assert not shop.work.signing.state.is_asked
    shop.press(Qt.Key.Key_F2)
    shop.press(Qt.Key.Key_F12)
    assert shown(shop) is None


def test_a_supervisor_signs_for_a_sale_above_the_agents_limit(shop: Shop) -> None:
    """In place: nothing is begun before, the agent stays, and the code comes."""
    limit_the_agent(shop, 5_000)
    shop.type_sale("60", "100")
    shop.enter()
    shop.wait(lambda: shown(shop) is PageName.SIGNING)
    assert "60.00" in shop.work.signing.state.second.why.english()
    assert not shop.sale.is_committing
    shop.press(Qt.Key.Key_Escape)
    assert shown(shop) is PageName.SALE
    assert shop.state.step is Step.TENDER
    assert shop.state.problem is not None
    shop.enter()
    shop.wait(lambda: shown(shop) is PageName.SIGNING)
    shop.type_keys("000000")
    shop.enter()
    shop.wait(lambda: shop.work.signing.state.problem)
    shop.type_keys(pin_of(shop.folder, "supervisor").decode())
    shop.enter()
    shop.wait(lambda: shop.state.step is Step.SOLD)
    assert shown(shop) is PageName.SALE
    assert shop.state.sold is not None
    with shop.ports.store.read() as reads:
        asked = reads.register(shop.state.sold.sale_id)
        (sale,) = reads.sales(limit=1)
    assert asked is not None
    assert (asked.approver, sale.operator) == ("supervisor", "agent")


def test_another_amount_after_a_refusal_is_asked_about_anew(shop: Shop) -> None:
    """F4 goes to the amount at once, also past the refusal, so no digit becomes cash."""
    limit_the_agent(shop, 5_000)
    shop.type_sale("60", "100")
    shop.enter()
    shop.wait(lambda: shown(shop) is PageName.SIGNING)
    shop.press(Qt.Key.Key_Escape)
    assert shop.state.problem is not None
    shop.press(Qt.Key.Key_F4)
    assert shop.state.step is Step.AMOUNT
    shop.type_keys("65")
    shop.enter()
    shop.wait(lambda: shop.state.step is Step.TENDER)
    shop.wait(lambda: shop.state.amount.gets.text)
    shop.type_keys("100")
    shop.wait(lambda: shop.state.primary.enabled)
    shop.enter()
    shop.wait(lambda: shown(shop) is PageName.SIGNING)
    assert "65.00" in shop.work.signing.state.second.why.english()


def test_a_sale_that_waits_for_a_supervisor_goes_with_its_owner(shop: Shop) -> None:
    """Locked meanwhile, it is not sold; whoever comes next finds nothing of it."""
    limit_the_agent(shop, 5_000)
    shop.type_sale("60", "100")
    shop.enter()
    shop.wait(lambda: shown(shop) is PageName.SIGNING)
    assert shop.window.entrance.lock()
    assert (shop.state.step, shop.state.amount.text) == (Step.METER, "")
    assert shop.state.problem is None
    shop.window.entrance.name_chosen("agent")
    shop.type_keys(pin_of(shop.folder, "agent").decode())
    shop.enter()
    shop.wait(lambda: shop.window.entrance.operator)
    assert shop.state.amount.text == "60"
    assert shop.state.problem is not None


def limit_the_agent(shop: Shop, cents: int) -> None:
    """Let the agent sell for no more than so much at a time."""
    pin = pin_of(shop.folder, "supervisor")
    by = Manager(sign_in(shop.ports, "supervisor", pin), pin)
    change_operator(shop.ports, "agent", by=by, sale_limit=cents)


def test_a_case_is_refunded_by_keyboard(shop: Shop) -> None:
    """From the history: what is wrong, who signs, and the money is out of the drawer."""
    shop.sell()
    shop.show_page(PageName.HISTORY)
    shop.wait(lambda: shop.work.history.state.rows)
    shop.enter()
    shop.wait(lambda: shop.work.case.state.mode is CaseMode.OFFERED)
    page = shop.window.findChild(HistoryPage)
    assert isinstance(page, HistoryPage)
    shop.click(page.detail.wrong)
    shop.type_keys("wrong digit")
    shop.enter()
    shop.type_keys(shop.numbers[1])
    shop.enter()
    shop.wait(lambda: shop.work.case.state.mode is CaseMode.OPEN)
    shop.click(page.detail.refund)
    shop.wait(lambda: shown(shop) is PageName.SIGNING)
    shop.type_keys(pin_of(shop.folder, "supervisor").decode())
    shop.enter()
    shop.wait(lambda: shop.work.case.state.mode is CaseMode.ENDED)
    assert shown(shop) is PageName.HISTORY
    with shop.ports.store.read() as reads:
        shift = reads.open_shift()
        (case,) = reads.cases(limit=5)
    assert shift is not None
    assert (shift.refunds, display_number(case.meant_pan)) == (10_000, shop.numbers[1])
