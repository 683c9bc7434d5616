"""What each key of the window means where the keyboard is."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from pos.presenters.cash.presenters import CashPart
from pos.presenters.entrance.sign_in_presenter import SignInPresenter
from pos.presenters.entrance.state import Entrance
from pos.ui.batch.batch_page import BatchPage
from pos.ui.cash.cash_page import CashPage
from pos.ui.cash.count_grid import PieceField
from pos.ui.codes.codes_page import CodesPage
from pos.ui.custody.custody_page import CustodyPage
from pos.ui.history.history_page import HistoryPage
from pos.ui.people.people_page import PeoplePage
from pos.ui.sale.sale_page import SalePage
from pos.ui.widgets.fields import AmountField, HiddenField
from pos.ui.window.keys import WindowKey
from pos.ui.window.page_name import PageName
from pos.ui.window.shell import Shell
from pos.ui.window.workplace import Workplace

_PAGES = {
    WindowKey.SETTINGS: PageName.SETTINGS,
    WindowKey.HISTORY: PageName.HISTORY,
    WindowKey.REPORTS: PageName.REPORTS,
}
# They end in a PIN: what is typed there, however fast, is theirs, and no scan leaves them.
_FORMS = (PageName.CASH, PageName.PEOPLE, PageName.SIGNING, PageName.CUSTODY)
_PARTS = {WindowKey.DRAWER: CashPart.DRAWER, WindowKey.CASH_UP: CashPart.CASH_UP}


class Counter(Protocol):
    """The window, as far as keys are concerned."""

    @property
    def shell(self) -> Shell:
        """What is inside it now."""

    @property
    def work(self) -> Workplace | None:
        """The presenters; None before a terminal is open."""

    def go_to(self, name: PageName) -> None:
        """Show a page, if somebody is signed in."""


class KeyMeaning:
    """Implements `KeyTaker`."""

    def __init__(
        self, counter: Counter, entrance: SignInPresenter, used: Callable[[], None]
    ) -> None:
        self._counter = counter
        self._entrance = entrance
        self._used = used

    def take_key(self, key: WindowKey) -> bool:
        """See `KeyTaker.take_key`."""
        if key is WindowKey.ENTER:
            self._enter()
            return True
        if self._entrance.state.step is not Entrance.IN:
            return self._take_at_entrance(key)
        work = self._counter.work
        if work is None:
            return False
        return self._take_at_work(key, work)

    def _take_at_entrance(self, key: WindowKey) -> bool:
        if key is WindowKey.BACK:
            self._entrance.back()
        # Nothing of the window is reached from here, but `/` may be part of a passphrase.
        return key is not WindowKey.SWAP

    def _take_at_work(self, key: WindowKey, work: Workplace) -> bool:
        match key:
            case WindowKey.HELP:
                is_there = self._counter.shell.shown is PageName.KEYS
                self._counter.go_to(PageName.SALE if is_there else PageName.KEYS)
            case WindowKey.NEW_SALE:
                self._counter.go_to(PageName.SALE)
                work.sale.new_sale()
                self._sale(lambda page: page.focus_step())
            case WindowKey.FIND:
                self._counter.go_to(PageName.SALE)
                self._sale(lambda page: page.find_customer())
            case WindowKey.AMOUNT:
                self._counter.go_to(PageName.SALE)
                self._sale(lambda page: page.amount_wanted())
            case WindowKey.SETTINGS | WindowKey.HISTORY | WindowKey.REPORTS:
                self._counter.go_to(_PAGES[key])
            case WindowKey.DRAWER | WindowKey.CASH_UP:
                self._cash(_PARTS[key], work)
            case WindowKey.PRINT_AGAIN:
                self._print_again(work)
            case WindowKey.LOCK:
                self._entrance.lock()
            case WindowKey.UNDO:
                return self._undo(work)
            case WindowKey.SWAP:
                return self._swap(work)
            case WindowKey.BACK:
                self._back(work)
            case WindowKey.ENTER:
                self._enter()
        return True

    def take_scan(self, text: str) -> None:
        """See `KeyTaker.take_scan`."""
        work = self._counter.work
        if self._is_in_form:
            self._tell_of_reader()
        elif work is not None and self._entrance.state.step is Entrance.IN:
            page = self._counter.shell.page()
            if isinstance(page, CodesPage):
                page.scanned(text)
                return
            if isinstance(page, HistoryPage) and page.scanned(text):
                return
            self._counter.go_to(PageName.SALE)
            work.sale.scanned(text)

    def take_person(self, number: int) -> None:
        """See `KeyTaker.take_person`."""
        self._entrance.switch_to(number)

    def take_unread(self) -> None:
        """See `KeyTaker.take_unread`."""
        work = self._counter.work
        if self._is_in_form:
            self._tell_of_reader()
        elif work is not None and self._entrance.state.step is Entrance.IN:
            if isinstance(self._counter.shell.page(), CodesPage):
                work.codes.unread()
                return
            self._counter.go_to(PageName.SALE)
            work.sale.unread()

    def take_reader(self, field: QWidget) -> None:
        """See `KeyTaker.take_reader`."""
        if isinstance(field, HiddenField):
            field.clear()
        self._tell_of_reader()

    def _tell_of_reader(self) -> None:
        shell = self._counter.shell
        shell.tell(
            shell.style_.translate(
                "window",
                "A reader sent a card or a scan. Nothing of it was taken, no PIN tried: type it.",
            )
        )

    @property
    def _is_in_form(self) -> bool:
        return self._counter.shell.shown in _FORMS

    def take_step(self, by: int) -> bool:
        """See `KeyTaker.take_step`."""
        return self._counter.shell.page().step_found(by)

    def wants_scans(self) -> bool:
        """See `KeyTaker.wants_scans`."""
        page = self._counter.shell.page()
        if isinstance(page, CodesPage):
            return page.wants_scans()
        return self._entrance.state.step is Entrance.IN and not self._is_in_form

    def is_meter_field(self, widget: QWidget) -> bool:
        """See `KeyTaker.is_meter_field`."""
        return widget.objectName() == "meter-field"

    def is_number_field(self, widget: QWidget) -> bool:
        """See `KeyTaker.is_number_field`."""
        return isinstance(widget, AmountField | PieceField)

    def is_secret_field(self, widget: QWidget) -> bool:
        """See `KeyTaker.is_secret_field`."""
        return widget.objectName() == "secret-field"

    def is_pin_field(self, widget: QWidget) -> bool:
        """See `KeyTaker.is_pin_field`."""
        return isinstance(widget, HiddenField) and widget.is_pin

    def was_used(self) -> None:
        """See `KeyTaker.was_used`."""
        self._used()

    def _enter(self) -> None:
        focused = QApplication.focusWidget()
        # Outside a dialog Qt presses no button on Enter; the large one is pressed by its page.
        if isinstance(focused, QPushButton) and focused.objectName() != "primary":
            if focused.isEnabled():
                focused.click()
        else:
            self._counter.shell.page().enter()

    def _cash(self, part: CashPart, work: Workplace) -> None:
        work.cash.part = part
        self._counter.go_to(PageName.CASH)

    def _back(self, work: Workplace) -> None:
        page = self._counter.shell.page()
        if (
            isinstance(page, BatchPage | CashPage | HistoryPage | PeoplePage | CustodyPage)
            and page.back()
        ):
            return
        if self._counter.shell.shown is PageName.SIGNING:
            work.signing.back()
            return
        if self._counter.shell.shown is PageName.SALE:
            work.sale.back()
            self._sale(lambda page: page.focus_step())
        else:
            self._counter.go_to(PageName.SALE)

    def _print_again(self, work: Workplace) -> None:
        """Print what is on the screen; where no sale is, show the last one first."""
        page = self._counter.shell.page()
        if isinstance(page, CashPage):
            page.print_again()
        elif self._counter.shell.shown is PageName.HISTORY:
            work.history.print_copy()
        elif self._counter.shell.shown is PageName.SALE and work.sale.state.sold is not None:
            work.sale.print_again()
        elif work.today.state.rows:
            self._counter.go_to(PageName.HISTORY)
            work.history.opened(work.today.state.rows[0].sale_id)

    def _undo(self, work: Workplace) -> bool:
        if self._counter.shell.shown is not PageName.SALE or not work.sale.state.can_undo:
            return False
        work.sale.undo_clear()
        return True

    def _swap(self, work: Workplace) -> bool:
        """`/` swaps money and units in the amount, and goes to the filter of the history."""
        page = self._counter.shell.page()
        if isinstance(page, HistoryPage):
            return page.filter_wanted()
        if isinstance(page, SalePage) and page.is_in_amount():
            work.sale.swap_units()
            return True
        return False

    def _sale(self, do: Callable[[SalePage], None]) -> None:
        page = self._counter.shell.page()
        if isinstance(page, SalePage):
            do(page)
