"""What the drawer's page is made of, before it is put into words."""

from dataclasses import dataclass, field

from pos.domain.errors import CashLimitExceeded, PosError
from pos.presenters.cash.desk import CashAct, DrawerView
from pos.presenters.cash.drawer_state import SecondView
from pos.presenters.cash.piece_count import PieceCount
from pos.presenters.money_entry import MoneyEntry
from pos.presenters.texts import NOTHING, Say


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed about one movement; kept while its page is not shown.

    Attributes:
        is_usual: the reason was chosen, not typed.
    """

    act: CashAct
    amount: MoneyEntry
    reason: str = ""
    is_usual: bool = False
    reference: str = ""


@dataclass(frozen=True, slots=True)
class DrawerModel:
    """Everything the page is made of.

    Attributes:
        seen: the drawer as it was read last; None before that.
        board: the float that is counted.
        refused: why a second person is asked.
        paper, slip: lines of the slip that is shown, and its entry.
        shows_slips: the list of the shift is shown in place of the form.
    """

    currency: str
    form: Form
    board: PieceCount
    seen: DrawerView | None = None
    refused: CashLimitExceeded | None = None
    second: SecondView = field(default_factory=SecondView)
    shows_slips: bool = False
    done: Say = NOTHING
    problem: PosError | None = None
    is_busy: bool = False
    paper: tuple[str, ...] = ()
    slip: int = 0
