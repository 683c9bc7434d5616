"""What cash-up shows, as values: everything a widget needs and nothing to decide."""

from dataclasses import dataclass, field
from enum import IntEnum

from pos.presenters.cash.drawer_state import SecondView
from pos.presenters.cash.piece_count import CountBoard
from pos.presenters.problem_view import ProblemView
from pos.presenters.sale.state import Action, Choice, Row, Tone
from pos.presenters.texts import NOTHING, Say


class CashUpStep(IntEnum):
    """Where cash-up stands, in its order."""

    COUNT = 0
    EXPLAIN = 1
    SIGN = 2
    Z_REPORT = 3


@dataclass(frozen=True, slots=True)
class HindranceLine:
    """Something the shift cannot be closed over.

    Attributes:
        sale_id: of a sale that is not finished, else empty.
        job: of a print whose outcome nobody has told, else empty.
    """

    text: Say
    sale_id: str = ""
    job: str = ""


@dataclass(frozen=True, slots=True)
class CashUpState:
    """The whole page.

    Attributes:
        shift: which shift is counted, or that none is open.
        has_shift: there is something to count, or it was just closed.
        goes_on: the shift is open after all of it, under another keeper.
        info: what a blind count may say: that it is blind, and how many drops were made.
        rows: the cash equation, once it may be seen.
        difference: counted less expected in words, with its tone.
        reasons: one for each slot.
        purposes: close or hand over, while it is signed.
        hindrances: to be settled before anybody signs.
        primary: what Enter does.
        secondary: the other way on; nothing on it where there is none.
        notice: what was done or has to be known.
        paper: the Z report, line by line.
    """

    step: CashUpStep = CashUpStep.COUNT
    shift: Say = NOTHING
    has_shift: bool = True
    goes_on: bool = False
    board: CountBoard = field(default_factory=CountBoard)
    info: tuple[Say, ...] = ()
    rows: tuple[Row, ...] = ()
    difference: Say = NOTHING
    amount: str = ""
    tone: Tone = Tone.PLAIN
    reasons: tuple[Choice, ...] = ()
    reason: str = ""
    purposes: tuple[Choice, ...] = ()
    hindrances: tuple[HindranceLine, ...] = ()
    second: SecondView = field(default_factory=SecondView)
    primary: Action = field(default_factory=lambda: Action(NOTHING, enabled=False))
    secondary: Action = field(default_factory=lambda: Action(NOTHING, enabled=False))
    notice: Say = NOTHING
    problem: ProblemView | None = None
    is_busy: bool = False
    paper: tuple[str, ...] = ()
