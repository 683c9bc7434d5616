"""A sale on its way over the screen: what was typed, what is known, what is being done."""

from dataclasses import dataclass, replace
from enum import Enum

from pos.app.selling.customer_view import MeterView, PurchaseView
from pos.app.sold.history import SaleStory
from pos.domain.currency_notes import notes_of
from pos.domain.errors import PosError
from pos.presenters.desk import FoundMeter
from pos.presenters.money_entry import CLEAR, MoneyEntry
from pos.presenters.sale.state import Step
from pos.presenters.texts import NOTHING, Say

MILLI_DECIMALS = 3
_MANY_TIMES = 5


class Doing(Enum):
    """What a job is doing for this sale."""

    NOTHING = "nothing"
    FINDING = "finding"
    SELLING = "selling"
    RESUMING = "resuming"
    CANCELLING = "cancelling"


class Doubt(Enum):
    """An odd case that is asked about before it is sold."""

    REPEATED = "repeated"
    MUCH_DEBT = "much_debt"
    MUCH_MORE = "much_more"
    MUCH_CHANGE = "much_change"


@dataclass(frozen=True, slots=True)
class SaleModel:
    """Everything that the sale screen is made from.

    Attributes:
        pan: 18 digits of the meter in hand, empty before it is known.
        meter: None until it is looked up.
        meter_note: a word about the meter that is no refusal.
        in_units: `units` is typed instead of `amount`.
        purchase: of `purchase_key`, which says what it was made for.
        amount_error: why the amount buys nothing; shown once the amount was entered.
        received: what the customer hands over.
        sale_id: made at the first try to sell, kept until the request changes.
        doubt: waits for an answer.
        problem: refusal that belongs to no field.
        story: the committed sale.
        stopped: the sale that was begun and has no code here.
        stopped_note: how it was ended here; nothing while it is open.
    """

    currency: str
    amount: MoneyEntry
    received: MoneyEntry
    units: MoneyEntry = MoneyEntry(MILLI_DECIMALS)  # noqa: RUF009 - frozen.
    step: Step = Step.METER
    meter_text: str = ""
    pan: str = ""
    meter: MeterView | None = None
    meter_error: PosError | None = None
    meter_note: Say = NOTHING
    found: tuple[FoundMeter, ...] = ()
    in_units: bool = False
    purchase: PurchaseView | None = None
    purchase_key: tuple[bool, int] | None = None
    amount_error: PosError | None = None
    amount_entered: bool = False
    sale_id: str = ""
    doubt: Doubt | None = None
    doing: Doing = Doing.NOTHING
    problem: PosError | None = None
    story: SaleStory | None = None
    stopped: SaleStory | None = None
    stopped_note: Say = NOTHING

    @property
    def wish(self) -> tuple[bool, int]:
        """What is asked for: whether in units, and how many thousandths or minor units."""
        entry = self.units if self.in_units else self.amount
        return self.in_units, entry.minor

    @property
    def quoted(self) -> PurchaseView | None:
        """The purchase, if it is the one that is asked for now."""
        return self.purchase if self.purchase_key == self.wish else None

    @property
    def due(self) -> int:
        """What the customer pays in minor units, 0 while it is not known."""
        if not self.in_units:
            return self.amount.minor
        return 0 if self.quoted is None else self.quoted.quoted.quote.total.minor

    @property
    def is_committing(self) -> bool:
        """Whether a sale is between the first press and its end."""
        return self.doing in (Doing.SELLING, Doing.RESUMING, Doing.CANCELLING)

    @property
    def is_sellable(self) -> bool:
        """Whether nothing is missing but the press."""
        return (
            self.step is Step.TENDER
            and self.doing is Doing.NOTHING
            and self.quoted is not None
            and not self.received.is_empty
            and self.received.minor >= self.due
        )

    @property
    def is_blank(self) -> bool:
        """Whether nothing would be lost by starting anew."""
        is_typed = self.meter_text or self.pan or self.amount.text or self.units.text
        return self.step is Step.METER and not is_typed

    def anew(self) -> "SaleModel":
        """Return an empty sale."""
        return SaleModel(
            currency=self.currency,
            amount=self.amount.press(CLEAR),
            received=self.received.press(CLEAR),
        )

    def with_meter_text(self, text: str) -> "SaleModel":
        """Type into the meter field; the meter in hand is let go."""
        return replace(
            self,
            step=Step.METER,
            meter_text=text,
            pan="",
            meter=None,
            meter_error=None,
            meter_note=NOTHING,
            found=(),
            doing=Doing.NOTHING,
            purchase=None,
            purchase_key=None,
            sale_id="",
            doubt=None,
            problem=None,
        )

    def with_amount(self, entry: MoneyEntry) -> "SaleModel":
        """Type an amount, or units; the money on the counter is counted anew."""
        changed = replace(self, units=entry) if self.in_units else replace(self, amount=entry)
        return replace(
            changed,
            step=Step.AMOUNT if self.step is Step.TENDER else self.step,
            amount_error=None,
            amount_entered=False,
            received=self.received.press(CLEAR),
            sale_id="",
            doubt=None,
            problem=None,
        )

    def with_received(self, entry: MoneyEntry) -> "SaleModel":
        """Type what was handed over."""
        return replace(self, received=entry, sale_id="", doubt=None, problem=None)

    def odd_case(self) -> Doubt | None:
        """Return what should be asked before this is sold; None for an ordinary sale."""
        if self.quoted is None:
            return None
        quote = self.quoted.quoted.quote
        last_total = self.meter.last_total if self.meter else None
        if self.quoted.repeats is not None:
            return Doubt.REPEATED
        if 2 * quote.arrears_paid > quote.total.minor:
            return Doubt.MUCH_DEBT
        if last_total and quote.total.minor > _MANY_TIMES * last_total:
            return Doubt.MUCH_MORE
        if self.received.minor - self.due >= notes_of(self.currency)[-1]:
            # Nobody hands over a note more than is needed; somebody's finger slipped.
            return Doubt.MUCH_CHANGE
        return None
