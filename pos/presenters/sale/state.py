"""What the sale screen shows, as values: everything a widget needs and nothing to decide."""

from dataclasses import dataclass
from enum import Enum

from pos.presenters.problem_view import ProblemView
from pos.presenters.texts import NOTHING, Say

QUICK_AMOUNT_SLOTS = 4
QUICK_CASH_SLOTS = 5


class Step(Enum):
    """Where a sale stands on the screen.

    STOPPED is a sale that was begun and has no code here: held open, or to be paid back.
    """

    METER = "meter"
    AMOUNT = "amount"
    TENDER = "tender"
    SOLD = "sold"
    STOPPED = "stopped"


class Tone(Enum):
    """How a message is meant; always said by an icon and words too, never by colour alone."""

    GOOD = "good"
    PLAIN = "plain"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Notice:
    """A message under a field, in space that is always reserved.

    Attributes:
        first: what happened, and where the money stands.
        then: what to do; may be nothing.
    """

    tone: Tone
    first: tuple[Say, ...]
    then: Say = NOTHING


@dataclass(frozen=True, slots=True)
class Row:
    """A label and its value."""

    label: Say
    value: Say


@dataclass(frozen=True, slots=True)
class Choice:
    """One slot of a row of buttons; an empty slot keeps its place, disabled, with a dash."""

    label: Say
    enabled: bool = False
    selected: bool = False


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A meter that a search found."""

    pan: str
    number: str
    customer: str
    address: str


@dataclass(frozen=True, slots=True)
class MeterPanel:
    """The first card.

    Attributes:
        text: what stands in the field.
        customer: masked name, empty where it is not known.
        rows: tariff, last purchase, this month, debt.
        hint: what is left at the present price.
        found: results of a search, empty for none.
    """

    text: str = ""
    notice: Notice | None = None
    customer: str = ""
    address: str = ""
    rows: tuple[Row, ...] = ()
    hint: Say = NOTHING
    found: tuple[FoundRow, ...] = ()
    is_finding: bool = False


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """One line of the breakdown.

    Attributes:
        label: as the tariff names it, else in the reader's words.
        detail: units and price, may be nothing.
        amount: in a column of its own.
        before: the last purchase's, beside it; empty where the two are not compared.
    """

    label: Say
    detail: Say
    amount: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class AmountPanel:
    """The second card.

    Attributes:
        text: what stands in the field.
        symbol: currency sign or `kWh` beside the field.
        in_units: units are typed, not money.
        begins_anew: what is typed next replaces the text.
        gets: what the customer gets, e.g. `38.5 kWh`; empty while it is not known.
        lines: what the amount is made of.
        beside: the same beside the last purchase, where that bought more; else empty.
        fewer: why it is less than at the start of the month.
    """

    text: str = ""
    symbol: str = ""
    in_units: bool = False
    begins_anew: bool = False
    notice: Notice | None = None
    quick: tuple[Choice, ...] = ()
    lines: tuple[QuoteRow, ...] = ()
    beside: tuple[QuoteRow, ...] = ()
    gets: Say = NOTHING
    fewer: Say = NOTHING


@dataclass(frozen=True, slots=True)
class TenderPanel:
    """The third card above its keypad.

    Attributes:
        text: what stands in the field.
        begins_anew: what is typed next replaces it.
        to_pay, received, change: formatted with currency; empty while not known.
        hand_out: notes of the change, e.g. `1 x 100  1 x 50`.
        short: what is missing; nothing when it is enough.
        quick: exact first.
        has_separator: the currency has minor units, and they are typed with a separator.
        is_free: codes were given that nobody pays for, so there is no money to show.
    """

    text: str = ""
    begins_anew: bool = False
    to_pay: str = ""
    received: str = ""
    change: str = ""
    hand_out: str = ""
    short: Say = NOTHING
    quick: tuple[Choice, ...] = ()
    has_separator: bool = True
    is_free: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """A button."""

    label: Say
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class CodeView:
    """One code for the customer's meter.

    Attributes:
        groups: digits in fours, to be read left to right in every language.
        digits: 20 digits, also what the QR code holds.
        units: what the meter adds.
    """

    groups: tuple[str, ...]
    digits: str
    units: Say


@dataclass(frozen=True, slots=True)
class SoldView:
    """A committed sale; it stays until the next one."""

    sale_id: str
    title: Say
    receipt: Say
    codes: tuple[CodeView, ...]
    details: Say
    checked: Say
    checked_tone: Tone
    print_state: Say
    print_tone: Tone
    must_settle: str = ""
    """Print job whose outcome a person must find out; empty for none."""


@dataclass(frozen=True, slots=True)
class SaleViewState:
    """The whole sale screen.

    Attributes:
        busy: what is being waited for; nothing when nothing is. The primary button shows it after
            300 ms.
        primary: what Enter does, always in the same place.
        secondary: another way on, None for none; it never takes Enter.
        question: asked in place of the primary button's panel; then primary goes back.
        problem: the strip under the top bar.
        can_undo: Ctrl+Z brings a cleared sale back.
    """

    step: Step
    meter: MeterPanel
    amount: AmountPanel
    tender: TenderPanel
    primary: Action
    secondary: Action | None = None
    question: Say = NOTHING
    busy: Say = NOTHING
    problem: ProblemView | None = None
    sold: SoldView | None = None
    can_undo: bool = False
