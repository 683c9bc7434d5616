"""Selling in full in the window of a terminal whose head office answers, and of one whose does not.

Point after point of what a counter does; the network may only make a difference to what head office
has, and to what the status bar says of it.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from pos.app.cash.agent_float import set_float_policy, top_up
from pos.domain.entries import FloatPolicySet
from pos.domain.meter import ACTIVE, display_number
from pos.domain.money import Money
from pos.domain.projections import SaleRow
from pos.presenters.batch.view import BatchStep
from pos.presenters.codes.desk import CodeKind
from pos.presenters.history.case_view import CaseMode
from pos.presenters.sale.state import SoldView, Step
from pos.ui.codes.codes_page import CodesPage
from pos.ui.history.history_page import HistoryPage
from pos.ui.window.page_name import PageName
from tests import terminal_stories as story
from tests.cash_stories import pin_of
from tests.desk_stories import SUPERVISOR
from tests.office_stories import OfficeHere, RealClock, join, new_office, office_at, served
from tests.ui.window_stories import Shop, opened_shop

CODE_END = 8


@contextmanager
def a_window(till: Path, office: OfficeHere, *, is_up: bool) -> Iterator[Shop]:
    """Open the window of a terminal that joined; its head office is there, or refuses by now."""
    with ExitStack() as serving:
        url = serving.enter_context(served(office))
        with story.opened(till) as ports:
            join(office, ports, url)
        if not is_up:
            serving.close()
        with opened_shop(till, talks=True) as shop:
            shop.sign_in()
            yield shop


class Counter:
    """What the agent does in one window.

    Attributes:
        dear: meter on a tariff whose price rises with the month.
        name: of its customer.
        free: meter on a tariff that owes free units.
    """

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        with shop.ports.store.read() as reads:
            meters = [meter for meter in reads.each_meter() if meter.status == ACTIVE]
            dear = next(meter for meter in meters if "tshwane" in meter.tariff)
            free = next(meter for meter in meters if "lifeline" in meter.tariff)
            person = reads.person(dear.person_ref)
        assert person is not None
        self.dear, self.name = display_number(dear.pan), person.name
        self.free = display_number(free.pan)
        self.pin = pin_of(shop.folder, "supervisor").decode()

    def sales(self) -> list[SaleRow]:
        """Return the newest sales."""
        with self.shop.ports.store.read() as reads:
            return list(reads.sales(limit=20))

    def sold(self) -> SoldView:
        """Return what is sold."""
        self.shop.wait(lambda: self.shop.state.step is Step.SOLD)
        assert self.shop.state.sold is not None
        return self.shop.state.sold

    def seen(self) -> list[str]:
        """Return the words of all labels."""
        self.shop.settle()
        return [each.text() for each in self.shop.window.findChildren(QLabel) if each.isVisible()]

    def finds(self) -> None:
        """Point 1: by name, its words in another order and without their accents."""
        shop = self.shop
        shop.press(Qt.Key.Key_F3)
        letters = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode()
        shop.type_keys(" ".join(reversed(letters.split())))
        shop.wait(lambda: any(row.customer == self.name for row in shop.state.meter.found))
        place = [row.customer for row in shop.state.meter.found].index(self.name)
        for _ in range(place + 1):
            shop.press(Qt.Key.Key_Down)
        shop.enter()
        shop.wait(lambda: shop.state.step is Step.AMOUNT)
        shop.wait(lambda: shop.state.meter.hint.text)
        shop.press(Qt.Key.Key_F2)

    def sells_and_explains(self) -> None:
        """Points 2 and 3: the second purchase of a month buys less, and is shown beside it."""
        shop = self.shop
        shop.sell("900", "900", self.dear)
        self.first = self.sold().codes[0].digits
        shop.enter()
        shop.type_sale("300", "300", self.dear)
        assert "less than at the start of the month" in shop.state.amount.fewer.english()
        figures = {text for row in shop.state.amount.beside for text in (row.before, row.amount)}
        assert figures - {""} <= set(self.seen())
        shop.enter()
        assert len(self.sold().codes) == 1
        shop.enter()

    def changes_keys(self) -> None:
        """Point 4: the planner names a meter, and its sale brings the set before the credit."""
        shop, page = self.shop, self.codes_page()
        codes = shop.work.codes
        shop.wait(lambda: codes.state.planned.text)
        planned = self.planned()
        shop.click(page.plan.buttons[0])
        number = codes.state.about
        assert number
        shop.show_page(PageName.SALE)
        shop.sell(number=number)
        codes_given = self.sold().codes
        assert len(codes_given) > 2
        assert [code.units.text for code in codes_given[:-1]].count(codes_given[-1].units.text) == 0
        shop.enter()
        self.codes_page()
        shop.wait(lambda: self.planned() == planned - 1)

    def looks_after_sales(self) -> None:
        """Point 5: a sale by the end of its code, a copy, a statement, a case and its refund."""
        shop, history = self.shop, self.shop.work.history
        shop.show_page(PageName.HISTORY)
        page = shop.window.findChild(HistoryPage)
        assert isinstance(page, HistoryPage)
        page.filter.setFocus()
        shop.type_keys(self.first[-CODE_END:])
        shop.wait(lambda: len(history.state.rows) == 1)
        shop.enter()
        shop.wait(lambda: shop.work.case.state.mode is CaseMode.OFFERED)
        history.print_copy()
        shop.wait(lambda: [sale.copies for sale in self.sales()].count(1))
        history.statement_wanted()
        shop.wait(lambda: history.state.detail and history.state.detail.is_statement)
        shop.click(page.detail.wrong)
        shop.type_keys("wrong meter")
        shop.enter()
        shop.type_keys(shop.numbers[1])
        shop.enter()
        shop.wait(lambda: shop.work.case.state.mode is CaseMode.OPEN)
        shop.click(page.detail.refund)
        shop.wait(lambda: shop.window.shell.shown is PageName.SIGNING)
        shop.type_keys(self.pin)
        shop.enter()
        shop.wait(lambda: shop.work.case.state.mode is CaseMode.ENDED)

    def gives_codes(self) -> None:
        """Point 6: codes that nobody pays for, approved in place: engineering, free units."""
        self.gives(CodeKind.CLEAR_TAMPER, self.dear, "cover was off")
        self.gives(CodeKind.FREE, self.free, "5", "owed this month")

    def gives(self, kind: CodeKind, *typed: str) -> None:
        """Give a code as the form asks for it."""
        shop, page = self.shop, self.codes_page()
        page.kinds[kind].click()
        shop.work.codes.approver_chosen("supervisor")
        page.about.selectAll()
        for text in (*typed, self.pin):
            shop.type_keys(text)
            shop.enter()
        assert "supervisor" in self.sold().details.english()
        shop.enter()

    def sells_a_list_on_a_float(self) -> None:
        """Points 7 and 8: a list is sold, and the line at the foot says that the float runs out."""
        shop, lists = self.shop, self.shop.work.lists
        policy = FloatPolicySet(
            limits_sales=True, warn_below=5_000, commission_per_myriad=0, commission_credited=False
        )
        set_float_policy(shop.ports, policy, operator=SUPERVISOR)
        top_up(shop.ports, Money(12_000, story.CURRENCY), "slip 7", operator=SUPERVISOR)
        rents = shop.folder.parent / "rents.csv"
        rents.write_text(f"meter,amount\n{shop.numbers[0]},40\n{shop.numbers[1]},60\n")
        shop.show_page(PageName.LISTS)
        lists.path_typed(str(rents))
        shop.enter()
        shop.wait(lambda: lists.state.step is BatchStep.PREVIEW)
        shop.enter()
        shop.wait(lambda: lists.state.step is BatchStep.DONE)
        shop.wait(lambda: "20.00" in shop.work.status.state.agent_float.english())
        shop.show_page(PageName.SALE)

    def delivers(self) -> None:
        """Point 9: the code in large groups, and on its paper without a wait."""
        shop = self.shop
        shop.sell("20", "20", shop.numbers[2])
        assert "".join(shop.page.code_card.labels[0].groups) == self.sold().codes[0].digits
        shop.enter()

    def codes_page(self) -> CodesPage:
        """Go to the page of codes without a sale."""
        self.shop.show_page(PageName.CODES)
        self.shop.wait(lambda: self.shop.work.codes.state.approvers)
        page = self.shop.window.shell.page()
        assert isinstance(page, CodesPage)
        return page

    def planned(self) -> int:
        """Return how many meters the page says need a new key."""
        return int(str(dict(self.shop.work.codes.state.planned.facts)["count"]))

    def left_to_send(self) -> int:
        """Return how many entries head office has not acknowledged."""
        with self.shop.ports.store.read() as reads:
            uplink = reads.uplink()
            assert uplink is not None
            return reads.head().seq - uplink.seq


@pytest.mark.parametrize("is_up", [True, False], ids=["head office up", "head office refuses"])
def test_every_point_in_the_window(
    till: Path,
    tmp_path: Path,
    qapp: QApplication,
    is_up: bool,  # noqa: FBT001 - a parameter of the test.
) -> None:
    """Nothing waits for the network, and the status bar says how far head office has it."""
    del qapp
    with office_at(new_office(tmp_path), RealClock()) as office:
        with a_window(till, office, is_up=is_up) as shop:
            counter = Counter(shop)
            counter.finds()
            counter.sells_and_explains()
            counter.changes_keys()
            counter.looks_after_sales()
            counter.gives_codes()
            counter.sells_a_list_on_a_float()
            counter.delivers()
            status = shop.work.status
            if is_up:
                shop.wait(lambda: status.state.link.text.english() == "Online")
                assert counter.left_to_send() == 0
            else:
                shop.wait(lambda: says_what_is_left(counter))
                assert counter.left_to_send() > len(counter.sales())
            paid = [sale for sale in counter.sales() if sale.is_paid]
        assert office.only_terminal().sales == (len(paid) if is_up else 0)


def says_what_is_left(counter: Counter) -> bool:
    """Whether the status bar says that head office is away, and how much waits for it."""
    said = counter.shop.work.status.state.link.text.english()
    return said == f"Offline · {counter.left_to_send()} to send"
