"""The presenters of everything about cash, which part of it is shown, and who is told of whom."""

from collections.abc import Callable
from enum import Enum

from pos.app.people.sign_in import SignedIn
from pos.presenters.cash import texts as words
from pos.presenters.cash.cash_up_presenter import CashUpPresenter
from pos.presenters.cash.count_draft import CountDrafts, DraftStore
from pos.presenters.cash.desk import CashDesk
from pos.presenters.cash.drawer_presenter import DrawerPresenter
from pos.presenters.cash.float_desk import FloatDesk
from pos.presenters.cash.float_presenter import FloatPresenter
from pos.presenters.cash.float_texts import FLOAT
from pos.presenters.cash.setting import CashSetting
from pos.presenters.cash.shift_reports_presenter import ShiftReportsPresenter
from pos.presenters.jobs import JobRunner
from pos.presenters.manner import Manner
from pos.presenters.second_signing import SecondSigning
from pos.presenters.texts import Say


class CashPart(Enum):
    """A part of the cash page: its title, and the key that goes there."""

    DRAWER = (words.DRAWER, "F9")
    CASH_UP = (words.CASH_UP, "F10")
    SHIFTS = (words.X_AND_Z, "")
    FLOAT = (FLOAT, "")

    @property
    def title(self) -> Say:
        """What it is called."""
        return self.value[0]

    @property
    def key(self) -> str:
        """The key that goes there; empty for none."""
        return self.value[1]


class CashPresenters:
    """Holds the presenters for as long as a terminal is open.

    Attributes:
        part: shown now, or when the page is visited next.
    """

    def __init__(
        self,
        desk: CashDesk,
        floats: FloatDesk,
        jobs: JobRunner,
        signing: SecondSigning,
        drafts: DraftStore,
        *,
        manner: Manner,
        currency: str,
        changed: Callable[[], None],
    ) -> None:
        """Build the presenters.

        Args:
            desk: the terminal's drawer.
            floats: the agent's float.
            jobs: runs what takes time.
            signing: asks a supervisor about copies beyond the limit.
            drafts: keeps counts that are not final.
            manner: how values are written.
            currency: of the terminal.
            changed: told when a shift or the drawer changed.
        """
        self.part = CashPart.DRAWER
        kept = CountDrafts(drafts, jobs, currency)
        kept.load()
        setting = CashSetting(desk, jobs, signing, kept, currency, changed)
        self.drawer = DrawerPresenter(setting, manner)
        self.cash_up = CashUpPresenter(setting, manner)
        self.shifts = ShiftReportsPresenter(setting, manner)
        self.floats = FloatPresenter(
            floats, jobs, signing, manner, currency=currency, changed=changed
        )

    def refresh(self, part: CashPart) -> None:
        """Read what a part shows anew."""
        match part:
            case CashPart.DRAWER:
                self.drawer.refresh()
            case CashPart.CASH_UP:
                self.cash_up.refresh()
            case CashPart.SHIFTS:
                self.shifts.refresh()
            case CashPart.FLOAT:
                self.floats.refresh()

    def operator_changed(self, operator: SignedIn | None) -> None:
        """Somebody signed in or left."""
        for presenter in (self.drawer, self.cash_up, self.shifts, self.floats):
            presenter.operator_changed(operator)

    def retell(self, manner: Manner) -> None:
        """Write everything anew, after language or form of numbers changed."""
        for presenter in (self.drawer, self.cash_up, self.shifts, self.floats):
            presenter.retell(manner)
