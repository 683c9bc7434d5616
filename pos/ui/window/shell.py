"""Everything inside the window for one look in one language; another look is another shell."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos.presenters.cash.presenters import CashPart
from pos.presenters.entrance.sign_in_presenter import SignInPresenter
from pos.presenters.entrance.state import Entrance, SignInState
from pos.presenters.sale.guide_presenter import GuideState
from pos.presenters.sale.state import SaleViewState
from pos.presenters.status.presenter import StatusState
from pos.ui.batch.batch_page import BatchPage
from pos.ui.cash.cash_page import CashPage
from pos.ui.codes.codes_page import CodesPage
from pos.ui.custody.custody_page import CustodyPage
from pos.ui.history.history_page import HistoryPage
from pos.ui.look.look import Density
from pos.ui.look.style import Style
from pos.ui.people.entrance_page import EntrancePage
from pos.ui.people.people_page import PeoplePage
from pos.ui.people.signing_page import SigningPage
from pos.ui.reports.report_page import ReportPage
from pos.ui.sale.sale_page import SalePage
from pos.ui.settings.settings_page import SettingsPage
from pos.ui.widgets.following_scroll import FollowingScroll
from pos.ui.widgets.message_bar import MessageAction, MessageBar, MessageSources, message_of
from pos.ui.widgets.page_stack import PageStack
from pos.ui.widgets.panels import column, row_in
from pos.ui.window.fan import Fan
from pos.ui.window.keys_page import KeysPage
from pos.ui.window.page import Page
from pos.ui.window.page_name import PageName
from pos.ui.window.today_rail import TodayRail
from pos.ui.window.top_bar import TopBar
from pos.ui.window.training_band import training_band
from pos.ui.window.workplace import Workplace

AnyPage = (
    SalePage
    | HistoryPage
    | CashPage
    | ReportPage
    | CodesPage
    | BatchPage
    | PeoplePage
    | CustodyPage
    | SettingsPage
    | SigningPage
    | KeysPage
)


class Shell(QWidget):
    """Training band, bar, pages and message line.

    Args:
        style: look and words.
        entrance, entrances: who is in, and who is told of it.
        workplace: None until a terminal is open.
        milliseconds: a clock that never goes back.
    """

    page_chosen = Signal(object)  # PageName
    lock_wanted = Signal()
    scrolled = Signal()

    def __init__(
        self,
        style: Style,
        entrance: SignInPresenter,
        entrances: Fan[SignInState],
        workplace: Workplace | None,
        milliseconds: Callable[[], int],
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.style_ = style
        self._entrance = entrance
        self._work = workplace
        self._milliseconds = milliseconds
        self._pages: dict[PageName, tuple[QWidget, Page]] = {}
        self._rail: TodayRail | None = None
        self._following: FollowingScroll | None = None
        self._said = MessageSources()
        self.shown: PageName | None = None
        self.top = TopBar(style)
        self.message = MessageBar(style)
        self._stack = PageStack()
        reset = None if workplace is None else workplace.reset
        self.entrance_page = EntrancePage(style, entrance, entrances, reset)
        self._stack.addWidget(self.entrance_page)
        self._lay_out(style)
        self.top.page_chosen.connect(self.page_chosen)
        self.top.lock_wanted.connect(self.lock_wanted)
        self.top.told.connect(self.tell)
        self.message.acted.connect(self._act)
        if workplace is not None:
            workplace.states.add(self._status_changed)
            workplace.sales.add(self._sale_changed)
            workplace.guides.add(self._guide_changed)

    def _lay_out(self, style: Style) -> None:
        layout = column(self)
        if self._work is not None and self._work.training:
            layout.addWidget(training_band(style))
        layout.addWidget(self.top)
        inside = QWidget()
        pages = column(inside, spacing=style.look.pick(6, 8))
        edge = style.look.pick(8, 16)
        pages.setContentsMargins(edge, edge, edge, style.look.pick(4, 8))
        if style.look.is_narrow:
            pages.addWidget(self.top.pages_row)
        pages.addWidget(self._stack, 1)
        pages.addWidget(self.message)
        if style.look.is_narrow:
            inside.setObjectName("page")
            self._following = FollowingScroll(style, inside)
            self._following.scrolled.connect(self.scrolled)
            inside = self._following
        layout.addWidget(inside, 1)

    def leave(self) -> None:
        """Stop rendering for good; another shell takes over."""
        self.entrance_page.leave()
        if self._following is not None:
            self._following.leave()
        for _, page in self._pages.values():
            page.leave()
        if self._rail is not None:
            self._rail.leave()
        if self._work is not None:
            self._work.states.remove(self._status_changed)
            self._work.sales.remove(self._sale_changed)
            self._work.guides.remove(self._guide_changed)

    def show_entrance(self) -> None:
        """Show the way in, and nothing of what was done before."""
        self.shown = None
        self.top.show_page(None)
        self._stack.setCurrentWidget(self.entrance_page)
        self.entrance_page.focus_step()
        self._say(self._said)

    def show_page(self, name: PageName) -> None:
        """Show a page, built when it is first visited."""
        if self._work is None:
            return
        if name not in self._pages:
            self._build(name, self._work)
        self.shown = name
        self.top.show_page(name)
        holder, page = self._pages[name]
        self._stack.setCurrentWidget(holder)
        self._work.refresh(name)
        page.focus_step()
        if self._following is not None and not isinstance(page, SalePage):
            self._following.show_from_its_top(holder)
        self._say(self._said)

    def page(self) -> Page:
        """Return the page that is shown."""
        return self.entrance_page if self.shown is None else self._pages[self.shown][1]

    @property
    def sale_page(self) -> SalePage | None:
        """The sale screen, if it was visited."""
        found = self._pages.get(PageName.SALE)
        return found[1] if found is not None and isinstance(found[1], SalePage) else None

    def _build(self, name: PageName, work: Workplace) -> None:
        page = self._made(name, work)
        holder: QWidget = page
        if isinstance(page, SalePage) and self.style_.look.density is Density.WIDE:
            holder = self._beside_rail(page, work)
        self._pages[name] = (holder, page)
        self._stack.addWidget(holder)

    def _made(self, name: PageName, work: Workplace) -> AnyPage:
        style = self.style_
        match name:
            case PageName.SALE:
                sale = SalePage(style, work, milliseconds=self._milliseconds)
                if self._following is not None:
                    sale.turned.connect(self._following.show_from_its_top)
                return sale
            case PageName.HISTORY:
                history = HistoryPage(style, work.history, work.case, work.sale)
                history.resumed.connect(self._sell)
                return history
            case PageName.CASH:
                cash = CashPage(style, work.cash)
                cash.sale_wanted.connect(self._settle_sale)
                return cash
            case PageName.REPORTS:
                return ReportPage(style, work.reports, is_training=work.training)
            case PageName.SETTINGS:
                settings = SettingsPage(style, work.settings)
                settings.page_wanted.connect(self.page_chosen)
                return settings
            case PageName.CODES:
                codes = CodesPage(style, work.codes)
                codes.back_wanted.connect(self._sell)
                codes.given.connect(self._sell)
                return codes
            case PageName.PEOPLE:
                return PeoplePage(style, work.people)
            case PageName.LISTS:
                lists = BatchPage(style, work.lists)
                lists.back_wanted.connect(self._to_settings)
                return lists
            case PageName.CUSTODY:
                custody = CustodyPage(style, work.custody)
                custody.back_wanted.connect(self._to_settings)
                return custody
            case PageName.SIGNING:
                return SigningPage(style, work.signing, work.signings)
            case PageName.KEYS:
                return KeysPage(style, self._sell)

    def _beside_rail(self, page: SalePage, work: Workplace) -> QWidget:
        holder = QWidget()
        layout = row_in(holder, spacing=self.style_.px(16))
        self._rail = TodayRail(self.style_, work.today)
        layout.addWidget(page, 1)
        layout.addWidget(self._rail)
        return holder

    def _to_settings(self) -> None:
        self.page_chosen.emit(PageName.SETTINGS)

    def _sell(self) -> None:
        self.page_chosen.emit(PageName.SALE)

    def _settle_sale(self, sale_id: str) -> None:
        if sale_id and self._work is not None:
            self._work.sale.open_unsettled(sale_id)
        self._sell()

    def _status_changed(self, state: StatusState) -> None:
        self.top.render_status(state)
        self._say(replace(self._said, status=state))

    def _sale_changed(self, state: SaleViewState) -> None:
        before = self._said.selling
        self._say(replace(self._said, selling=state.problem, told=""))
        if self._following is None or state.problem == before:
            return
        if state.problem is not None:
            # It stands below everything else, where nobody looks who types above.
            self._following.show_from_its_top(self.message)
        else:
            self._following.show_keyboard()

    def _guide_changed(self, state: GuideState) -> None:
        self._say(replace(self._said, guide=state))

    def tell(self, sentence: str) -> None:
        """Say a sentence until the next press, a refusal of the sale apart."""
        self._say(replace(self._said, told=sentence))
        if sentence and self._following is not None:
            self._following.show_from_its_top(self.message)

    def _say(self, sources: MessageSources) -> None:
        self._said = sources
        if self.shown is None:
            # Before somebody is in, nothing is taught and nothing of a sale is told.
            sources = MessageSources(told=sources.told, status=sources.status)
        self.message.show_message(message_of(sources, self.style_))

    def _act(self, action: MessageAction) -> None:
        work = self._work
        if work is None:
            return
        match action:
            case MessageAction.DISMISS_PROBLEM:
                work.sale.back()
            case MessageAction.DISMISS_TOLD:
                self.tell("")
            case MessageAction.DISMISS_NOTICE:
                work.status.notice_read()
            case MessageAction.DISMISS_GUIDE:
                work.guide.dismiss()
            case MessageAction.UNLOCK_KEYS:
                self._entrance.ask_for_keys()
            case MessageAction.OPEN_UNSETTLED:
                unsettled = self._said.status.unsettled
                if unsettled and self._entrance.state.step is Entrance.IN:
                    work.sale.open_unsettled(unsettled[0].sale_id)
                    self._sell()
            case MessageAction.OPEN_DRAWER_PAGE | MessageAction.OPEN_FLOAT_PAGE:
                if self._entrance.state.step is Entrance.IN:
                    is_float = action is MessageAction.OPEN_FLOAT_PAGE
                    work.cash.part = CashPart.FLOAT if is_float else CashPart.DRAWER
                    self.page_chosen.emit(PageName.CASH)
            case MessageAction.NONE:
                return
