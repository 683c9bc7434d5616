"""The presenters of an opened terminal, and who tells whom."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from pos.app.people.sign_in import SignedIn
from pos.presenters.batch.presenter import BatchPresenter
from pos.presenters.cash.count_draft import DraftStore
from pos.presenters.cash.presenters import CashPresenters
from pos.presenters.codes.presenter import CodesPresenter
from pos.presenters.custody.presenter import CustodyPresenter
from pos.presenters.door import Opened
from pos.presenters.formatting import Formatter
from pos.presenters.history.case_presenter import CasePresenter
from pos.presenters.history.presenter import HistoryPresenter
from pos.presenters.jobs import JobRunner
from pos.presenters.manner import Manner
from pos.presenters.people.presenter import PeoplePresenter
from pos.presenters.people.reset_presenter import ResetPresenter
from pos.presenters.reports.presenter import ReportPresenter
from pos.presenters.sale.board import SaleSetting
from pos.presenters.sale.guide_presenter import GuidePresenter
from pos.presenters.sale.meter_panel_presenter import MeterPanelPresenter
from pos.presenters.sale.presenter import SalePresenter
from pos.presenters.sale.state import SaleViewState
from pos.presenters.second_signing import SecondSigning
from pos.presenters.settings.preferences import Preferences, PreferenceStore
from pos.presenters.settings.presenter import SettingsPresenter
from pos.presenters.status.presenter import StatusPresenter
from pos.ui.look.icons import Icons
from pos.ui.look.languages import Language
from pos.ui.look.words import Place, Words
from pos.ui.window.fan import Fan
from pos.ui.window.page_name import PageName


@dataclass(frozen=True, slots=True)
class WindowTools:
    """What the window is given from outside.

    Attributes:
        jobs: runs everything that may take time.
        preferences: keeps how the window looks.
        drafts: keeps counts that are not final.
        milliseconds: a clock that never goes back.
        now: the present moment, aware.
        example: a meter number for the guide, once a terminal is open; empty for none.
        icons: drawn for this screen.
        speak: from a language's code, empty for the machine's own, to the language and its words.
    """

    jobs: JobRunner
    preferences: PreferenceStore
    drafts: DraftStore
    milliseconds: Callable[[], int]
    now: Callable[[], datetime]
    example: Callable[[], str]
    icons: Icons
    speak: Callable[[str], tuple[Language, Words]]


class Workplace:
    """Holds the presenters of one terminal for as long as it is open."""

    def __init__(
        self,
        opened: Opened,
        tools: WindowTools,
        preferences: Preferences,
        formatter: Formatter,
        *,
        applied: Callable[[Preferences], None],
        people_changed: Callable[[tuple[str, ...]], None],
    ) -> None:
        """Build the presenters.

        Args:
            opened: the terminal.
            tools: of the window.
            preferences: as they were loaded.
            formatter: of the language.
            applied: told of changed preferences.
            people_changed: told who may sign in from now on.
        """
        desk, facts = opened.desk, opened.facts
        self._zone = ZoneInfo(facts.time_zone)
        self.place = Place(self._zone, facts.currency)
        manner = Manner(formatter, self._zone)
        self.terminal = facts.terminal
        self.training = facts.training
        self.signing = SecondSigning(opened.people.people, tools.jobs)
        self.sale = SalePresenter(self._setting(opened, tools, preferences), manner)
        self.status = StatusPresenter(
            desk,
            tools.jobs,
            currency=facts.currency,
            training=facts.training,
            manner=manner,
            now=tools.now,
        )
        currency = facts.currency
        self.case, self.history, self.today = self._past_sales(opened, tools, manner)
        self.lists = BatchPresenter(
            opened.lists, tools.jobs, manner, currency=currency, changed=self.something_changed
        )
        self.settings = SettingsPresenter(
            desk, opened.papers, tools.jobs, tools.preferences, preferences, applied=applied
        )
        self.cash = self._cash(opened, tools, manner)
        self.people = PeoplePresenter(
            opened.people, tools.jobs, manner, currency=currency, changed=people_changed
        )
        self.custody = CustodyPresenter(
            opened.custody, tools.jobs, manner, changed=self.something_changed
        )
        self.reset = ResetPresenter(opened.resets, tools.jobs)
        self.codes = CodesPresenter(opened.codes, tools.jobs, given=self._given)
        self.reports = ReportPresenter(opened.reports, tools.jobs, manner, tools.now)
        self.meter = MeterPanelPresenter(desk, tools.jobs, manner=manner) if self.training else None
        self.guide = GuidePresenter(
            example=tools.example(),
            is_wanted=self.training and not preferences.guide_dismissed,
            dismissed=self.settings.guide_dismissed,
        )
        self.sales = Fan(self.sale)
        self.signings = Fan(self.signing)
        self.states = Fan(self.status)
        self.guides = Fan(self.guide)
        self.meters = None if self.meter is None else Fan(self.meter)
        self.sales.add(self._sale_changed)
        if self.meters is not None:
            self.meters.add(self.guide.meter_answered)

    def _setting(self, opened: Opened, tools: WindowTools, preferences: Preferences) -> SaleSetting:
        return SaleSetting(
            desk=opened.desk,
            jobs=tools.jobs,
            currency=opened.facts.currency,
            milliseconds=tools.milliseconds,
            changed=self.something_changed,
            signing=self.signing,
            minor_first=preferences.minor_first,
        )

    def _past_sales(
        self, opened: Opened, tools: WindowTools, manner: Manner
    ) -> tuple[CasePresenter, HistoryPresenter, HistoryPresenter]:
        """Return the case of the sale that the history opens, the history, and today's sales."""
        currency = opened.facts.currency
        case = CasePresenter(
            opened.cases,
            tools.jobs,
            self.signing,
            manner,
            currency=currency,
            changed=self._case_changed,
        )
        history, today = (
            HistoryPresenter(
                opened.desk,
                opened.cases,
                tools.jobs,
                self.signing,
                currency=currency,
                manner=manner,
                opened_sale=told,
            )
            for told in (case.sale_opened, lambda _: None)
        )
        return case, history, today

    def _cash(self, opened: Opened, tools: WindowTools, manner: Manner) -> CashPresenters:
        return CashPresenters(
            opened.cash,
            opened.floats,
            tools.jobs,
            self.signing,
            tools.drafts,
            manner=manner,
            currency=opened.facts.currency,
            changed=self.something_changed,
        )

    def _given(self, sale_id: str) -> None:
        """Codes without a sale exist: they are shown and printed as a sale's are."""
        self.sale.open_unsettled(sale_id)
        self.something_changed()

    def _case_changed(self) -> None:
        """A case was opened or ended, perhaps with cash."""
        self.history.refresh()
        self.something_changed()

    def refresh(self, name: PageName) -> None:
        """Read anew what a page shows, since much may have changed while another was shown."""
        match name:
            case PageName.HISTORY:
                self.history.refresh()
            case PageName.REPORTS:
                self.reports.refresh()
            case PageName.SETTINGS:
                self.settings.refresh()
            case PageName.CODES:
                self.codes.refresh()
            case PageName.PEOPLE:
                self.people.refresh()
            case PageName.LISTS:
                self.lists.refresh()
            case PageName.CUSTODY:
                self.custody.refresh()
            case PageName.SALE | PageName.CASH | PageName.SIGNING | PageName.KEYS:
                # Cash reads a part of it when that is shown; the others keep nothing.
                return

    def something_changed(self) -> None:
        """A sale began or ended: what is shown beside it is read again."""
        self.status.refresh()
        self.today.refresh()

    def operator_changed(self, operator: SignedIn | None) -> None:
        """Somebody signed in or left."""
        for presenter in (
            # First: what waits for a second person is refused to whoever wanted it.
            self.signing,
            self.sale,
            self.status,
            self.history,
            self.case,
            self.lists,
            self.today,
            self.cash,
            self.reports,
            self.people,
            self.codes,
            self.custody,
            self.settings,
        ):
            presenter.operator_changed(operator)
        self.something_changed()

    def retell(self, formatter: Formatter) -> None:
        """Write everything anew in another language."""
        manner = Manner(formatter, self._zone)
        for presenter in (
            self.sale,
            self.status,
            self.history,
            self.case,
            self.lists,
            self.today,
            self.cash,
            self.reports,
            self.people,
            self.custody,
        ):
            presenter.retell(manner)
        if self.meter is not None:
            self.meter.retell(manner)

    def _sale_changed(self, sale: SaleViewState) -> None:
        self.guide.sale_changed(sale)
        if self.meter is not None:
            self.meter.meter_changed(self.sale.pan)
