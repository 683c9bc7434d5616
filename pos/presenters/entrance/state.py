"""What the entrance shows."""

from dataclasses import dataclass
from enum import Enum

from pos.presenters.entrance import texts as words
from pos.presenters.problem_view import ProblemView
from pos.presenters.texts import NOTHING, Say


class Entrance(Enum):
    """What stands between a person and the counter."""

    OPENING = "opening"
    PASSPHRASE = "passphrase"  # noqa: S105 - a step's name.
    WAITING = "waiting"
    LOCKED = "locked"
    KEYS = "keys"
    FORGOTTEN = "forgotten"
    IN = "in"


PIN_STEPS = (Entrance.WAITING, Entrance.LOCKED)


@dataclass(frozen=True, slots=True)
class SignInState:
    """The entrance.

    Attributes:
        names: operators to choose from.
        name: chosen; the owner of the kept sale while it is locked.
        has_training_pin: the PIN can be filled in.
        clear_secret: grows when the secret field has to be emptied.
        notice: a word that is no refusal.
    """

    step: Entrance = Entrance.OPENING
    title: Say = NOTHING
    names: tuple[str, ...] = ()
    name: str = ""
    primary: Say = NOTHING
    busy: Say = words.OPENING
    hint: Say = NOTHING
    notice: Say = NOTHING
    problem: ProblemView | None = None
    has_training_pin: bool = False
    clear_secret: int = 0
