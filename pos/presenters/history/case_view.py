"""What the history shows of an opened sale's case."""

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

from pos.domain.journal import parse_time
from pos.domain.projections import CaseRow
from pos.presenters.cash.texts import reason_told
from pos.presenters.history import case_texts as words
from pos.presenters.manner import Manner
from pos.presenters.problem_view import ProblemView
from pos.presenters.sale.state import Action, Choice, Tone
from pos.presenters.texts import NOTHING, Say, plain


class CaseMode(Enum):
    """Where the opened sale stands; NONE for no sale, or one that can have no case."""

    NONE = "none"
    OFFERED = "offered"
    WRITING = "writing"
    OPEN = "open"
    CLOSING = "closing"
    ENDED = "ended"


TYPING: Final = (CaseMode.WRITING, CaseMode.CLOSING)


@dataclass(frozen=True, slots=True)
class CaseView:
    """The case of the opened sale.

    Attributes:
        text: what stands, and what to do next.
        reasons: likely ones, each with its words.
        reason: as typed, or the code of a likely one.
        is_usual: it was chosen, not typed.
        told: the reason in words.
        meant: the meter that was meant, as typed.
        can_close: whoever is signed in may close it without money.
    """

    mode: CaseMode = CaseMode.NONE
    text: Say = NOTHING
    tone: Tone = Tone.PLAIN
    reasons: tuple[Choice, ...] = ()
    reason: str = ""
    is_usual: bool = False
    told: Say = NOTHING
    meant: str = ""
    can_close: bool = False
    primary: Action = field(default_factory=lambda: Action(NOTHING, enabled=False))
    problem: ProblemView | None = None
    is_busy: bool = False

    @property
    def is_typing(self) -> bool:
        """Whether something is filled in, so that Esc leaves that first."""
        return self.mode in TYPING


@dataclass(frozen=True, slots=True)
class CaseInHand:
    """A case, None for none yet, and how its values are written."""

    case: CaseRow | None
    currency: str
    manner: Manner

    def amount(self) -> str:
        """Return what the customer paid."""
        minor = 0 if self.case is None else self.case.amount
        return self.manner.formatter.money(minor, self.currency)

    def day(self, time: str) -> str:
        """Return the day of a journal time."""
        return self.manner.formatter.day(self.manner.local(parse_time(time)))


def view_case(state: CaseView, about: CaseInHand, *, may_close: bool) -> CaseView:
    """Return a state with the words that belong to it."""
    text, tone = _text(state.mode, about)
    return replace(
        state,
        text=text,
        tone=tone,
        reasons=tuple(
            Choice(reason_told(each), enabled=True) for each in likely_reasons(state.mode)
        ),
        told=reason_told(state.reason) if state.is_usual else plain(state.reason),
        can_close=may_close,
        primary=_primary(state),
    )


def likely_reasons(mode: CaseMode) -> tuple[str, ...]:
    """Return the codes that are offered, one for each slot."""
    codes = words.OUTCOMES if mode is CaseMode.CLOSING else words.REASONS
    return tuple(code.value for code in codes)


def _text(mode: CaseMode, about: CaseInHand) -> tuple[Say, Tone]:
    case = about.case
    if mode is CaseMode.WRITING:
        return words.WRITE, Tone.WARNING
    if case is None:
        return NOTHING, Tone.PLAIN
    amount = about.amount()
    match mode:
        case CaseMode.CLOSING:
            return words.CLOSE_WHY.with_facts(case=case.case), Tone.WARNING
        case CaseMode.ENDED if case.is_refunded:
            facts = {"amount": amount, "day": about.day(case.ended_at), "approver": case.approver}
            return words.REFUNDED.with_facts(case=case.case, **facts), Tone.GOOD
        case CaseMode.ENDED:
            day, outcome = about.day(case.ended_at), reason_told(case.outcome)
            return words.CLOSED.with_facts(case=case.case, day=day, outcome=outcome), Tone.GOOD
        case _:
            reason = reason_told(case.reason)
            said = words.OPEN.with_facts(case=case.case, amount=amount, reason=reason)
            return said, Tone.WARNING


def _primary(state: CaseView) -> Action:
    if state.is_busy:
        return Action(words.WORKING, enabled=False)
    is_said = bool(state.reason.strip())
    match state.mode:
        case CaseMode.WRITING:
            return Action(words.OPEN_IT if is_said else words.SAY_WHY, enabled=is_said)
        case CaseMode.CLOSING:
            return Action(words.CLOSE_IT if is_said else words.SAY_HOW, enabled=is_said)
        case _:
            return Action(NOTHING, enabled=False)
