"""What the drawer's page shows, as values: everything a widget needs and nothing to decide."""

from dataclasses import dataclass, field
from enum import Enum

from pos.presenters.cash.desk import CashAct
from pos.presenters.cash.piece_count import CountBoard
from pos.presenters.problem_view import ProblemView
from pos.presenters.sale.state import Action, Choice
from pos.presenters.texts import NOTHING, Say


class DrawerMode(Enum):
    """What is done on the page.

    OPENING counts the float of the next shift, SIGNING asks a second person in place, SLIPS lists
    what happened at the drawer in this shift.
    """

    LOADING = "loading"
    OPENING = "opening"
    MOVING = "moving"
    SIGNING = "signing"
    SLIPS = "slips"


@dataclass(frozen=True, slots=True)
class SecondView:
    """A second person is asked for a PIN, in place; the first one stays signed in.

    Attributes:
        why: what is signed.
        names: who may sign.
        name: chosen; empty for nobody yet.
        cleared: grows when the PIN that was typed has to go.
    """

    why: Say = NOTHING
    names: tuple[str, ...] = ()
    name: str = ""
    cleared: int = 0


@dataclass(frozen=True, slots=True)
class ActLine:
    """Something that happened at the drawer.

    Attributes:
        seq: its journal entry.
        has_slip: its slip can be shown.
    """

    seq: int
    time: str
    what: Say
    amount: str
    reason: Say
    operator: str
    has_slip: bool


@dataclass(frozen=True, slots=True)
class DrawerState:
    """The whole page.

    Attributes:
        shift: which shift is open, or that none is.
        alarm: the drawer holds more than it should; nothing while it does not.
        act: chosen.
        amount, reference: as typed.
        reason: as typed, or the words of a usual one.
        symbol: of the currency.
        reasons: one for each slot.
        board: the float, while it is counted.
        second: whoever signs, while somebody is asked.
        done: what was just done.
        lines: of the shift, newest first.
        paper: the slip that is shown, line by line.
    """

    mode: DrawerMode = DrawerMode.LOADING
    shift: Say = NOTHING
    alarm: Say = NOTHING
    act: CashAct = CashAct.DROP
    amount: str = ""
    symbol: str = ""
    reasons: tuple[Choice, ...] = ()
    reason: Say = NOTHING
    reference: str = ""
    board: CountBoard = field(default_factory=CountBoard)
    second: SecondView = field(default_factory=SecondView)
    primary: Action = field(default_factory=lambda: Action(NOTHING, enabled=False))
    done: Say = NOTHING
    problem: ProblemView | None = None
    is_busy: bool = False
    lines: tuple[ActLine, ...] = ()
    paper: tuple[str, ...] = ()
