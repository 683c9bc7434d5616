"""A refusal on the screen: what happened, where the money stands, what to do, the code."""

from dataclasses import dataclass
from enum import Enum

from pos.domain.errors import NextStep, PosError
from pos.presenters.problem_texts import MONEY, NEXT
from pos.presenters.problems import happened_in
from pos.presenters.texts import NOTHING, Say

_CONTEXT = "problems"


class Place(Enum):
    """Where a refusal belongs on the sale screen."""

    METER = "meter"
    AMOUNT = "amount"
    TENDER = "tender"
    STRIP = "strip"


@dataclass(frozen=True, slots=True)
class ProblemView:
    """A refusal in words.

    Attributes:
        next: the same step as `next_step`, for a button that takes it.
    """

    code: str
    happened: Say
    money: Say
    next_step: Say
    next: NextStep

    def english(self) -> str:
        """Return it all in one paragraph of English."""
        parts = (self.happened, self.money, self.next_step)
        said = [part.english() for part in parts if part.text]
        return " ".join([*said, f"({self.code})"])


def problem_view(error: PosError) -> ProblemView:
    """Put an error into words that are translated when they are shown."""
    money, step = MONEY[error.money], NEXT[error.next_step]
    return ProblemView(
        code=error.code,
        happened=happened_in(error),
        money=Say(_CONTEXT, money) if money else NOTHING,
        next_step=Say(_CONTEXT, step),
        next=error.next_step,
    )


def place_of(error: PosError) -> Place:
    """Tell by its code which field a refusal is about."""
    match error.code.partition("-")[0]:
        case "METER" | "TARIFF":
            return Place.METER
        case "AMOUNT":
            return Place.AMOUNT
        case "TENDER":
            return Place.TENDER
        case _:
            return Place.STRIP
