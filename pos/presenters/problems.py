"""The wording of every error: what happened, where the money stands, what to do, the code.

Texts are marked with `QT_TRANSLATE_NOOP` and translated when they are shown: by the window from
their English, by head office's console here, for the reader of the page. A text names facts of
its error in braces; a fact that is empty or missing (an error rebuilt from its code) is a dash.
"""

from dataclasses import dataclass
from string import Formatter

from pos.domain.errors import MoneyStands, NextStep, PosError
from pos.domain.translation import Translate, untranslated
from pos.presenters import unexpected  # noqa: F401 - its type joins the catalogue.
from pos.presenters.fact_words import KIND_OF_FACT, fact_told
from pos.presenters.problem_texts import HAPPENED, MONEY, NEXT
from pos.presenters.texts import Say, Value, tell

CONTEXT = "problems"
_MISSING = "–"  # noqa: RUF001 - an en dash stands for a fact that is not known.


@dataclass(frozen=True, slots=True)
class Problem:
    """An error in words.

    Attributes:
        code: stable.
        happened: one or two sentences.
        money: where the money stands.
        next_step: what to do now.
    """

    code: str
    happened: str
    money: str
    next_step: str

    def sentence(self) -> str:
        """Return it all in one paragraph, in the order a person needs it."""
        parts = (self.happened, self.money, self.next_step, f"({self.code})")
        return " ".join(part for part in parts if part)


def problem_of(error: PosError, translate: Translate = untranslated) -> Problem:
    """Put an error into words, English unless a translation is given."""
    return Problem(
        code=error.code,
        happened=tell(happened_in(error), translate),
        money=translate(CONTEXT, MONEY[error.money]),
        next_step=translate(CONTEXT, NEXT[error.next_step]),
    )


def sentence_of(error: PosError, translate: Translate = untranslated) -> str:
    """Put an error into one paragraph, as `problem_of`."""
    return problem_of(error, translate).sentence()


def money_text(stands: MoneyStands) -> str:
    """Return the sentence that says where the money stands; empty where none is involved."""
    return MONEY[stands]


def next_text(step: NextStep) -> str:
    """Return the sentence that says what to do."""
    return NEXT[step]


def happened_in(error: PosError) -> Say:
    """Say what happened, with what the error knows about it."""
    template = HAPPENED[error.code]
    names = [name for _, name, _, _ in Formatter().parse(template) if name]
    facts = {name: said_fact(error, name) for name in names}
    return Say(CONTEXT, template, tuple(facts.items()))


def said_fact(error: PosError, name: str) -> str | Say | Value:
    """Return one fact of an error as a sentence takes it."""
    fact = fact_told(error.code, name, error.facts.get(name))
    if isinstance(fact, Say):
        return fact
    kind, shown = KIND_OF_FACT.get((error.code, name)), shown_fact(fact)
    return shown if kind is None or shown == _MISSING else Value(kind, shown)


def shown_fact(fact: str | int | None) -> str:
    """Return a fact as it stands in a sentence.

    What was typed may hold controls that would move a console's cursor or turn the sentence round.
    """
    if fact is None or fact == "":
        return _MISSING
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in str(fact))
