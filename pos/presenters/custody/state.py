"""What the page of keys shows."""

from dataclasses import dataclass, field
from enum import Enum

from pos.presenters.custody import texts as words
from pos.presenters.custody.letter_form import NO_LETTER, LetterForm
from pos.presenters.problem_view import ProblemView
from pos.presenters.sale.state import Action, Row, Tone
from pos.presenters.texts import NOTHING, Say


@dataclass(frozen=True, slots=True)
class KeyView:
    """One key in the list; texts as they stand there."""

    group: str
    revision: str
    dkga: str
    base: str
    ken: str
    until: str
    check_value: str


class CustodyMode(Enum):
    """What is done on the page."""

    HELD = "held"
    BRING = "bring"
    SEALED = "sealed"
    FORGET = "forget"


@dataclass(frozen=True, slots=True)
class Secrets:
    """What was typed and is shown to nobody; a component only where one is brought."""

    pin: str = field(repr=False)
    component: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class CustodyState:
    """The page.

    Attributes:
        keys, facts: what is held.
        can_forget: components of a key are waiting.
        names: files or keys to choose from.
        chosen: one of them; empty for none.
        form: the letter of whoever brings a component.
        is_asked: whether a second key is begun beside one that waits; the large button goes back.
        guide: what to see to now.
        cleared: grows when everything secret that was typed has to go.
    """

    mode: CustodyMode = CustodyMode.HELD
    keys: tuple[KeyView, ...] = ()
    facts: tuple[Row, ...] = ()
    can_forget: bool = False
    names: tuple[str, ...] = ()
    chosen: str = ""
    form: LetterForm = NO_LETTER
    is_asked: bool = False
    guide: Say = NOTHING
    primary: Action = field(default_factory=lambda: Action(words.BRING))
    notice: Say = NOTHING
    tone: Tone = Tone.GOOD
    problem: ProblemView | None = None
    is_busy: bool = False
    cleared: int = 0
